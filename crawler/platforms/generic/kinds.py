"""What a record is: a comment, or the trace that another site's link left."""

from __future__ import annotations

import re

from crawler.model import CommentKind
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record

_FORM = re.compile(r"^\W*(pingback|trackback|webmention)s?\b", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*\[\s*(?:\.\.\.|…)\s*\].*\[\s*(?:\.\.\.|…)\s*\]\s*$", re.DOTALL)


def kind_of(outline: Outline, record: Record, text: str) -> CommentKind:
    """The kind by class or id, by the list it stands in, or by the form of its text."""
    told = f"{outline.classes[record.head]} {outline.ids[record.head]}".lower()
    for kind in (CommentKind.TRACKBACK, CommentKind.PINGBACK, CommentKind.WEBMENTION):
        if kind.value in told:
            return kind
    if outline.marks[record.head] & flags.PINGS:
        return CommentKind.PINGBACK
    if outline.around[record.head] & flags.PINGS and not _talks(outline, record):
        return (
            CommentKind.TRACKBACK
            if "trackback" in _around(outline, record)
            else CommentKind.PINGBACK
        )
    for index in record.own:
        if outline.texts[index]:
            found = _FORM.match(outline.texts[index])
            if found:
                return CommentKind(found[1].lower())
            break
    if _BRACKETED.match(text):
        return CommentKind.PINGBACK
    return CommentKind.COMMENT


def _talks(outline: Outline, record: Record) -> bool:
    """Whether the list holds comments beside pings, by its name."""
    index = outline.parents[record.head]
    while index >= 0:
        marks = outline.marks[index]
        if marks & flags.PINGS:
            return bool(marks & flags.COMMENT)
        if marks & flags.THREAD:
            return True
        index = outline.parents[index]
    return False


def _around(outline: Outline, record: Record) -> str:
    out: list[str] = []
    index = outline.parents[record.head]
    while index >= 0 and len(out) < 6:
        out.append(f"{outline.classes[index]} {outline.ids[index]}")
        index = outline.parents[index]
    return " ".join(out).lower()
