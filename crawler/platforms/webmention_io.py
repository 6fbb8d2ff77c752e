"""webmention.io: what others wrote of a post, as the service keeps it for a blog (jf2)."""

from __future__ import annotations

import re

from crawler.linkbacks.received import excerpt, unlabelled
from crawler.model import Author, Comment, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    asked,
    at,
    dated,
    identity,
    label,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "webmention-io"
RANK = Rank.API

_KINDS = {
    "in-reply-to": CommentKind.COMMENT,
    "like-of": CommentKind.LIKE,
    "repost-of": CommentKind.REPOST,
}
_PAGE = re.compile(r"([?&]page=)(\d{1,6})")
_PER_PAGE = re.compile(r"[?&]per-page=(\d{1,6})")


def sure(page: Page) -> float:
    """How sure it is: a feed of entries that are webmentions."""
    if not page.is_json or word(page.json, "type") != "feed":
        return 0.0
    found = things(page.json, "children")
    return 1.0 if any("wm-property" in thing for thing in found) else 0.0


def read(page: Page) -> Reading:
    """The replies, mentions, likes and reposts; private ones are left out."""
    if not sure(page):
        raise TryNext("no webmentions")
    found = things(page.json, "children")
    entries = [thing for thing in found if at(thing, "wm-private") is not True]
    targets = (word(thing, "wm-target") for thing in entries)
    return answer(
        page,
        NAME,
        [_comment(page, thing) for thing in entries],
        post_url=next(filter(None, targets), None),
        further=asked(_further(page, len(found))),
    )


def _further(page: Page, count: int) -> str | None:
    """The next page, where this one is full. Pages are counted from 0."""
    size, here = _PER_PAGE.search(page.url), _PAGE.search(page.url)
    if not size or not here or not count or count < int(size[1]):
        return None
    return _PAGE.sub(rf"\g<1>{int(here[2]) + 1}", page.url)


def _comment(page: Page, thing: Thing) -> Comment:
    kind = _KINDS.get(word(thing, "wm-property"), CommentKind.WEBMENTION)
    html = word(thing, "content", "html")
    text, links = written(page, html) if html else ("", ())
    text = text or label(thing, "content", "text")
    source = page.absolute(word(thing, "url") or word(thing, "wm-source"))
    home = page.absolute(word(thing, "author", "url"))
    quoted = excerpt(unlabelled(text)) if kind.is_linkback else text
    return Comment(
        id=identity(thing, "wm-id"),
        kind=kind,
        author=Author(
            label(thing, "author", "name") or None,
            source if kind.is_linkback else home,
            None,
            page.absolute(word(thing, "author", "photo")),
        ),
        published=dated(thing, "published"),
        text="" if kind.is_reaction else quoted,
        permalink=source,
        links=() if kind.is_reaction else links,
    )
