"""When each record was published: the machine's date if there is one, else what is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler import dates
from crawler.model import UNDATED, Moment, Precision
from crawler.platforms.generic import flags
from crawler.platforms.generic.datelike import LONGEST, shows_clock, shows_date
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import clean

_DATED = re.compile(r"date|time|stamp|created|published|posted|epoch", re.IGNORECASE)
_EPOCH = re.compile(r"1?\d{9}(?:\d{3})?(?:\.\d+)?$")
_ISO = re.compile(r"\s*\d{4}-?\d\d-?\d\d(?:[T ]\d|\s*$)")
#: Longer texts of links are no dates.
_TITLE = 44
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
            if outline.dates[index + 1] > outline.dates[index] and not _titles(outline, index):
                weight = 2.0 - 3.0 * _within(outline, index, record, flags.BODY)
                yield Sign(index, _column(outline, index), weight)
            continue
        marks = outline.marks[index]
        if tag in ("time", "abbr", "meta") or marks & flags.DATE or index == record.head:
            value = _machine(outline, index, tag)
            if value:
                yield Sign(index, (tag, outline.classes[index], "!"), 6.0, value)
            elif marks & flags.DATE and _dated(outline, index):
                yield Sign(index, (tag, outline.classes[index]), 4.0)
        elif (
            tag in ("a", "span", "small", "em", "i", "div", "p")
            and outline.ends[index] <= index + 3
        ):
            title = outline.nodes[index].get("title")
            if title and _ISO.match(title):
                yield Sign(index, (tag, outline.classes[index], "!"), 5.0, title)


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
        if name in ("datetime", "title", "content") and (
            _ISO.match(value) or (name == "datetime" and shows_date(value))
        ):
            return str(value)
        if (
            name.startswith("data-")
            and _DATED.search(name)
            and (_EPOCH.match(value) or _ISO.match(value))
        ):
            return str(value)
    return ""


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
    day_first = dates.learn_day_first([text for text in written if text])
    out: list[tuple[Moment, int]] = []
    for record, sign, text in zip(found, chosen, written, strict=True):
        if sign is None:
            out.append((UNDATED, -1))
            continue
        moment = UNDATED
        if sign.machine:
            moment = _read(sign.machine)
            text = text or ("" if moment.local else _text(outline, record, sign))
        if moment.local is None and text:
            read = dates.find_written(text, language, captured=captured, day_first=day_first)
            moment = read[0] if read else Moment(written=text[:LONGEST])
        out.append((moment, sign.index))
    return out


def _read(value: str) -> Moment:
    value = value.strip()
    if _EPOCH.match(value):
        return dates.from_epoch(float(value), value)
    moment = dates.read_machine(value)
    return moment if moment.precision is not Precision.NONE else UNDATED


def _text(outline: Outline, record: Record, sign: Sign) -> str:
    """The words of a date, with the time of day that stands beside it."""
    if outline.tags[sign.index]:
        items = list(range(sign.index, outline.ends[sign.index]))
        text = clean(words_of(outline, items))
        first, last = sign.index, outline.ends[sign.index] - 1
    else:
        text = clean(outline.texts[sign.index])
        first = last = sign.index
    own = record.own
    after = next((i for i in own if i > last and outline.texts[i]), None)
    before = next((i for i in reversed(own) if i < first and outline.texts[i]), None)
    if after is not None and shows_clock(outline.texts[after].strip()):
        return f"{text} {clean(outline.texts[after])}"
    if after is not None and outline.texts[after].strip().strip("|,.-–·@") in (
        "",
        "at",
        "um",
        "à",
        "a las",
    ):
        later = next((i for i in own if i > after and outline.texts[i]), None)
        if later is not None and shows_clock(outline.texts[later].strip()):
            return f"{text} {clean(outline.texts[later])}"
    if before is not None and shows_clock(outline.texts[before].strip()):
        return f"{clean(outline.texts[before])} {text}"
    return text
