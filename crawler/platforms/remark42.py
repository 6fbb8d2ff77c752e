"""Remark42: the comments of an address, plain or as a tree (``/api/v1/find``)."""

from __future__ import annotations

from crawler.model import Author, Comment, CommentStatus, Rank, Reading
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

NAME = "remark42"
RANK = Rank.API


def sure(page: Page) -> float:
    """How sure it is: comments with a locator, or the description of a thread without any."""
    if not page.is_json or not isinstance(at(page.json, "comments"), list):
        return 0.0
    comments = things(page.json, "comments")
    if comments:
        first = at(comments[0], "comment") or comments[0]
        return 1.0 if isinstance(at(first, "locator"), dict) else 0.0
    return 1.0 if isinstance(at(page.json, "info", "url"), str) else 0.0


def read(page: Page) -> Reading:
    """The whole thread, which the service answers with at once."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    roots = things(page.json, "comments")
    pairs = (thing for thing, _ in below(roots, lambda node: things(node, "replies")))
    comments = [at(thing, "comment") or thing for thing in pairs]
    first = word(comments[0], "locator", "url") if comments else ""
    post_url = word(page.json, "info", "url") or first
    return answer(
        page,
        NAME,
        [_comment(page, thing, post_url) for thing in comments if isinstance(thing, dict)],
        post_url=post_url,
        claimed=number(page.json, "info", "count"),
        whole=True,
    )


def _comment(page: Page, thing: Thing, post_url: str) -> Comment:
    given = identity(thing, "id")
    deleted = at(thing, "delete") is True
    text, links = ("", ()) if deleted else written(page, word(thing, "text"))
    user = identity(thing, "user", "id")
    gone = user == "deleted"
    site = label(thing, "locator", "site")
    return Comment(
        id=given,
        author=Author(
            None if gone else label(thing, "user", "name") or None,
            None,
            f"remark42:{site}:{user}" if user and not gone else None,
            page.absolute(word(thing, "user", "picture")),
        ),
        published=dated(thing, "time"),
        text=text,
        parent_id=identity(thing, "pid") or None,
        permalink=page.absolute(f"{post_url}#remark42__comment-{given}") if post_url else None,
        status=CommentStatus.DELETED if deleted else CommentStatus.VISIBLE,
        links=links,
    )
