"""Isso as JSON: the comments of an address, with their replies."""

from __future__ import annotations

import re

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

NAME = "isso-api"
RANK = Rank.API

#: Modes of a comment (Isso, ``db/comments.py``); 1 is a public one.
_STATUS = {2: CommentStatus.SCREENED, 4: CommentStatus.DELETED}
_BOUNDS = re.compile(r"&(?:limit|nested_limit|offset|after)=[^&]*")


def sure(page: Page) -> float:
    """How sure it is: replies, and how many there are."""
    if not page.is_json or not isinstance(at(page.json, "replies"), list):
        return 0.0
    return 1.0 if "total_replies" in page.json and "hidden_replies" in page.json else 0.0


def read(page: Page) -> Reading:
    """The comments; what bounds of the address hid is asked for without them."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    roots = things(page.json, "replies")
    hidden = any(number(thing, "hidden_replies") for thing in (page.json, *roots))
    unbound = _BOUNDS.sub("", page.url)
    return answer(
        page,
        NAME,
        (
            _comment(page, thing, identity(above, "id"))
            for thing, above in below(roots, lambda t: things(t, "replies"))
        ),
        claimed=number(page.json, "total_replies"),
        further=asked(unbound) if hidden and unbound != page.url else (),
        whole="&parent=" not in page.url,
    )


def _comment(page: Page, thing: Thing, above: str) -> Comment:
    status = _STATUS.get(number(thing, "mode") or 1, CommentStatus.VISIBLE)
    visible = status is CommentStatus.VISIBLE
    text, links = written(page, word(thing, "text")) if visible else ("", ())
    person = label(thing, "hash")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            label(thing, "author") or None,
            page.absolute(word(thing, "website")),
            f"isso::{person}" if person else None,
            page.absolute(word(thing, "gravatar_image")),
        ),
        published=dated(thing, "created"),
        text=text,
        parent_id=identity(thing, "parent") or above or None,
        status=status,
        links=links,
    )
