"""Tumblr: the notes of a post, in which replies and reblogs with words are the thread."""

from __future__ import annotations

import re

from crawler.model import Ask, AskReason, Author, Comment, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import text_of

NAME = "tumblr"
RANK = Rank.PLATFORM

_BLOG = re.compile(r"(?:^|\s)tumblelog_([\w-]+)")
_MORE = re.compile(r"'(/notes/[^'\"]+)'|\"(/notes/[^\"']+)\"")
_KINDS = {"like": CommentKind.LIKE, "reblog": CommentKind.REPOST, "reply": CommentKind.COMMENT}


def sure(page: Page) -> float:
    """How sure it is: a list of notes with its class names."""
    return 1.0 if "notes" in page.classes and "note" in page.classes else 0.0


def read(page: Page) -> Reading:
    """The notes: replies are comments, reblogs are reposts with their words, likes are likes."""
    notes = [e for e in page.classes.get("note", ()) if e.tag == "li"]
    comments = [c for place, e in enumerate(notes) if (c := _comment(page, e, place)) is not None]
    if not comments:
        raise TryNext("no notes")
    page.taken.update(notes)
    return Reading(page.url, NAME, RANK, comments=tuple(comments), asks=_asks(page))


def _comment(page: Page, element: Element, place: int) -> Comment | None:
    words = (element.get("class") or "").split()
    kind = next((k for word, k in _KINDS.items() if word in words), None)
    if kind is None:
        return None
    blog = _BLOG.search(element.get("class") or "")
    signed = next((a for a in element.iter("a") if "tumblelog" in (a.get("class") or "")), None)
    name = (blog[1] if blog else None) or (text_of(signed) if signed is not None else None)
    marks = (e.get("data-post-url") for e in element.iter("span", "div"))
    return Comment(
        id=f"~{place}",
        kind=kind,
        author=Author(
            name,
            page.absolute(signed.get("href")) if signed is not None else None,
            f"tumblr::{name}" if name else None,
        ),
        text=_words(element),
        permalink=page.absolute(next(filter(None, marks), None)),
    )


def _words(element: Element) -> str:
    for inner in element.iter("blockquote", "span", "div"):
        words = (inner.get("class") or "").split()
        if inner.tag == "blockquote" or "answer_content" in words or "commentary" in words:
            return text_of(inner)
    return ""


def _asks(page: Page) -> tuple[Ask, ...]:
    """The next part of the notes, whose address stands in the script of the link."""
    for name in ("more_notes_link", "more_notes_link_container"):
        for element in page.classes.get(name, ()):
            for inner in element.iter():
                found = _MORE.search(inner.get("onclick") or "")
                url = page.absolute(found[1] or found[2]) if found else None
                if url:
                    return (Ask(url, AskReason.COMMENT_PAGE),)
    return ()
