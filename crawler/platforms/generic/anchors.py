"""The address of each record: its id in the page, and the link that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record

_NUMBER = re.compile(r"\d+")
#: The number of a comment in its thread, which leads to it.
_ORDINAL = re.compile(r"(?:#|no?\. ?|nr\. ?)?\d{1,5}[.)]?")
_HOST = re.compile(r"(?:https?:)?//([^/?#:]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The fragment that names a record (empty where none does), and its permalink as written."""

    ident: str = ""
    href: str = ""


def anchors(
    outline: Outline,
    found: Sequence[Record],
    bodies: Sequence[list[int]],
    dated: Sequence[int],
) -> list[Anchor]:
    """The anchor of each record."""
    out = []
    for record, body, date in zip(found, bodies, dated, strict=True):
        idents = _idents(outline, record)
        inside = set(body)
        href, ident = _link(outline, record, idents, inside, date)
        out.append(Anchor(ident or _best(idents), href))
    return out


def _best(idents: list[str]) -> str:
    """The shortest of the ids that have the number of the nearest: li-comment-5 is comment-5."""
    numbered = [(ident, found[-1]) for ident in idents if (found := _NUMBER.findall(ident))]
    if not numbered:
        return ""
    longest = max(_NUMBER.findall(numbered[0][0]), key=len)
    return min((ident for ident, _ in numbered if longest in ident), key=len)


def _idents(outline: Outline, record: Record) -> list[str]:
    """Ids and names on a record, in it, around it and just before it, nearest first."""
    out = []
    for index in [record.head, *(i for i in record.own[:40] if i != record.head)]:
        if outline.tags[index]:
            ident = outline.ids[index] or (
                outline.nodes[index].get("name") if outline.tags[index] == "a" else ""
            )
            if ident:
                out.append(ident)
    around = outline.parents[record.head]
    if around == record.start - 1 and outline.ends[around] == record.end and outline.ids[around]:
        out.append(outline.ids[around])
    previous = record.start - 1
    limit = outline.parents[record.start]
    for index in range(previous, max(limit, record.start - 4), -1):
        if outline.tags[index] == "a" and outline.ends[index] <= record.start:
            ident = outline.ids[index] or outline.nodes[index].get("name") or ""
            if ident:
                out.insert(0, ident)
                break
        if outline.texts[index]:
            break
    return out


def _link(
    outline: Outline, record: Record, idents: list[str], body: set[int], date: int
) -> tuple[str, str]:
    """The permalink and the fragment in it: to an id of the record, else numbered, else dated."""
    known = set(idents)
    numbered = plain = ""
    for index in record.own:
        if outline.tags[index] != "a":
            continue
        href = outline.nodes[index].get("href") or ""
        _, mark, fragment = href.partition("#")
        marks = outline.marks[index]
        if marks & flags.TOOLS or not href or href.startswith("javascript"):
            continue
        if mark and fragment in known:
            return href, fragment
        if not body.isdisjoint(_texts(outline, index)):
            continue
        if mark:
            numbered = numbered or (href if _NUMBER.search(fragment) else "")
        elif (
            marks & flags.PERMALINK
            or _beside_date(outline, index, date)
            or _says_link(outline, index)
        ):
            plain = plain or (href if _is_here(outline, href) else "")
    return numbered or plain, ""


def _is_here(outline: Outline, href: str) -> bool:
    """Whether a link leads to a page of the site: others beside the date are the commenter's.

    The site's own first page is where its author is at home.
    """
    host = _HOST.match(href)
    if host is None or not outline.host:
        return True
    if href[host.end() :] in ("", "/"):
        return False
    return host[1].lower().split(".")[-2:] == outline.host.lower().split(".")[-2:]


def _texts(outline: Outline, index: int) -> Iterator[int]:
    """The items of an element that are shown; an empty one stands for itself."""
    shown = [i for i in range(index, outline.ends[index]) if outline.texts[i]]
    return iter(shown or (index,))


def _beside_date(outline: Outline, link: int, date: int) -> bool:
    """Whether a link is around the date or in the element that shows it."""
    return link <= date < outline.ends[link] or 0 <= date <= link < outline.ends[max(date, 0)]


def _says_link(outline: Outline, link: int) -> bool:
    text = "".join(outline.texts[link : outline.ends[link]]).strip().casefold()
    if not text:
        shown = outline.nodes[link].find("img")
        text = "" if shown is None else (shown.get("alt") or shown.get("title") or "").casefold()
    return text in labels.PERMALINK or _ORDINAL.fullmatch(text) is not None
