"""Ghost: the comments of a post, or the replies to one, as its members' API answers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.model import Ask, AskReason, Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    below,
    dated,
    identity,
    label,
    number,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "ghost"
RANK = Rank.API

_STATUS = {"hidden": CommentStatus.SCREENED, "deleted": CommentStatus.DELETED}
_PAGE = re.compile(r"([?&]page=)\d+")
_ID = re.compile(r"[0-9a-f]{24}")
#: The API answers at most so many at once.
MOST = 100


def sure(page: Page) -> float:
    """How sure it is: comments, paged as Ghost pages, with members or at its address."""
    if not page.is_json or not isinstance(at(page.json, "comments"), list):
        return 0.0
    paged = isinstance(at(page.json, "meta", "pagination"), dict)
    members = any("member" in thing for thing in things(page.json, "comments"))
    return 1.0 if paged and (members or "/members/api/comments/" in page.url) else 0.0


def read(page: Page) -> Reading:
    """The comments; where the answer holds only the first replies, the others are asked for."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    roots = things(page.json, "comments")
    entries = list(below(roots, lambda thing: things(thing, "replies")))
    posts = (word(thing, "post", "url") for thing in roots)
    return answer(
        page,
        NAME,
        [_comment(page, thing, identity(above, "id")) for thing, above in entries],
        post_url=next(filter(None, posts), None),
        further=[Ask(url, AskReason.API) for url in (*_next(page), *_replies(page, roots))],
        whole="/replies/" not in page.url,
    )


def _next(page: Page) -> list[str]:
    following = number(page.json, "meta", "pagination", "next")
    if not following:
        return []
    if _PAGE.search(page.url):
        return [_PAGE.sub(rf"\g<1>{following}", page.url)]
    return [f"{page.url}{'&' if '?' in page.url else '?'}page={following}"]


def _replies(page: Page, roots: list[Thing]) -> list[str]:
    parts = urlsplit(page.url)
    before, mark, _ = parts.path.partition("/members/api/comments/")
    if not mark or "/replies/" in parts.path:
        return []
    short = (
        identity(thing, "id")
        for thing in roots
        if (number(thing, "count", "replies") or 0) > len(things(thing, "replies"))
    )
    return [
        parts._replace(path=f"{before}{mark}{key}/replies/", query=f"limit={MOST}").geturl()
        for key in short
        if _ID.fullmatch(key)
    ]


def _comment(page: Page, thing: Thing, above: str) -> Comment:
    status = _STATUS.get(word(thing, "status"), CommentStatus.VISIBLE)
    visible = status is CommentStatus.VISIBLE
    text, links = written(page, word(thing, "html")) if visible else ("", ())
    member = identity(thing, "member", "id")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            label(thing, "member", "name") or None,
            None,
            f"ghost:{page.host}:{member}" if member else None,
            page.absolute(word(thing, "member", "avatar_image")),
        ),
        published=dated(thing, "created_at"),
        text=text,
        parent_id=identity(thing, "in_reply_to_id")
        or identity(thing, "parent_id")
        or above
        or None,
        status=status,
        links=links,
    )
