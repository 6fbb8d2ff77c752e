"""Plone: the discussion viewlet, a flat list whose classes name the level of each reply."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "plone"
RANK = Rank.PLATFORM

#: Levels under the tenth are shown as the tenth.
_LEVEL = re.compile(r"(?:^|\s)replyTreeLevel(\d{1,6})")

ROLES: Roles = {
    **COMMON,
    "documentbyline": Role.BYLINE,
    "commentimage": Role.DROP,
    "commentactions": Role.DROP,
    "reply-to-comment-button": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the class of a level, which no other software writes."""
    return 0.9 if any(word.startswith("replyTreeLevel") for word in page.classes) else 0.0


def read(page: Page) -> Reading:
    """The thread; ids are those of the comment objects, which the anchors are too."""
    records = []
    for element in page.classes.get("comment", ()):
        level = _LEVEL.search(element.get("class") or "")
        ident = element.get("id") or ""
        if level:
            anchors = frozenset((ident,)) if ident else frozenset()
            records.append(Record([element], id=ident, anchors=anchors, depth=int(level[1])))
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))
