"""Kinja: flat articles that name their parent and their time in data attributes."""

from __future__ import annotations

from dataclasses import replace

from crawler import dates
from crawler.model import Comment, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.platforms.zones import on_clock
from crawler.text import text_of, whole_number

NAME = "kinja"
RANK = Rank.PLATFORM

ROLES: Roles = {
    **COMMON,
    "publish-time": Role.DATE,
    "post-content": Role.BODY,
    "post-meta": Role.META,
    "author-hovercard": Role.DROP,
    "avatar-container": Role.DROP,
    "reply-author": Role.DROP,
    "replyto-author": Role.DROP,
    "post-dropdown-container": Role.DROP,
    "js-entry-annotations": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: replies with the platform's data attributes."""
    replies = page.classes.get("js_reply", ())
    return 1.0 if any(e.get("data-parentid") for e in replies) else 0.0


def read(page: Page) -> Reading:
    """The thread; the post's own id, which first replies name as parent, is no comment."""
    roots = [e for e in page.classes.get("js_reply", ()) if e.get("data-id")]
    if not roots:
        raise TryNext("no replies in the page")
    known = {e.get("data-id") for e in roots}
    records = [_record(element, known) for element in roots]
    comments = read_comments(page, records, ROLES)
    dated = tuple(_dated(page, c, e) for c, e in zip(comments, roots, strict=True))
    return Reading(page.url, NAME, RANK, comments=dated, claimed=claimed(page))


def _record(element: Element, known: set[str | None]) -> Record:
    parent = element.get("data-parentid")
    person = element.get("data-authorname")
    return Record(
        parts=[element],
        id=element.get("data-id") or "",
        anchors=frozenset((element.get("id") or "",)) - {""},
        parent_id=parent if parent in known else None,
        account=f"kinja::{person}" if person else None,
    )


def _dated(page: Page, comment: Comment, element: Element) -> Comment:
    """The comment with its instant, which an attribute tells, in the zone of the clock shown."""
    for inner in element.iter("span", "time"):
        stamp = whole_number(inner.get("data-publishtime"))
        if stamp is not None:
            link = next(inner.iter("a"), None)
            instant = dates.from_epoch(stamp, text_of(inner))
            moment = on_clock(instant, comment.published)
            url = page.absolute(link.get("href")) if link is not None else None
            return replace(comment, published=moment, permalink=comment.permalink or url)
    return comment
