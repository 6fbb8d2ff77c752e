"""A text as a string of letters, one per word, number or sign, and what these are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.dates.lexicon import NO_OFFSET, Lexicon

#: The widest offset there is, in minutes (RFC 3339 allows more; no clock on earth does).
_WIDEST = 14 * 60


_ROMANS = "i ii iii iv v vi vii viii ix x xi xii"
#: The months as Hungarians, Poles and Russians count them.
_ROMAN = {roman: month for month, roman in enumerate(_ROMANS.split(), start=1)}
#: Where such a month stands: between a day and a year, with the same sign on both sides.
_BETWEEN = re.compile(r"(?<=[de])(?=([./\-]?)\w\1y)[./\-]?(\w)")


@dataclass(frozen=True, slots=True)
class Shaped:
    """``kinds`` has a letter per word, number or sign (`crawler.dates.shapes`).

    ``values`` go with the letters; ``places`` are the first of the ``pieces`` that each stands for,
    which are found in ``text``.
    """

    kinds: str
    values: list[int]
    places: list[int]
    pieces: list[re.Match[str]]
    text: str

    @classmethod
    def of(cls, text: str, pieces: list[re.Match[str]], lexicon: Lexicon) -> Shaped:
        """The shape of a text, cut into pieces, in the words of a lexicon."""
        words = [piece[0] for piece in pieces]
        kinds, values, places = lexicon.meanings(words)
        if "a" in words:
            kinds = _with_forenoons(kinds, places, pieces)
        if not _ROMAN.keys().isdisjoint(words):
            kinds = _with_roman(kinds, values, places, words)
        if not lexicon.leads.isdisjoint(words):
            kinds = _with_leads(kinds, places, words, lexicon.leads)
        return cls(kinds, values, places, pieces, text)

    def value(self, match: re.Match[str], group: str) -> int:
        """What the first letter of a group is worth."""
        return self.values[match.start(group)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the letters from ``start`` up to ``end``, without loose ends."""
        while start < end - 1 and (self.kinds[start] in ";,-.'" or self._ends_name(start)):
            start += 1
        while end > start + 1 and self.kinds[end - 1] in ";,-'":
            end -= 1
        return self.pieces[self.places[start]].start(), self._last(end).end()

    def touch(self, place: int) -> bool:
        """True where nothing stands between a letter's piece and the next: a sign, not a dash."""
        return self._last(place + 1).end() == self.pieces[self.places[place + 1]].start()

    def ends_word(self, place: int) -> bool:
        """True for a number that is written to the word before it: "sunny77"."""
        start = self.pieces[self.places[place]].start()
        before = self.text[start - 1 : start]
        return before.isalpha() and before.isascii()

    def _ends_name(self, place: int) -> bool:
        """Whether a word that could join a date is the end of a name: "Jean-Luc", "Dr. K"."""
        piece = self.pieces[self.places[place]]
        if not place or self.kinds[place] not in "cw" or not self.text[piece.start()].isupper():
            return False
        before = self.text[: piece.start()]
        named = self.kinds[place] == "c" or piece.end() - piece.start() == 1
        return before[-1] == "-" or (named and before[-1] == " " and before[-2:-1].isalnum())

    def _last(self, end: int) -> re.Match[str]:
        after = self.places[end] if end < len(self.places) else len(self.pieces)
        return self.pieces[after - 1]


def _with_roman(kinds: str, values: list[int], places: list[int], words: list[str]) -> str:
    """The kinds with Roman numbers between a day and a year taken for months: "4.III.2009"."""
    letters = list(kinds)
    for found in _BETWEEN.finditer(kinds):
        at = found.start(2)
        month = _ROMAN.get(words[places[at]])
        if month:
            letters[at], values[at] = "M", month
    return "".join(letters)


def _with_forenoons(kinds: str, places: list[int], pieces: list[re.Match[str]]) -> str:
    """The kinds with an "a" that is written to a number taken for half a day: "9:15a"."""
    letters = list(kinds)
    for at in range(2, len(kinds)):
        piece = pieces[places[at]]
        written_to = pieces[places[at] - 1].end() == piece.start()
        if piece[0] == "a" and written_to and kinds[at - 2 : at] in (":d", ".d"):
            letters[at] = "a"
    return "".join(letters)


def _with_leads(kinds: str, places: list[int], words: list[str], leads: frozenset[str]) -> str:
    """The kinds with words that lead a number taken for joining words."""
    letters = list(kinds)
    for at, place in enumerate(places):
        behind = at > 0 and kinds[at - 1] in "edh"
        if words[place] in leads and not behind:
            letters[at] = "c"
    return "".join(letters)


def clock_of(shaped: Shaped, time: re.Match[str]) -> tuple[int, int | None, int | None] | None:
    """Hour, minute and second of a match, so far as given; None if it has no time of day."""
    if "hour" not in time.re.groupindex or time["hour"] is None:
        return None
    hour = shaped.value(time, "hour")
    if time["half"]:
        hour = _of_half(hour, shaped.value(time, "half"))
    elif time["before"]:
        hour = _of_half(hour, shaped.value(time, "before"))
    minute = shaped.value(time, "minute") if time["minute"] else None
    second = shaped.value(time, "second") if time["second"] else None
    return hour, minute, second


def offset_of(shaped: Shaped, time: re.Match[str]) -> int | None:
    """The offset in minutes east of UTC that a match names, or None."""
    if "zone" not in time.re.groupindex:
        return None
    if time["zone"]:
        base = shaped.value(time, "zone")
        if time["zone_sign"] is None:
            return None if base == NO_OFFSET else base
        return _offset(shaped, time, "zone_sign", "zone_hour", "zone_minute")
    if not time["sign"] or not shaped.touch(time.start("sign")):
        return None
    if time["offset_minute"] or time["offset"] in "ny":
        return _offset(shaped, time, "sign", "offset", "offset_minute")
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


def _of_half(hour: int, half: int) -> int:
    if half and hour < 12:
        return hour + 12
    return 0 if not half and hour == 12 else hour
