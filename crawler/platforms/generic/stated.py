"""Parents that the page states: in attributes, by links, by the name of the one answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import clean

_PARENT = re.compile(
    r"^data-(?:\w+-)*(?:parent|in-?reply-?to|reply-?to)(?:-?(?:id|comment|comment-?id))?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^data-(?:\w+-)*(?:id|cid|comment|commentid|comment-?id|post-?id|message-?id)$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_PHRASES = tuple(sorted(labels.REPLY_TO - {"@"}, key=len, reverse=True))
_LONGEST = 120


@dataclass(slots=True)
class _Index:
    """Where each record is found: by its id, by the number in it or in its attributes."""

    places: dict[str, int]
    numbers: dict[str, int]

    def find(self, value: str) -> int | None:
        """The place that a value names, whole or by its last number."""
        digits = _DIGITS.findall(value)
        found = self.places.get(value, self.numbers.get(value))
        return self.numbers.get(digits[-1]) if found is None and digits else found


def stated(
    outline: Outline, found: Sequence[Record], ids: Sequence[str], names: Sequence[str]
) -> list[int | None]:
    """For each record the place of the one that it says it answers, None where it says nothing."""
    index = _Index({ident: place for place, ident in enumerate(ids) if ident}, {})
    for ident, place in index.places.items():
        for digits in _DIGITS.findall(ident)[-1:]:
            index.numbers.setdefault(digits, place)
    for place, record in enumerate(found):
        for name, value in outline.nodes[record.head].items():
            if value and name[:5] == "data-" and _OWN.match(name):
                index.numbers.setdefault(value, place)
    latest: dict[str, int] = {}
    out: list[int | None] = []
    for place, record in enumerate(found):
        attribute = _attribute(outline, record)
        parent = index.find(attribute) if attribute else _linked(outline, record, index)
        if parent is None and not attribute:
            parent = latest.get(_answered(outline, record).casefold())
        out.append(parent if parent != place else None)
        if names[place]:
            latest[names[place].casefold()] = place
    return out


def _attribute(outline: Outline, record: Record) -> str:
    """The attribute that names the parent, be it a record or the post."""
    for name, value in outline.nodes[record.head].items():
        if value and name[:5] == "data-" and _PARENT.match(name):
            return str(value)
    return ""


def _linked(outline: Outline, record: Record, index: _Index) -> int | None:
    for item in record.own:
        if outline.tags[item] == "a":
            _, mark, fragment = (outline.nodes[item].get("href") or "").partition("#")
            target = index.places.get(fragment) if mark else None
            if target is not None and _says_reply(outline, item, record):
                return target
    return None


def _says_reply(outline: Outline, link: int, record: Record) -> bool:
    """Whether a link to another record says that this one answers it."""
    node = outline.nodes[link]
    index = link
    for _ in range(3):
        if outline.marks[index] & flags.REPLY_TO:
            return True
        index = outline.parents[index]
        if index <= record.start:
            break
    told = " ".join(
        text.strip().casefold()
        for text in outline.texts[max(record.start, link - 3) : outline.ends[link]]
        if text
    )
    if "parent" in told or "reply-to" in (node.get("rel") or ""):
        return True
    return told.startswith("@") or any(phrase in told for phrase in _PHRASES)


def _answered(outline: Outline, record: Record) -> str:
    """The name of the one whom a record says it answers, empty where it names nobody."""
    for item in record.own:
        if outline.tags[item] and outline.marks[item] & flags.REPLY_TO:
            told = clean(words_of(outline, range(item, outline.ends[item])))
            if len(told) <= _LONGEST:
                return _without_phrase(told)
    return ""


def _without_phrase(told: str) -> str:
    folded = told.casefold()
    for phrase in _PHRASES:
        at = folded.find(phrase)
        if at >= 0:
            told = told[:at] + told[at + len(phrase) :]
            break
    return told.strip(" @:,.→>»↪#()")
