"""What the words of a language mean in a date, and how a text is cut into such words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

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
_UNITS = "YMWDHIS"

#: A number, an ideograph or kana, a word with its marks, or a single sign.
_TOKEN = re.compile(
    r"(\d+)"
    r"|([\u3005\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff])"
    r"|([^\s\d\x00-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02ff\u05be\u05f3\u05f4\u060c"
    r"\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970\u0e2f\u2000-\u2bff\u2e00-\u2e7f\u3000-\u9fff"
    r"\ufe30-\ufe6f\uff00-\uff0f]+)"
    r"|(\S)"
)
#: Signs inside an abbreviation or a phrase ("p. m.", "avant-hier").
_INSIDE = frozenset(".'\"-")


class Token(NamedTuple):
    """A piece of a folded text: 1 a number, 2 an ideograph, 3 a word, 4 a sign; where it stands."""

    sort: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words to (kind, value), and how many parts a phrase that starts with a word can have."""

    words: dict[str, tuple[str, int]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)

    def add(self, form: str, kind: str, value: int = 0) -> None:
        """Learn a form; a form that is known gets the new meaning."""
        parts = [token.text for token in tokens(folded(form.replace("_", " "))) if token.sort < 4]
        if parts:
            self.words["".join(parts)] = (kind, value)
            if len(parts) > 1:
                self.starts[parts[0]] = max(self.starts.get(parts[0], 0), len(parts))

    def add_all(self, forms: Iterable[str], kind: str, value: int = 0) -> None:
        """Learn several forms of one meaning."""
        for form in forms:
            self.add(form, kind, value)

    def meaning(self, pieces: list[Token], at: int) -> tuple[str, int, int]:
        """Kind, value and the place after the word or phrase at ``at``; kind ``x`` if unknown."""
        word = pieces[at].text
        longest = self.starts.get(word)
        if longest:
            phrase = self._phrase(pieces, at, longest)
            if phrase:
                return phrase
        known = self.words.get(word)
        if known is None and not word.isascii():
            known = self.words.get(_unmarked(word))
        return (*known, at + 1) if known else ("x", 0, at + 1)

    def _phrase(self, pieces: list[Token], at: int, longest: int) -> tuple[str, int, int] | None:
        found = None
        joined, parts = "", 0
        for place in range(at, min(len(pieces), at + 2 * longest + 1)):
            piece = pieces[place]
            if piece.sort == 4:
                if piece.text not in _INSIDE:
                    break
                continue
            joined, parts = joined + piece.text, parts + 1
            known = self.words.get(joined) if parts > 1 else None
            if known:
                found = (*known, place + 1)
            if parts == longest:
                break
        return found


def folded(text: str) -> str:
    """The text in lower case, without accents, with plain digits, spaces and signs.

    Every character stays where it was, so that a place in the answer is a place in ``text``.
    """
    return text.lower() if text.isascii() else text.translate(_table())


def tokens(text: str) -> list[Token]:
    """The pieces of a folded text; spaces are left out."""
    return [Token(m.lastindex or 4, m[0], *m.span()) for m in _TOKEN.finditer(text)]


def languages() -> frozenset[str]:
    """The primary tags of the languages whose months are known."""
    return frozenset(MONTHS) | frozenset(PHRASES) | frozenset(_ALSO)


@cache
def dates_of(primary: str) -> Lexicon:
    """The lexicon of written dates in a language, over English, which themes fall back to.

    ``""`` is every language: only words that mean the same month in all that have them.
    """
    lexicon = Lexicon()
    if primary == "":
        _all_languages(lexicon)
        sources: tuple[str, ...] = ("en",)
    else:
        sources = ("en", *(_ALSO.get(primary, (primary,))))
    for kind, value in _CJK.items():
        lexicon.add(kind, value)
    for zones in (dict.fromkeys(AMBIGUOUS_ZONES, NO_OFFSET), ZONES):
        for name, offset in zones.items():
            lexicon.add(name, "z", offset)
    for name, year in ERAS.items():
        lexicon.add(name, "E", year)
    for source in sources:
        _joiners(lexicon, source)
        _month_names(lexicon, source)
    if primary in ("", "en"):
        for name, offset in ENGLISH_ZONES.items():
            lexicon.add(name, "z", offset)
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
        lexicon.add_all(keys.get("fill", ()), "c")
        for mark in ("h", "mi", "se"):
            lexicon.add_all(keys.get(mark, ()), mark[0])
        lexicon.add_all(keys.get("am", ()), "a", 0)
        lexicon.add_all(keys.get("pm", ()), "a", 1)
        lexicon.add_all(keys.get("one", ()), "N", 1)
        for value, unit in enumerate(_UNITS):
            lexicon.add_all(keys.get(unit, ()), "u", value)
            lexicon.add_all(keys.get(unit * 2, ()), "2", value)
            if source in ("th", "ko"):
                for form in keys.get(unit, ()):
                    lexicon.add_all((form + ago for ago in keys["ago"]), "U", value)
        lexicon.add_all(keys.get("ago", ()), "A")
        for back, name in enumerate(("now", "today", "yesterday", "before"), start=-1):
            lexicon.add_all(keys.get(name, ()), "Y", back)
    return lexicon


def primary_of(language: str | None) -> str:
    """The primary tag of a language, ``""`` where it is unknown or has no words here."""
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    return primary if primary in languages() else ""


def _joiners(lexicon: Lexicon, source: str) -> None:
    keys = _keys(source)
    lexicon.add_all((*keys.get("fill", ()), *keys.get("ord", ())), "c")
    lexicon.add_all(WEEKDAYS.get(source, "").split(), "w")
    for mark in ("h", "mi", "se"):
        lexicon.add_all(keys.get(mark, ()), mark[0])
    lexicon.add_all(keys.get("am", ()), "a", 0)
    lexicon.add_all(keys.get("pm", ()), "a", 1)


def _month_names(lexicon: Lexicon, source: str) -> None:
    for form, month in _months(source):
        lexicon.add(form, "M", month)
    if source == "fa":
        for month, forms in enumerate(IRANIAN_MONTHS.split(","), start=IRANIAN + 1):
            lexicon.add_all(forms.split(), "M", month)


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
        lexicon.add_all(_keys(source).get("fill", ()), "c")
    for form, months in meanings.items():
        if len(months) == 1:
            lexicon.add(form, "M", *months)


def _all() -> tuple[str, ...]:
    return (*(source for source in {**MONTHS, **PHRASES} if source != "en"), "en")


@cache
def _keys(source: str) -> dict[str, tuple[str, ...]]:
    keys = {}
    for entry in re.split(r"[;\n]\s*(?=[A-Za-z]+:)", PHRASES.get(source, "").strip()):
        name, _, forms = entry.partition(":")
        keys[name.strip()] = tuple(forms.replace(";", " ").split())
    return keys


_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u05f3\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u05f4\u2033", '"'),
    **dict.fromkeys("\u3001\uff0c\u060c", ","),
    **dict.fromkeys("\u3002\uff0e\uff61", "."),
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u202a\u202b\u202c", " "),
    **dict.fromkeys("\u202d\u202e\u2066\u2067\u2068\u2069", " "),
    "\u0640": " ", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "a",
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ۀ": "ه", "ς": "σ",
}  # fmt: skip
#: The digit nought of the scripts that blogs are written in.
_ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
    0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
_SPACES = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
#: Letters and signs that are folded: Latin, Greek, Cyrillic and their accents, full-width forms.
_FOLDED_RANGES = ((0x41, 0x590), (0x1E00, 0x2000), (0xFF01, 0xFF5F))


@cache
def _table() -> dict[int, str]:
    table = {}
    for first, last in _FOLDED_RANGES:
        for code in range(first, last):
            plain = _plain(chr(code))
            if plain != chr(code):
                table[code] = plain
    for zero in _ZEROS:
        table.update({zero + digit: str(digit) for digit in range(10)})
    table.update(dict.fromkeys(_SPACES, " "))
    table.update({ord(sign): plain for sign, plain in _SIGNS.items()})
    return table


def _plain(character: str) -> str:
    small = character.lower()
    base = unicodedata.normalize("NFKD", small)[:1] or character
    if base in _SIGNS:
        return _SIGNS[base]
    return base if len(base) == 1 and (base.isalnum() or base.isascii()) else character


def _unmarked(word: str) -> str:
    return "".join(mark for mark in word if not "\u0300" <= mark <= "\u036f")
