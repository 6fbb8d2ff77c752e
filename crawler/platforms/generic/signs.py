"""Where each record shows its date: the machine's if there is one, else what is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.dates.looks import shows_clock
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.hints import hint, is_of_change, machine_date

#: Elements that show a date, and have the whole of it in an attribute.
_SHOWING = frozenset(
    ("a", "span", "small", "em", "i", "div", "p", "font", "li", "td", "b", "strong")
)
#: Letters before and in a date that are looked at for what it is the date of.
_JOINED = 24
#: Longer texts of links are no dates.
_TITLE = 44


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
            node = outline.nodes[index]
            value = machine_date(node) or ("" if tag == "meta" else _hinted(outline, index))
            if value:
                changed = is_of_change(node)
                column = (tag, outline.classes[index], "!" if not changed else "~")
                yield Sign(index, column, 2.0 if changed else 6.0, value)
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
    weight -= 3.0 * _of_person(outline, index)
    if shows_clock(outline.texts[index].strip()):
        yield Sign(index, (*_column(outline, index), "clock"), weight - 1.5)
    else:
        yield Sign(index, _column(outline, index), weight)


def _of_person(outline: Outline, index: int) -> bool:
    """Whether a date is that on which somebody joined, as forums show beside each post."""
    before = next(
        (t for i in range(index - 1, max(-1, index - 4), -1) if (t := outline.texts[i])), ""
    )
    words = f"{before[-_JOINED:]} {outline.texts[index][:_JOINED]}".casefold()
    return any(label in words for label in labels.JOINED)


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
