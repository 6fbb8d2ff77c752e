"""When each record was published: the machine's date if there is one, else what is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler import dates, labels
from crawler.dates.looks import LONGEST, holds_clock, shows_clock
from crawler.model import UNDATED, Moment, Precision
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.generic.signs import Sign, is_clock, signs
from crawler.platforms.hints import read_hint
from crawler.text import clean

#: Letters of a line that are looked at for the day of a time.
_LINE = 40
#: Items that a leaf of a calendar has, and its letters.
_PARTS, _DAY = (4, 12), 24
#: Items before the first record among which its day may be named.
_REACH = 12
#: Items behind a date among which its time of day may stand.
_NEAR = 4
#: Signs around a word that joins a day and a time.
_EDGES = " |,.-–·@:()"


@dataclass(frozen=True, slots=True)
class _Way:
    """How the dates of a list are taken: the language, now, the orders of day and month."""

    language: str | None
    captured: datetime | None
    order: bool | None
    hinted: bool | None

    def machine(self, value: str) -> Moment:
        """The moment of a machine's date, or of the full date in a hint."""
        return read_hint(value, self.language, self.hinted)

    def written(self, text: str) -> Moment:
        """The moment of words; the words alone where they tell none."""
        read = dates.find_written(text, self.language, self.captured, self.order)
        return read[0] if read else Moment(written=text[:LONGEST])


def moments(
    outline: Outline,
    found: Sequence[Record],
    language: str | None,
    captured: datetime | None,
) -> list[tuple[Moment, int]]:
    """The moment of each record, with the item that shows it (-1 where none does)."""
    unlearnt = _Way(language, captured, None, None)

    def read(record: Record, sign: Sign) -> Moment:
        return _moment(outline, record, sign, _text(outline, record, sign), unlearnt)

    chosen = signs(outline, found, read)
    written = [
        _text(outline, record, sign) if sign and not sign.machine else ""
        for record, sign in zip(found, chosen, strict=True)
    ]
    written = _with_days(outline, found, chosen, written, language)
    way = _Way(
        language,
        captured,
        dates.learn_day_first(filter(None, written)),
        dates.learn_day_first(sign.machine for sign in chosen if sign and sign.machine),
    )
    return [
        (_moment(outline, record, sign, text, way), sign.index if sign else -1)
        for record, sign, text in zip(found, chosen, written, strict=True)
    ]


def _moment(outline: Outline, record: Record, sign: Sign | None, text: str, way: _Way) -> Moment:
    if sign is None or not sign.machine:
        return way.written(text) if text else UNDATED
    moment = way.machine(sign.machine)
    if moment.local is None:
        return way.written(_text(outline, record, sign))
    if moment.precision is Precision.DAY:
        clocks = _clocks(outline, record, sign)
        timed = (dates.with_clock(moment, clock, way.language) for clock in clocks)
        return next(filter(None, timed), moment)
    return moment


def _clocks(outline: Outline, record: Record, sign: Sign) -> Iterator[str]:
    """The texts that may show the time of day of a record, nearest to its day first."""
    yield _text(outline, record, sign)
    for index in record.own:
        text = outline.texts[index]
        if not text or outline.dates[index + 1] == outline.dates[index]:
            continue
        parent = outline.parents[index]
        near = sign.index <= index < outline.ends[sign.index] + _NEAR
        if near or outline.tags[parent] == "time" or outline.marks[parent] & flags.DATE:
            yield clean(text)


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
    bare = [
        is_clock(text) or not (text or sign) for text, sign in zip(written, chosen, strict=True)
    ]
    if not any(bare):
        return written
    out = []
    for record, sign, text, clock in zip(found, chosen, written, bare, strict=True):
        if clock:
            line = _line(outline, record, sign) if sign else ""
            if line and dates.find_written(line, language):
                text = line
            else:
                day = _day_in_parts(outline, record, language)
                if not day and sign:
                    day = _day_before(outline, found, record)
                time = text if shows_clock(text) or not day else dates.clock_in(text)
                text = f"{day} {time}".strip()
        out.append(text)
    return out


def _day_in_parts(outline: Outline, record: Record, language: str | None) -> str:
    """The day that a small element of a record shows in parts, as a leaf of a calendar does."""
    for index in record.own:
        end = outline.ends[index]
        if not outline.tags[index] or not _PARTS[0] <= end - index <= _PARTS[1]:
            continue
        shown = [clean(text) for text in outline.texts[index:end] if text]
        day = " ".join(shown)
        if len(shown) > 1 and len(day) <= _DAY and any(map(str.isdigit, day)):
            read = dates.find_written(day, language)
            if read and read[0].precision is Precision.DAY:
                return day
    return ""


def _line(outline: Outline, record: Record, sign: Sign) -> str:
    """The words that stand on one line with a sign, from it on, if they are few."""
    block = outline.blocks[sign.index]
    line = [i for i in record.own if outline.blocks[i] == block and i >= sign.index]
    return clean(" ".join(outline.texts[i] for i in line))[:_LINE]


def _day_before(outline: Outline, found: Sequence[Record], record: Record) -> str:
    """The nearest text before a record, outside of all, that shows a day; else empty.

    Before the first record it is the very last text, for others may be the date of the post.
    """
    first = max(0, found[0].start - _REACH)
    place = record.start - 1
    while place >= first:
        text = outline.texts[place].strip()
        undated = outline.dates[place + 1] == outline.dates[place]
        if text and undated and place < found[0].start:
            return ""
        if text and outline.dates[place + 1] > outline.dates[place]:
            text = clean(text)
            inside = any(other.start <= place < other.end for other in found)
            if not inside and not is_clock(text):
                return text
        place -= 1
    return ""


def _text(outline: Outline, record: Record, sign: Sign) -> str:
    """The words of a date, with the time of day that stands beside it."""
    first = last = sign.index
    text = outline.texts[sign.index]
    if outline.tags[sign.index]:
        last = outline.ends[sign.index] - 1
        text = " ".join(outline.texts[first : last + 1])
    text = clean(text)
    if holds_clock(text):
        return text
    around = [i for i in record.own if outline.texts[i] and (i < first or i > last)]
    at = bisect_left(around, first)
    for place in around[at : at + 2]:
        beside = clean(outline.texts[place])
        if shows_clock(beside):
            return f"{text} {beside}"
        if beside.strip(_EDGES).casefold() not in labels.JOINS:
            break
    for place in around[max(0, at - 2) : at][::-1]:
        beside = clean(outline.texts[place])
        if shows_clock(beside):
            return f"{beside} {text}"
        if beside.strip(_EDGES).casefold() not in labels.JOINS:
            break
    clocks = [clean(outline.texts[place]) for place in record.own if outline.texts[place]]
    clocks = [clock for clock in clocks if shows_clock(clock)]
    return f"{text} {clocks[0]}" if len(clocks) == 1 else text
