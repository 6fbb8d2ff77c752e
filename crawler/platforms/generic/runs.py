"""Records that are runs of siblings: a head and what follows it, or a text and its byline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import GOOD, Plan, measure

#: A run of siblings that opens with one of these is over: what follows is another matter.
_BREAKS = frozenset(("form", "h1", "h2", "h3", "hr", "script", "nav", "aside", "textarea"))
#: So many lists are looked at for what runs leave beside them.
_PARENTS = 12
#: Elements that head a list or a record.
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def runs(outline: Outline, name: str, bits: int, heads: list[int]) -> Iterator[Plan]:
    """The plans whose records begin with, and those whose records end with, one of the heads."""
    by_parent: dict[int, list[int]] = defaultdict(list)
    for head in heads:
        by_parent[outline.parents[head]].append(head)
    if len(by_parent) == len(heads) > 1:
        return
    forward: list[tuple[int, int]] = []
    backward: list[tuple[int, int]] = []
    for parent, own in by_parent.items():
        if parent >= 0:
            forward += _forward(outline, parent, own)
            backward += _backward(outline, parent, own)
    for spans in (forward, backward):
        if spans:
            forth = spans is forward
            order = sorted(range(len(spans)), key=lambda i: spans[i])
            flat = [head for own in by_parent.values() for head in own]
            plan = Plan([spans[i] for i in order], [flat[i] for i in order], name, bits, run=True)
            measure(outline, plan)
            if plan.quality >= GOOD:
                plan.left = sum(
                    _left(outline, parent, plan) + _unfit(outline, parent, own, forth=forth)
                    for parent, own in list(by_parent.items())[:_PARENTS]
                )
            yield plan


def ruled(outline: Outline, rules: list[int]) -> Plan:
    """The plan whose records are what stands between rules (``hr``)."""
    spans = [(outline.ends[a], b) for a, b in pairwise(rules) if b > outline.ends[a]]
    plan = Plan(spans or [(rules[0], rules[-1])], rules[: len(spans)] or rules[:1], run=True)
    measure(outline, plan)
    return plan


def _forward(outline: Outline, parent: int, heads: list[int]) -> list[tuple[int, int]]:
    """Runs from each head to the next; the last no longer than the longest before it."""
    spans = list(pairwise(heads))
    most = max((_count(outline, start, end) for start, end in spans), default=12)
    last = heads[-1]
    end = _until(outline, last, outline.ends[parent], most)
    return [*spans, (last, end)]


def _until(outline: Outline, head: int, limit: int, most: int) -> int:
    index = outline.ends[head]
    count = 1
    while index < limit:
        tag = outline.tags[index]
        if tag:
            count += 1
            if count > most or tag in _BREAKS or outline.marks[index] & (flags.FORM | flags.NOISE):
                break
            if outline.marks[index] & flags.THREAD and not outline.marks[index] & flags.BODY:
                break
        index = outline.ends[index]
    return index


def _count(outline: Outline, start: int, end: int) -> int:
    """How many sibling elements stand in a run."""
    count = 0
    while start < end:
        count += bool(outline.tags[start])
        start = outline.ends[start]
    return count


def _backward(outline: Outline, parent: int, heads: list[int]) -> list[tuple[int, int]]:
    """Runs from the end of each head to the end of the next: bylines that follow the text."""
    ends = [outline.ends[head] for head in heads]
    spans = list(pairwise(ends))
    most = max((_count(outline, start, end) for start, end in spans), default=12)
    first = _since(outline, parent, heads[0], most)
    return [(first, ends[0]), *spans]


def _since(outline: Outline, parent: int, head: int, most: int) -> int:
    """Where the run that ends with ``head`` begins, looking back over its older siblings."""
    starts: list[int] = []
    index = parent + 1
    while index < head:
        breaks = outline.tags[index] in _BREAKS | HEADINGS
        if breaks or outline.marks[index] & (flags.FORM | flags.NOISE):
            starts = []
        else:
            starts.append(index)
        index = outline.ends[index]
    elements = 1
    start = head
    for index in reversed(starts):
        elements += bool(outline.tags[index])
        if elements > most:
            break
        start = index
    return start


def _unfit(outline: Outline, parent: int, heads: list[int], *, forth: bool) -> bool:
    """Whether the other way fits better: the outer neighbour is like those between the heads."""
    if len(heads) < 2:
        return False
    if outline.tags[heads[0]] == "dt":
        return not forth
    if forth:
        first, inner = _before(outline, parent, heads[0]), _before(outline, parent, heads[1])
        after = outline.ends[heads[-1]]
        return first == inner and not (
            after < outline.ends[parent]
            and _kind(outline, after) == _kind(outline, outline.ends[heads[0]])
        )
    after = outline.ends[heads[-1]]
    return (
        after < outline.ends[parent]
        and _kind(outline, after) == _kind(outline, outline.ends[heads[0]])
        and _before(outline, parent, heads[0]) != _before(outline, parent, heads[1])
    )


def _kind(outline: Outline, index: int) -> tuple[str, str]:
    return outline.tags[index], outline.classes[index]


def _before(outline: Outline, parent: int, head: int) -> tuple[str, str] | None:
    """The tag and class of the sibling before an element."""
    index, last = parent + 1, None
    while index < head:
        last = index
        index = outline.ends[index]
    return None if last is None else _kind(outline, last)


def _left(outline: Outline, parent: int, plan: Plan) -> int:
    """Marks of dates and people just before the first and after the last run of an element."""
    inside = [span for span in plan.spans if parent < span[0] < outline.ends[parent]]
    first, covered = inside[0][0], max(span[1] for span in inside)
    start = _since(outline, parent, first, 3)
    end = covered
    for _ in range(3):
        if end >= outline.ends[parent] or outline.tags[end] in _BREAKS | HEADINGS:
            break
        end = outline.ends[end]
    return sum(
        column[end] - column[covered] + column[first] - column[start]
        for column in (outline.dates, outline.people)
    )
