"""Textpattern: a flat list whose anchors are numbers of six digits."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "textpattern"
RANK = Rank.PLATFORM

_ID = re.compile(r"c(\d{6,})$")

ROLES: Roles = {**COMMON, "message": Role.BODY, "comment-anchor": Role.DROP}


def sure(page: Page) -> float:
    """How sure it is: the generator, the names in its comment form, the padded anchors."""
    marks = (
        "Textpattern" in page.head.assets,
        "txpCommentInputForm" in page.ids or "txpCommentInputMessage" in page.classes,
        "comments-list" in page.classes,
    )
    if not any(marks):
        return 0.0
    found = any(map(_ID.match, page.ids))
    return min(1.0, 0.4 * marks[0] + 0.3 * marks[1] + 0.2 * marks[2] + 0.2 * found)


def read(page: Page) -> Reading:
    """The thread."""
    records = []
    for anchor, element in page.ids.items():
        match = _ID.match(anchor)
        if match:
            records.append(Record([_root(element)], id=match[1], anchors=frozenset((anchor,))))
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _root(element: Element) -> Element:
    """The list item or article around the anchor."""
    if element.tag in ("article", "li"):
        return element
    for outer in element.iterancestors("article", "li", "div"):
        return outer
    return element
