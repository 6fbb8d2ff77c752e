"""What speaks for a plan being a comment thread, and against it, in points."""

from __future__ import annotations

import re

from crawler.platforms.generic import headings, words
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plans import Plan

#: Less than this is no thread.
ENOUGH = 3.0
_COMMENT_ID = re.compile(
    r"#(?:\w*[_-])?(?:c|cmt|comm?|comment\w*|reply|r|msg|message|post|p|t|response|review)[_-]?#$",
    re.IGNORECASE,
)
#: Records and items of a record that are looked at.
_RECORDS = 8
_ITEMS = 400


def evidence(outline: Outline, plan: Plan) -> float:
    """Points for comments, less those for other lists; `ENOUGH` is what it takes."""
    heading = headings.before(outline, plan.spans[0][0])
    if _unfounded(outline, plan, heading):
        return 0.0
    return _by_name(plan) + _by_place(outline, plan) + _by_content(outline, plan) + heading


def _unfounded(outline: Outline, plan: Plan, heading: float) -> bool:
    """Whether there is too little of a kind, and nothing says that it is comments."""
    count = len(plan.spans)
    parent = outline.parents[plan.heads[0]]
    listed = parent >= 0 and outline.marks[parent] & (words.THREAD | words.PINGS)
    if listed or plan.bits & words.COMMENT:
        return False
    return count == 1 or (count == 2 and not plan.name and plan.run and heading < 3)


def _by_name(plan: Plan) -> float:
    bits = plan.bits
    points = 0.0
    single = len(plan.spans) == 1
    if bits & words.RECORD:
        points = 3.0 if bits & words.COMMENT else 0.0 if single else 1.5
    numbered = plan.name.startswith("#") and "#" in plan.name[1:]
    if numbered and not single and _COMMENT_ID.search(plan.name):
        points = max(points, 2.5)
    if bits & words.PINGS:
        points += 1.5
    if bits & words.THREAD and not bits & words.RECORD:
        points += -4 if single else 3 if plan.good * 4 >= 3 * len(plan.spans) else 0
    if bits & words.ROLES and not plan.run and points < 3:
        points -= 1.5
    return points - _against(bits, 5)


def _against(bits: int, noise: float) -> float:
    return (
        noise * bool(bits & words.NOISE)
        + 4 * bool(bits & words.FORM)
        + 1.25 * bool(bits & words.SOFT)
    )


def _by_place(outline: Outline, plan: Plan) -> float:
    heads = plan.heads[:3] + plan.heads[-2:]
    points = 0.0
    for head in heads:
        parent = outline.parents[head]
        around = outline.around[parent] if parent >= 0 else 0
        points += 3 if around & words.THREAD else 1 if around & words.COMMENT else 0
        points += 2 * bool(around & words.PINGS) - 6 * bool(around & words.CODE)
        points -= _against(around | (outline.marks[head] & words.FORM), 4)
    return points / len(heads)


def _by_content(outline: Outline, plan: Plan) -> float:
    points = 2.0 if plan.marks["replies"] >= 0.5 else 1.0 if plan.marks["replies"] else 0.0
    if plan.marks["linked"] > 0.6:
        points -= 2
    places = range(0, len(plan.spans), 1 + len(plan.spans) // _RECORDS)
    looks = [_Look(outline, *plan.spans[place]) for place in places]
    count = len(looks)

    def share(name: str) -> float:
        return sum(1 for look in looks if getattr(look, name)) / count

    points += 1.5 * (share("part") >= 0.5) + 1.0 * (share("visitor") >= 0.3)
    points += 1.5 * (share("record") >= 0.5) + 1.5 * (share("anchored") >= 0.5)
    return points - 3 * (share("teaser") >= 0.5)


class _Look:
    """What stands in a record: a part or a record named after comments, a visitor's link, a link
    to the record itself, a headline that leads away."""

    def __init__(self, outline: Outline, start: int, end: int) -> None:
        self.part = self.record = self.visitor = self.anchored = self.teaser = False
        ids = set()
        for index in range(start, min(end, start + _ITEMS)):
            tag = outline.tags[index]
            if not tag:
                continue
            bits = outline.marks[index]
            ids.add(outline.ids[index])
            if bits & words.COMMENT:
                self.part = self.part or bool(bits & words.ROLES)
                self.record = self.record or (index > start and bool(bits & words.RECORD))
            if bits & words.PERSONAL:
                self.visitor = True
            if tag == "a":
                href = outline.nodes[index].get("href") or ""
                _, mark, fragment = href.partition("#")
                ids.add(outline.nodes[index].get("name") or "")
                self.anchored = self.anchored or (len(fragment) > 1 and fragment in ids)
            elif tag in ("h1", "h2", "h3", "h4") and not bits & words.COMMENT:
                self.teaser = self.teaser or _leads_away(outline, index)


def _leads_away(outline: Outline, heading: int) -> bool:
    for index in range(max(0, heading - 1), outline.ends[heading]):
        if outline.tags[index] == "a":
            href = outline.nodes[index].get("href") or ""
            own = outline.marks[index] & (words.AUTHOR | words.PERSONAL)
            if len(href) > 1 and "#" not in href and not own:
                return True
    return False
