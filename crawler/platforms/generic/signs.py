"""Where each record shows its date: the machine's if there is one, else what is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crawler.dates.looks import ends_in_clock, shows_clock, shows_date
from crawler.model import Moment, Precision
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.generic.words import shape
from crawler.platforms.hints import OTHERS, hint, is_of_other, machine_date

#: Elements that show a date, and have the whole of it in an attribute.
_SHOWING = frozenset(
    ("a", "span", "small", "em", "i", "div", "p", "font", "li", "td", "b", "strong")
)
_DATED_TAGS = frozenset(("time", "abbr", "meta", "data"))
#: Letters before and in a date that are looked at for what it is the date of.
_JOINED = 24
#: Longer texts of links are no dates.
_TITLE = 44
_OTHERS = re.compile("|".join(map(re.escape, OTHERS)))
#: What stands before a label belongs to another date.
_DIGIT = re.compile(r"\d")
#: Columns with so much of the weight of the best are compared by what they tell.
_RIVAL = 0.3
#: Signs of a column that are read for it.
_SAMPLE = 12
_BYLINE = flags.META | flags.AUTHOR | flags.DATE

_Column = tuple[str, ...]


@dataclass(slots=True)
class Sign:
    """Where a record shows a date: the item, the column it stands in, the machine's value."""

    index: int
    column: _Column
    weight: float
    machine: str = ""


def signs(
    outline: Outline, found: Sequence[Record], read: Callable[[Record, Sign], Moment]
) -> list[Sign | None]:
    """The one sign of each record that stands where most records have theirs.

    Where records show several dates, ``read`` tells what they are: those of comments differ, run
    in one direction down the page, and have a time of day more often than others.
    """
    everything = [list(_signs(outline, record)) for record in found]
    columns: dict[_Column, float] = defaultdict(float)
    rows: dict[_Column, list[tuple[Record, Sign]]] = defaultdict(list)
    for record, several in zip(found, everything, strict=True):
        best: dict[_Column, Sign] = {}
        for sign in several:
            known = best.get(sign.column)
            if known is None or sign.weight > known.weight:
                best[sign.column] = sign
        for column, sign in best.items():
            columns[column] += sign.weight
            rows[column].append((record, sign))
    rivals = [c for c, weight in columns.items() if weight >= _RIVAL * max(columns.values())]
    for column in rivals if len(rivals) > 1 else ():
        told = [read(record, sign) for record, sign in rows[column][:_SAMPLE]]
        columns[column] += _merit(told) * len(rows[column])
    return [
        max(
            several, key=lambda sign: (columns[sign.column], sign.weight, -sign.index), default=None
        )
        for several in everything
    ]


def _merit(told: Sequence[Moment]) -> float:
    """What the dates of one column say for its being that of the comments, for each of them."""
    known = [m.local for m in told if m.local and m.precision is not Precision.RELATIVE]
    merit = 3.0 * len(known) / len(told) - 3.0
    if 2 * sum("T" in local for local in known) > len(known):
        merit += 1.0
    distinct = len(set(known))
    if distinct > 2 and (known == sorted(known) or known == sorted(known, reverse=True)):
        merit += 1.5
    return merit - 2.0 * (distinct == 1 and len(known) > 2)


def _signs(outline: Outline, record: Record) -> Iterator[Sign]:
    for index in record.own:
        tag = outline.tags[index]
        if not tag:
            yield from _loose(outline, index, record)
            continue
        marks = outline.marks[index]
        if tag in _DATED_TAGS or marks & flags.DATE or index == record.head:
            node = outline.nodes[index]
            value = machine_date(node) or ("" if tag == "meta" else _hinted(outline, index))
            if value:
                of_other = is_of_other(node)
                column = (tag, outline.classes[index], "~" if of_other else "!")
                yield Sign(index, column, 2.0 if of_other else 6.0, value)
            elif marks & flags.DATE and _dated(outline, index):
                clock = is_clock("".join(outline.texts[index : outline.ends[index]]).strip())
                weight = 0.5 if clock else 4.0 - 3.0 * _is_of_other(outline, index)
                yield Sign(index, (tag, outline.classes[index]), weight)
        elif tag in _SHOWING and outline.ends[index] <= index + 4:
            value = _hinted(outline, index)
            if value:
                yield Sign(index, (tag, outline.classes[index], "!"), 5.0, value)


def _loose(outline: Outline, index: int, record: Record) -> Iterator[Sign]:
    """The sign that a text is, if it shows a date or, less surely, a time of day."""
    if outline.dates[index + 1] == outline.dates[index] or _titles(outline, index):
        return
    weight = 2.0 - 3.0 * _within(outline, index, record, flags.BODY | flags.REPLY_TO)
    weight -= 3.0 * _is_of_other(outline, index) + _leads_elsewhere(outline, index, record)
    if is_clock(outline.texts[index].strip()):
        yield Sign(index, (*_column(outline, index, record), "clock"), weight - 1.5)
    else:
        yield Sign(index, _column(outline, index, record), weight)


def is_clock(text: str) -> bool:
    """Whether a text tells a time of day and no day, alone or behind a name."""
    return shows_clock(text) or (ends_in_clock(text) and not shows_date(text))


def _is_of_other(outline: Outline, index: int) -> bool:
    """Whether a date is of something else: of a change, or of the day on which somebody joined."""
    before = next(
        (t for i in range(index - 1, max(-1, index - 4), -1) if (t := outline.texts[i])), ""
    )
    shown = next(filter(None, outline.texts[index : outline.ends[index]]), "")
    words = f"{_DIGIT.split(before[-_JOINED:])[-1]} {shown[:_JOINED]}".casefold()
    return _OTHERS.search(words) is not None


def _leads_elsewhere(outline: Outline, index: int, record: Record) -> bool:
    """Whether a text is a link to a place in the page that is outside its record."""
    parent = outline.parents[index]
    if outline.tags[parent] != "a":
        return False
    path, _, fragment = (outline.nodes[parent].get("href") or "").partition("#")
    inside = outline.holds(fragment, record.start, record.end)
    return not path and not inside and outline.holds(fragment, 0, len(outline))


def _hinted(outline: Outline, index: int) -> str:
    """A full date in an attribute of an element that shows a short one, or nothing at all."""
    node, end = outline.nodes[index], outline.ends[index]
    if end > index + 1 and outline.dates[end] == outline.dates[index]:
        return machine_date(node) if node.get("title") else ""
    return machine_date(node) or hint(node, " ".join(outline.texts[index:end]))


def _titles(outline: Outline, index: int) -> bool:
    """Whether a text is the title of another page, which may name a day."""
    parent = outline.parents[index]
    return (
        outline.tags[parent] == "a"
        and len(outline.texts[index].strip()) > _TITLE
        and "#" not in (outline.nodes[parent].get("href") or "#")
    )


def _within(outline: Outline, index: int, record: Record, bits: int) -> bool:
    index = outline.parents[index]
    while index > record.start:
        if outline.marks[index] & bits:
            return True
        if outline.marks[index] & _BYLINE:
            return False  # themes call the whole of a record its body
        index = outline.parents[index]
    return False


def _dated(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return outline.dates[end] > outline.dates[index] and end - index < 24


def _column(outline: Outline, index: int, record: Record) -> _Column:
    parent = outline.parents[index]
    around = outline.parents[parent] if parent > record.head else -1
    above = outline.tags[around] + shape(outline.classes[around]) if around > record.head else ""
    return outline.tags[parent], outline.classes[parent], "text", above
