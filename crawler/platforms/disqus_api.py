"""Disqus as JSON: answers of its API (``listPosts``), and what its embed page carries."""

from __future__ import annotations

import json
from typing import Any

from crawler.model import Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    dated,
    identity,
    label,
    number,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "disqus-api"
RANK = Rank.API

_EMBED = "disqus-threadData"


def sure(page: Page) -> float:
    """How sure it is: the data of the embed page, or posts of the API."""
    if page.is_json:
        posts = things(page.json, "response")
        return 1.0 if posts and "message" in posts[0] and "createdAt" in posts[0] else 0.0
    return 1.0 if _EMBED in page.ids else 0.0


def read(page: Page) -> Reading:
    """The posts of the thread; both show only a part of a long one, and the rest needs a key."""
    data = page.json if page.is_json else _embedded(page)
    if at(data, "response") is None:
        raise TryNext("no posts in the answer")
    posts = things(data, "response") or things(data, "response", "posts")
    thread = at(data, "response", "thread")
    post_url = word(thread, "link")
    return answer(
        page,
        NAME,
        (_comment(page, post, post_url) for post in posts),
        post_url=post_url,
        claimed=number(data, "cursor", "total"),
        cut=at(data, "cursor", "hasNext") is True,
    )


def _embedded(page: Page) -> Any:
    try:
        return json.loads("".join(map(str, page.ids[_EMBED].itertext())), strict=False)
    except (ValueError, RecursionError, KeyError):
        return None


def _comment(page: Page, post: Thing, post_url: str) -> Comment:
    given = identity(post, "id")
    deleted = at(post, "isDeleted") is True
    held = at(post, "isApproved") is False
    text, links = ("", ()) if deleted or held else written(page, word(post, "message"))
    return Comment(
        id=given,
        author=_author(page, at(post, "author")),
        published=dated(post, "createdAt", utc=True),
        text=text,
        parent_id=identity(post, "parent") or None,
        permalink=page.absolute(f"{post_url}#comment-{given}") if post_url else None,
        status=_status(deleted, held),
        links=links,
    )


def _status(deleted: bool, held: bool) -> CommentStatus:
    if deleted:
        return CommentStatus.DELETED
    return CommentStatus.SCREENED if held else CommentStatus.VISIBLE


def _author(page: Page, author: Any) -> Author:
    username = label(author, "username")
    return Author(
        label(author, "name") or None,
        page.absolute(word(author, "url") or word(author, "profileUrl")),
        f"disqus::{username}" if username else None,
        page.absolute(word(author, "avatar", "permalink")),
    )
