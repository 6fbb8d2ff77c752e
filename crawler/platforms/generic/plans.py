"""Which parts of a page could be records: elements of one name, siblings, runs of siblings.

A plan is a way to cut a region into records. Elements that share a class name or the shape of
their id are one plan, wherever in the page they stand, so that replies nested at any depth are
found together with what they answer; children of one element are another; and where the elements
of a plan are only the heads or the feet of records, the runs of siblings between them are a third.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from crawler.platforms.generic import flags, words
from crawler.platforms.generic.headings import announces
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import Plan, measure
from crawler.platforms.generic.runs import HEADINGS, ruled, runs

#: Elements that a record, or the head of one, can be.
_CARRIERS = frozenset(
    (
        "div",
        "li",
        "article",
        "section",
        "tr",
        "table",
        "dd",
        "dt",
        "dl",
        "p",
        "blockquote",
        "a",
        "span",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ol",
        "ul",
        "td",
        "tbody",
        "center",
        "details",
        "figure",
        "font",
        "b",
        "strong",
        "small",
        "address",
        "main",
        "cite",
        "header",
        "footer",
    )
)


#: Elements that are looked at for being bylines; letters between them that are a text.
_LOOKED = 8
_WORDS = 12

#: Elements that records without a name are, and numbers in headings.
_BOXES = frozenset(("div", "li", "article", "section", "dd", "td", "blockquote"))
#: Words that tell one line from the next.
_STRIPES = {"even": "odd", "odd": "odd", "alt": "", "alternate": ""}
_NUMBER = re.compile(r"\d+")
_HEADS = (
    flags.RECORD
    | flags.COMMENT
    | flags.PINGS
    | flags.AUTHOR
    | flags.META
    | flags.DATE
    | flags.TITLE
    | flags.PERMALINK
)


def named_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of elements that share a class name or the shape of an id."""
    named: dict[str, list[int]] = defaultdict(list)
    tags = outline.tags
    for index, (names, ident, _) in outline.said.items():
        tag = tags[index]
        if tag in _CARRIERS or "-" in tag:
            for key in _keys(tag, names):
                named[key].append(index)
            if ident:
                named[f"{tag}.#{words.shape(ident)}"].append(index)
    alike: dict[tuple[int, int, int], tuple[str, int, list[int]]] = {}
    for key, members in named.items():
        name = key.partition(".")[2]
        bits = words.token_marks(name)
        if bits & (flags.RECORD | flags.COMMENT | flags.PINGS) or len(members) > 1:
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
    """The names of an element; stripes are one, and every other line is none by itself."""
    tokens = (_STRIPES.get(token.lower(), token) for token in names.split())
    return tuple(dict.fromkeys(f"{tag}.{words.shape(token)}" for token in tokens if token))


def sibling_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of children of one element that have the same tag."""
    siblings: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, tag in enumerate(outline.tags):
        if tag in _CARRIERS or tag == "hr" or "-" in tag:
            siblings[outline.parents[index], tag].append(index)
    for (parent, tag), members in siblings.items():
        if tag == "hr":
            if len(members) > 1 and _promising(outline, members):
                yield ruled(outline, members)
            continue
        listed = parent >= 0 and outline.marks[parent] & flags.THREAD
        if (len(members) > 1 or listed) and not _hold_the_thread(outline, members):
            yield from _cuts(outline, "", 0, members)


def _hold_the_thread(outline: Outline, members: Sequence[int]) -> bool:
    """Whether one of two siblings is the area of the comments: the other is what they are about."""
    if len(members) != 2:
        return False
    areas = [bool(outline.marks[m] & flags.THREAD) or _is_headed(outline, m) for m in members]
    return areas[1] and not areas[0]


def _is_headed(outline: Outline, index: int) -> bool:
    """Whether an element begins with a heading that announces comments."""
    for inner in range(index + 1, min(index + _LOOKED, outline.ends[index])):
        if outline.tags[inner] in HEADINGS:
            text = " ".join(outline.texts[inner : outline.ends[inner]]).strip()
            return announces(text) > 0
    return False


def shape_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of elements that begin alike: nested replies of records without any name."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, tag in enumerate(outline.tags):
        if tag in _BOXES and not outline.classes[index] and not outline.ids[index]:
            first = _elements(outline, index + 1, outline.ends[index], 2)
            if len(first) == 2:
                inner = _elements(outline, first[0] + 1, outline.ends[first[0]], 6)
                key = (tag, *(outline.tags[i] for i in (*first, *inner)))
                alike[key].append(index)
    for members in alike.values():
        apart = len({outline.parents[member] for member in members}) > 1
        if apart and _promising(outline, members):
            plan = Plan([(m, outline.ends[m]) for m in members], members)
            measure(outline, plan)
            yield plan


def _elements(outline: Outline, start: int, end: int, most: int) -> list[int]:
    """The first sibling elements in a run of items."""
    out: list[int] = []
    while start < end and len(out) < most:
        if outline.tags[start]:
            out.append(start)
        start = outline.ends[start]
    return out


def lone_plans(outline: Outline) -> Iterator[Plan]:
    """The plans of the one element after a heading that announces one comment."""
    for index, tag in enumerate(outline.tags):
        if tag in HEADINGS:
            text = " ".join(outline.texts[index : outline.ends[index]]).strip()
            after = outline.ends[index]
            while after < len(outline) and not outline.tags[after]:
                after += 1
            numbers = _NUMBER.findall(text)
            if numbers == ["1"] and announces(text) > 2 and after < len(outline):
                plan = Plan([(after, outline.ends[after])], [after], "", flags.RECORD)
                measure(outline, plan)
                yield plan


def _telling(bits: int, name: str) -> int:
    """Which of several names of the same elements to go by."""
    return 2 * bool(bits & flags.RECORD) + bool(bits & flags.COMMENT) + name.startswith("#")


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
    if _are_bylines(outline, members):
        yield from runs(outline, name, bits, members)
        return
    whole = Plan(spans, members, name, bits)
    measure(outline, whole)
    yield whole
    if whole.quality >= 0.8 and whole.good >= 0.8 * len(members):
        return
    heads = members
    if not name:
        heads = [m for m in members if _marked(outline, m)]
        heads = _announced(outline, members[0], heads)
        listed = outline.marks[outline.parents[members[0]]] & flags.THREAD
        if len(heads) * 8 < len(members) or len(heads) < (1 if listed else 2):
            return
    elif not bits & (flags.COMMENT if len(members) == 1 else _HEADS):
        around = outline.around[max(outline.parents[members[0]], 0)]
        if len(members) == 1 or not around & (flags.COMMENT | flags.THREAD):
            return
    yield from runs(outline, name, bits, heads)


def _are_bylines(outline: Outline, members: list[int]) -> bool:
    """Whether the words of records stand between these elements, which say who and when."""
    if len(members) < 2 or len({outline.parents[member] for member in members}) > 1:
        return False
    if not all(_marked(outline, member) for member in members[:_LOOKED]):
        return False
    inside = between = plain = 0
    for one, other in pairwise(members):
        end = outline.ends[one]
        inside += outline.prose[end] - outline.prose[one]
        letters = outline.prose[other] - outline.prose[end]
        between += letters
        plain += letters >= _WORDS and outline.dates[other] == outline.dates[end]
    return between > inside and plain * 5 >= 4 * (len(members) - 1)


def _announced(outline: Outline, sibling: int, heads: list[int]) -> list[int]:
    """The heads that stand after a heading which announces comments, where there is one."""
    parent = outline.parents[sibling]
    if parent < 0 or len(heads) < 2:
        return heads
    index = parent + 1
    while index < heads[-1]:
        if outline.tags[index] in HEADINGS and index > heads[0]:
            text = " ".join(outline.texts[index : outline.ends[index]])
            if announces(text.strip()) > 0:
                return [head for head in heads if head > index]
        index = outline.ends[index]
    return heads


def _marked(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return outline.dates[end] > outline.dates[index] or outline.people[end] > outline.people[index]
