"""TYPO3: the flat list of the blog extension (EXT:blog)."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "typo3"
RANK = Rank.PLATFORM

_ID = re.compile(r"comment-(\d+)$")

ROLES: Roles = {
    **COMMON,
    "postcomment-author": Role.BYLINE,
    "postcomment-avatar": Role.DROP,
    "postcomment-time": Role.DATE,
    "postcomment-comment": Role.BODY,
}


def sure(page: Page) -> float:
    """How sure it is: the extension's own class beside the anchors that its articles have."""
    return 0.9 if _records(page) else 0.0


def read(page: Page) -> Reading:
    """The thread; the extension has no replies."""
    comments = tuple(read_comments(page, _records(page), ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _records(page: Page) -> list[Record]:
    articles = page.classes.get("postcomment", ())
    numbered = ((element, _ID.match(element.get("id") or "")) for element in articles)
    return [
        Record([element], id=match[1], anchors=frozenset((match[0],)))
        for element, match in numbered
        if match
    ]
