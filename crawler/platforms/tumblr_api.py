"""Tumblr's notes as JSON (API v2, which needs a key): likes, reblogs and replies with their times.

No crawl asks for it; an answer that was saved is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.model import Author, Comment, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    dated,
    identity,
    label,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "tumblr-api"
RANK = Rank.API

_KINDS = {
    "like": CommentKind.LIKE,
    "reblog": CommentKind.REPOST,
    "reply": CommentKind.COMMENT,
    "answer": CommentKind.COMMENT,
}


def sure(page: Page) -> float:
    """How sure it is: notes with their kind and the blog that made them."""
    notes = things(page.json, "response", "notes") if page.is_json else []
    return 1.0 if any("blog_name" in note and "type" in note for note in notes) else 0.0


def read(page: Page) -> Reading:
    """The notes; like those of the page they have no ids."""
    if not sure(page):
        raise TryNext("no notes")
    more = isinstance(at(page.json, "response", "_links", "next"), dict)
    return answer(page, NAME, _notes(page), cut=more)


def _notes(page: Page) -> Iterator[Comment]:
    for note in things(page.json, "response", "notes"):
        kind = _KINDS.get(word(note, "type"))
        if kind is not None:
            yield _note(page, note, kind)


def _note(page: Page, note: Thing, kind: CommentKind) -> Comment:
    name = label(note, "blog_name")
    home = page.absolute(word(note, "blog_url"))
    text, links = written(page, word(note, "reply_text") or word(note, "added_text"))
    post = identity(note, "post_id")
    return Comment(
        id="",
        kind=kind,
        author=Author(name or None, home, f"tumblr::{name}" if name else None),
        published=dated(note, "timestamp"),
        text="" if kind is CommentKind.LIKE else text,
        permalink=f"{home.rstrip('/')}/post/{post}" if home and post else None,
        links=() if kind is CommentKind.LIKE else links,
    )
