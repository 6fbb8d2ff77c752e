"""Disqus as its WordPress plugin prints the thread for readers without scripts."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.linkbacks.received import excerpt
from crawler.model import Comment, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.fields import read_comments
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.text import clean

NAME = "disqus"
RANK = Rank.PLATFORM

_ID = re.compile(r"dsq-comment-(\d+)$")
_QUOTED = re.compile(r"^\s*\[(?:…|\.\.\.)\]")

ROLES: Roles = {
    **COMMON,
    "dsq-comment-header": Role.META,
    "dsq-comment-cite": Role.BYLINE,
    "dsq-header-time": Role.DATE,
    "dsq-comment-header-time": Role.DATE,
    "dsq-comment-message": Role.BODY,
    "dsq-comment-text": Role.BODY,
    "dsq-comment-footer": Role.DROP,
    "dsq-header-avatar": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: comments with the service's own ids stand in the page."""
    return 1.0 if "dsq-comments" in page.ids or "dsq-comment-message" in page.classes else 0.0


def read(page: Page) -> Reading:
    """The thread that stands in the page; the service itself may hold more."""
    records = [
        Record([element], id=match[1], anchors=frozenset((anchor, f"comment-{match[1]}")))
        for anchor, element in page.ids.items()
        if (match := _ID.match(anchor))
    ]
    if not records:
        raise TryNext("no comment of the service in the page")
    comments = read_comments(page, records, ROLES)
    return Reading(page.url, NAME, RANK, comments=tuple(_mended(page, c) for c in comments))


def _mended(page: Page, comment: Comment) -> Comment:
    """The comment with what the plugin prints beside the name: the address as bare text.

    The plugin calls ``comment_author_url()``, which prints, where it means to ask.
    """
    cite = page.ids.get(f"dsq-cite-{comment.id}")
    signed = page.ids.get(f"dsq-author-user-{comment.id}")
    author = comment.author
    if signed is not None:
        author = replace(author, name=clean("".join(map(str, signed.itertext()))) or None)
    bare = (cite.text or "").strip() if cite is not None else ""
    if author.url is None and bare:
        author = replace(author, url=page.absolute(bare))
    if _QUOTED.match(comment.text):
        quoted = excerpt(comment.text)
        return replace(comment, kind=CommentKind.PINGBACK, author=author, text=quoted)
    return replace(comment, author=author)
