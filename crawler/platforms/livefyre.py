"""Livefyre, where its comments stand in the page (a saved page, after the script has run)."""

from __future__ import annotations

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "livefyre"
RANK = Rank.PLATFORM

ROLES: Roles = {
    **COMMON,
    "fyre-comment-username": Role.AUTHOR,
    "fyre-comment-date": Role.DATE,
    "fyre-comment": Role.BODY,
    "fyre-comment-user": Role.DROP,
    "fyre-comment-like-count": Role.DROP,
    "fyre-comment-footer": Role.DROP,
    "fyre-comment-actions": Role.DROP,
    "fyre-comment-reply": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: comments with the service's class names and numbers."""
    found = page.classes.get("fyre-comment-article", ())
    return 1.0 if any(element.get("data-message-id") for element in found) else 0.0


def read(page: Page) -> Reading:
    """The thread; replies stand inside what they answer."""
    records = [
        Record([element], id=number, anchors=frozenset((f"lf_comment={number}",)))
        for element in page.classes.get("fyre-comment-article", ())
        if (number := element.get("data-message-id") or "")
    ]
    if not records:
        raise TryNext("no comments in the page")
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))
