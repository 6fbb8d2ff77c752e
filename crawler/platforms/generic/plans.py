"""Which parts of a page could be records: elements of one name, siblings, runs of siblings.

A plan is a way to cut a region into records. Elements that share a class name or the shape of
their id are one plan, wherever in the page they stand, so that replies nested at any depth are
found together with what they answer; children of one element are another; and where the elements
of a plan are only the heads or the feet of records, the runs of siblings between them are a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from crawler.platforms.generic import words
from crawler.platforms.generic.headings import announces
from crawler.platforms.generic.outline import Outline

#: Elements that a record, or the head of one, can be.
_CARRIERS = frozenset(
    "div li article section tr table dd dt dl p blockquote a span h2 h3 h4 h5 h6 ol ul td tbody"
    " center details figure font b strong small address main cite header footer".split()
)
#: A run of siblings that opens with one of these is over: what follows is another matter.
_BREAKS = frozenset(("form", "h1", "h2", "h3", "hr", "script", "nav", "aside", "textarea"))


#: A record that scores so much shows what a comment shows.
GOOD = 0.5


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Plan:
    """Records as runs of items ``[start, end)``, in document order, nested or apart.

    ``heads`` are the elements that the runs were found by; ``name`` is the class name or id they
    share (empty for mere siblings) and ``bits`` what it says; ``run`` is true when records are
    runs of siblings. ``good`` and ``quality`` are how many records show what a comment shows, and
    how well; ``replies`` is the share that can be
    answered, ``linked`` that of letters in links; ``left`` counts the marks of dates and people that runs leave beside them; ``evidence``
    is what speaks for a thread.
    """

    spans: list[tuple[int, int]]
    heads: list[int]
    name: str = ""
    bits: int = 0
    run: bool = False
    whole: float = 0.0
    good: int = 0
    left: int = 0
    quality: float = 0.0
    evidence: float = 0.0
    scores: list[float] = field(default_factory=list)
    replies: float = 0.0
    linked: float = 0.0


def named_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of elements that share a class name or the shape of an id."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, tag in enumerate(outline.tags):
        names, ident = outline.classes[index], outline.ids[index]
        if (names or ident) and (tag in _CARRIERS or "-" in tag):
            for key in _keys(tag, names):
                named[key].append(index)
            if ident:
                named[f"{tag}.#{words.shape(ident)}"].append(index)
    alike: dict[tuple[int, int, int], tuple[str, int, list[int]]] = {}
    for key, members in named.items():
        name = key.partition(".")[2]
        bits = words.token_marks(name)
        if bits & (words.RECORD | words.COMMENT | words.PINGS) or len(members) > 1:
            place = members[0], members[-1], len(members)
            known = alike.get(place)
            if known is None or _telling(bits, name) > _telling(known[1], known[0]):
                alike[place] = name, bits | (known[1] if known else 0), members
            else:
                alike[place] = known[0], bits | known[1], members
    for name, bits, members in alike.values():
        yield from _cuts(outline, name, bits, members)


@lru_cache(maxsize=1 << 14)
def _keys(tag: str, names: str) -> tuple[str, ...]:
    return tuple({f"{tag}.{words.shape(token)}" for token in names.split()})


def sibling_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of children of one element that have the same tag."""
    siblings: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, tag in enumerate(outline.tags):
        if tag in _CARRIERS or "-" in tag:
            siblings[outline.parents[index], tag].append(index)
    for (parent, _), members in siblings.items():
        if len(members) > 1 or (parent >= 0 and outline.marks[parent] & words.THREAD):
            yield from _cuts(outline, "", 0, members)


def _telling(bits: int, name: str) -> int:
    """Which of several names of the same elements to go by."""
    return 2 * bool(bits & words.RECORD) + bool(bits & words.COMMENT) + name.startswith("#")


def _promising(outline: Outline, members: Sequence[int]) -> bool:
    """Whether the region of these elements has enough marks of people or dates, and prose."""
    start, end = members[0], max(outline.ends[members[-1]], outline.ends[members[0]])
    if start > 0 and len(members) > 1:
        end = max(end, outline.ends[outline.parents[members[-1]]])
    marked = (
        outline.dates[end]
        - outline.dates[start]
        + outline.people[end]
        - outline.people[start]
        + outline.replies[end]
        - outline.replies[start]
    )
    prose = (
        outline.prose[end]
        - outline.prose[start]
        + (outline.linked[end] - outline.linked[start]) // 2
    )
    return marked * 3 >= len(members) and prose > 2


def _cuts(outline: Outline, name: str, bits: int, members: list[int]) -> Iterator[Plan]:
    if not _promising(outline, members):
        return
    spans = [(index, outline.ends[index]) for index in members]
    whole = Plan(spans, members, name, bits)
    measure(outline, whole)
    yield whole
    if whole.quality >= 0.8 and whole.good >= 0.8 * len(members):
        return
    heads = members
    if not name:
        heads = [m for m in members if _marked(outline, m)]
        heads = _announced(outline, members[0], heads)
        listed = outline.marks[outline.parents[members[0]]] & words.THREAD
        if len(heads) * 8 < len(members) or len(heads) < (1 if listed else 2):
            return
    elif len(members) == 1 and not bits & words.COMMENT:
        return
    yield from _runs(outline, name, bits, heads)


def _announced(outline: Outline, sibling: int, heads: list[int]) -> list[int]:
    """The heads that stand after a heading which announces comments, where there is one."""
    parent = outline.parents[sibling]
    if parent < 0 or len(heads) < 2:
        return heads
    index = parent + 1
    while index < heads[-1]:
        if outline.tags[index] in _HEADINGS and index > heads[0]:
            text = " ".join(outline.texts[index : outline.ends[index]])
            if announces(text.strip()) > 0:
                return [head for head in heads if head > index]
        index = outline.ends[index]
    return heads


def _marked(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return outline.dates[end] > outline.dates[index] or outline.people[end] > outline.people[index]


def _runs(outline: Outline, name: str, bits: int, heads: list[int]) -> Iterator[Plan]:
    by_parent: dict[int, list[int]] = defaultdict(list)
    for head in heads:
        by_parent[outline.parents[head]].append(head)
    if len(heads) > 1 and len(by_parent) * 2 > len(heads) and -1 not in by_parent:
        if len(by_parent) == len(heads):
            return
    forward: list[tuple[int, int]] = []
    backward: list[tuple[int, int]] = []
    for parent, own in by_parent.items():
        if parent >= 0:
            forward += _forward(outline, parent, own)
            backward += _backward(outline, parent, own)
    for spans in (forward, backward):
        if spans:
            order = sorted(range(len(spans)), key=lambda i: spans[i])
            flat = [head for own in by_parent.values() for head in own]
            plan = Plan([spans[i] for i in order], [flat[i] for i in order], name, bits, run=True)
            measure(outline, plan)
            if plan.quality >= GOOD:
                plan.left = sum(_left(outline, parent, plan) for parent in by_parent)
            yield plan


def _forward(outline: Outline, parent: int, heads: list[int]) -> list[tuple[int, int]]:
    """Runs from each head to the next; the last no longer than the longest before it."""
    spans = list(zip(heads, heads[1:], strict=False))
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
            if count > most or tag in _BREAKS or outline.marks[index] & (words.FORM | words.NOISE):
                break
            if outline.marks[index] & words.THREAD and not outline.marks[index] & words.BODY:
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
    spans = list(zip(ends, ends[1:], strict=False))
    most = max((_count(outline, start, end) for start, end in spans), default=12)
    first = _since(outline, parent, heads[0], most)
    return [(first, ends[0]), *spans]


def _since(outline: Outline, parent: int, head: int, most: int) -> int:
    """Where the run that ends with ``head`` begins, looking back over its older siblings."""
    starts = []
    index = parent + 1
    while index < head:
        if outline.tags[index] in _BREAKS or outline.tags[index] in ("h4", "h5", "h6"):
            starts = []
        elif outline.marks[index] & (words.FORM | words.NOISE):
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


def _left(outline: Outline, parent: int, plan: Plan) -> int:
    """Marks of dates and people just before the first and after the last run of an element."""
    inside = [span for span in plan.spans if parent < span[0] < outline.ends[parent]]
    first, covered = inside[0][0], max(span[1] for span in inside)
    start = _since(outline, parent, first, 3)
    end = covered
    for _ in range(3):
        if end >= outline.ends[parent] or outline.tags[end] in _BREAKS | _HEADINGS:
            break
        end = outline.ends[end]
    return sum(
        column[end] - column[covered] + column[first] - column[start]
        for column in (outline.dates, outline.people)
    )


def measure(outline: Outline, plan: Plan) -> None:
    """Set ``good`` and ``quality`` from what stands in each record, nested ones not counted."""
    spans = plan.spans
    own = [
        [column[end] - column[start] for start, end in spans]
        for column in (
            outline.prose,
            outline.dates,
            outline.people,
            outline.replies,
            outline.linked,
        )
    ]
    if any(b[0] < a[1] for a, b in pairwise(spans)):
        _unnest(spans, own)
    plan.scores = list(map(_score, *own))
    plan.good = sum(1 for score in plan.scores if score >= GOOD)
    plan.quality = sum(plan.scores) / len(spans)
    prose, linked = sum(own[0]), sum(own[4])
    plan.replies = sum(1 for count in own[3] if count) / len(spans)
    plan.linked = linked / (1 + prose + linked)


def _unnest(spans: list[tuple[int, int]], own: list[list[int]]) -> None:
    """Take from each record's figures those of the records in it."""
    totals = [list(column) for column in own]
    open_: list[int] = []
    for place, (start, _) in enumerate(spans):
        while open_ and spans[open_[-1]][1] <= start:
            open_.pop()
        if open_:
            for column, whole in zip(own, totals, strict=True):
                column[open_[-1]] -= whole[place]
        open_.append(place)


def _score(prose: int, dates: int, people: int, replies: int, linked: int) -> float:
    """How much a record shows of what a comment shows, from 0 to 1."""
    letters = prose + linked / 3
    score = letters / 48 if letters < 24 else 0.5
    if dates:
        score += 0.25 if dates < 4 else 0.15
    if people:
        score += 0.25
    elif replies:
        score += 0.12
    elif not dates:
        score *= 0.9
    return score if letters >= 1 else score * 0.5
