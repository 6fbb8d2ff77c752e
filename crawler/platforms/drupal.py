"""Drupal 6 to 11: an anchor before each comment, and indented blocks for replies."""

from __future__ import annotations

import re

from crawler.model import Ask, AskReason, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "drupal"
RANK = Rank.PLATFORM

_ID = re.compile(r"comment-(\d+)$")
_ANSWERED = re.compile(r"#comment-(\d+)$")
_PAGED = re.compile(r"[?&]page=(?:\d+%2C|\d+,)*\d+(?:&|#|$)")
_MARKS = ("Drupal", "/misc/drupal.js", "/sites/default/", "/sites/all/", "/core/misc/")

ROLES: Roles = {
    **COMMON,
    "username": Role.AUTHOR,
    "submitted": Role.META,
    "content": Role.BODY,
    "field-name-comment-body": Role.BODY,
    "comment-text-content": Role.BODY,
    "links": Role.META,
    "time": Role.DATE,
    "comment-delete": Role.DROP,
    "comment-forbidden": Role.DROP,
    "new": Role.DROP,
    "user-picture": Role.DROP,
    "comment-left": Role.DROP,
    "hidden": Role.DROP,
    "indented": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the marks of the software, and its anchors before comments."""
    marks = sum(mark in page.head.assets for mark in _MARKS)
    marks += "drupal" in page.header("x-generator").lower()
    walked = "indented" in page.classes or "comment-wrapper" in page.classes
    if not marks and not walked:
        return 0.0
    found = any(_ID.match(anchor) for anchor in page.ids)
    return min(1.0, 0.35 * marks + 0.2 * found + 0.2 * walked) if found or walked else 0.0


def read(page: Page) -> Reading:
    """The thread; a reply's parent is what RDFa or its hidden line says, else its indentation."""
    records = _records(page)
    comments = tuple(read_comments(page, records, ROLES, reply_marks=True))
    asks = tuple(Ask(url, AskReason.COMMENT_PAGE) for url in _pages(page) if comments)
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page), asks=asks)


def _records(page: Page) -> list[Record]:
    records = []
    for anchor, element in page.ids.items():
        match = _ID.match(anchor)
        root = _root(element) if match else None
        if match is None or root is None:
            continue
        words = root.get("class") or ""
        records.append(
            Record(
                parts=[root],
                id=match[1],
                anchors=frozenset((anchor,)),
                parent_id=_reply_of(root),
                depth=1 + sum("indented" in _words(outer) for outer in root.iterancestors()),
                by_post_author="by-node-author" in words or "by-article-author" in words,
            )
        )
    return records


def _words(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _root(element: Element) -> Element | None:
    """The comment that an anchor stands before, or that carries the id itself."""
    if element.tag not in ("a", "span"):
        return element if element.tag in ("div", "article", "li", "section") else None
    following = element.getnext()
    return (
        following if following is not None and following.tag in ("div", "article", "li") else None
    )


def _reply_of(root: Element) -> str | None:
    """The parent that Drupal 7 names in RDFa (``sioc:reply_of``); the node is named so too."""
    for element in root.iter("span"):
        if element.get("rel") == "sioc:reply_of":
            match = _ANSWERED.search(element.get("resource") or "")
            if match:
                return match[1]
    return None


def _pages(page: Page) -> list[str]:
    """The other pages of the thread: a pager inside or beside the block of comments."""
    found: dict[str, None] = {}
    for name in ("pager", "pager__items"):
        for pager in page.classes.get(name, ()):
            for anchor in pager.iter("a"):
                url = page.absolute(anchor.get("href"))
                if url and _PAGED.search(url):
                    found[url.partition("#")[0]] = None
    found.pop(page.url.partition("#")[0], None)
    return list(found)
