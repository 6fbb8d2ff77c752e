"""Pages that list posts (home, archive, search): which they are, and the posts that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from crawler import dates
from crawler.model import UNDATED, Listed, Moment
from crawler.pages import Page
from crawler.platforms.body import cut_of, links_of_body
from crawler.platforms.post import canonical_or_same
from crawler.platforms.records import Element
from crawler.text import text_of
from crawler.urls import host_of, is_blog_home, may_be_post

# The frame of one post on a page, in the themes of many platforms.
_ENTRIES = ("hentry", "post-outer", "h-entry", "post", "entry", "blog-post", "type-post", "asset")
_HEADINGS = ("h1", "h2", "h3", "h4")
# WordPress says on the body what kind of page it made.
_LISTS = frozenset(
    ("home", "blog", "archive", "search", "category", "tag", "date", "author", "paged")
)
_SINGLES = frozenset(("single", "single-post", "singular", "page", "attachment", "item-view"))
# What themes call the link to the older posts. WordPress calls it "previous" by time.
_OLDER = (
    "blog-pager-older-link",
    "older-posts",
    "nav-previous",
    "pagination-next",
    "next",
    "older",
)
# What is written on it where nothing else tells: it is older, or the next page, in so many words.
_OLDER_WORDS = r"""
older(?: posts| entries| articles| stories)?|(?:previous|earlier) (?:posts|entries|articles)|
next page|more posts|ältere (?:beiträge|einträge|artikel|posts)|nächste seite|
(?:articles|billets|messages) (?:plus anciens|précédents)|page suivante|
(?:entradas|artículos) (?:antiguas|anteriores|más antiguas)|página siguiente|
(?:postagens|posts|artigos) (?:mais )?(?:antigas|antigos|anteriores)|próxima página|
(?:post|articoli) (?:più vecchi|precedenti)|pagina successiva|(?:oudere|vorige) berichten|
volgende pagina|äldre inlägg|ældre indlæg|eldre innlegg|starsze (?:posty|wpisy)|następna strona|
старые записи|предыдущие записи|предыдущие|古い記事|次のページ|過去の記事|较旧的文章|下一页
"""
_SAYS_OLDER = re.compile(rf"^[^\w]*(?:{''.join(_OLDER_WORDS.split(chr(10)))})[^\w]*$", re.I)
_PAGE = re.compile(r"(?:/page/|[?&](?:paged?|start)=)(\d+)")
#: A listing shows at least as many posts.
FEWEST = 2


def is_listing(page: Page) -> bool:
    """Whether a page lists posts and is none, by its address, body classes and entries."""
    body = page.tree.find("body")
    words = set((body.get("class") or "").split()) if body is not None else set()
    if words & _SINGLES:
        return False
    if page.url and is_blog_home(page.url):
        return True
    if words & _LISTS and "postid" not in " ".join(words):
        return True
    return bool(page.url) and not may_be_post(page.url) and len(_entries(page)) >= FEWEST


def lists_posts(page: Page) -> bool:
    """Whether a page is a blog's home and shows several posts, so that no thread on it is one's."""
    return bool(page.url) and is_blog_home(page.url) and len(_entries(page)) >= FEWEST


def listed_on(page: Page) -> tuple[Listed, ...]:
    """The posts that a listing shows, with the links in what it shows of their text."""
    cut = cut_of(page)
    found: dict[str, Listed] = {}
    for entry, anchor in _entries(page):
        url = page.absolute(anchor.get("href"))
        if url is None:
            continue
        address = canonical_or_same(url)
        text = text_of(entry, cut)
        links = links_of_body(page, entry, cut, text)
        own = tuple(link for link in links if canonical_or_same(link.url) != address)
        title, day = text_of(anchor) or None, _date(page, entry)
        found.setdefault(address, Listed(address, title, day, own, text))
    return tuple(found.values())


def further_of(page: Page) -> str | None:
    """Where a listing goes on with older posts, as its links and the words on them tell."""
    here = canonical_or_same(page.url)
    for href in _further(page):
        url = urldefrag(page.absolute(href) or "")[0]
        if url and canonical_or_same(url) != here and _leads_on(page, url):
            return url
    return None


def _leads_on(page: Page, url: str) -> bool:
    """Whether a link stays on the blog and does not lead back to a page before this one."""
    if _host(url) != page.host:
        return False
    number, ours = _PAGE.search(url), _PAGE.search(page.url)
    return number is None or ours is None or int(number[1]) > int(ours[1])


def _host(url: str) -> str:
    try:
        return host_of(url)
    except ValueError:
        return ""


def _further(page: Page) -> Iterator[str]:
    """The addresses that may be it, surest first."""
    yield from (link.href for link in page.head.rel("next"))
    yield from (a.get("href") or "" for a, rel in page.related if "next" in rel)
    for name in _OLDER:
        for element in page.classes.get(name, ())[:3]:
            anchor = element if element.tag == "a" else element.find(".//a[@href]")
            if anchor is not None and anchor.get("href"):
                yield anchor.get("href") or ""
    for anchor in page.every("a"):
        if anchor.get("href") and _SAYS_OLDER.match(text_of(anchor)):
            yield anchor.get("href") or ""


def _entries(page: Page) -> list[tuple[Element, Element]]:
    """The frames of posts, outermost, each with the link of its heading."""
    frames: dict[Element, Element] = {}
    for entry in _frames(page):
        if any(outer in frames for outer in entry.iterancestors()):
            continue
        anchor = _heading_link(entry)
        if anchor is not None:
            frames[entry] = anchor
    return list(frames.items())


def _frames(page: Page) -> Iterator[Element]:
    for name in _ENTRIES:
        found = [
            e for e in page.classes.get(name, ()) if e.tag not in ("body", "html", "a", "h1", "h2")
        ]
        if len(found) >= FEWEST:
            yield from found
            return
    yield from page.every("article")


def _heading_link(entry: Element) -> Element | None:
    for heading in entry.iter(*_HEADINGS):
        anchor = heading.find(".//a[@href]")
        if anchor is None and (outer := heading.getparent()) is not None and outer.tag == "a":
            anchor = outer
        if anchor is not None and text_of(anchor):
            return anchor
    return next((a for a in entry.iter("a") if "bookmark" in (a.get("rel") or "")), None)


def _date(page: Page, entry: Element) -> Moment:
    for element in entry.iter("time", "abbr"):
        value = element.get("datetime") or element.get("title") or ""
        if value[:4].isdigit():
            return dates.read_machine(value)
    for element in entry.iter():
        words = (element.get("class") or "").lower()
        if "date" in words or "posted" in words:
            found = dates.find_written(
                text_of(element)[:120], page.locale, captured=page.fetched_at
            )
            if found:
                return found[0]
    return UNDATED
