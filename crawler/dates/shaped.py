"""A text as a string of letters, one per word, number or sign, and what these are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.dates.lexicon import NO_OFFSET, Lexicon, Token

_NUMBERS = {1: "e", 2: "d", 4: "y"}
_SIGNS = {sign: sign for sign in "./-:,'+"} | {"@": "c", "°": "c", "º": "c", "ª": "c"}
#: The widest offset there is, in minutes (RFC 3339 allows more; no clock on earth does).
_WIDEST = 14 * 60


@dataclass(frozen=True, slots=True)
class Shaped:
    """``kinds`` has a letter per piece (`crawler.dates.shapes`); values and places go with it."""

    kinds: str
    values: list[int]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, pieces: list[Token], lexicon: Lexicon) -> Shaped:
        """The shape of the pieces of a text in the words of a lexicon."""
        kinds: list[str] = []
        values: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        at, count = 0, len(pieces)
        while at < count:
            piece = pieces[at]
            after, value = at + 1, 0
            if piece.sort == 1:
                length = len(piece.text)
                kind = _NUMBERS.get(length, "n")
                value = int(piece.text) if length < 9 else 0
            elif piece.sort == 4:
                kind = _SIGNS.get(piece.text, ";")
            else:
                kind, value, after = lexicon.meaning(pieces, at)
            kinds.append(kind)
            values.append(value)
            starts.append(piece.start)
            ends.append(pieces[after - 1].end)
            at = after
        return cls("".join(kinds), values, starts, ends)

    def value(self, match: re.Match[str], group: str) -> int:
        """What the first letter of a group is worth."""
        return self.values[match.start(group)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the letters from ``start`` up to ``end``, without loose ends."""
        while start < end - 1 and self.kinds[start] in ";,-.'":
            start += 1
        while end > start + 1 and self.kinds[end - 1] in ";,-'":
            end -= 1
        return self.starts[start], self.ends[end - 1]


def clock_of(shaped: Shaped, match: re.Match[str]) -> tuple[int, int | None, int | None] | None:
    """Hour, minute and second of a match, so far as given; what follows the date goes first."""
    groups = match.groupdict()
    for tag in ("", "_"):
        if groups.get(f"hour{tag}") is None:
            continue
        hour = shaped.value(match, f"hour{tag}")
        for half in (f"half{tag}", f"before{tag}"):
            if groups.get(half):
                hour = _of_half(hour, shaped.value(match, half))
                break
        minute = shaped.value(match, f"minute{tag}") if groups[f"minute{tag}"] else None
        second = shaped.value(match, f"second{tag}") if groups[f"second{tag}"] else None
        return hour, minute, second
    return None


def offset_of(shaped: Shaped, match: re.Match[str]) -> int | None:
    """The offset in minutes east of UTC that a match names, or None."""
    groups = match.groupdict()
    if groups.get("zone"):
        base = shaped.value(match, "zone")
        if groups.get("zone_sign") is None:
            return None if base == NO_OFFSET else base
        return _offset(shaped, match, "zone_sign", "zone_hour", "zone_minute")
    if not groups.get("sign") or not _touch(shaped, match.start("sign")):
        return None
    if groups.get("offset_minute") or groups["offset"] in "ny":
        return _offset(shaped, match, "sign", "offset", "offset_minute")
    return None


def _offset(shaped: Shaped, match: re.Match[str], sign: str, number: str, rest: str) -> int | None:
    hours = shaped.value(match, number)
    if match[number] in "ny":
        hours, minutes = divmod(hours, 100)
    else:
        minutes = shaped.value(match, rest) if match[rest] else 0
    total = hours * 60 + minutes
    if total > _WIDEST or minutes > 59:
        return None
    return -total if match[sign] == "-" else total


def _touch(shaped: Shaped, place: int) -> bool:
    """True where a sign stands right before the next number: an offset, not a dash."""
    return shaped.ends[place] == shaped.starts[place + 1]


def _of_half(hour: int, half: int) -> int:
    if half and hour < 12:
        return hour + 12
    return 0 if not half and hour == 12 else hour
