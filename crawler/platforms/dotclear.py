"""Dotclear: definition lists of comments, pings in the same list or in one of their own."""

from __future__ import annotations

import re

from crawler.model import CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record, with_definition
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "dotclear"
RANK = Rank.PLATFORM

_ID = re.compile(r"c(\d+)$")
_MARKS = ("dotclear", "Dotclear", "?pf=", "/feed/atom/comments/")

ROLES: Roles = {**COMMON, "comment-number": Role.DROP, "ping-number": Role.DROP}


def sure(page: Page) -> float:
    """How sure it is: terms of a definition list with its anchors, and the software's addresses."""
    marks = sum(mark in page.head.assets for mark in _MARKS)
    marks += "comment-number" in page.classes or "ping-url" in page.ids or "pings" in page.ids
    if not marks:
        return 0.0
    terms = any(e.tag == "dt" and _ID.match(anchor) for anchor, e in page.ids.items())
    return min(1.0, 0.3 * terms + 0.3 * marks) if terms else 0.0


def read(page: Page) -> Reading:
    """The thread with the pings."""
    records = [
        Record(
            with_definition(element),
            id=match[1],
            anchors=frozenset((anchor,)),
            kind=CommentKind.TRACKBACK if _is_ping(element) else CommentKind.COMMENT,
            by_post_author="me" in (element.get("class") or "").split(),
        )
        for anchor, element in page.ids.items()
        if element.tag == "dt" and (match := _ID.match(anchor))
    ]
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _is_ping(element: Element) -> bool:
    return any(
        outer.get("id") == "pings" or "pings" in (outer.get("class") or "").split()
        for outer in (element, *element.iterancestors())
    )
