"""Medium: the responses to a post, each a post of its own, as its pages ask for them.

They are asked for with POST (GraphQL), which a crawl never does; an answer that was saved is read.
"""

from __future__ import annotations

from typing import Any

from crawler.model import Author, Comment, Rank, Reading
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
)
from crawler.platforms.reader import TryNext
from crawler.text import clean

NAME = "medium"
RANK = Rank.API

_TREE = ("threadedPostResponses", "posts")
_BODIES = ("content", "extendedPreviewContent", "previewContent")


def sure(page: Page) -> float:
    """How sure it is: the responses of a post in an answer of its graph."""
    return 1.0 if page.is_json and isinstance(at(_post(page), *_TREE), list) else 0.0


def read(page: Page) -> Reading:
    """The responses and those to them."""
    if not sure(page):
        raise TryNext("no responses of a post")
    post = _post(page)
    pairs = below(things(post, *_TREE), lambda thing: things(thing, *_TREE))
    return answer(
        page,
        NAME,
        [_comment(page, thing, identity(above, "id")) for thing, above in pairs],
        post_url=word(post, "mediumUrl"),
        claimed=number(post, "responsesCount"),
        cut=bool(word(post, "threadedPostResponses", "pagingInfo", "next", "to")),
    )


def _post(page: Page) -> Any:
    """The post in an answer, or in the first of several answers."""
    data = page.json
    first = next(iter(things(data)), None) if isinstance(data, list) else data
    return at(first, "data", "post")


def _comment(page: Page, thing: Thing, above: str) -> Comment:
    user = label(thing, "creator", "username")
    stamp = "firstPublishedAt" if "firstPublishedAt" in thing else "createdAt"
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            label(thing, "creator", "name") or None,
            page.absolute(f"https://medium.com/@{user}") if user else None,
            f"medium::{user}" if user else None,
        ),
        published=dated(thing, stamp),
        text=_words(thing),
        parent_id=above or None,
        permalink=page.absolute(word(thing, "mediumUrl")),
    )


def _words(thing: Thing) -> str:
    for name in _BODIES:
        paragraphs = things(thing, name, "bodyModel", "paragraphs")
        text = clean(" ".join(word(paragraph, "text") for paragraph in paragraphs))
        if text:
            return text
    return ""
