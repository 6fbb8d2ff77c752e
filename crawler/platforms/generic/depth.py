"""How deep a page says that each record stands: in names, in attributes, by indents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|niveau|ebene|nivel|livello|indent|nest(?:ed)?|tier|stufe|poziom"
    r"|comment-?level|commentdepth)[_-]*(\d{1,3})(?![\w-]*\d)",
    re.IGNORECASE,
)
_ATTRIBUTES = frozenset(
    (
        "data-depth",
        "data-level",
        "data-comment-depth",
        "data-comment-level",
        "data-indent",
        "data-nesting-level",
        "data-nest-level",
        "aria-level",
        "depth",
        "level",
        "indent",
    )
)
_INDENT = re.compile(
    r"(?:margin|padding)(-left|-right|-inline-start|-inline)?\s*:\s*([^;]+)", re.IGNORECASE
)
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(px|em|rem|%|pt|ex|vw|ch)?")
#: So many records show whether a page tells depths in a way.
_FIRST = 40
#: Pixels of an em, roughly: only the order of indents counts.
_EM = 16


def depths_of(outline: Outline, found: Sequence[Record]) -> list[float] | None:
    """The depth of each record as the page numbers or indents it; None where it does neither."""
    for reader in (_named, _indent):
        if all(reader(outline, record) is None for record in found[:_FIRST]):
            continue
        told = [reader(outline, record) for record in found]
        known = [depth for depth in told if depth is not None]
        if len(known) * 10 >= 8 * len(found) and len(set(known)) > 1:
            least = min(known)
            return [least if depth is None else depth for depth in told]
    return None


def _named(outline: Outline, record: Record) -> float | None:
    for index in _carriers(outline, record):
        found = _NAMED.search(outline.classes[index])
        if found:
            return float(found[1])
        for name, value in outline.nodes[index].items():
            if name in _ATTRIBUTES and len(value) < 5 and value.isdecimal():
                return float(value)
    return None


def _carriers(outline: Outline, record: Record) -> list[int]:
    """The head of a record, what holds it alone, and its first elements."""
    out = [record.head]
    for _ in range(2):
        parent = outline.parents[out[-1]]
        if parent < 0 or not _alone(outline, parent, record):
            break
        out.append(parent)
    return out + [i for i in record.own[1:12] if outline.tags[i]][:4]


def _alone(outline: Outline, parent: int, record: Record) -> bool:
    prose = outline.prose
    return prose[outline.ends[parent]] - prose[parent] == prose[record.end] - prose[record.start]


def _indent(outline: Outline, record: Record) -> float | None:
    for index in _carriers(outline, record):
        style = outline.nodes[index].get("style")
        found = _INDENT.search(style) if style else None
        amount = _amount(found[2], bool(found[1])) if found else None
        if amount is not None:
            return amount
    for index in record.own[:24]:
        width = _spacer(outline, index)
        if width is not None:
            return width
    return None if record.plan.run else 0.0


def _amount(value: str, one_side: bool) -> float | None:
    """The indent at the start side in a margin or padding value, in pixels."""
    lengths = _LENGTH.findall(value)
    if not lengths:
        return None
    left = lengths[0]
    if not one_side and len(lengths) > 1:
        left = lengths[3] if len(lengths) > 3 else lengths[1]
    return float(left[0]) * (_EM if left[1] in ("em", "rem") else 1)


def _spacer(outline: Outline, index: int) -> float | None:
    """The width of an empty cell or of a picture that only keeps a distance."""
    tag = outline.tags[index]
    if tag not in ("img", "td") or (tag == "td" and outline.ends[index] != index + 1):
        return None
    get = outline.nodes[index].get
    width = (get("width") or "").strip().removesuffix("px")
    if not width.isdecimal() or len(width) > 4 or get("alt"):
        return None
    thin = (get("height") or "1").strip() in ("0", "1")
    return float(width) if thin or tag == "td" else None
