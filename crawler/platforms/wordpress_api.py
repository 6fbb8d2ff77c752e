"""The comments that the REST API of WordPress answers with (``/wp-json/wp/v2/comments``)."""

from __future__ import annotations

from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urldefrag

from crawler import dates
from crawler.model import (
    Ask,
    AskReason,
    Author,
    Comment,
    CommentKind,
    LinkPlace,
    Moment,
    Rank,
    Reading,
    ThreadState,
)
from crawler.pages import Page
from crawler.platforms.fragments import fragment_of
from crawler.platforms.linking import links_in
from crawler.platforms.post import canonical_or_same, whole_post
from crawler.platforms.reader import TryNext
from crawler.platforms.zones import zoned
from crawler.text import clean, text_of, whole_number

NAME = "wordpress-api"
RANK = Rank.API

_FIELDS = ("id", "post", "parent", "content")
#: The API answers at most so many comments at once; more have a further page.
PAGE = 100


def sure(page: Page) -> float:
    """How sure it is: a list of objects with the fields of a comment."""
    return 1.0 if page.is_json and _answered(page) else 0.0


def read(page: Page) -> Reading:
    """The comments with their parents; linkbacks are never among them."""
    answered = _answered(page)
    comments = tuple(_comment(page, thing) for thing in answered)
    if not comments:
        raise TryNext("no comments in the answer")
    post_url = whole_post(urldefrag(comments[0].permalink or page.url)[0])
    further = _further(page, len(answered))
    return Reading(
        canonical_or_same(post_url),
        NAME,
        RANK,
        comments=comments,
        state=ThreadState.PARTIAL if further else ThreadState.COMPLETE,
        reason=f"{len(comments)} comments of the API, which has no linkbacks",
        asks=(Ask(further, AskReason.API),) if further else (),
    )


def _answered(page: Page) -> list[dict[str, Any]]:
    things = page.json if isinstance(page.json, list) else []
    return [t for t in things if isinstance(t, dict) and all(name in t for name in _FIELDS)]


def _further(page: Page, count: int) -> str | None:
    """The address of the next page of the answer, as many as the headers say there are."""
    head, mark, number = page.url.rpartition("&page=")
    here = (whole_number(number) if mark else None) or 1
    pages = whole_number(page.header("x-wp-totalpages"))
    last = here + (count >= PAGE) if pages is None else pages
    return f"{head if mark else page.url}&page={here + 1}" if here < last else None


def _comment(page: Page, thing: dict[str, Any]) -> Comment:
    rendered = thing["content"].get("rendered") if isinstance(thing["content"], dict) else None
    root = fragment_of(rendered if isinstance(rendered, str) else "")
    text = text_of(root) if root is not None else ""
    return Comment(
        id=str(thing["id"]),
        kind=_kind(thing.get("type")),
        author=Author(
            clean(unescape(_word(thing, "author_name"))) or None,
            page.absolute(_word(thing, "author_url")),
        ),
        published=_moment(thing),
        text=text,
        parent_id=str(thing["parent"]) if thing["parent"] else None,
        permalink=page.absolute(_word(thing, "link")),
        links=tuple(links_in(page, root, set(), LinkPlace.COMMENT, text))
        if root is not None
        else (),
    )


def _word(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""


def _kind(kind: object) -> CommentKind:
    known = {"pingback": CommentKind.PINGBACK, "trackback": CommentKind.TRACKBACK}
    return known.get(kind, CommentKind.COMMENT) if isinstance(kind, str) else CommentKind.COMMENT


def _moment(thing: dict[str, Any]) -> Moment:
    """The blog's wall clock; what lies between it and UTC is the blog's zone."""
    local = dates.read_machine(_word(thing, "date"))
    instant = dates.read_machine(_word(thing, "date_gmt") + "Z")
    if instant.utc is None:
        return local
    return zoned(local, datetime.fromisoformat(instant.utc)) or instant
