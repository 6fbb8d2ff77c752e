"""Squarespace, where its comments stand in the page (a saved page, after the script has run)."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "squarespace"
RANK = Rank.PLATFORM

_ID = re.compile(r"comment-([0-9a-f]{24})$")
_DEPTH = re.compile(r"(?:^|\s)depth-(\d{1,3})(?:\s|$)")

ROLES: Roles = {
    **COMMON,
    "commenter-name": Role.AUTHOR,
    "commenter-avatar": Role.DROP,
    "comment-btn": Role.DROP,
    "new-comment-area": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: its area of comments, with comments that have its kind of id."""
    area = "squarespace-comments" in page.classes
    return 1.0 if area and any(map(_ID.match, page.ids)) else 0.0


def read(page: Page) -> Reading:
    """The thread; a comment's depth is in its class."""
    records = [
        Record(
            [element],
            id=match[1],
            anchors=frozenset((anchor,)),
            depth=int(depth[1]) if (depth := _DEPTH.search(element.get("class") or "")) else None,
        )
        for anchor, element in page.ids.items()
        if (match := _ID.match(anchor))
    ]
    if not records:
        raise TryNext("no comments in the page")
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))
