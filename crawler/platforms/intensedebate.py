"""IntenseDebate, where its comments stand in the page (a saved page, after the script has run)."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "intensedebate"
RANK = Rank.PLATFORM

_ID = re.compile(r"IDComment(\d+)$")

ROLES: Roles = {
    **COMMON,
    "idc-i": Role.BYLINE,
    "idc-time": Role.DATE,
    "idc-c-t": Role.BODY,
    "idc-c-t-inner": Role.BODY,
    "idc-avatar": Role.DROP,
    "idc-v": Role.DROP,
    "idc-r": Role.DROP,
    "idc-c-m": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: comments with the service's class names and ids."""
    return 1.0 if "idc-c" in page.classes and any(map(_ID.match, page.ids)) else 0.0


def read(page: Page) -> Reading:
    """The thread; a thread inside another one answers the comment that heads that."""
    numbers = {
        element: match[1]
        for element in page.classes.get("idc-c", ())
        if (match := _ID.match(element.get("id") or ""))
    }
    if not numbers:
        raise TryNext("no comments in the page")
    heads: dict[Element, str] = {}
    records = []
    for element, number in numbers.items():
        threads = [o for o in element.iterancestors() if "idc-thread" in (o.get("class") or "")]
        above = (heads[thread] for thread in threads if thread in heads)
        records.append(
            Record(
                [element],
                id=number,
                anchors=frozenset((f"IDComment{number}",)),
                parent_id=next(above, None),
            )
        )
        if threads:
            heads.setdefault(threads[0], number)
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))
