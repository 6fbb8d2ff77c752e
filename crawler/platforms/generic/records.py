"""What stands in one record: its own items, without the records nested in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import Plan
from crawler.text import BLOCKS


@dataclass(slots=True)
class Record:
    """One entry: its run of items, what of it is its own, and the column keys of its parts."""

    start: int
    end: int
    head: int
    plan: Plan
    own: list[int] = field(default_factory=list)  # own texts and elements, in document order
    inner: list[tuple[int, int]] = field(default_factory=list)  # nested records


def records(outline: Outline, chosen: Sequence[Plan]) -> list[Record]:
    """The records of the chosen plans in document order, with their own items."""
    found = sorted(
        (
            Record(start, end, head, plan)
            for plan in chosen
            for (start, end), head in zip(plan.spans, plan.heads, strict=True)
        ),
        key=lambda record: (record.start, -record.end),
    )
    open_: list[Record] = []
    for record in found:
        while open_ and open_[-1].end <= record.start:
            open_.pop()
        if open_:
            open_[-1].inner.append((record.start, record.end))
        open_.append(record)
    for record in found:
        record.own = _own(outline, record)
    return found


def _own(outline: Outline, record: Record) -> list[int]:
    out: list[int] = []
    start = record.start
    for inner_start, inner_end in record.inner:
        out.extend(range(start, inner_start))
        start = inner_end
    out.extend(range(start, record.end))
    return [i for i in out if not (outline.around[i] & flags.FORM and _in_form(outline, i, record))]


def _in_form(outline: Outline, index: int, record: Record) -> bool:
    """Whether an item of a record stands in a form inside the record."""
    while index >= record.start:
        if outline.marks[index] & flags.FORM:
            return True
        index = outline.parents[index]
    return False


def words_of(outline: Outline, items: Iterable[int]) -> str:
    """The texts of items as a reader sees them: one space where a block or a line ends."""
    out: list[str] = []
    last = -1
    blocks = outline.blocks
    for index in items:
        tag = outline.tags[index]
        if tag:
            if tag in BLOCKS:
                out.append(" ")
            continue
        block = blocks[index]
        if block != last:
            out.append(" ")
            last = block
        out.append(outline.texts[index])
    return "".join(out)
