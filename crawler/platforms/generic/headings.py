"""What a short text before a list announces: comments, pings, or comments of other posts."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler import labels
from crawler.platforms.generic.outline import Outline

_WORD = re.compile(r"[^\W\d_]+(?:[’'\u200c][^\W\d_]+)*")
#: "0 comments": a heading with nothing under it.
_NONE_YET = re.compile(r"(?<![\d.,])0(?![\d.,])")
_NUMBER = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d+")
#: "Kommentar von Anna": the head of an opinion piece, or of one comment.
_BY = re.compile(r"\w (?:von|by|par|de|di|por|door|av|af|от|przez) [A-ZÀ-ÞА-Я]")
_SPACELESS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PHRASES = tuple(
    word for word in labels.COMMENTS if (" " in word and len(word) > 4) or _SPACELESS.search(word)
)
_LONGEST = 90
#: How far before a list its heading is looked for: texts, then letters of one text.
_LOOKED = 8
_PROSE = 240


@lru_cache(maxsize=512)  # several lists have the same texts before them
def announces(text: str) -> float:
    """Points for a short text that names what follows: "3 Comments", "Recent comments" ..."""
    if len(text) > _LONGEST:
        return 0.0
    found = [word.casefold() for word in _WORD.findall(text)]
    if not found or len(found) > 12:
        return 0.0
    if any(word in labels.PINGS for word in found):
        return 2.0
    number = _NUMBER.search(text)
    if number is None and any(word in labels.NONE_HERE for word in found):
        return 0.0
    folded = text.casefold()
    if any(word in labels.COMMENTS for word in found) or any(p in folded for p in _PHRASES):
        if _BY.search(text) or _NONE_YET.search(text) or (len(found) > 4 and number is None):
            return 0.0
        stale = any(word in labels.RECENT for word in found) and not text.lstrip()[:1].isdigit()
        return -5.0 if stale else 3.0
    return 0.0


def before(outline: Outline, first: int) -> float:
    """What the nearest texts before an item announce."""
    known = outline.announced.get(first)
    if known is None:
        known = outline.announced[first] = _before(outline, first)
    return known


def _before(outline: Outline, first: int) -> float:
    looked = 0
    for index in range(first - 1, max(-1, first - 60), -1):
        text = outline.texts[index].strip()
        if not text:
            continue
        if len(text) > _PROSE:
            break
        looked += 1
        told = 0.0 if _leads_away(outline, index) else announces(text)
        if told:
            return told
        if looked >= _LOOKED:
            break
    return 0.0


def _leads_away(outline: Outline, index: int) -> bool:
    """Whether a text is a link to another page, as in a menu."""
    parent = outline.parents[index]
    if outline.tags[parent] != "a":
        parent = outline.parents[parent]
    return (
        parent >= 0
        and outline.tags[parent] == "a"
        and "#" not in (outline.nodes[parent].get("href") or "#")
    )


def claimed(outline: Outline, first: int) -> int | None:
    """The number in the nearest text before the first record that announces comments."""
    looked = 0
    for index in range(first - 1, max(-1, first - 200), -1):
        text = outline.texts[index].strip()
        if not text or len(text) > _LONGEST:
            continue
        looked += 1
        if announces(text) > 2:
            number = _NUMBER.search(text) or _NUMBER.search(_beside(outline, index))
            if number is not None:
                return int(re.sub(r"\D", "", number[0])[:9])
        if looked > 12:
            break
    return None


def _beside(outline: Outline, index: int) -> str:
    """The other texts of the element that a text stands in: "<b>3</b> comments"."""
    parent = outline.parents[outline.parents[index]]
    if parent < 0 or outline.ends[parent] - parent > 12:
        parent = outline.parents[index]
    return " ".join(outline.texts[parent : outline.ends[parent]])
