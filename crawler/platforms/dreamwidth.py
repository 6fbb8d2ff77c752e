"""Dreamwidth, and LiveJournal where it shows comments in the page: nested or indented threads."""

from __future__ import annotations

import re

from crawler.model import Ask, AskReason, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.text import whole_number

NAME = "dreamwidth"
RANK = Rank.PLATFORM

_ID = re.compile(r"(?:comment-)?(?:cmt|ljcmt|t)(\d{3,})$")
# Dreamwidth's frame of a comment, that of LiveJournal's older styles and that of its own pages.
_FRAMES = ("dwexpcomment", "ljcmt_full", "b-leaf")
_PAGED = re.compile(r"\.html\?(?:[^#]*&)?page=\d+")
_STATUS = {
    "deleted": CommentStatus.DELETED,
    "screened": CommentStatus.SCREENED,
    "from-suspended": CommentStatus.SUSPENDED,
    "partial": CommentStatus.COLLAPSED,
    "b-leaf-deleted": CommentStatus.DELETED,
    "b-leaf-screened": CommentStatus.SCREENED,
    "b-leaf-suspended": CommentStatus.SUSPENDED,
    "b-leaf-collapsed": CommentStatus.COLLAPSED,
}

ROLES: Roles = {
    **COMMON,
    "comment-poster": Role.BYLINE,
    "ljuser": Role.AUTHOR,
    "comment-title": Role.DROP,
    "comment-subject": Role.DROP,
    "userpic": Role.DROP,
    "comment-interaction-links": Role.DROP,
    "comment-management-links": Role.DROP,
    "multiform-checkbox": Role.DROP,
    "comment-from-text": Role.DROP,
    "comment-date-text": Role.DROP,
    "commentbody": Role.BODY,
    "footer": Role.DROP,
    "commentText": Role.BODY,
    "commentHeader": Role.META,
    "commentFooter": Role.DROP,
    "commentLinkbar": Role.DROP,
    "comment-links": Role.DROP,
    "comment-text": Role.BODY,
    "b-leaf-username": Role.BYLINE,
    "b-leaf-createdtime": Role.DATE,
    "b-leaf-article": Role.BODY,
    "b-leaf-subject": Role.DROP,
    "b-leaf-shorttime": Role.DROP,
    "b-leaf-actions": Role.DROP,
    "b-leaf-userpic": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the class names of the shared code of both services, and their hosts."""
    marks = (
        any(frame in page.classes for frame in _FRAMES),
        "comment-thread" in page.classes and "ljuser" in page.classes,
        page.host.endswith(("dreamwidth.org", "livejournal.com")),
        "dreamwidth.org" in page.head.assets or "l-stat.livejournal" in page.head.assets,
    )
    return min(1.0, 0.5 * marks[0] + 0.3 * sum(marks[1:])) if marks[0] or marks[1] else 0.0


def read(page: Page) -> Reading:
    """The thread; what is deleted, screened or collapsed stays as a placeholder in the tree."""
    records = []
    for name in _FRAMES:
        for element in page.classes.get(name, ()):
            match = _ID.match(element.get("id") or "")
            if match:
                records.append(_record(match[1], element, page.host))
    comments = tuple(read_comments(page, records, ROLES, reply_marks=True))
    return Reading(
        page.url, NAME, RANK, comments=comments, claimed=claimed(page), asks=_asks(page, records)
    )


def _record(number: str, element: Element, host: str) -> Record:
    words = {w for e in element.iter("div") for w in (e.get("class") or "").split()}
    users = (e.get("lj:user") or e.get("data-ljuser") for e in element.iter("span", "i"))
    user = next((user for user in users if user), None)
    service = "livejournal" if host.endswith("livejournal.com") else "dreamwidth"
    return Record(
        parts=[element],
        id=number,
        anchors=frozenset((f"cmt{number}", f"t{number}")),
        status=next((s for word, s in _STATUS.items() if word in words), CommentStatus.VISIBLE),
        depth=_depth(element),
        account=f"{service}::{user}" if user else None,
        by_post_author=not words.isdisjoint(("entry-author", "b-leaf-poster-owner")),
    )


def _depth(element: Element) -> int | None:
    for outer in element.iterancestors("div"):
        depth = whole_number(outer.get("data-comment-depth"))
        if depth is not None:
            return depth
    margin = re.search(r"margin-left:\s*(\d{1,6})px", element.get("style") or "")
    return int(margin[1]) + 1 if margin else None


def _asks(page: Page, records: list[Record]) -> tuple[Ask, ...]:
    """Further pages, and the branches that the page shows collapsed."""
    here = page.url.partition("?")[0]
    found: dict[str, None] = {}
    for anchor in page.every("a"):
        href = anchor.get("href") or ""
        if "page=" in href and _PAGED.search(href):
            url = page.absolute(href)
            if url and url.partition("?")[0] == here:
                found[url.partition("#")[0]] = None
    collapsed = [r for r in records if r.status is CommentStatus.COLLAPSED]
    urls = [*found, *(f"{here}?thread={record.id}" for record in collapsed)]
    return tuple(Ask(url, AskReason.COMMENT_PAGE) for url in urls)
