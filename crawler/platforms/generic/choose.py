"""Which plan is the comment thread, and whether there is one at all."""

from __future__ import annotations

import math
from collections.abc import Iterable

from crawler.platforms.generic import flags, headings
from crawler.platforms.generic.evidence import ENOUGH, evidence
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import Plan, measure
from crawler.platforms.generic.plans import lone_plans, named_plans, shape_plans, sibling_plans


def choose(outline: Outline) -> list[Plan]:
    """The plans whose records are the entries of the thread, in document order; may be empty."""
    fit = _fit(outline, named_plans(outline))
    if not any(_settles(plan) for plan in fit):
        fit += _fit(outline, sibling_plans(outline))
        fit += _fit(outline, shape_plans(outline))
    if not fit:
        fit = _fit(outline, lone_plans(outline))
    chosen: list[Plan] = []
    while fit:
        best = _refined(outline, max(fit, key=value), fit)
        best = _joined(outline, best, fit)
        prune(outline, best)
        if best.spans:
            chosen.append(best)
        fit = [p for p in fit if p is not best and _another(p) and _apart(p, chosen)]
    return sorted(chosen, key=lambda plan: plan.spans[0])


def _fit(outline: Outline, found: Iterable[Plan]) -> list[Plan]:
    """Those of some plans that may be comments."""
    fit = []
    for plan in found:
        if _sound(plan):
            plan.evidence = evidence(outline, plan)
            if plan.evidence >= ENOUGH:
                fit.append(plan)
    return fit


def _settles(plan: Plan) -> bool:
    """Whether a plan is so good that plans of mere siblings need not be tried."""
    return (
        plan.evidence >= ENOUGH + 4
        and plan.quality >= 0.85
        and plan.good == len(plan.spans)
        and not plan.left
    )


def _sound(plan: Plan) -> bool:
    return bool(plan.bits & flags.PINGS) or (
        plan.quality >= 0.55 and plan.good * 2 >= len(plan.spans)
    )


def _another(plan: Plan) -> bool:
    """Whether a plan may hold a second list, beside one that is taken."""
    named = plan.bits & flags.PINGS or (plan.bits & flags.RECORD and len(plan.spans) > 1)
    return bool(named) and plan.evidence >= ENOUGH + 2


def value(plan: Plan) -> float:
    """How good a plan is against the others of its page."""
    return (
        plan.evidence
        + 6 * plan.quality
        + 3 * plan.good / len(plan.spans)
        + 0.7 * math.log2(1 + plan.good)
        - 1.5 * plan.run
        - 6 * (plan.left > 0)
    )


def _refined(outline: Outline, best: Plan, fit: list[Plan]) -> Plan:
    """The finest cut of the region that is about as good, then the outermost of equal ones."""
    rivals = [p for p in fit if _overlap(p, best)]
    for plan in rivals:
        more = plan.good >= 1.25 * best.good or (plan.good > best.good and not plan.run)
        if (
            more
            and plan.quality >= 0.8 * best.quality
            and plan.left <= best.left
            and plan.evidence >= best.evidence - 2.5
        ):
            best = plan
    for plan in rivals:
        if (
            plan.run <= best.run
            and plan.quality >= best.quality
            and plan.evidence >= best.evidence - 4
            and _wraps(outline, plan, best)
        ):
            best = plan
    return best


def _wraps(outline: Outline, plan: Plan, best: Plan) -> bool:
    """Whether each record of one plan stands in one of the other, always as far inside."""
    if len(plan.spans) != len(best.spans) or plan.spans == best.spans:
        return False
    if any(a[0] > b[0] or b[1] > a[1] for a, b in zip(plan.spans, best.spans, strict=True)):
        return False
    return len({_steps(outline, a, b) for a, b in zip(plan.heads, best.heads, strict=True)}) == 1


def _steps(outline: Outline, outer: int, inner: int) -> int:
    steps = 0
    while inner > outer:
        inner = outline.parents[inner]
        steps += 1
    return steps


def _joined(outline: Outline, best: Plan, fit: list[Plan]) -> Plan:
    """The plan with others that complete it: replies, pings, the blog's own answers.

    Such records carry another name, and stand among, inside or around those of the plan.
    """
    taken = {span[0] for span in best.spans}
    for plan in sorted(fit, key=value, reverse=True):
        if plan.run != best.run or not plan.bits & (flags.RECORD | flags.PINGS):
            continue
        if plan.evidence < ENOUGH + 1 or not _overlap(plan, best):
            continue
        fresh = [i for i, span in enumerate(plan.spans) if span[0] not in taken]
        if not fresh:
            continue
        both = _both(best, plan, fresh)
        if _crossing(both.spans):
            continue
        measure(outline, both)
        if _completes(best, both, taken):
            both.evidence = best.evidence
            best = both
            taken = {span[0] for span in best.spans}
    return best


def _both(best: Plan, plan: Plan, fresh: list[int]) -> Plan:
    pairs = [*zip(best.spans, best.heads, strict=True)]
    pairs += [(plan.spans[i], plan.heads[i]) for i in fresh]
    pairs.sort(key=lambda pair: (pair[0][0], -pair[0][1]))
    spans, heads = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return Plan(spans, heads, best.name, best.bits, best.run)


def _completes(best: Plan, both: Plan, taken: set[int]) -> bool:
    """Whether joining left the old records as good as they were and made new ones that are."""
    old: list[float] = []
    new: list[float] = []
    for span, score in zip(both.spans, both.scores, strict=True):
        (old if span[0] in taken else new).append(score)
    return sum(new) >= 0.8 * best.quality * len(new) and all(
        score >= before - 0.13 for score, before in zip(old, best.scores, strict=True)
    )


def _crossing(spans: list[tuple[int, int]]) -> bool:
    ends: list[int] = []
    for start, end in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            return True
        ends.append(end)
    return False


def _overlap(one: Plan, other: Plan) -> bool:
    return one.spans[0][0] < other.end and other.spans[0][0] < one.end


def _apart(plan: Plan, chosen: list[Plan]) -> bool:
    """Whether no record of the plan touches one that is taken."""
    taken = sorted(span for other in chosen for span in other.spans)
    place = 0
    for start, end in plan.spans:
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] < end:
            return False
    return True


def prune(outline: Outline, plan: Plan) -> None:
    """Take out what is among the records and is none: forms, boxes around others, the post."""
    kept: list[int] = []
    for place, (start, end) in enumerate(plan.spans):
        if outline.marks[plan.heads[place]] & flags.FORM or not _letters(outline, start, end):
            continue
        if _is_held(outline, plan, place):
            continue
        holds = place + 1 < len(plan.spans) and plan.spans[place + 1][0] < end
        if holds and not _speaks(outline, plan, place):
            continue
        kept.append(place)
    if not plan.bits & (flags.RECORD | flags.COMMENT | flags.PINGS):
        signed = [place for place in kept if _is_signed(outline, plan, place)]
        kept = signed if len(signed) * 3 >= 2 * len(kept) else kept
    shown = [place for place in kept if not _is_blank(outline, plan, place)]
    kept = shown if len(shown) * 3 >= 2 * len(kept) else kept
    if len(kept) > 1 and kept[0] == 0 and _opens(outline, plan):
        kept = kept[1:]
    plan.spans = [plan.spans[place] for place in kept]
    plan.heads = [plan.heads[place] for place in kept]


def _is_signed(outline: Outline, plan: Plan, place: int) -> bool:
    start, end = plan.spans[place]
    return outline.dates[end] > outline.dates[start] or outline.people[end] > outline.people[start]


def _is_held(outline: Outline, plan: Plan, place: int) -> bool:
    """Whether a record, not a reply in it, waits for moderation: only its author sees it."""
    start, end = plan.spans[place]
    if place + 1 < len(plan.spans):
        end = min(end, plan.spans[place + 1][0])
    return any("awaiting-moderation" in names for names in outline.classes[start:end])


def _is_blank(outline: Outline, plan: Plan, place: int) -> bool:
    """Whether a record waits unseen and undated, as the form does that a script will fill."""
    node = outline.nodes[plan.heads[place]]
    style = (node.get("style") or "").replace(" ", "").lower()
    start, end = plan.spans[place]
    unseen = "display:none" in style or node.get("hidden") is not None
    return unseen and outline.dates[end] == outline.dates[start]


def _letters(outline: Outline, start: int, end: int) -> int:
    return outline.prose[end] - outline.prose[start] + outline.linked[end] - outline.linked[start]


def _speaks(outline: Outline, plan: Plan, place: int) -> bool:
    """Whether a record around others has words or a person before the first of them."""
    start = plan.spans[place][0]
    inner = plan.spans[place + 1][0]
    return (
        outline.prose[inner] > outline.prose[start] or outline.people[inner] > outline.people[start]
    )


def _opens(outline: Outline, plan: Plan) -> bool:
    """Whether the first record is the post that the others answer, as in a forum.

    The records are named posts or messages, never comments, and no prose stands before them.
    """
    start = plan.spans[0][0]
    parent = outline.parents[plan.heads[0]]
    around = outline.around[parent] if parent >= 0 else 0
    named = (plan.bits | around) & (flags.COMMENT | flags.THREAD | flags.PINGS)
    posts = plan.bits & flags.RECORD and not named
    return bool(posts) and headings.before(outline, start) <= 0 and outline.prose[start] < 300
