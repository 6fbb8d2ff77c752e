"""Threads in the style of old Reddit: nested things, each with its own and its parent's name."""

from __future__ import annotations

import re

from crawler import dates
from crawler.model import (
    UNDATED,
    Ask,
    AskReason,
    Author,
    Comment,
    CommentStatus,
    LinkPlace,
    Rank,
    Reading,
)
from crawler.pages import Page
from crawler.platforms.claims import count_in
from crawler.platforms.linking import links_in
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import text_of

NAME = "reddit"
RANK = Rank.PLATFORM

_NAME = re.compile(r"t1_(\w+)$")
_GONE = ("[deleted]", "[removed]")


def sure(page: Page) -> float:
    """How sure it is: things that are comments, and the area they stand in."""
    marks = (
        "commentarea" in page.classes,
        "thing" in page.classes,
        "usertext-body" in page.classes,
    )
    return min(1.0, 0.4 * sum(marks)) if marks[1] else 0.0


def read(page: Page) -> Reading:
    """The thread; branches that are folded into a link of their own are further pages of it."""
    things = {e: n for e in page.classes.get("thing", ()) if (n := _number(e))}
    if not things:
        raise TryNext("no things that are comments")
    page.taken.update(things)
    comments = tuple(_comment(page, element, things) for element in things)
    return Reading(
        page.url, NAME, RANK, comments=comments, claimed=_claimed(page), asks=_asks(page)
    )


def _number(element: Element) -> str:
    """The id of a comment, empty for the post and for "load more"."""
    name = element.get("data-fullname") or (element.get("id") or "").removeprefix("thing_")
    found = _NAME.match(name)
    folded = "morechildren" in (element.get("class") or "") or element.get("data-type") in (
        "morechildren",
        "morerecursion",
    )
    return found[1] if found and not folded else ""


def _claimed(page: Page) -> int | None:
    for element in page.classes.get("panestack-title", ()):
        return count_in(text_of(element).removeprefix("all ").removeprefix("top "))
    return None


def _asks(page: Page) -> tuple[Ask, ...]:
    links = (a for e in page.classes.get("deepthread", ()) for a in e.iter("a"))
    urls = (page.absolute(link.get("href")) for link in links)
    return tuple(Ask(url, AskReason.COMMENT_PAGE) for url in dict.fromkeys(urls) if url)


def _entry(element: Element) -> Element:
    """The part of a thing that is its own, without the things that answer it."""
    return next((e for e in element if "entry" in (e.get("class") or "").split()), element)


def _inner(element: Element, word: str) -> Element | None:
    return next((e for e in element.iter("*") if word in (e.get("class") or "").split()), None)


def _comment(page: Page, element: Element, things: dict[Element, str]) -> Comment:
    entry = _entry(element)
    signed, body = _inner(entry, "author"), _inner(entry, "usertext-body")
    name = text_of(signed) if signed is not None else ""
    name = "" if name in _GONE else name
    text = text_of(body) if body is not None else ""
    gone = text in _GONE or body is None
    time = next(entry.iter("time"), None)
    permalink = _inner(entry, "bylink")
    outer = (things[o] for o in element.iterancestors() if o in things)
    return Comment(
        id=things[element],
        author=Author(
            name or None,
            page.absolute(signed.get("href")) if signed is not None and name else None,
            f"reddit::{name}" if name else None,
        ),
        published=dates.read_machine(time.get("datetime") or "") if time is not None else UNDATED,
        text="" if gone else text,
        parent_id=next(outer, None),
        permalink=page.absolute(
            permalink.get("href") if permalink is not None else element.get("data-permalink")
        ),
        status=CommentStatus.DELETED if gone else CommentStatus.VISIBLE,
        links=()
        if gone or body is None
        else tuple(links_in(page, body, set(), LinkPlace.COMMENT, text)),
        by_post_author=signed is not None and "submitter" in (signed.get("class") or "").split(),
    )
