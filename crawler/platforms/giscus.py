"""giscus: a GitHub discussion as the service's own frame asks for it (not documented)."""

from __future__ import annotations

import re
from urllib.parse import quote

from crawler.model import Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    asked,
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

NAME = "giscus"
RANK = Rank.API

_NUMBER = re.compile(r"#discussioncomment-(\d+)$")
_AFTER = re.compile(r"&after=[^&]*")


def sure(page: Page) -> float:
    """How sure it is: a discussion with its comments."""
    found = at(page.json, "discussion", "comments") if page.is_json else None
    return 1.0 if isinstance(found, list) else 0.0


def read(page: Page) -> Reading:
    """The comments and the replies to them, two levels as on GitHub."""
    if not sure(page):
        raise TryNext("no discussion")
    talk = at(page.json, "discussion")
    roots = things(talk, "comments")
    counts = (number(talk, "totalCommentCount"), number(talk, "totalReplyCount"))
    pairs = below(roots, lambda thing: things(thing, "replies"))
    more = at(talk, "pageInfo", "hasNextPage") is True
    cursor = word(talk, "pageInfo", "endCursor")
    url = f"{_AFTER.sub('', page.url)}&after={quote(cursor, safe='')}" if more and cursor else None
    return answer(
        page,
        NAME,
        [_comment(page, thing, _id(above) if above else "") for thing, above in pairs],
        claimed=sum(count or 0 for count in counts) if counts[0] is not None else None,
        further=asked(url, documented=False),
        cut=more or "&after=" in page.url,
        whole=True,
    )


def _id(thing: Thing) -> str:
    """The number in the address of a comment, else the id that GitHub's graph has for it."""
    found = _NUMBER.search(word(thing, "url"))
    return found[1] if found else identity(thing, "id")


def _comment(page: Page, thing: Thing, above: str) -> Comment:
    deleted = bool(word(thing, "deletedAt"))
    text, links = ("", ()) if deleted else written(page, word(thing, "bodyHTML"))
    login = label(thing, "author", "login")
    hidden = CommentStatus.COLLAPSED if at(thing, "isMinimized") is True else CommentStatus.VISIBLE
    return Comment(
        id=_id(thing),
        author=Author(
            login or None,
            page.absolute(word(thing, "author", "url")),
            f"github::{login}" if login else None,
            page.absolute(word(thing, "author", "avatarUrl")),
        ),
        published=dated(thing, "createdAt"),
        text=text,
        parent_id=above or None,
        permalink=page.absolute(word(thing, "url")),
        status=CommentStatus.DELETED if deleted else hidden,
        links=links,
        by_post_author=at(thing, "authorAssociation") == "OWNER",
    )
