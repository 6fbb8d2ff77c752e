"""Threads in the style of Reddit as JSON (``.json`` behind a thread's address): two listings."""

from __future__ import annotations

from html import unescape
from typing import Any

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

NAME = "reddit-api"
RANK = Rank.API

_GONE = ("[deleted]", "[removed]")
#: What stands before the id of a comment in a full name.
_COMMENT = "t1_"


def sure(page: Page) -> float:
    """How sure it is: a listing of the post, and one of its comments."""
    lists = things(page.json) if page.is_json and isinstance(page.json, list) else []
    return 1.0 if len(lists) == 2 and all(word(e, "kind") == "Listing" for e in lists) else 0.0


def read(page: Page) -> Reading:
    """The comments in the answer; branches that it only counts ("more") are missing."""
    if not sure(page):
        raise TryNext("no listings")
    listings = things(page.json)
    post = at(next(iter(things(listings[0], "data", "children")), None), "data")
    nodes = [node for node, _ in below(_nodes(listings[1]), _replies)]
    comments = [_comment(page, at(n, "data")) for n in nodes if word(n, "kind") == "t1"]
    return answer(
        page,
        NAME,
        comments,
        post_url=word(post, "permalink"),
        claimed=number(post, "num_comments"),
        cut=any(word(node, "kind") == "more" for node in nodes),
    )


def _nodes(listing: Any) -> list[Thing]:
    return [
        node for node in things(listing, "data", "children") if isinstance(node.get("data"), dict)
    ]


def _replies(node: Thing) -> list[Thing]:
    return _nodes(at(node, "data", "replies"))


def _comment(page: Page, thing: Thing) -> Comment:
    gone = word(thing, "body").strip() in _GONE
    html = word(thing, "body_html")
    # Unless asked for raw JSON, the site escapes the HTML once more.
    html = unescape(html) if html.startswith("&lt;") else html
    text, links = ("", ()) if gone else written(page, html or word(thing, "body"))
    name = label(thing, "author")
    name = "" if name in _GONE else name
    parent = identity(thing, "parent_id")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            name or None,
            page.absolute(f"/user/{name}") if name else None,
            f"reddit::{name}" if name else None,
        ),
        published=dated(thing, "created_utc"),
        text=text,
        parent_id=parent.removeprefix(_COMMENT) if parent.startswith(_COMMENT) else None,
        permalink=page.absolute(word(thing, "permalink")),
        status=CommentStatus.DELETED if gone else CommentStatus.VISIBLE,
        links=links,
        by_post_author=at(thing, "is_submitter") is True,
    )
