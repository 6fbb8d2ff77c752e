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
    how well; ``left`` counts the marks of dates and people that runs leave beside them; ``evidence``
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
    marks: dict[str, float] = field(default_factory=dict)


def plans(outline: Outline) -> Iterator[Plan]:
    """Every plan worth a closer look."""
    for name, bits, members in _groups(outline):
        yield from _cuts(outline, name, bits, members)


def _groups(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    siblings: dict[tuple[int, str], list[int]] = defaultdict(list)
    shape = words.shape
    for index, tag in enumerate(outline.tags):
        if tag not in _CARRIERS and "-" not in tag:
            continue
        names = outline.classes[index]
        if names:
            for token in set(names.split()):
                named[tag, shape(token)].append(index)
        ident = outline.ids[index]
        if ident:
            named[tag, "#" + shape(ident)].append(index)
        siblings[outline.parents[index], tag].append(index)
    alike: dict[tuple[int, int, int], tuple[str, int, list[int]]] = {}
    for (_, name), members in named.items():
        bits = words.token_marks(name)
        if bits & (words.RECORD | words.COMMENT | words.PINGS) or len(members) > 1:
            key = members[0], members[-1], len(members)
            known = alike.get(key)
            if known is None or _telling(bits, name) > _telling(known[1], known[0]):
                alike[key] = name, bits | (known[1] if known else 0), members
            else:
                alike[key] = known[0], bits | known[1], members
    yield from alike.values()
    for (parent, _), members in siblings.items():
        key = members[0], members[-1], len(members)
        listed = parent >= 0 and outline.marks[parent] & words.THREAD
        if (len(members) > 1 or listed) and key not in alike:
            yield "", 0, members


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
    totals = [
        [
            outline.prose[end] - outline.prose[start],
            outline.dates[end] - outline.dates[start],
            outline.people[end] - outline.people[start],
            outline.replies[end] - outline.replies[start],
            outline.linked[end] - outline.linked[start],
        ]
        for start, end in spans
    ]
    own = [list(total) for total in totals]
    open_: list[int] = []
    for place, (start, _) in enumerate(spans):
        while open_ and spans[open_[-1]][1] <= start:
            open_.pop()
        if open_:
            around = own[open_[-1]]
            for column, value in enumerate(totals[place]):
                around[column] -= value
        open_.append(place)
    plan.scores = [_score(*column) for column in own]
    good = sum(1 for score in plan.scores if score >= GOOD)
    points = sum(plan.scores)
    plan.good = good
    plan.quality = points / len(spans)
    plan.marks = {
        "replies": sum(1 for o in own if o[3]) / len(own),
        "linked": sum(o[4] for o in own) / (1 + sum(o[0] + o[4] for o in own)),
        "dates": sum(1 for o in own if o[1]) / len(own),
        "people": sum(1 for o in own if o[2]) / len(own),
        "prose": sum(o[0] for o in own) / len(own),
    }


def _score(prose: int, dates: int, people: int, replies: int, linked: int) -> float:
    """How much a record shows of what a comment shows, from 0 to 1."""
    words_ = prose + linked / 3
    score = min(words_, 24) / 48
    if dates or people or replies:
        score += (0.25 if dates else 0) + (0.25 if people else 0.12 if replies else 0)
    else:
        score *= 0.9
    if words_ < 1:
        score *= 0.5
    return score - 0.1 if dates > 3 else score
