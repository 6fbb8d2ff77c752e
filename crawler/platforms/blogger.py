"""Blogger: the flat list of definition terms of the old layouts, and the threaded list of 2012."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from crawler import dates
from crawler.dates.looks import shows_clock
from crawler.model import Ask, AskReason, Comment, CommentStatus, Moment, Precision, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed, count_in
from crawler.platforms.fields import read_comments
from crawler.platforms.paging import pages_linked
from crawler.platforms.records import Element, Record, with_definition
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.platforms.zones import at_offset, zone_of_days, zoned
from crawler.text import whole_number

NAME = "blogger"
RANK = Rank.PLATFORM

_ID = re.compile(r"c(\d{6,20})$")
# The number of an account on all blogs: the same person on two blogs has the same.
_PID = re.compile(r"(?:^|\s)pid-(\d+)")
_SHOWN = re.compile(r"[?&]showComment=(\d{12,14})(?:[&#]|$)")

# The settings of the script that prints the thread, where a template prints none itself.
_CONFIGURED = re.compile(
    rb"""['"]feed['"]\s*:\s*['"](https?:[^'"\s]{4,300}comments\\?/default)['"]"""
)

ROLES: Roles = {
    **COMMON,
    "user": Role.BYLINE,
    "icon": Role.DROP,
    "comment-timestamp": Role.DATE,
    "comment-header": Role.META,
    "comment-replies": Role.DROP,
    "comment-delete": Role.DROP,
    "item-control": Role.DROP,
    "thread-toggle": Role.DROP,
    "continue": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the names that Blogger's own templates give to the parts of a thread."""
    marks = (
        "comments-block" in page.ids,
        "comment-holder" in page.ids,
        "toplevel-thread" in page.classes,
        "/feeds/posts/default" in page.head.assets,
        "blogger" in page.head.assets or "blogblog.com" in page.head.assets,
    )
    return min(1.0, 0.3 * sum(marks) + (0.3 if marks[0] or marks[1] else 0))


def read(page: Page) -> Reading:
    """The thread; a permalink tells the instant of a comment, so the blog's zone shows."""
    records = _records(page)
    comments = _timed(page, read_comments(page, records, ROLES))
    asks = [Ask(url, AskReason.COMMENT_PAGE) for url in pages_linked(page, ("commentPage=",))]
    feed = next(_feeds(page), None)
    if feed:
        asks.append(Ask(feed, AskReason.COMMENT_FEED))
    return Reading(
        page.url, NAME, RANK, comments=comments, claimed=_claimed(page), asks=tuple(asks)
    )


def _feeds(page: Page) -> Iterator[str]:
    """The feed of the post's comments, as the page announces it or its script asks for it."""
    for link in page.head.rel("alternate"):
        feed = page.absolute(link.href)
        if feed and "/comments/default" in feed:
            yield feed
    if page.holds(b"comments\\/default") or page.holds(b"/comments/default"):
        for found in _CONFIGURED.finditer(page.body):
            yield found[1].decode("ascii", "replace").replace("\\/", "/")


def _records(page: Page) -> list[Record]:
    roots = [
        (match[1], element)
        for anchor, element in page.ids.items()
        if element.tag in ("dt", "li", "div") and (match := _ID.match(anchor))
    ]
    if not roots and "comments-block" in page.ids:
        roots = [
            (match[1], term)
            for term in page.ids["comments-block"].iter("dt")
            for anchor in term.iter("a")
            if (match := _ID.match(anchor.get("name") or ""))
        ]
    return [_record(number, element) for number, element in roots]


def _record(number: str, element: Element) -> Record:
    parts = with_definition(element)
    classes = " ".join(_own_classes(parts))
    pid = _PID.search(classes)
    return Record(
        parts=parts,
        id=number,
        anchors=frozenset((f"c{number}",)),
        status=CommentStatus.DELETED if "deleted-comment" in classes else CommentStatus.VISIBLE,
        account=f"blogger::pid-{pid[1]}" if pid else None,
        by_post_author="blog-author" in classes,
    )


def _own_classes(parts: Iterable[Element]) -> Iterable[str]:
    """The classes inside a comment, those of the replies in it left out."""
    stack = list(parts)
    while stack:
        element = stack.pop()
        words = element.get("class") or ""
        if "comment-replies" not in words:
            yield words
            stack.extend(element)


def _timed(page: Page, comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments with the instants that their permalinks tell put beside their written dates.

    What the page shows stands, where the two do not fit: the clock tells the zone, or the days do
    where the blog shows no clock.
    """
    instants = {comment.id: _instant(comment) for comment in comments}
    days = ((c.published, at) for c in comments if (at := instants[c.id]) is not None)
    zone = zone_of_days(days)
    timed = []
    for comment in comments:
        instant = instants[comment.id]
        moment = None if instant is None else _moment(page, comment.published, instant, zone)
        timed.append(comment if moment is None else replace(comment, published=moment))
    return tuple(timed)


def _instant(comment: Comment) -> datetime | None:
    found = _SHOWN.search(comment.permalink or "")
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC) if found else None


def _moment(page: Page, shown: Moment, instant: datetime, zone: int | None) -> Moment | None:
    for moment in chain((shown,), _readings(page, shown.written, instant)):
        timed = zoned(moment, instant)
        if timed is not None:
            return timed
    if shown.precision is Precision.DAY:
        return None if zone is None else at_offset(instant, zone, shown.written)
    if shown.precision in (Precision.MINUTE, Precision.SECOND):
        return None
    return Moment.of(instant, shown.written)


def _readings(page: Page, written: str, instant: datetime) -> Iterable[Moment]:
    """The moments that a written date may mean: in either order, or a clock of a day near by."""
    for day_first in (True, False):
        yield dates.read_written(written, page.locale, page.fetched_at, day_first)
    if shows_clock(written):
        for days in (0, -1, 1):
            day = (instant + timedelta(days=days)).date().isoformat()
            yield dates.read_written(f"{day} {written}", page.locale)


def _claimed(page: Page) -> int | None:
    for area in page.classes.get("comments", ()):
        count = whole_number(area.get("data-num-comments"))
        if count is not None:
            return count
    block = page.ids.get("comments")
    heading = block.find(".//h4") if block is not None else None
    if heading is None or not heading.text:
        return claimed(page)
    return count_in(heading.text)
