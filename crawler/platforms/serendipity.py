"""Serendipity: its template 2k11 and the older default, trackbacks among the comments."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.model import Comment, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.text import clean, text_of

NAME = "serendipity"
RANK = Rank.PLATFORM

_ID = re.compile(r"(?:serendipity_comment_|c)(\d+)$")
_LEVEL = re.compile(r"(?:^|\s)commentlevel-(\d{1,6})")
_INDENT = re.compile(r"padding-left:\s*(\d{1,6})px")
# The number of a comment is its place in the tree: "#1.2" answers "#1".
_TRACE = re.compile(r"^#(\d+(?:\.\d+)*)$")

ROLES: Roles = {
    **COMMON,
    "serendipity-commentbody": Role.BODY,
    "serendipity-comment-source": Role.META,
    "comment-source-author": Role.AUTHOR,
    "comment-source-date": Role.DATE,
    "comment-source-trace": Role.DROP,
    "comment-source-url": Role.BYLINE,
    "comment-source-ownreply": Role.DROP,
    "reply-origin": Role.DROP,
    "serendipity-trackback-date": Role.DATE,
    "serendipity-center": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the class names of its templates and the generator."""
    marks = (
        "serendipity_comment" in page.classes or "serendipity_commentBody" in page.classes,
        "serendipity_CommentForm" in page.ids or "serendipity_comments" in page.classes,
        "Serendipity" in page.head.assets or "serendipity" in page.header("x-blog").lower(),
        "serendipity.css" in page.head.assets,
    )
    return min(1.0, 0.5 * marks[0] + 0.25 * sum(marks[1:]))


def read(page: Page) -> Reading:
    """The thread, nested by its levels, its traces or the marks of what a reply answers."""
    records = [
        record
        for element in page.classes.get("serendipity_comment", ())
        if (record := _record(element)) is not None
    ]
    found = read_comments(page, records, ROLES, reply_marks=True)
    comments = tuple(_tracked(c, record) for c, record in zip(found, records, strict=True))
    return Reading(page.url, NAME, RANK, comments=comments, claimed=claimed(page))


def _record(element: Element) -> Record | None:
    anchor = element.getprevious()
    names = [element.get("id") or "", (anchor.get("id") or "") if anchor is not None else ""]
    match = next((m for m in map(_ID.match, names) if m), None)
    if match is None:
        return None
    words = element.get("class") or ""
    linkback = "serendipity_trackback" in words or any(
        outer.get("id") == "trackbacks"
        or "serendipity_section_trackbacks" in (outer.get("class") or "")
        for outer in element.iterancestors()
    )
    return Record(
        parts=[element],
        id=match[1],
        anchors=frozenset((f"c{match[1]}", names[0])) - {""},
        kind=CommentKind.TRACKBACK if linkback else CommentKind.COMMENT,
        depth=None if linkback else _depth(element, words),
        by_post_author="serendipity_comment_author_self" in words,
    )


def _tracked(comment: Comment, record: Record) -> Comment:
    """A trackback of the older template with the blog's name, which follows "Weblog:"."""
    if not comment.kind.is_linkback:
        return comment
    for box in record.parts[0].iter("div"):
        label = box.find("b") if "serendipity_comment_source" in (box.get("class") or "") else None
        name = clean(label.tail or "") if label is not None else ""
        if name:
            return replace(comment, author=replace(comment.author, name=name))
    return comment


def _depth(element: Element, words: str) -> int:
    level = _LEVEL.search(words)
    if level:
        return int(level[1]) + 1
    for anchor in element.iter("a"):
        if "comment_source_trace" in (anchor.get("class") or ""):
            trace = _TRACE.match(text_of(anchor))
            if trace:
                return trace[1].count(".") + 1
    indent = _INDENT.search(element.get("style") or "")
    return int(indent[1]) // 20 + 1 if indent else 1
