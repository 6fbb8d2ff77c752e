"""Echo and its former self, JS-Kit, where comments stand in the page (a saved page)."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "echo"
RANK = Rank.PLATFORM

_LEVEL = re.compile(r"js-CommentLevel-?(\d{1,3})")
_ID = re.compile(r"(?:jsid-|echo-item-)(\w{4,64})$")

ROLES: Roles = {
    **COMMON,
    "js-singlecommentname": Role.AUTHOR,
    "js-singlecommentdate": Role.DATE,
    "js-singlecommenttext": Role.BODY,
    "jsk-itembodytext": Role.BODY,
    "js-singlecommentctls": Role.DROP,
    "js-singlecommentavatar": Role.DROP,
    "js-singlecommentkarma": Role.DROP,
    "js-singlevialinkwrapper": Role.DROP,
    "echo-item-authorname": Role.AUTHOR,
    "echo-item-date": Role.DATE,
    "echo-item-text": Role.BODY,
    "echo-item-avatar": Role.DROP,
    "echo-item-controls": Role.DROP,
    "echo-item-replyform": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: single comments with the service's names for their parts."""
    old = "js-singleComment" in page.classes and "js-singleCommentName" in page.classes
    new = "echo-item-container" in page.classes and "echo-item-text" in page.classes
    return 1.0 if old or new else 0.0


def read(page: Page) -> Reading:
    """The thread; the old form tells the depth in a class, the new one nests."""
    classes = page.classes
    found = [*classes.get("js-singleComment", ()), *classes.get("echo-item-container", ())]
    if not found:
        raise TryNext("no comments in the page")
    records = [_record(element) for element in found]
    return Reading(page.url, NAME, RANK, comments=tuple(read_comments(page, records, ROLES)))


def _record(element: Element) -> Record:
    anchor = element.get("id") or ""
    number = _ID.match(anchor)
    holders = (element, element.getparent())
    levels = (_LEVEL.search(e.get("class") or "") for e in holders if e is not None)
    level = next(filter(None, levels), None)
    return Record(
        [element],
        id=number[1] if number else "",
        anchors=frozenset((anchor,)) if number else frozenset(),
        depth=int(level[1]) if level else None,
    )
