"""Hacker News as JSON: a tree of items (Algolia's search API), or one item (Firebase)."""

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

NAME = "hackernews-api"
RANK = Rank.API

_SITE = "https://news.ycombinator.com/"


def sure(page: Page) -> float:
    """How sure it is: an item with its children, or with the time and kind of Firebase."""
    if not page.is_json or not isinstance(page.json, dict):
        return 0.0
    tree = isinstance(at(page.json, "children"), list) and "created_at_i" in page.json
    single = word(page.json, "type") in ("story", "comment", "poll", "job") and (
        number(page.json, "time") is not None and number(page.json, "id") is not None
    )
    return 1.0 if tree or single else 0.0


def read(page: Page) -> Reading:
    """The comments below a story; a comment that was asked for itself is one of them."""
    if not sure(page):
        raise TryNext("no item")
    root: Thing = page.json
    is_comment = word(root, "type") == "comment"
    pairs = list(below([root], lambda thing: things(thing, "children")))
    story = identity(root, "story_id") or identity(root, "id")
    firebase = "children" not in root
    return answer(
        page,
        NAME,
        [
            _comment(page, thing, story, identity(above, "id"))
            for thing, above in pairs
            if above is not None or is_comment
        ],
        post_url=f"{_SITE}item?id={story}" if not (firebase and is_comment) else None,
        claimed=number(root, "descendants"),
        cut=is_comment or firebase,
        whole=not is_comment and not firebase,
    )


def _comment(page: Page, thing: Thing, story: str, above: str) -> Comment:
    given = identity(thing, "id")
    name = label(thing, "author") or label(thing, "by")
    html = word(thing, "text")
    gone = at(thing, "deleted") is True or at(thing, "dead") is True or not (html or name)
    text, links = ("", ()) if gone else written(page, html)
    # An item alone does not say whether its parent is a comment or the story.
    parent = identity(thing, "parent_id") or above
    return Comment(
        id=given,
        author=Author(
            name or None,
            page.absolute(f"{_SITE}user?id={name}") if name else None,
            f"hackernews::{name}" if name else None,
        ),
        published=dated(thing, "created_at_i") if "created_at_i" in thing else dated(thing, "time"),
        text=text,
        parent_id=parent if parent and parent != story else None,
        permalink=f"{_SITE}item?id={given}" if given else None,
        status=CommentStatus.DELETED if gone else CommentStatus.VISIBLE,
        links=links,
    )
