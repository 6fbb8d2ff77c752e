"""Author and date of a post: what the page states, then what it shows outside its thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from crawler import dates
from crawler.linkbacks.rdf import rdf_of
from crawler.model import NOBODY, UNDATED, Author, Moment, Precision
from crawler.pages import Page
from crawler.platforms.names import name_in_byline, name_of, signed
from crawler.platforms.records import Element
from crawler.platforms.statements import ld_posts, ld_values, person_of
from crawler.platforms.titles import heading_of
from crawler.text import text_of

_DATE_WORDS = """
    entry-date dt-published published post-date date-header postdate posted-on post-timestamp
    entry-time article-date dateline post_date article__date pubdate time-stamp date date-time
    datum timestamp datetime entry-meta post-meta postmetadata posted postinfo post-info byline
    entry-footer post-footer entry-header-meta submitted"""
_DATES = tuple(_DATE_WORDS.split())
_SIGN = re.compile(r"author|byline|posted-?by|writer|autor|auteur")
_NO_SIGN = re.compile(r"avatar|bio|box|image|photo|pic|desc|social|follow|title|comment|info|list")
_META_LINES = ("entry-meta", "post-meta", "postmetadata", "posted", "postinfo", "post-info")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?=[/-])")
# Sandbox, K2 and Thematic put the date of a single post into the classes of its body.
_BODY_DATE = re.compile(r"(?:^|\s)s-y(\d{4}) s-m(\d\d) s-d(\d\d)")
_STATED_DATES = """
    article:published_time datepublished og:article:published_time sailthru.date dc.date.issued
    dc.date dcterms.created parsely-pub-date pubdate publishdate date datecreated
    og:published_time article.published"""
_STATED_AUTHORS = """
    author dc.creator parsely-author sailthru.author article:author dcterms.creator"""
#: How far into a line beside the title a date is looked for.
NEAR = 160
#: No byline's name is longer.
LONGEST = 80


def author_of(page: Page) -> Author:
    """Who wrote the post, from structured data, then the byline shown, then the metadata."""
    for thing in ld_posts(page):
        name, url = person_of(page, thing.get("author"))
        if name:
            return Author(name, url)
    for element in _signs(page):
        sign = _sign(page, element)
        if sign:
            return sign
    for line, found in _dated_lines(page):
        name = signed(line[found[2] :]) or signed(line[: found[1]]) or _only_name(line[: found[1]])
        if name and len(name) <= LONGEST:
            return Author(name)
    stated = [page.head.first(name) for name in _STATED_AUTHORS.split()]
    for value in (*stated, rdf_of(page, page.url).get("dc:creator")):
        if value and not value.startswith(("http", "@")) and name_of(value):
            return Author(name_of(value))
    return NOBODY


def _signs(page: Page) -> Iterator[Element]:
    """Elements that may hold the post's byline, surest first, outside the thread."""
    return (element for element in _marked(page) if not _within(element, page.taken))


def _with_property(page: Page, *names: str) -> Iterator[Element]:
    return (e for e in page.elements if e.get("itemprop") in names)


def _marked(page: Page) -> Iterator[Element]:
    signed = (a for a, rel in page.related if "author" in rel)
    yield from islice((a for a in signed if not _NO_SIGN.search(a.get("class") or "")), 4)
    if page.holds(b"itemprop"):
        yield from _with_property(page, "author", "creator")
    for name, elements in page.classes.items():
        word = name.lower()
        if _SIGN.search(word) and not _NO_SIGN.search(word):
            yield from elements[:3]
    for name in _META_LINES:
        yield from page.classes.get(name, ())[:3]


def _sign(page: Page, element: Element) -> Author | None:
    """The author that an element names; ``None`` where it is no byline."""
    exact = next((e for e in element.iter() if "fn" in (e.get("class") or "").split()), None)
    if exact is None:
        links = (a for a in element.iter("a") if "author" in (a.get("href") or a.get("rel") or ""))
        exact = element if element.tag == "a" else next(links, None)
    if exact is not None and text_of(exact):
        name = name_of(text_of(exact))
    elif _is_line(element):
        return None
    else:
        exact, name = element, _named_in(page, element)
    if not name or len(name) > LONGEST or name.lower().startswith("rss"):
        return None
    link = next(
        (a for a in (exact, *exact.iter("a"), *exact.iterancestors("a")) if a.tag == "a"), None
    )
    return Author(name, page.absolute(link.get("href")) if link is not None else None)


def _is_line(element: Element) -> bool:
    return not _SIGN.search((element.get("class") or "") + (element.get("itemprop") or ""))


def _named_in(page: Page, element: Element) -> str | None:
    """The name in a byline's text, which may hold a date beside it."""
    text = text_of(element)
    if len(text) > 2 * LONGEST:
        return None
    link = next(iter(element.iter("a")), None)
    if link is not None and link.text and not link.text.isdigit():
        return name_of(text_of(link))
    found = dates.find_written(text, page.language, captured=page.fetched_at)
    if found:
        text = text[: found[1]] if found[1] > 3 else text[found[2] :]
    return name_in_byline(text)


def _only_name(text: str) -> str | None:
    """The name before "NAME, DATE": two to four words that begin as names do."""
    words = text.rstrip(" ,·|–—-").split()
    if text.rstrip().endswith(",") and 2 <= len(words) <= 4 and all(w[0].isupper() for w in words):
        return " ".join(words)
    return None


def _within(element: Element, region: set[Element]) -> bool:
    return element in region or any(outer in region for outer in element.iterancestors())


def published_of(page: Page) -> Moment:
    """When the post was published: stated, then shown, then told by its address."""
    for moment in chain(map(dates.read_machine, _stated(page)), _shown(page)):
        if moment.precision not in (Precision.NONE, Precision.RELATIVE):
            return moment
    body = page.tree.find("body")
    told = _BODY_DATE.search((body.get("class") or "") if body is not None else "")
    found = told or _URL_DATE.search(page.url)
    if found:
        return dates.read_machine("-".join(part.zfill(2) for part in found.groups() if part))
    return UNDATED


def _stated(page: Page) -> Iterator[str]:
    """The dates of metadata, RDF and microdata outside the thread, surest first."""
    yield from ld_values(page, "datePublished")
    for name in _STATED_DATES.split():
        yield page.head.first(name) or ""
    yield rdf_of(page, page.url).get("dc:date", "")
    if page.holds(b"datePublished"):
        for element in _with_property(page, "datePublished"):
            if not _within(element, page.taken):
                yield (
                    element.get("datetime") or element.get("content") or element.get("title") or ""
                )


def _shown(page: Page) -> Iterator[Moment]:
    for element in page.tree.iter("time", "abbr"):
        value = element.get("datetime") or element.get("title") or ""
        if value[:4].isdigit() and not _within(element, page.taken):
            yield dates.read_machine(value)
    for name in _DATES:
        for element in page.classes.get(name, ())[:3]:
            if _within(element, page.taken):
                continue
            text = text_of(element, page.taken)[:200]
            if any(map(str.isdigit, text)):
                found = dates.find_written(text, page.language, captured=page.fetched_at)
                if found:
                    yield found[0]
    yield from _beside_title(page)


def _beside_title(page: Page) -> Iterator[Moment]:
    """Dates in the lines around the title."""
    return (found[0] for _, found in _dated_lines(page))


def _dated_lines(page: Page) -> Iterator[tuple[str, tuple[Moment, int, int]]]:
    """The lines around the title that hold a date, with the date and where it stands."""
    heading = heading_of(page)
    parent = heading.getparent() if heading is not None else None
    for element in (heading, parent):
        if element is None:
            continue
        near = [
            *islice(element.itersiblings(preceding=True), 3),
            *islice(element.itersiblings(), 5),
        ]
        for line in near:
            text = text_of(line, page.taken)[:NEAR] if isinstance(line.tag, str) else ""
            if any(map(str.isdigit, text)) and line not in page.taken:
                found = dates.find_written(text, page.language, captured=page.fetched_at)
                if found:
                    yield text, found
