"""Mastodon: the replies to a status that a blog shows as its comments (``/context``)."""

from __future__ import annotations

import re

from crawler.model import Author, Comment, Rank, Reading
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

NAME = "mastodon"
RANK = Rank.API

_STATUS = re.compile(r"/api/v1/statuses/([0-9A-Za-z-]+)/context")
#: Those who do not log in are told of no more replies than this.
MOST = 60


def sure(page: Page) -> float:
    """How sure it is: what came before a status and what came after it."""
    lists = (at(page.json, "ancestors"), at(page.json, "descendants")) if page.is_json else ("",)
    return 1.0 if all(isinstance(found, list) for found in lists) else 0.0


def read(page: Page) -> Reading:
    """The replies; the status itself, which first replies name as parent, is no comment."""
    if not sure(page):
        raise TryNext("no replies to a status")
    found = things(page.json, "descendants")
    root = _STATUS.search(page.url)
    top = root[1] if root else identity(found[0] if found else None, "in_reply_to_id")
    comments = [_comment(page, thing, top) for thing in found]
    return answer(page, NAME, comments, cut=len(found) >= MOST)


def _comment(page: Page, thing: Thing, top: str) -> Comment:
    text, links = written(page, word(thing, "content"))
    warning = label(thing, "spoiler_text")
    parent = identity(thing, "in_reply_to_id")
    account = label(thing, "account", "acct")
    if account and "@" not in account:
        account = f"{account}@{page.host}"
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            label(thing, "account", "display_name") or label(thing, "account", "username") or None,
            page.absolute(word(thing, "account", "url")),
            f"mastodon::{account}" if account else None,
            page.absolute(word(thing, "account", "avatar")),
        ),
        published=dated(thing, "created_at"),
        text=f"{warning} {text}".strip(),
        parent_id=parent if parent and parent != top else None,
        permalink=page.absolute(word(thing, "url") or word(thing, "uri")),
        links=links,
    )
