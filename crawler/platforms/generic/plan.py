"""A way to cut a region of a page into records, and how well its records look like comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from crawler.platforms.generic.outline import Outline

#: A record that scores so much shows what a comment shows.
GOOD = 0.5


@dataclass(slots=True)
class Plan:
    """Records as runs of items ``[start, end)``, in document order, nested or apart.

    ``heads`` are the elements that the runs were found by; ``name`` is the class name or id they
    share (empty for mere siblings) and ``bits`` what it says; ``run`` is true when records are
    runs of siblings, and ``left`` counts the marks of dates and people that these leave beside
    them. ``good`` and ``quality`` are how many records show what a comment shows, and how well;
    ``replies`` is the share that can be answered, ``linked`` that of letters in links;
    ``evidence`` is what speaks for a thread.
    """

    spans: list[tuple[int, int]]
    heads: list[int]
    name: str = ""
    bits: int = 0
    run: bool = False
    good: int = 0
    left: int = 0
    quality: float = 0.0
    evidence: float = 0.0
    scores: list[float] = field(default_factory=list)
    replies: float = 0.0
    linked: float = 0.0

    @property
    def end(self) -> int:
        """Where the last record ends."""
        return max(end for _, end in self.spans)


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
    score = letters / 32 if letters < 16 else 0.5
    if dates:
        score += 0.25 if dates < 4 else 0.15
    if people:
        score += 0.25
    elif replies:
        score += 0.12
    elif not dates:
        score *= 0.9
    return score if letters >= 1 else score * 0.5
