"""Which plan is the comment thread, and whether there is one at all."""

from __future__ import annotations

import math
import re

from crawler import labels
from crawler.platforms.generic import words
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plans import Plan, measure, plans

#: Less evidence than this is no thread.
ENOUGH = 3.0
_WORD = re.compile(r"[^\W\d_]+(?:[’'‌][^\W\d_]+)*")
#: "0 comments": a heading with nothing under it.
_NONE_YET = re.compile(r"(?<![\d.,])0(?![\d.,])")
_COMMENT_ID = re.compile(
    r"#(?:\w*[_-])?(?:c|cmt|comm?|comment\w*|reply|r|msg|message|post|p|t|response|review)[_-]?#$",
    re.I,
)


def choose(outline: Outline) -> list[Plan]:
    """The plans whose records are the entries of the thread, in document order; may be empty."""
    found = [plan for plan in plans(outline) if plan.quality >= 0.25 or plan.bits & words.PINGS]
    for plan in found:
        plan.evidence = evidence(outline, plan)
    fit = [plan for plan in found if plan.evidence >= ENOUGH and _sound(plan)]
    chosen: list[Plan] = []
    while fit:
        best = _refined(outline, max(fit, key=value), fit)
        best = _joined(outline, best, fit)
        prune(outline, best)
        if best.spans:
            chosen.append(best)
        fit = [p for p in fit if p is not best and _apart(p, chosen) and _another(p)]
    return sorted(chosen, key=lambda plan: plan.spans[0])


def _sound(plan: Plan) -> bool:
    return bool(plan.bits & words.PINGS) or (
        plan.quality >= 0.55 and plan.good * 2 >= len(plan.spans)
    )


def _another(plan: Plan) -> bool:
    """Whether a plan may hold a second list, beside one that is taken."""
    named = plan.bits & words.PINGS or (plan.bits & words.RECORD and len(plan.spans) > 1)
    return bool(named) and plan.evidence >= ENOUGH + 2


def value(plan: Plan) -> float:
    """How good a plan is against the others of its page."""
    return (
        plan.evidence
        + 6 * plan.quality
        + 0.7 * math.log2(1 + plan.good)
        - 2.5 * plan.run
        - 6 * (plan.left > 0)
    )


def _refined(outline: Outline, best: Plan, fit: list[Plan]) -> Plan:
    """The finest cut of the region that is about as good, then the outermost of equal ones."""
    rivals = [p for p in fit if _overlap(p, best)]
    for plan in rivals:
        if (
            (plan.good >= 1.25 * best.good or (plan.good > best.good and not plan.run))
            and plan.quality >= 0.8 * best.quality
            and (plan.evidence >= best.evidence - 2.5)
        ):
            best = plan
    for plan in rivals:
        if (
            len(plan.spans) == len(best.spans)
            and plan.run <= best.run
            and plan.quality >= best.quality
            and all(
                a[0] <= b[0] and b[1] <= a[1] for a, b in zip(plan.spans, best.spans, strict=True)
            )
            and plan.spans != best.spans
            and len(
                {
                    outline.depths[b] - outline.depths[a]
                    for a, b in zip(plan.heads, best.heads, strict=True)
                }
            )
            == 1
            and plan.evidence >= best.evidence - 4
        ):
            best = plan
    return best


def _joined(outline: Outline, best: Plan, fit: list[Plan]) -> Plan:
    """The plan with others that complete it: replies, pings, the blog's own answers.

    Such records carry another name, and stand among, inside or around those of the plan.
    """
    taken = {span[0] for span in best.spans}
    for plan in sorted(fit, key=value, reverse=True):
        if plan.run != best.run or not plan.bits & (words.RECORD | words.PINGS):
            continue
        if plan.evidence < ENOUGH + 1 or not _overlap(plan, best):
            continue
        fresh = [i for i, span in enumerate(plan.spans) if span[0] not in taken]
        if not fresh:
            continue
        pairs = sorted(
            [*zip(best.spans, best.heads, strict=True)]
            + [(plan.spans[i], plan.heads[i]) for i in fresh],
            key=lambda pair: (pair[0][0], -pair[0][1]),
        )
        both = Plan([p[0] for p in pairs], [p[1] for p in pairs], best.name, best.bits, best.run)
        if _crossing(both.spans):
            continue
        measure(outline, both)
        if _completes(best, both, taken):
            both.evidence = best.evidence
            best = both
            taken = {span[0] for span in best.spans}
    return best


def _completes(best: Plan, both: Plan, taken: set[int]) -> bool:
    """Whether joining left the old records as good as they were and made new ones that are."""
    old, new = [], []
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
    return one.spans[0][0] < _end(other) and other.spans[0][0] < _end(one)


def _end(plan: Plan) -> int:
    return max(end for _, end in plan.spans)


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


def evidence(outline: Outline, plan: Plan) -> float:
    """What speaks for comments and against other lists, in points; `ENOUGH` is what it takes."""
    points = _by_name(plan)
    points += _by_place(outline, plan)
    points += _by_content(outline, plan)
    points += _by_heading(outline, plan)
    if len(plan.spans) == 1 and not plan.bits & words.COMMENT:
        parent = outline.parents[plan.heads[0]]
        if parent < 0 or not outline.marks[parent] & (words.THREAD | words.PINGS):
            return 0.0  # one thing of its kind, and nothing says that it is a comment
    return points


def _by_name(plan: Plan) -> float:
    bits = plan.bits
    points = 0.0
    single = len(plan.spans) == 1
    if bits & words.RECORD:
        points = 3.0 if bits & words.COMMENT else 0.0 if single else 1.5
    if (
        not single
        and plan.name.startswith("#")
        and "#" in plan.name[1:]
        and _COMMENT_ID.search(plan.name)
    ):
        points = max(points, 2.5)
    if bits & words.PINGS:
        points += 1.5
    if bits & words.THREAD and not bits & words.RECORD and single:
        points -= 4
    if bits & words.ROLES and not plan.run and points < 3:
        points -= 1.5
    if bits & words.NOISE:
        points -= 5
    if bits & words.FORM:
        points -= 4
    if bits & words.SOFT:
        points -= 1
    return points


def _by_place(outline: Outline, plan: Plan) -> float:
    heads = plan.heads[:3] + plan.heads[-2:]
    points = 0.0
    for head in heads:
        parent = outline.parents[head]
        around = outline.around[parent] if parent >= 0 else 0
        point = 0.0
        if around & words.THREAD:
            point += 3
        elif around & words.COMMENT:
            point += 1
        if around & words.PINGS:
            point += 2
        if around & words.NOISE:
            point -= 4
        if around & words.SOFT:
            point -= 1.5
        if around & words.CODE:
            point -= 6
        if (around | outline.marks[head]) & words.FORM:
            point -= 4
        points += point
    return points / len(heads)


def _by_content(outline: Outline, plan: Plan) -> float:
    marks = plan.marks
    points = 0.0
    if marks["replies"] >= 0.5:
        points += 2
    elif marks["replies"]:
        points += 1
    if marks["linked"] > 0.6:
        points -= 2
    sample = range(0, len(plan.spans), 1 + len(plan.spans) // 8)
    inner = visitors = teasers = inside = 0
    for place in sample:
        found = _look(outline, *plan.spans[place])
        inner += found[0]
        visitors += found[1]
        teasers += found[2]
        inside += found[3]
    count = len(sample)
    points += 1.5 * (inner / count >= 0.5) + 1.0 * (visitors / count >= 0.3)
    points += 1.5 * (inside / count >= 0.5)
    points -= 3 * (teasers / count >= 0.5)
    return points


def _look(outline: Outline, start: int, end: int) -> tuple[bool, bool, bool, bool]:
    """Inside a record: parts named after comments, a visitor's link, a teaser's headline."""
    inner = visitor = teaser = inside = False
    stop = min(end, start + 400)
    for index in range(start, stop):
        bits = outline.marks[index]
        if bits & words.COMMENT and bits & words.ROLES:
            inner = True
        if index > start and bits & words.COMMENT and bits & words.RECORD:
            inside = True
        if bits & words.PERSONAL:
            visitor = True
        if outline.tags[index] in ("h1", "h2", "h3", "h4") and not bits & words.COMMENT:
            teaser = teaser or _leads_away(outline, index)
    return inner, visitor, teaser, inside


def _leads_away(outline: Outline, heading: int) -> bool:
    around = range(max(0, heading - 1), outline.ends[heading])
    for index in around:
        if outline.tags[index] == "a":
            href = outline.nodes[index].get("href") or ""
            if (
                href
                and "#" not in href
                and len(href) > 1
                and not outline.marks[index] & (words.AUTHOR | words.PERSONAL)
            ):
                return True
    return False


def _by_heading(outline: Outline, plan: Plan) -> float:
    """What the nearest texts before the first record announce."""
    first = plan.spans[0][0]
    looked = 0
    for index in range(first - 1, max(-1, first - 60), -1):
        text = outline.texts[index].strip()
        if not text:
            continue
        if len(text) > 240:
            break
        looked += 1
        told = announces(text)
        if told:
            return told
        if looked >= 8:
            break
    return 0.0


def announces(text: str) -> float:
    """Points for a short text that names what follows: "3 Comments", "Recent comments" ..."""
    if len(text) > 90:
        return 0.0
    found = [word.casefold() for word in _WORD.findall(text)]
    if not found or len(found) > 12:
        return 0.0
    if any(word in labels.PINGS for word in found):
        return 2.0
    if any(word in labels.COMMENTS for word in found):
        if _NONE_YET.search(text):
            return 0.0
        return -5.0 if any(word in labels.RECENT for word in found) else 3.0
    return 0.0


def prune(outline: Outline, plan: Plan) -> None:
    """Take out what is among the records and is none: forms, headings, boxes around others."""
    kept: list[int] = []
    for place, (start, end) in enumerate(plan.spans):
        head = plan.heads[place]
        letters = (
            outline.prose[end] - outline.prose[start] + outline.linked[end] - outline.linked[start]
        )
        if outline.marks[head] & words.FORM or not letters:
            continue
        if place + 1 < len(plan.spans) and plan.spans[place + 1][0] < end:
            alone = Plan([(start, end), *_within(plan, place)], [head])
            measure(outline, alone)
            if not _complete(outline, plan, place):
                continue
        kept.append(place)
    plan.spans = [plan.spans[place] for place in kept]
    plan.heads = [plan.heads[place] for place in kept]


def _within(plan: Plan, place: int) -> list[tuple[int, int]]:
    end = plan.spans[place][1]
    inner = []
    for span in plan.spans[place + 1 :]:
        if span[0] >= end:
            break
        inner.append(span)
    return inner


def _complete(outline: Outline, plan: Plan, place: int) -> bool:
    """Whether a record around others has words of its own before the first of them."""
    start = plan.spans[place][0]
    inner = plan.spans[place + 1][0]
    return (
        outline.prose[inner] - outline.prose[start] > 0
        or outline.people[inner] > outline.people[start]
    )
