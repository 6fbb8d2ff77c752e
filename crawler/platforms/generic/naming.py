"""Who signed each record: the name as shown, and the address behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import dates, labels
from crawler.platforms.generic import words
from crawler.platforms.generic.datelike import shows_clock, shows_date
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import clean

#: Longer texts are no names; titles of pages that ping are.
LONGEST = 60
_LONGEST_TITLE = 300
_PROFILE = re.compile(
    r"(?:^|[/?&.])(?:users?|profiles?|profil|author|members?|people|person|u|~|@|utilisateur|usuario|perfil|benutzer|autor|id)\b",
    re.IGNORECASE,
)
_FALSE = re.compile(r"^[\W\d_]*$")
_NUMBER = re.compile(r"^\W*(?:#|nr\.?|no\.?|№)?\s?\d+[.:)]?\s+|\s+#\d+$", re.IGNORECASE)
_TAIL = re.compile(r"[\s:,;|/\-–—»›>·•…]+$")
_HEAD = re.compile(r"^[\s:,;|/\-–—«‹<·•#~]+")


_BESIDE = (
    words.REPLY_TO
    | words.BADGE
    | words.TOOLS
    | words.DATE
    | words.AVATAR
    | words.PERMALINK
    | words.COUNT
)


@dataclass(slots=True)
class Name:
    """A name that a record shows: the item, the column it stands in, and the words."""

    index: int
    column: tuple[str, ...]
    weight: float
    text: str


def names(
    outline: Outline, found: Sequence[Record], dated: Sequence[int], language: str | None
) -> list[Name | None]:
    """The one name of each record that stands where most records have theirs."""
    everything = [
        list(_names(outline, record, date, language))
        for record, date in zip(found, dated, strict=True)
    ]
    columns: dict[tuple[str, ...], float] = defaultdict(float)
    distinct: dict[tuple[str, ...], set[str]] = defaultdict(set)
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for several in everything:
        best: dict[tuple[str, ...], float] = {}
        for name in several:
            best[name.column] = max(best.get(name.column, -9.0), name.weight)
            distinct[name.column].add(name.text)
        for column, weight in best.items():
            columns[column] += weight
            seen[column] += 1
    for column, count in seen.items():
        if count >= 4 and len(distinct[column]) * 4 <= count:
            columns[column] *= 0.3
    return [
        max(several, key=lambda name: (columns[name.column], -name.index), default=None)
        for several in everything
    ]


def _names(outline: Outline, record: Record, dated: int, language: str | None) -> Iterator[Name]:
    order = 0
    for index in record.own:
        tag = outline.tags[index]
        weight = _weight(outline, index, tag, outline.marks[index]) if tag else 0.9
        if not weight or _in_body(outline, index, record):
            continue
        end = outline.ends[index]
        if end - index > 40 or end > record.end:
            continue
        written = clean(_shown(outline, index))
        text = _name_in(written, tag, outline.marks[index], language)
        if not text:
            continue
        order += 1
        near = 0.4 if 0 <= dated and abs(index - dated) < 12 else 0.0
        yield Name(index, _column(outline, index, tag), weight + near - 0.01 * order, text)


def _column(outline: Outline, index: int, tag: str) -> tuple[str, ...]:
    parent = outline.parents[index]
    return tag, outline.classes[index], outline.tags[parent], words.shape(outline.classes[parent])


def _shown(outline: Outline, index: int) -> str:
    """The words of an element without those of badges, targets of replies and controls in it."""
    items = []
    skip = -1
    for inner in range(index, outline.ends[index]):
        if inner < skip:
            continue
        bits = outline.marks[inner]
        if inner > index and bits & _BESIDE and not bits & (words.NAME | words.AUTHOR):
            skip = outline.ends[inner]
            continue
        items.append(inner)
    return words_of(outline, items)


def _name_in(written: str, tag: str, bits: int, language: str | None) -> str:
    """The name in the words of an element or text; empty where there is none."""
    if not written or len(written) > _LONGEST_TITLE:
        return ""
    if shows_date(written):
        written = _undated(written, language)
        if not written:
            return ""
    elif not tag:
        if bare(written) == _TAIL.sub("", _HEAD.sub("", written)):
            return ""  # a loose text names somebody only beside a date, "by" or "says"
    text = bare(written)
    if len(text) > LONGEST and not (bits & (words.NAME | words.CITE) or tag == "a"):
        return ""
    return "" if not text or _is_no_name(text) else text


def _undated(written: str, language: str | None) -> str:
    """A byline without its date: "Anna - 12 March 2010 at 10:00" is Anna."""
    found = dates.find_written(written, language)
    if found is None:
        return ""
    _, start, end = found
    return " ".join(_without_joins(part) for part in (written[:start], written[end:])).strip()


def _without_joins(text: str) -> str:
    pieces = text.split()
    while pieces and pieces[-1].strip(",:;|-–—·•()").casefold() in labels.JOINS:
        pieces.pop()
    while pieces and pieces[0].strip(",:;|-–—·•()").casefold() in labels.JOINS:
        pieces.pop(0)
    return " ".join(pieces)


def _weight(outline: Outline, index: int, tag: str, bits: int) -> float:
    weight = 0.0
    if bits & words.NAME:
        weight = 5.0
    elif bits & words.AUTHOR and not bits & (words.AVATAR | words.DATE):
        weight = 4.0
    elif tag == "cite":
        weight = 3.5
    elif tag == "a" and bits & words.PERSONAL:
        weight = 3.0
    elif tag == "a" and _PROFILE.search(outline.nodes[index].get("href") or ""):
        weight = 2.5
    elif tag in ("strong", "b"):
        weight = 1.5
    elif tag in ("h3", "h4", "h5", "h6", "dt"):
        weight = 1.2
    elif tag in ("span", "a", "div", "p", "td", "em", "i", "small", "th", "font") and (
        outline.ends[index] == index + 2
    ):
        weight = 0.6
    if (
        bits & (words.TOOLS | words.REPLY_TO | words.BADGE | words.PERMALINK | words.COUNT)
        and weight < 4
    ):
        return 0.0
    return weight


def _in_body(outline: Outline, index: int, record: Record) -> bool:
    index = outline.parents[index]
    while index > record.start:
        bits = outline.marks[index]
        if bits & words.REPLY_TO or (bits & words.BODY and not bits & (words.AUTHOR | words.META)):
            if bits & words.REPLY_TO or not _heads(outline, index):
                return True
        index = outline.parents[index]
    return False


def _heads(outline: Outline, index: int) -> bool:
    """Whether a part named as a body holds the byline too."""
    for inner in range(index + 1, outline.ends[index]):
        if outline.marks[inner] & (words.AUTHOR | words.DATE | words.META):
            return True
    return False


def _is_no_name(text: str) -> bool:
    folded = text.casefold()
    return (
        folded in labels.CONTROLS
        or folded in labels.SAYS
        or folded in labels.BY
        or _FALSE.match(text) is not None
        or shows_date(text)
        or shows_clock(text)
    )


def bare(text: str) -> str:
    """A name without what bylines put around it: "Posted by Anna says:" is Anna."""
    text = _TAIL.sub("", _HEAD.sub("", text))
    before = None
    while text and before != text:
        before = text
        text = _without_says(text)
        text = _without_by(text)
        text = _TAIL.sub("", _HEAD.sub("", text))
    return text


def _without_says(text: str) -> str:
    pieces = text.split(" ")
    for count in (3, 2, 1):
        if len(pieces) > count:
            tail = " ".join(pieces[-count:]).rstrip(".…:").casefold()
            if tail in labels.SAYS:
                return " ".join(pieces[:-count])
    for word in ("さんのコメント", "のコメント", "님의 댓글", "님의 말"):
        text = text.removesuffix(word)
    return text


def _without_by(text: str) -> str:
    pieces = text.split(" ")
    for count in (4, 3, 2, 1):
        if len(pieces) > count:
            head = " ".join(pieces[:count])
            folded = head.rstrip(":").casefold()
            if folded in labels.BY and (
                count > 1
                or len(folded) > 3
                or head.endswith(":")
                or head.islower()
                or folded in ("by", "von", "par", "por", "от")
            ):
                return " ".join(pieces[count:])
    return text
