"""SPIP: the forum below an article, nested lists with the words above the byline."""

from __future__ import annotations

import re

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "spip"
RANK = Rank.PLATFORM

# The number of a message: in its anchor, in a class of what can be edited, in the answer link.
_ANCHOR = re.compile(r"(?:forum|comment)(\d+)$")
_CRAYON = re.compile(r"\bforum-\w+-(\d+)\b")
_ANSWER = re.compile(r"[?&]id_forum=(\d+)")

ROLES: Roles = {
    **COMMON,
    "forum-chapo": Role.META,
    "forum-texte": Role.BODY,
    "comment-texte": Role.BODY,
    "forum-titre": Role.DROP,
    "forum-repondre-message": Role.DROP,
    "repondre": Role.DROP,
    "moderation": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the class names of its forum, the generator and the script of its pages."""
    marks = (
        "forum-fil" in page.classes or "forum-message" in page.classes,
        "SPIP" in page.head.assets or "spip" in page.header("composed-by").lower(),
        "forum-texte" in page.classes or "forum-chapo" in page.classes,
    )
    return min(1.0, 0.4 * sum(marks)) if marks[0] or marks[2] else 0.0


def read(page: Page) -> Reading:
    """The thread; an answer stands in a list inside what it answers."""
    records = [_record(element) for element in _roots(page)]
    comments = tuple(read_comments(page, records, ROLES))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _roots(page: Page) -> list[Element]:
    items = [e for e in page.classes.get("forum-fil", ()) if e.tag == "li"]
    if items:
        return items
    # Older templates put the class of a thread on its first message alone.
    messages = page.classes.get("forum-message", ())
    parents = (message.getparent() for message in messages)
    return [p for p in dict.fromkeys(parents) if p is not None and p.tag == "li"]


def _record(element: Element) -> Record:
    number = _number(element)
    anchors = frozenset((f"forum{number}", f"comment{number}")) if number else frozenset()
    return Record([element], id=number, anchors=anchors)


def _number(element: Element) -> str:
    """The number of a message; the first found is its own, for answers come last."""
    for inner in element.iter("*"):
        names = (inner.get("id") or "", inner.get("name") or "")
        found = _ANCHOR.match(names[0]) or _ANCHOR.match(names[1])
        found = found or _CRAYON.search(inner.get("class") or "")
        found = found or _ANSWER.search(inner.get("href") or "")
        if found:
            return found[1]
    return ""
