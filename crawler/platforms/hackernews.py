"""Hacker News: a table in which the width of the first cell tells the depth."""

from __future__ import annotations

import re

from crawler import dates
from crawler.model import Author, Comment, CommentStatus, LinkPlace, Moment, Rank, Reading
from crawler.pages import Page
from crawler.platforms.linking import links_in
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import text_of, whole_number

NAME = "hackernews"
RANK = Rank.PLATFORM

_ITEM = re.compile(r"item\?id=(\d+)")
_COUNT = re.compile(r"\b(\d{1,9})\s+comments?\b")
#: Pixels of the spacer image for each level.
STEP = 40


def sure(page: Page) -> float:
    """How sure it is: its class names for a byline and for the words of a comment."""
    marks = ("comhead" in page.classes, "commtext" in page.classes or "hnuser" in page.classes)
    old = marks[0] and page.holds(b"reply?id=")
    return min(1.0, 0.5 * sum(marks) + 0.5 * old)


def read(page: Page) -> Reading:
    """The thread; dates are relative unless the page has them in a title."""
    comments: list[Comment] = []
    trail: list[tuple[int, str]] = []
    for head in page.classes.get("comhead", ()):
        row = next(head.iterancestors("tr"), None)
        number = _number(head)
        if row is None or number is None:
            continue
        depth = _depth(row)
        while trail and trail[-1][0] >= depth:
            trail.pop()
        comments.append(_comment(page, row, head, number, trail[-1][1] if trail else None))
        trail.append((depth, number))
        page.taken.add(row)
    if not comments:
        raise TryNext("no rows of comments")
    return Reading(page.url, NAME, RANK, comments=tuple(comments), claimed=_claimed(page))


def _number(head: Element) -> str | None:
    for anchor in head.iter("a"):
        found = _ITEM.search(anchor.get("href") or "")
        if found:
            return found[1]
    return None


def _depth(row: Element) -> int:
    for cell in row.iter("td"):
        indent = whole_number(cell.get("indent"))
        if indent is not None:
            return indent
    for image in row.iter("img"):
        width = whole_number(image.get("width"))
        if width is not None and "s.gif" in (image.get("src") or ""):
            return width // STEP
    return 0


def _comment(page: Page, row: Element, head: Element, number: str, parent: str | None) -> Comment:
    anchors = list(head.iter("a"))
    user = next((a for a in anchors if "user?id=" in (a.get("href") or "")), None)
    link = next((a for a in anchors if _ITEM.search(a.get("href") or "")), None)
    body = next((e for e in row.iter() if _is_body(e)), None)
    reply = {e for e in row.iter("div") if "reply" in (e.get("class") or "").split()}
    text = text_of(body, reply) if body is not None else ""
    name = text_of(user) if user is not None else None
    return Comment(
        id=number,
        author=Author(
            name,
            page.absolute(user.get("href")) if user is not None else None,
            f"hackernews::{name}" if name else None,
        ),
        published=_moment(page, head),
        text=text,
        parent_id=parent,
        permalink=page.absolute(link.get("href")) if link is not None else None,
        status=CommentStatus.VISIBLE if body is not None else CommentStatus.DELETED,
        links=tuple(links_in(page, body, reply, LinkPlace.COMMENT, text))
        if body is not None
        else (),
    )


def _is_body(element: Element) -> bool:
    words = (element.get("class") or "").split()
    return "commtext" in words or (element.tag == "span" and "comment" in words)


def _moment(page: Page, head: Element) -> Moment:
    for element in head.iter("span"):
        if "age" in (element.get("class") or "").split() and element.get("title"):
            return dates.read_machine((element.get("title") or "").split()[0])
    text = text_of(head)
    found = dates.find_written(text, "en", captured=page.fetched_at)
    return found[0] if found else Moment(written=text)


def _claimed(page: Page) -> int | None:
    for name in ("subtext", "subline"):
        for element in page.classes.get(name, ()):
            found = _COUNT.search(text_of(element))
            if found:
                return int(found[1])
    return None
