"""Who answers whom: said by the page, nested, numbered by depth, or set in from the margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crawler.platforms.generic import words
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record

_DEPTH = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|niveau|ebene|nivel|livello|indent|nest(?:ed)?|tier|stufe|poziom|reply-level|comment-?level|commentlevel)[_-]*(\d{1,3})(?![\w-]*\d)",
    re.IGNORECASE,
)
_DEPTH_ATTRIBUTES = (
    "data-depth",
    "data-level",
    "data-comment-depth",
    "data-indent",
    "aria-level",
    "data-nesting-level",
    "data-nest-level",
    "depth",
    "level",
    "indent",
)
_PARENT_ATTRIBUTE = re.compile(
    r"^data-(?:\w+-)*(?:parent|in-?reply-?to|reply-?to)(?:-?(?:id|comment|comment-?id))?$|^data-parentid$",
    re.IGNORECASE,
)
_OWN_ATTRIBUTE = re.compile(
    r"^data-(?:\w+-)*(?:id|cid|comment|commentid|comment-?id|post-?id|message-?id)$", re.IGNORECASE
)
_INDENT = re.compile(
    r"(?:margin|padding)(?:-left|-right|-inline-start)?\s*:\s*([^;]+)", re.IGNORECASE
)
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(px|em|rem|%|pt|ex|vw|ch)?")
_DIGITS = re.compile(r"\d+")


def parents(outline: Outline, found: Sequence[Record], ids: Sequence[str]) -> list[int | None]:
    """For each record the place of the one it answers; always an earlier or an outer one.

    Stated parents come first, then the depth that names, attributes or indents tell, then nesting.
    """
    nested = _by_nesting(outline, found)
    depths = _depths(outline, found)
    told = _stated(outline, found, ids)
    if depths is not None:
        nested = _by_depth(found, depths, nested)
    elif any(parent is not None for parent in told) and all(p is None for p in nested):
        return _acyclic(told)
    return _acyclic([t if t is not None else n for t, n in zip(told, nested, strict=True)])


def _acyclic(parents_: list[int | None]) -> list[int | None]:
    """The same with every link that would close a circle cut."""
    state = [0] * len(parents_)
    for start in range(len(parents_)):
        path = []
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
    """The record around each, or the last one before it that stands less deep in the same list."""
    out: list[int | None] = []
    stack: list[tuple[int, int, int]] = []  # (place, depth, end of the box it stands in)
    for place, record in enumerate(found):
        depth = outline.depth(record.head)
        while stack and not (
            record.start < found[stack[-1][0]].end
            or (
                stack[-1][1] < depth
                and record.plan is found[stack[-1][0]].plan
                and record.start < stack[-1][2]
            )
        ):
            stack.pop()
        out.append(stack[-1][0] if stack else None)
        parent = outline.parents[record.head]
        box = outline.ends[parent] if parent >= 0 else record.end
        stack.append((place, depth, box))
    return out


def _depths(outline: Outline, found: Sequence[Record]) -> list[float] | None:
    """The depth of each record as the page numbers or indents it; None where it does neither."""
    for reader in (_named_depth, _indent):
        told = [reader(outline, record) for record in found]
        known = [depth for depth in told if depth is not None]
        if len(known) * 10 >= 8 * len(found) and len(set(known)) > 1:
            return [depth if depth is not None else min(known) for depth in told]
    return None


def _named_depth(outline: Outline, record: Record) -> float | None:
    for index in _wrappers(outline, record):
        node = outline.nodes[index]
        found = _DEPTH.search(outline.classes[index])
        if found:
            return float(found[1])
        for name in _DEPTH_ATTRIBUTES:
            value = node.get(name)
            if value and value.isdigit() and len(value) < 5:
                return float(value)
    return None


def _wrappers(outline: Outline, record: Record) -> list[int]:
    """The head of a record, what it alone stands in, and its first elements."""
    out = [record.head]
    index = record.head
    for _ in range(2):
        parent = outline.parents[index]
        if parent < 0 or not _alone(outline, parent, record):
            break
        out.append(parent)
        index = parent
    own = [i for i in record.own[1:12] if outline.tags[i]]
    return out + own[:4]


def _alone(outline: Outline, parent: int, record: Record) -> bool:
    return outline.prose[outline.ends[parent]] - outline.prose[parent] == (
        outline.prose[record.end] - outline.prose[record.start]
    )


def _indent(outline: Outline, record: Record) -> float | None:
    total = 0.0
    seen = False
    for index in _wrappers(outline, record):
        style = outline.nodes[index].get("style")
        found = _INDENT.search(style) if style else None
        if found:
            amount = _amount(found[1])
            if amount is not None:
                total += amount
                seen = True
                break
    if seen:
        return total
    for index in record.own[:24]:
        if outline.tags[index] in ("img", "td", "spacer"):
            node = outline.nodes[index]
            empty = outline.tags[index] == "img" or outline.ends[index] == index + 1
            width = node.get("width") if empty else None
            if (
                width is not None
                and width.strip().isdigit()
                and not node.get("alt")
                and len(width) < 6
            ):
                if (node.get("height") or "1").strip() in ("0", "1") or outline.tags[index] == "td":
                    return float(width)
    return None if record.plan.run else 0.0


def _amount(value: str) -> float | None:
    """The indent at the start side in a margin or padding value."""
    lengths = _LENGTH.findall(value)
    if not lengths:
        return None
    number = (
        lengths[3] if len(lengths) == 4 else lengths[1] if len(lengths) in (2, 3) else lengths[0]
    )
    return float(number[0]) * (16 if number[1] in ("em", "rem") else 1)


def _by_depth(
    found: Sequence[Record], depths: list[float], nested: list[int | None]
) -> list[int | None]:
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


def _stated(outline: Outline, found: Sequence[Record], ids: Sequence[str]) -> list[int | None]:
    """Parents that attributes or reply-to links name."""
    places = {ident: place for place, ident in enumerate(ids) if ident}
    numbers: dict[str, int] = {}
    for ident, place in places.items():
        digits = _DIGITS.findall(ident)
        if digits:
            numbers.setdefault(digits[-1], place)
    for place, record in enumerate(found):
        for name, value in outline.nodes[record.head].items():
            if _OWN_ATTRIBUTE.match(name) and value:
                numbers.setdefault(value, place)
    return [_said(outline, record, place, places, numbers) for place, record in enumerate(found)]


def _said(
    outline: Outline, record: Record, place: int, places: dict[str, int], numbers: dict[str, int]
) -> int | None:
    for name, value in outline.nodes[record.head].items():
        if _PARENT_ATTRIBUTE.match(name) and value:
            digits = _DIGITS.findall(value)
            parent = places.get(
                value, numbers.get(value, numbers.get(digits[-1]) if digits else None)
            )
            return parent if parent != place else None
    for index in record.own:
        if outline.tags[index] == "a":
            href = outline.nodes[index].get("href") or ""
            target = places.get(href.partition("#")[2]) if "#" in href else None
            if target is not None and target != place and _is_reply_to(outline, index, record):
                return target
    return None


def _is_reply_to(outline: Outline, link: int, record: Record) -> bool:
    """Whether a link to another record says that this one answers it."""
    from crawler import labels

    texts = []
    index = link
    for _ in range(3):
        if outline.marks[index] & words.REPLY_TO:
            return True
        index = outline.parents[index]
        if index <= record.start:
            break
    for index in range(max(record.start, link - 3), outline.ends[link]):
        texts.append(outline.texts[index].strip().casefold())
    joined = " ".join(text for text in texts if text)
    rel = outline.nodes[link].get("rel") or ""
    if "parent" in joined or "reply-to" in rel or "in-reply-to" in rel:
        return True
    return any(phrase in joined for phrase in labels.REPLY_TO if phrase != "@") or (
        joined.startswith("@") and Counter(joined)["@"] == 1
    )
