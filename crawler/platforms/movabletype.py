"""Movable Type 2 to 5: from bare paragraphs above a byline to marked-up comments and trackbacks."""

from __future__ import annotations

import re

from crawler.model import CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "movabletype"
RANK = Rank.PLATFORM

_COMMENT = re.compile(r"(?:comment-|c)(\d+)$")
_PING = re.compile(r"ping-(\d+)$")
_PROGRAMS = (b"mt-comments.cgi", b"mt-tb.cgi")
_MARKS = ("Movable Type", "sixapart.com/movabletype", "/mt.js", "/mt-site.js", "mt-static/")
# The byline of the stock templates of versions 2 and 3, which stands below the words.
_POSTED = ("comments-post", "posted", "comment-footer")

ROLES: Roles = {
    **COMMON,
    "comments-post": Role.META,
    "posted": Role.META,
    "trackback-header": Role.META,
    "trackback-content": Role.BODY,
    "commenter-profile": Role.DROP,
    "mt-comment-more": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the names of the CGI programs, the generator, the stock class names."""
    if "/wp-content/" in page.head.assets or "typepad.com" in page.head.assets:
        return 0.0
    programs = sum(map(page.holds, _PROGRAMS))
    marks = (
        programs + page.holds(b"mtEntryOnLoad") + any(mark in page.head.assets for mark in _MARKS)
    )
    # "comments-content" and "trackbacks-content" are those of the default templates since 3.2.
    named = ("comments-body", "comments-head", "comments-content", "trackbacks-content", *_POSTED)
    parts = sum(name in page.classes for name in named)
    return min(1.0, 0.3 * marks + 0.2 * parts)


def read(page: Page) -> Reading:
    """The thread with the trackbacks that the page shows."""
    records = _marked(page) or _stock_three(page) or _stock_two(page)
    comments = tuple(read_comments(page, records, ROLES, reply_marks=True))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _marked(page: Page) -> list[Record]:
    """Versions 3.2 and later: ``div.comment#comment-N`` and ``div.trackback#ping-N``."""
    records = []
    for anchor, element in page.ids.items():
        words = (element.get("class") or "").split()
        if match := _PING.match(anchor):
            kind = CommentKind.TRACKBACK
        elif "comment" in words and (match := _COMMENT.match(anchor)):
            kind = CommentKind.COMMENT
        else:
            continue
        prefix = "ping-" if kind.is_linkback else ""
        records.append(
            Record(
                parts=[element],
                id=prefix + match[1],
                anchors=frozenset((anchor, f"c{match[1]}", f"comment-{match[1]}")),
                kind=kind,
                by_post_author="entry-author" in words or "comment-by-owner" in words,
            )
        )
    return records if any(record.kind is CommentKind.COMMENT for record in records) else []


def _stock_three(page: Page) -> list[Record]:
    """Version 3: the words in ``div#cN`` or below an anchor of that name, then ``p.posted``."""
    bylines = [e for name in _POSTED for e in page.classes.get(name, ())]
    records = []
    for byline in bylines if "comments-body" not in page.classes else ():
        parts, number = _above(byline)
        if number:
            records.append(Record(parts, id=number, anchors=frozenset((f"c{number}",))))
    return records


def _above(byline: Element) -> tuple[list[Element], str]:
    """The elements of the comment that a byline ends, and its number."""
    parts = [byline]
    for element in byline.itersiblings(preceding=True):
        if not isinstance(element.tag, str):
            continue
        if element.get("class") in _POSTED or element.tag in ("h1", "h2", "h3", "h4", "hr"):
            break
        parts.insert(0, element)
        name = element.get("id") or element.get("name") or ""
        match = _COMMENT.match(name) or (re.match(r"(\d+)$", name) if element.tag == "a" else None)
        if match:
            return parts, match[1]
    return parts, ""


def _stock_two(page: Page) -> list[Record]:
    """Version 2: ``div.comments-body`` that ends in ``span.comments-post``."""
    records = []
    for body in page.classes.get("comments-body", ()):
        bylines = [e for e in body.iter() if e.get("class") in _POSTED]
        if len(bylines) == 1:
            names = [a.get("id") or a.get("name") or "" for a in body.iter("a")]
            number = next((m[1] for m in map(re.compile(r"c?(\d+)$").match, names) if m), "")
            records.append(Record([body], id=number, anchors=frozenset((f"c{number}", number))))
    return records
