"""Who answers whom: said by the page, nested, numbered by depth, or set in from the margin."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.platforms.generic import flags
from crawler.platforms.generic.depth import depths_of
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.generic.stated import stated

_LISTS = frozenset(("ul", "ol", "dl", "blockquote", "table"))
#: So many records, each in the one before, are no talk but markup that was never closed.
_CHAIN = 5


def parents(
    outline: Outline, found: Sequence[Record], ids: Sequence[str], names: Sequence[str]
) -> list[int | None]:
    """For each record the place of the one it answers; never a circle.

    Stated parents come first, then the depth that names, attributes or indents tell, then nesting.
    """
    nested = _by_nesting(outline, found)
    depths = depths_of(outline, found)
    if depths is not None:
        nested = _by_depth(found, depths, nested)
    told = stated(outline, found, ids, names)
    both = [t if t is not None else n for t, n in zip(told, nested, strict=True)]
    return _acyclic(both)


def _acyclic(parents_: list[int | None]) -> list[int | None]:
    """The same with every link that would close a circle cut."""
    state = [0] * len(parents_)
    for start in range(len(parents_)):
        path: list[int] = []
        place: int | None = start
        while place is not None and state[place] == 0:
            state[place] = 1
            path.append(place)
            place = parents_[place]
        if place is not None and state[place] == 1:
            parents_[path[-1]] = None
        for step in path:
            state[step] = 2
    return parents_


def _by_nesting(outline: Outline, found: Sequence[Record]) -> list[int | None]:
    """The record around each, or the last one before it that stands less deep in the same box."""
    out: list[int | None] = []
    stack: list[tuple[int, int, int]] = []  # (place, depth, end of the box it stands in)
    for place, record in enumerate(found):
        depth = outline.depths[record.head]
        while stack:
            above, level, box = stack[-1]
            beside = level < depth and record.plan is found[above].plan and record.start < box
            if record.start < found[above].end or beside:
                break
            stack.pop()
        out.append(stack[-1][0] if stack else None)
        parent = outline.parents[record.head]
        stack.append((place, depth, outline.ends[parent] if parent >= 0 else record.end))
    return [None] * len(out) if _is_unclosed(outline, found, out) else out


def _is_unclosed(outline: Outline, found: Sequence[Record], nested: list[int | None]) -> bool:
    """Whether each record stands in the one before only because nothing was closed."""
    later = list(enumerate(nested))[1:]
    return (
        len(nested) >= _CHAIN
        and all(parent == place - 1 for place, parent in later)
        and not any(_opens_list(outline, found[i], found[i - 1]) for i, _ in later)
    )


def _opens_list(outline: Outline, record: Record, around: Record) -> bool:
    """Whether something between a record and the one around it is made to hold replies."""
    index = outline.parents[record.head]
    while index > around.head:
        if outline.tags[index] in _LISTS or outline.marks[index] & flags.NESTED:
            return True
        index = outline.parents[index]
    return False


def _by_depth(
    found: Sequence[Record], depths: list[float], nested: list[int | None]
) -> list[int | None]:
    """The record around each if it is less deep, else the last one before it that is."""
    out: list[int | None] = []
    stack: list[tuple[float, int]] = []
    for place, depth in enumerate(depths):
        around = nested[place]
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if around is not None and found[place].end <= found[around].end and depths[around] >= depth:
            out.append(around)
        else:
            out.append(stack[-1][1] if stack else None)
        stack.append((depth, place))
    return out
