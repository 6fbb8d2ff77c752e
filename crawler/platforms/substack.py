"""Substack: the comments of a post as a tree (an endpoint that it does not document)."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "substack"
RANK = Rank.API

_POST = re.compile(r"/api/v1/post/(\d+)/comments")


def sure(page: Page) -> float:
    """How sure it is: comments of a post, with their children or with those that are held."""
    if not page.is_json or not isinstance(at(page.json, "comments"), list):
        return 0.0
    if "automod_hidden_comments" in page.json:
        return 1.0
    return (
        1.0
        if any("post_id" in c and "children" in c for c in things(page.json, "comments"))
        else 0.0
    )


def read(page: Page) -> Reading:
    """The whole thread; what stands in it of another post is left out."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    asked_for = _POST.search(page.url)
    roots = things(page.json, "comments")
    post = asked_for[1] if asked_for else identity(roots[0] if roots else None, "post_id")
    comments = [
        *_tree(page, roots, post, held=False),
        *_tree(page, things(page.json, "automod_hidden_comments"), post, held=True),
    ]
    return answer(page, NAME, comments, whole=True)


def _tree(page: Page, roots: list[Thing], post: str, *, held: bool) -> Iterator[Comment]:
    for thing, above in below(roots, lambda t: things(t, "children")):
        if identity(thing, "post_id") in (post, ""):
            yield _comment(page, thing, identity(above, "id"), held)


def _comment(page: Page, thing: Thing, above: str, held: bool) -> Comment:
    body = word(thing, "body")
    text, links = written(page, body)
    handle = label(thing, "handle")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            label(thing, "name") or None,
            page.absolute(f"https://substack.com/@{handle}") if handle else None,
            f"substack::{handle}" if handle else None,
            page.absolute(word(thing, "photo_url")),
        ),
        published=dated(thing, "date"),
        text=text,
        parent_id=above or None,
        status=_status(thing, held),
        links=links,
        by_post_author=at(thing, "metadata", "is_author") is True,
    )


def _status(thing: Thing, held: bool) -> CommentStatus:
    told = at(thing, "deleted") is True or "removed" in word(thing, "status")
    if not word(thing, "body") and (told or at(thing, "body") is None):
        return CommentStatus.DELETED
    return CommentStatus.COLLAPSED if held else CommentStatus.VISIBLE
