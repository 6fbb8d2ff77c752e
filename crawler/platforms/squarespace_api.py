"""Squarespace as JSON: what its own pages ask for (``GetComments``, not documented)."""

from __future__ import annotations

import re

from crawler.model import Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    asked,
    at,
    dated,
    identity,
    label,
    number,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "squarespace-api"
RANK = Rank.API

_PAGE = re.compile(r"([?&]page=)(\d{1,6})")


def sure(page: Page) -> float:
    """How sure it is: comments on a target, with the time at which they were added."""
    if not page.is_json:
        return 0.0
    found = things(page.json, "comments")
    marked = any("addedOn" in thing and "targetId" in thing for thing in found)
    return 1.0 if marked or (found and "GetComments?" in page.url) else 0.0


def read(page: Page) -> Reading:
    """The comments of the page; a further one is asked for until one is empty."""
    if not sure(page):
        raise TryNext("no comments on a target")
    found = things(page.json, "comments")
    here = _PAGE.search(page.url)
    further = _PAGE.sub(rf"\g<1>{int(here[2]) + 1}", page.url) if here and found else None
    return answer(
        page,
        NAME,
        [_comment(page, thing) for thing in found],
        claimed=number(page.json, "commentCount"),
        further=asked(further, documented=False),
    )


def _comment(page: Page, thing: Thing) -> Comment:
    held = at(thing, "approved") is False
    text, links = ("", ()) if held else written(page, word(thing, "body"))
    name = label(thing, "displayName") or label(thing, "author", "displayName")
    member = identity(thing, "memberAccountId") or identity(thing, "authorId")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            name or None,
            page.absolute(word(thing, "url") or word(thing, "author", "websiteUrl")),
            f"squarespace:{page.host}:{member}" if member else None,
        ),
        published=dated(thing, "addedOn"),
        text=text,
        parent_id=identity(thing, "parentId") or None,
        status=CommentStatus.SCREENED if held else CommentStatus.VISIBLE,
        links=links,
    )
