"""TypePad: a flat list of comments with the byline below the words."""

from __future__ import annotations

import re

from lxml import etree

from crawler.model import Ask, AskReason, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "typepad"
RANK = Rank.PLATFORM

# The service's ids: "6a0" of a thing, "6p0" of a person, then hexadecimal digits.
_ID = re.compile(r"comment-(6a[0-9a-f]{10,})$")
_PERSON = re.compile(r"\b(6p[0-9a-f]{10,})\b")
_PAGED = etree.XPath("//a[contains(@href,'/comments/page/')]/@href", smart_strings=False)

ROLES: Roles = {**COMMON, "comment-footer": Role.META, "comment-avatar": Role.DROP}


def sure(page: Page) -> float:
    """How sure it is: the service's ids, generator and static host."""
    marks = (
        any(map(_ID.match, page.ids)),
        "static.typepad.com" in page.head.assets,
        "http://www.typepad.com/" in page.head.assets,
        page.holds(b"profile.typepad.com"),
    )
    return min(1.0, 0.5 * marks[0] + 0.3 * sum(marks[1:]))


def read(page: Page) -> Reading:
    """The thread, the further pages of its comments and the comment feed that the page names."""
    records = [
        _record(match[1], element)
        for anchor, element in page.ids.items()
        if (match := _ID.match(anchor))
    ]
    comments = tuple(read_comments(page, records, ROLES))
    asks = []
    if page.holds(b"/comments/page/"):
        urls = (page.absolute(str(href)) for href in _PAGED(page.tree))
        pages = dict.fromkeys(url.partition("#")[0] for url in urls if url)
        asks = [Ask(url, AskReason.COMMENT_PAGE) for url in pages if url != page.url]
    for link in page.head.rel("alternate"):
        feed = page.absolute(link.href)
        if feed and "/comments/atom.xml" in feed:
            asks.append(Ask(feed, AskReason.COMMENT_FEED))
            break
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page), asks=tuple(asks))


def _record(number: str, element: Element) -> Record:
    person = None
    for inner in element.iter("img", "a"):
        for value in inner.values():
            found = _PERSON.search(value)
            person = person or (found[1] if found else None)
    return Record(
        parts=[element],
        id=number,
        anchors=frozenset((f"comment-{number}",)),
        account=f"typepad::{person}" if person else None,
        by_post_author="comment-by-owner" in (element.get("class") or ""),
    )
