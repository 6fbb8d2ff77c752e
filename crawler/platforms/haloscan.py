"""Haloscan's popup: words, and below them a line of name, links, date and a mark for the comment.

The service has ended, and only archives hold its popups. Dates are in the order of the United
States.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler import dates
from crawler.model import UNDATED, Author, Comment, Link, LinkPlace, Moment, Rank, Reading
from crawler.pages import Page
from crawler.platforms.linking import links_in
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import BLOCKS, HIDDEN, clean, text_of

NAME = "haloscan"
RANK = Rank.PLATFORM

_MARK = re.compile(r"#(\d{3,})$")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d\d) - (\d\d?):(\d\d) ([ap]m)", re.I)
_TOLD = re.compile(r"haloscan\.com/comments/|HaloScan", re.I)


def sure(page: Page) -> float:
    """How sure it is: the service's address or name, and lines with its form of a date."""
    named = bool(_TOLD.search(page.url) or _TOLD.search(page.head.title))
    return 0.9 if named and _DATE.search(page.text) else 0.0


def read(page: Page) -> Reading:
    """The comments, a flat list."""
    lines = dict(_lines(page))
    if not lines:
        raise TryNext("no lines with the form of the service")
    comments = [_comment(page, line, number, lines) for line, number in lines.items()]
    return Reading(page.url, NAME, RANK, comments=tuple(comments))


def _lines(page: Page) -> Iterator[tuple[Element, str]]:
    """The lines that sign a comment, each with the comment's number."""
    for link in page.every("a"):
        mark = _MARK.match(link.get("href") or "")
        line = link.getparent() if mark else None
        if mark and line is not None and _DATE.search(text_of(line)):
            yield line, mark[1]


def _comment(page: Page, line: Element, number: str, lines: dict[Element, str]) -> Comment:
    signed = text_of(line)
    parts = _above(line, lines)
    text = clean("".join(reversed([piece for _, piece in parts])))
    links: list[Link] = []
    for element, _ in reversed(parts):
        if element is not None:
            links += links_in(page, element, set(), LinkPlace.COMMENT, text)
    homes = (a.get("href") for a in line.iter("a") if text_of(a) in ("Homepage", "URL"))
    page.taken.update(element for element, _ in parts if element is not None)
    page.taken.add(line)
    return Comment(
        id=number,
        author=Author(clean(signed.partition("|")[0]) or None, page.absolute(next(homes, None))),
        published=_moment(signed),
        text=text,
        permalink=page.absolute(f"#{number}"),
        links=tuple(links),
    )


def _above(line: Element, lines: dict[Element, str]) -> list[tuple[Element | None, str]]:
    """What stands above a line up to the one before it or a rule, nearest first."""
    parts: list[tuple[Element | None, str]] = []
    for element in line.itersiblings(preceding=True):
        parts.append((None, element.tail or ""))
        if element in lines or element.tag == "hr":
            return parts
        if element.tag not in HIDDEN:
            edge = " " if element.tag in BLOCKS else ""
            parts.append((element, f"{edge}{text_of(element)}{edge}"))
    holder = line.getparent()
    parts.append((None, (holder.text or "") if holder is not None else ""))
    return parts


def _moment(signed: str) -> Moment:
    found = _DATE.search(signed)
    if not found:
        return UNDATED
    month, day, year, hour, minute = (int(found[n]) for n in range(1, 6))
    hour = hour % 12 + (12 if found[6].lower() == "pm" else 0)
    written = f"{2000 + year}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}"
    return replace(dates.read_machine(written), written=found[0])
