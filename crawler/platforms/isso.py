"""Isso, where its comments stand in the page (a saved page, or one rendered on the server)."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "isso"
RANK = Rank.PLATFORM

_ID = re.compile(r"isso-(\d+)$")

ROLES: Roles = {
    **COMMON,
    "isso-author": Role.AUTHOR,
    "isso-permalink": Role.META,
    "isso-text": Role.BODY,
    "isso-comment-footer": Role.DROP,
    "isso-avatar": Role.DROP,
    "isso-note": Role.DROP,
    "isso-postbox": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: comments with its class names and ids."""
    return 1.0 if "isso-comment" in page.classes and any(map(_ID.match, page.ids)) else 0.0


def read(page: Page) -> Reading:
    """The thread; an author is known across a site by the hash that Isso makes of the address."""
    records = []
    for element in page.classes.get("isso-comment", ()):
        match = _ID.match(element.get("id") or "")
        if match:
            person = element.get("data-hash")
            records.append(
                Record(
                    [element],
                    id=match[1],
                    anchors=frozenset((match[0],)),
                    account=f"isso::{person}" if person else None,
                    by_post_author="isso-is-page-author" in (element.get("class") or ""),
                )
            )
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments)
