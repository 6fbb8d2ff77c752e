"""LiveJournal as JSON: what its own pages ask for (``__rpc_get_thread``, not documented)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from crawler.model import Ask, AskReason, Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
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

NAME = "livejournal-api"
RANK = Rank.API

_PAGE = re.compile(r"([?&]page=)(\d{1,6})")
#: Threads on a page of the answer.
PER_PAGE = 15


def sure(page: Page) -> float:
    """How sure it is: comments with the service's ids, or its address."""
    if not page.is_json or not isinstance(at(page.json, "comments"), list):
        return 0.0
    found = things(page.json, "comments")
    return 1.0 if "__rpc_get_thread" in page.url or any("dtalkid" in c for c in found) else 0.0


def read(page: Page) -> Reading:
    """The comments; branches that are only counted, and further pages, are asked for."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    found = [thing for thing in things(page.json, "comments") if identity(thing, "dtalkid")]
    entry = _entry(page)
    return answer(
        page,
        NAME,
        [_comment(page, thing, entry) for thing in found],
        post_url=entry,
        claimed=number(page.json, "replycount"),
        further=[Ask(url, AskReason.API, documented=False) for url in _further(page, found)],
        cut="thread=" in page.url or "page=" in page.url,
    )


def _entry(page: Page) -> str | None:
    """The address of the entry, whose number the address of the answer tells."""
    parts = urlsplit(page.url)
    number_ = parse_qs(parts.query).get("itemid", [""])[0]
    if not number_.isdigit():
        return None
    return parts._replace(path=f"/{number_}.html", query="", fragment="").geturl()


def _further(page: Page, found: list[Thing]) -> Iterator[str]:
    here = _PAGE.search(page.url)
    branch = "thread=" in page.url
    tops = sum(not identity(thing, "parent") for thing in found)
    if here and not branch and tops >= PER_PAGE:
        yield _PAGE.sub(rf"\g<1>{int(here[2]) + 1}", page.url)
    if not branch:
        bare = _PAGE.sub("", page.url)
        for thing in found:
            if number(thing, "loaded") == 0 and not number(thing, "deleted"):
                yield f"{bare}&thread={identity(thing, 'dtalkid')}"


def _comment(page: Page, thing: Thing, entry: str | None) -> Comment:
    given = identity(thing, "dtalkid")
    status = _status(thing)
    visible = status is CommentStatus.VISIBLE
    text, links = written(page, word(thing, "article")) if visible else ("", ())
    user = label(thing, "uname")
    return Comment(
        id=given,
        author=Author(
            label(thing, "dname") or user or None,
            page.absolute(word(thing, "commenter_journal_base")),
            f"livejournal::{user}" if user else None,
        ),
        published=dated(thing, "ctime_ts"),
        text=text,
        parent_id=identity(thing, "parent") or None,
        permalink=f"{entry}?thread={given}#t{given}" if entry else None,
        status=status,
        links=links,
    )


def _status(thing: Thing) -> CommentStatus:
    if number(thing, "deleted") or at(thing, "deleted") is True:
        return CommentStatus.DELETED
    if number(thing, "screened"):
        return CommentStatus.SCREENED
    return CommentStatus.COLLAPSED if number(thing, "loaded") == 0 else CommentStatus.VISIBLE
