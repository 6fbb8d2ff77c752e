"""What the words of a language mean in a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from crawler.dates.folding import folded, pieces_of
from crawler.dates.names import MONTHS, WEEKDAYS
from crawler.dates.phrases import (
    AMBIGUOUS_ZONES,
    ENGLISH_ZONES,
    ERAS,
    IRANIAN_MONTHS,
    PHRASES,
    ZONES,
)

#: What an Iranian month counts more than one of ours.
IRANIAN = 100
#: The value of a zone that is known to be none in particular.
NO_OFFSET = 9999

#: Other names for a language, and those that write in the words of several.
_ALSO = {
    "no": ("nb",),
    "nn": ("nb",),
    "iw": ("he",),
    "in": ("id",),
    "mo": ("ro",),
    "tl": ("fil",),
    "bs": ("sr", "hr"),
    "sh": ("sr", "hr"),
    "me": ("sr", "hr"),
    "cnr": ("sr", "hr"),
    "yue": ("zh",),
    "ms": ("id", "ms"),
}
#: The marks of Chinese, Japanese and Korean dates; the same whatever the language.
_CJK = {
    "年": "K", "年度": "K", "月": "G", "日": "J", "号": "J", "號": "J", "時": "h", "时": "h",
    "点": "h", "點": "h", "分": "m", "秒": "s",
    "년": "K", "월": "G", "일": "J", "시": "h", "분": "m", "초": "s", "일에": "J",
}  # fmt: skip
#: Languages whose words are signs of no other.
_SIGNED = ("zh", "ja", "ko")
_UNITS = "YMWDHIS"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: Signs inside an abbreviation or a phrase ("p. m.", "avant-hier").
_INSIDE = frozenset(".'\"-")
#: Numbers and signs, which mean the same everywhere: kind, value, and no phrase begins with them.
_COMMON: dict[str, tuple[str, int, int]] = {
    **{str(number): ("e", number, 0) for number in range(10)},
    **{f"{number:02d}": ("d", number, 0) for number in range(100)},
    **{str(number): ("y", number, 0) for number in range(1900, 2100)},
    **{sign: (sign, 0, 0) for sign in "./-:,'+"},
    **dict.fromkeys("@°ºª", ("c", 0, 0)),
}


class Lexicon:
    """Words and phrases, each with a kind (`crawler.dates.shapes`) and a value."""

    __slots__ = ("_entries", "leads", "signs")

    def __init__(self) -> None:
        #: Word to kind, value, and the most parts that a phrase which begins with it has.
        self._entries = dict(_COMMON)
        #: Kind to words of which one stands in every text that has a form of that kind.
        self.signs: dict[str, set[str]] = {}
        #: Words that are half a day behind a number, and join what is before it: German "am".
        self.leads: frozenset[str] = frozenset()

    def add(self, forms: Iterable[str], kind: str, value: int = 0) -> None:
        """Learn the forms of a meaning; a form that is known gets the new one."""
        for form in forms:
            found = pieces_of(folded(form.replace("_", " ")))
            parts = [piece[0] for piece in found if piece[0] not in _INSIDE]
            whole = "".join(parts)
            self._entries[whole] = (kind, value, self._longest(whole))
            self.signs.setdefault(kind, set()).add(max(parts, key=len))
            if len(parts) > 1:
                kind_, value_, longest = self._entries.get(parts[0], ("x", 0, 0))
                self._entries[parts[0]] = (kind_, value_, max(longest, len(parts)))

    def meanings(self, words: list[str]) -> tuple[str, list[int], list[int]]:
        """The kinds of the words of a text, their values, and the first word that each stands for.

        A phrase counts as one; a number of four digits has kind ``y``, another long one ``n``,
        a word that is not known ``x`` and a sign ``;``.
        """
        kinds: list[str] = []
        values: list[int] = []
        places: list[int] = []
        after = 0
        for place, word in enumerate(words):
            if place < after:
                continue
            kind, value, longest = self._entries.get(word) or self._unknown(word)
            if longest:
                phrase = self._phrase(words, place, longest)
                if phrase:
                    kind, value, after = phrase
            kinds.append(kind)
            values.append(value)
            places.append(place)
        return "".join(kinds), values, places

    def _longest(self, word: str) -> int:
        known = self._entries.get(word)
        return known[2] if known else 0

    def _unknown(self, word: str) -> tuple[str, int, int]:
        if word[0] in "0123456789":
            return ("y" if len(word) == 4 else "n", int(word) if len(word) < 6 else 0, 0)
        if len(word) == 1 and not word.isalpha():
            return (";", 0, 0)
        plain = _unmarked(word)
        return self._entries.get(plain, ("x", 0, 0)) if plain != word else ("x", 0, 0)

    def _phrase(self, words: list[str], at: int, longest: int) -> tuple[str, int, int] | None:
        """The longest phrase that begins at a word: kind, value and the place after it."""
        found = None
        joined, parts = "", 0
        for place in range(at, min(len(words), at + 2 * longest + 1)):
            if words[place] in _INSIDE:
                continue
            joined, parts = joined + words[place], parts + 1
            known = self._entries.get(joined) if parts > 1 else None
            if known and known[0] != "x":
                found = (known[0], known[1], place + 1)
            if parts == longest:
                break
        return found


@cache
def languages() -> frozenset[str]:
    """The primary tags of the languages whose months are known."""
    return frozenset(MONTHS) | frozenset(PHRASES) | frozenset(_ALSO)


@cache
def dates_of(primary: str) -> Lexicon:
    """The lexicon of written dates in a language, over English, which themes fall back to.

    ``""`` is every language: only words that mean the same month in all that have them. A weekday's
    value is its number in ISO 8601 (Monday is 1), 0 where it is not known.
    """
    lexicon = Lexicon()
    if primary == "":
        _all_languages(lexicon)
        sources: tuple[str, ...] = ("en",)
    else:
        sources = ("en", *(_ALSO.get(primary, (primary,))))
    _signs_of_all(lexicon)
    for mark, kind in _CJK.items():
        lexicon.add((mark,), kind)
    for zones in (dict.fromkeys(AMBIGUOUS_ZONES, NO_OFFSET), ZONES):
        for name, offset in zones.items():
            lexicon.add((name,), "z", offset)
    for name, year in ERAS.items():
        lexicon.add((name,), "E", year)
    for source in sources:
        _joiners(lexicon, source)
        _month_names(lexicon, source)
    if primary == "de":
        lexicon.leads = frozenset(("am",))
    if primary in ("", "en"):
        for name, offset in ENGLISH_ZONES.items():
            lexicon.add((name,), "z", offset)
    return lexicon


@cache
def spans_of(primary: str) -> Lexicon:
    """The lexicon of relative dates: ``A`` ago, ``u`` a unit, ``N`` one, ``Y`` a day by its name.

    ``U`` is a unit and ago in one word; ``2`` two units in one word; ``a`` and ``c`` as in dates.
    A unit's value is its place in ``YMWDHIS``, a day's how many days back (-1 means now).
    """
    lexicon = Lexicon()
    sources = _all() if primary == "" else ("en", *(_ALSO.get(primary, (primary,))))
    for source in sources:
        keys = _keys(source)
        _joiners(lexicon, source)
        for number, name in enumerate(_NUMBERS, start=1):
            lexicon.add(keys.get(name, ()), "N", number)
        for value, unit in enumerate(_UNITS):
            lexicon.add(keys.get(unit, ()), "u", value)
            lexicon.add(keys.get(unit * 2, ()), "2", value)
            lexicon.add(keys.get(unit + "a", ()), "U", value)
            if source in ("th", "ko"):
                for form in keys.get(unit, ()):
                    lexicon.add((form + ago for ago in keys["ago"]), "U", value)
        lexicon.add(keys.get("ago", ()), "A")
        for back, name in enumerate(("now", "today", "yesterday", "before"), start=-1):
            lexicon.add(keys.get(name, ()), "Y", back)
    return lexicon


def primary_of(language: str | None) -> str:
    """The primary tag of a language, ``""`` where it is unknown or has no words here."""
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    return primary if primary in languages() else ""


def _signs_of_all(lexicon: Lexicon) -> None:
    """What themes say beside a date, whatever language the page claims to be written in."""
    for source in _all():
        lexicon.add(_keys(source).get("fill", ()), "c")
    for source in _SIGNED:
        _joiners(lexicon, source)


def _joiners(lexicon: Lexicon, source: str) -> None:
    keys = _keys(source)
    lexicon.add((*keys.get("fill", ()), *keys.get("ord", ())), "c")
    names = WEEKDAYS.get(source, "").split()
    for place, name in enumerate(names, start=6 if source == "th" else 0):
        lexicon.add((name,), "w", place % 7 + 1 if len(names) % 7 == 0 else 0)
    for mark in ("h", "mi", "se"):
        lexicon.add(keys.get(mark, ()), mark[0])
    lexicon.add(keys.get("am", ()), "a", 0)
    lexicon.add(keys.get("pm", ()), "a", 1)


def _month_names(lexicon: Lexicon, source: str) -> None:
    for form, month in _months(source):
        lexicon.add((form,), "M", month)
    if source == "fa":
        for month, forms in enumerate(IRANIAN_MONTHS.split(","), start=IRANIAN + 1):
            lexicon.add(forms.split(), "M", month)


def _months(source: str) -> Iterator[tuple[str, int]]:
    if source == "vi":
        for month in range(1, 13):
            for number in (str(month), f"{month:02d}"):
                yield from ((f"{word} {number}", month) for word in ("tháng", "thg", "th"))
    for month, forms in enumerate(MONTHS.get(source, "").split(","), start=1):
        yield from ((form, month) for form in forms.split())


def _all_languages(lexicon: Lexicon) -> None:
    meanings: dict[str, set[int]] = {}
    for source in _all():
        for form, month in _months(source):
            meanings.setdefault(folded(form), set()).add(month)
        _joiners(lexicon, source)
    for source in _all():
        lexicon.add(_keys(source).get("fill", ()), "c")
    for form, months in meanings.items():
        if len(months) == 1:
            lexicon.add((form,), "M", *months)


def _all() -> tuple[str, ...]:
    return (*(source for source in {**MONTHS, **PHRASES} if source != "en"), "en")


@cache
def _keys(source: str) -> dict[str, tuple[str, ...]]:
    keys = {}
    for entry in re.split(r"[;\n]\s*(?=[A-Za-z]+:)", PHRASES.get(source, "").strip()):
        name, _, forms = entry.partition(":")
        keys[name.strip()] = tuple(forms.replace(";", " ").split())
    return keys


def _unmarked(word: str) -> str:
    return "".join(mark for mark in word if not "\u0300" <= mark <= "\u036f")
