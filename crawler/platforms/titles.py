"""The title of a post: the heading that the page's own statements repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.linkbacks.rdf import rdf_of
from crawler.pages import Page
from crawler.platforms.records import Element
from crawler.platforms.statements import ld_values
from crawler.text import clean, text_of
from crawler.urls import is_blog_home

_WORDS = """
    entry-title post-title p-name article-title posttitle entry_title post_title article__title
    single-title title-post headline article-headline asset-name storytitle entrytitle
    contenttitle post-headline subject blogtitle"""
_CLASSES = tuple(_WORDS.split())
_LEVELS = ("h1", "h2", "h3", "h4")
_SEPARATOR = re.compile(r"\s+[|«»·•—–:‹›~-]+\s+|\s*[|«»]\s*|:\s+")
_EDGES = " |«»·•—–:‹›~-"
_TOKEN = re.compile(r"\w+")
#: A heading that shares less with what the page states is not the title.
LIKE = 0.7
#: No shorter name of a host tells the name of a blog; no shorter paragraph is one of a post.
SHORTEST, PARAGRAPH = 5, 80
#: No more headings of a page are looked at.
MOST = 60


def title_of(page: Page, heading: Element | None) -> str | None:
    """The title: that of the heading, else what the page states."""
    return text_of(heading) if heading is not None else _stated(page, _told(page)) or None


def heading_of(page: Page, body: Element | None) -> Element | None:
    """The heading that shows the post's title; ``body`` is what holds the post's words.

    It is the one most like what the page states, and the one above the words where the page states
    no more than the blog's name.
    """
    best = _likest(page)
    if best is None and body is not None and _names_only_the_blog(page):
        return _above(body)
    return best


def _names_only_the_blog(page: Page) -> bool:
    """Whether all that the page states for a title is the name of the blog."""
    title = _told(page)[0]
    squashed = "".join(_tokens(title))
    if not squashed or title != clean(page.head.title):
        return False
    host = "".join(_tokens(page.host.removeprefix("www.").rpartition(".")[0]))
    if len(host) >= SHORTEST and (squashed in host or host in squashed):
        return True
    homes = (a for a in page.every("a") if text_of(a).casefold() == title.casefold())
    return any(_leads_home(page, a) for a in homes)


def _above(body: Element) -> Element | None:
    """The last heading before the first paragraph of a post, else the nearest before the body."""
    found = None
    for element in body.iter("p", *_LEVELS):
        text = text_of(element)
        if element.tag == "p" and len(text) > PARAGRAPH:
            break
        if element.tag != "p" and any(map(str.isalpha, text)):
            found = element
    before = (e for e in body.itersiblings(preceding=True) if e.tag in _LEVELS)
    if found is not None:
        return found
    return next((e for e in before if any(map(str.isalpha, text_of(e)))), None)


def _likest(page: Page) -> Element | None:
    """The heading most like what the page states."""
    # A part of a title may be the site's name: how much of the whole it is decides.
    told = [(set(_tokens(title)), _parts(title)) for title in _told(page)]
    site = _tokens(page.head.first("og:site_name", "application-name") or "")
    best, likeness = None, 0.0
    for heading in _headings(page):
        text = text_of(heading)
        tokens = _tokens(text)
        if not tokens or len(text) > 400 or tokens == site:
            continue
        words = set(tokens)
        for title, parts in told:
            how = _likeness(words, title)
            alike = how > likeness and max(how, *(_likeness(words, part) for part in parts)) >= LIKE
            if alike and not _leads_home(page, heading):
                best, likeness = heading, how
        if likeness == 1.0:
            break
    return best


def _parts(title: str) -> list[set[str]]:
    """The words of each part of a title."""
    return [set(_tokens(part)) for part in _SEPARATOR.split(title)]


def _told(page: Page) -> list[str]:
    """The titles that the page states; its own only where there is no other: it names the site."""
    stated = [*ld_values(page, "headline"), page.head.first("og:title", "twitter:title") or ""]
    stated.append(rdf_of(page, page.url).get("dc:title", ""))
    return [title for title in map(clean, stated) if title] or [clean(page.head.title)]


def _headings(page: Page) -> Iterator[Element]:
    for name in _CLASSES:
        yield from page.classes.get(name, ())[:4]
    for count, element in enumerate(page.every("h1", "h2", "h3")):
        if count > MOST:
            return
        yield element


def _leads_home(page: Page, heading: Element) -> bool:
    """Whether a heading is the blog's own name: it links to the blog's first page."""
    anchor = heading if heading.tag == "a" else heading.find(".//a[@href]")
    url = page.absolute(anchor.get("href")) if anchor is not None else None
    return url is not None and url != page.url and is_blog_home(url)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())


def _likeness(words: set[str], other: set[str]) -> float:
    """How like a heading is to a title, by their words (Dice's coefficient)."""
    return 2 * len(words & other) / (len(words) + len(other)) if other else 0.0


def _stated(page: Page, told: list[str]) -> str:
    """The first stated title, without the name of the site beside it."""
    title = told[0]
    parts = [part for part in _SEPARATOR.split(title) if part]
    site = _tokens(page.head.first("og:site_name", "application-name") or "")
    if len(parts) < 2:
        return title
    if site and _tokens(parts[-1]) == site:
        return title[: title.rfind(parts[-1])].rstrip(_EDGES)
    if site and _tokens(parts[0]) == site:
        return title[title.find(parts[0]) + len(parts[0]) :].lstrip(_EDGES)
    # The document's title names the site on one side; the longer part is the post's.
    return title if page.head.first("og:title") else max(parts, key=len)
