"""When each record was published: the machine's date if there is one, else what is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler import dates, labels
from crawler.model import UNDATED, Moment, Precision
from crawler.platforms.generic import flags
from crawler.platforms.generic.datelike import LONGEST, shows_clock, shows_date
from crawler.platforms.generic.dayfirst import day_first
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import clean

_DATED = re.compile(
    r"date|time|stamp|created|published|posted|epoch|utc|unix|-ts$|when", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20|25|1[34])\d\d|\d[./-]\d\d(?!\d)")
#: Elements that show a date, and have the whole of it in an attribute.
_SHOWING = frozenset(
    ("a", "span", "small", "em", "i", "div", "p", "font", "li", "td", "b", "strong")
)
_EPOCH = re.compile(r"1?\d{9}(?:\d{3})?(?:\.\d+)?$")
_ISO = re.compile(r"\s*\d{4}-?\d\d-?\d\d(?:[T ]\d|\s*$)")
#: Longer texts of links are no dates.
_TITLE = 44
_HAS_CLOCK = re.compile(r"\d[:.h]\d\d(?![\d.])|\d\s?[ap]\.?m\b|時|时|시", re.IGNORECASE)
#: Letters of a line that are looked at for the day of a time.
_LINE = 40
#: Items before the first record among which its day may be named.
_REACH = 12
_PROPERTY = re.compile(r"date|time|created|published", re.IGNORECASE)


@dataclass(slots=True)
class Sign:
    """Where a record shows a date: the item, the column it stands in, the machine's value."""

    index: int
    column: tuple[str, ...]
    weight: float
    machine: str = ""


def signs(outline: Outline, found: Sequence[Record]) -> list[Sign | None]:
    """The one sign of each record that stands where most records have theirs."""
    everything = [list(_signs(outline, record)) for record in found]
    columns: dict[tuple[str, ...], float] = defaultdict(float)
    for several in everything:
        best: dict[tuple[str, ...], float] = {}
        for sign in several:
            best[sign.column] = max(best.get(sign.column, -9.0), sign.weight)
        for column, weight in best.items():
            columns[column] += weight
    return [
        max(several, key=lambda sign: (columns[sign.column], -sign.index), default=None)
        for several in everything
    ]


def _signs(outline: Outline, record: Record) -> Iterator[Sign]:
    for index in record.own:
        tag = outline.tags[index]
        if not tag:
            yield from _loose(outline, index, record)
            continue
        marks = outline.marks[index]
        if tag in ("time", "abbr", "meta") or marks & flags.DATE or index == record.head:
            value = _machine(outline, index, tag)
            if value:
                yield Sign(index, (tag, outline.classes[index], "!"), 6.0, value)
            elif marks & flags.DATE and _dated(outline, index):
                clock = shows_clock("".join(outline.texts[index : outline.ends[index]]).strip())
                yield Sign(index, (tag, outline.classes[index]), 0.5 if clock else 4.0)
        elif tag in _SHOWING and outline.ends[index] <= index + 4:
            value = _hinted(outline, index)
            if value:
                yield Sign(index, (tag, outline.classes[index], "!"), 5.0, value)


def _loose(outline: Outline, index: int, record: Record) -> Iterator[Sign]:
    """The sign that a text is, if it shows a date or, less surely, a time of day."""
    if outline.dates[index + 1] == outline.dates[index] or _titles(outline, index):
        return
    weight = 2.0 - 3.0 * _within(outline, index, record, flags.BODY)
    if shows_clock(outline.texts[index].strip()):
        yield Sign(index, (*_column(outline, index), "clock"), weight - 1.5)
    else:
        yield Sign(index, _column(outline, index), weight)


def _hinted(outline: Outline, index: int) -> str:
    """A full date in an attribute of an element that shows a short one, or nothing at all."""
    empty = outline.ends[index] == index + 1
    shows = outline.dates[outline.ends[index]] > outline.dates[index]
    for name, value in outline.nodes[index].items():
        if name == "title" and (_ISO.match(value) or ((shows or empty) and _is_full(value))):
            return str(value)
        counts = (shows or empty) and name[:5] == "data-" and _DATED.search(name)
        if counts and (_EPOCH.match(value) or _ISO.match(value)):
            return str(value)
    return ""


def _is_full(value: str) -> bool:
    """Whether a hint names a whole day, not merely how long ago something was."""
    return len(value) <= LONGEST and _YEAR.search(value) is not None and shows_date(value)


def _titles(outline: Outline, index: int) -> bool:
    """Whether a text is the title of another page, which may name a day."""
    parent = outline.parents[index]
    return (
        outline.tags[parent] == "a"
        and len(outline.texts[index].strip()) > _TITLE
        and "#" not in (outline.nodes[parent].get("href") or "#")
    )


def _within(outline: Outline, index: int, record: Record, bit: int) -> bool:
    index = outline.parents[index]
    while index > record.start:
        if outline.marks[index] & bit:
            return True
        index = outline.parents[index]
    return False


def _dated(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return outline.dates[end] > outline.dates[index] and end - index < 24


def _column(outline: Outline, index: int) -> tuple[str, ...]:
    parent = outline.parents[index]
    return outline.tags[parent], outline.classes[parent], "text"


def _machine(outline: Outline, index: int, tag: str) -> str:
    """The machine's date in an element's attributes, empty where there is none."""
    node = outline.nodes[index]
    if tag == "meta":
        named = node.get("itemprop") or node.get("property") or ""
        return node.get("content") or "" if _PROPERTY.search(named) else ""
    for name, value in node.items():
        if name in ("datetime", "content") and (
            _ISO.match(value) or (name == "datetime" and shows_date(value))
        ):
            return str(value)
    return _hinted(outline, index)


def moments(
    outline: Outline,
    found: Sequence[Record],
    language: str | None,
    captured: datetime | None,
) -> list[tuple[Moment, int]]:
    """The moment of each record, with the item that shows it (-1 where none does)."""
    chosen = signs(outline, found)
    written = [
        _text(outline, record, sign) if sign and not sign.machine else ""
        for record, sign in zip(found, chosen, strict=True)
    ]
    written = _with_days(outline, found, chosen, written, language)
    order = day_first([text for text in written if text])
    hints = day_first([sign.machine for sign in chosen if sign and sign.machine])
    out: list[tuple[Moment, int]] = []
    for record, sign, text in zip(found, chosen, written, strict=True):
        if sign is None:
            out.append((UNDATED, -1))
            continue
        moment = UNDATED
        if sign.machine:
            moment = _read(sign.machine)
            if moment.local is None:
                told = dates.find_written(sign.machine, language, day_first=hints)
                moment = told[0] if told else UNDATED
            text = "" if moment.local else _text(outline, record, sign)
        if moment.local is None and text:
            read = dates.find_written(text, language, captured=captured, day_first=order)
            moment = read[0] if read else Moment(written=text[:LONGEST])
        out.append((moment, sign.index))
    return out


def _with_days(
    outline: Outline,
    found: Sequence[Record],
    chosen: Sequence[Sign | None],
    written: list[str],
    language: str | None,
) -> list[str]:
    """The dates as written, those that are only a time of day with the day of the heading before.

    Lists that are grouped by days name each day once, before its first entry.
    """
    bare = [shows_clock(text) for text in written]
    if not any(bare):
        return written
    out = []
    for record, sign, text, clock in zip(found, chosen, written, bare, strict=True):
        if clock and sign:
            line = _line(outline, record, sign)
            if dates.find_written(line, language):
                text = line
            elif day := _day_before(outline, found, record):
                text = f"{day} {text}"
        out.append(text)
    return out


def _line(outline: Outline, record: Record, sign: Sign) -> str:
    """The words that stand on one line with a sign, from it on, if they are few."""
    block = outline.blocks[sign.index]
    line = [i for i in record.own if outline.blocks[i] == block and i >= sign.index]
    return clean(words_of(outline, line))[:_LINE]


def _day_before(outline: Outline, found: Sequence[Record], record: Record) -> str:
    """The nearest text before a record, outside of all, that shows a day; else empty."""
    first = max(0, found[0].start - _REACH)
    place = record.start - 1
    while place >= first:
        text = outline.texts[place]
        if text and outline.dates[place + 1] > outline.dates[place]:
            text = clean(text)
            inside = any(other.start <= place < other.end for other in found)
            if not inside and not shows_clock(text):
                return text
        place -= 1
    return ""


def _read(value: str) -> Moment:
    value = value.strip()
    if _EPOCH.match(value):
        return dates.from_epoch(float(value), value)
    moment = dates.read_machine(value)
    return moment if moment.precision is not Precision.NONE else UNDATED


def _text(outline: Outline, record: Record, sign: Sign) -> str:
    """The words of a date, with the time of day that stands beside it."""
    first = last = sign.index
    text = outline.texts[sign.index]
    if outline.tags[sign.index]:
        last = outline.ends[sign.index] - 1
        text = words_of(outline, range(first, last + 1))
    text = clean(text)
    if _HAS_CLOCK.search(text):
        return text
    around = [i for i in record.own if outline.texts[i] and (i < first or i > last)]
    at = bisect_left(around, first)
    for place in around[at : at + 2]:
        beside = clean(outline.texts[place])
        if shows_clock(beside):
            return f"{text} {beside}"
        if beside.strip("|,.-–·@:()").casefold() not in labels.JOINS:
            break
    if at and shows_clock(outline.texts[around[at - 1]].strip()):
        return f"{clean(outline.texts[around[at - 1]])} {text}"
    return text
