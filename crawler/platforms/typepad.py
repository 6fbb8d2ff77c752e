"""TypePad: a flat list of comments with the byline below the words."""

from __future__ import annotations

import re

from crawler.model import Ask, AskReason, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.paging import pages_linked
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "typepad"
RANK = Rank.PLATFORM

# The service's ids: "6a0" of a thing, "6p0" of a person, then hexadecimal digits.
_ID = re.compile(r"(comment|trackback)-(6a[0-9a-f]{10,})$")
_PERSON = re.compile(r"\b(6p[0-9a-f]{10,})\b")

ROLES: Roles = {
    **COMMON,
    "comment-footer": Role.META,
    "comment-avatar": Role.DROP,
    "trackback-header": Role.META,
    "trackback-content": Role.BODY,
    "trackback-footer": Role.META,
}


def sure(page: Page) -> float:
    """How sure it is: the service's ids, generator and static host."""
    marks = (
        any(map(_ID.match, page.ids)),
        "static.typepad.com" in page.head.assets,
        "http://www.typepad.com/" in page.head.assets,
        ".typepad.com/" in page.head.assets,
    )
    return min(1.0, 0.5 * marks[0] + 0.3 * sum(marks[1:]))


def read(page: Page) -> Reading:
    """The thread, the further pages of its comments and the comment feed that the page names."""
    records = [
        _record(match[1], match[2], element)
        for anchor, element in page.ids.items()
        if (match := _ID.match(anchor))
    ]
    comments = tuple(read_comments(page, records, ROLES))
    further = pages_linked(page, ("/comments/page/",))
    asks = [Ask(url, AskReason.COMMENT_PAGE) for url in further]
    for link in page.head.rel("alternate"):
        feed = page.absolute(link.href)
        if feed and "/comments/atom.xml" in feed:
            asks.append(Ask(feed, AskReason.COMMENT_FEED))
            break
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page), asks=tuple(asks))


def _record(part: str, number: str, element: Element) -> Record:
    person = None
    for inner in element.iter("img", "a"):
        for value in inner.values():
            found = _PERSON.search(value)
            person = person or (found[1] if found else None)
    return Record(
        parts=[element],
        id=number,
        anchors=frozenset((f"{part}-{number}",)),
        kind=CommentKind.TRACKBACK if part == "trackback" else CommentKind.COMMENT,
        account=f"typepad::{person}" if person else None,
        by_post_author="comment-by-owner" in (element.get("class") or ""),
    )
