"""Text from pages on a terminal: made harmless, measured in columns, wrapped, dated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

# Embeddings, overrides, isolates and marks: whoever sets them decides how the line around them
# reads, so a page's own are dropped and ours are put round the whole (UAX 9, section 2).
_BIDI = dict.fromkeys(
    [0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SPACES = dict.fromkeys([*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_C1 = dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_HARMLESS: dict[int, str | None] = {**_PICTURES, **_C1, **_SURROGATES, **_SPACES, **_BIDI}

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _RELEASE = "\u2068", "\u2069"
_ELLIPSIS = "…"


def safe(text: str) -> str:
    """The text as one line that no terminal acts on.

    It is `harmless`, and isolated if it has right-to-left characters, so that it cannot reorder
    what stands beside it.

    >>> safe("a\\x1b[31mb\\nc")
    'a␛[31mb c'
    """
    return _isolated(harmless(text))


def harmless(text: str) -> str:
    """The text without what a terminal acts on, and without a page's own bidirectional marks.

    Line breaks and tabs become spaces, other control characters their pictures (ESC is shown as
    ``␛``) or U+FFFD, as do lone surrogates.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_HARMLESS)


def width(text: str) -> int:
    """How many columns the text takes: wide characters two, combining and format ones none.

    >>> width("漢字"), width("e\\u0301")
    (4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """The text as harmless lines of at most ``columns``, each after ``indent``, breaks kept.

    Words are broken only where one alone is wider than a line, as in scripts without spaces.
    Blank lines at the ends are dropped, several in the middle become one. A line takes eight
    columns after its indent, however narrow the terminal.
    """
    room = max(columns - width(indent), 8)
    lines: list[str] = []
    for paragraph in text.splitlines():
        filled = _filled(harmless(paragraph).split(), room)
        if filled:
            lines += [indent + _isolated(line) for line in filled]
        elif lines and lines[-1]:
            lines.append("")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def shorten(text: str, columns: int) -> str:
    """The text as one harmless line of at most ``columns``, cut with an ellipsis where longer."""
    line = " ".join(harmless(text).split())
    if width(line) > columns:
        line = next(_pieces(line, columns - 1)).rstrip() + _ELLIPSIS
    return _isolated(line)


def beside(parts: Iterable[str], columns: int, indent: str = "") -> list[str]:
    """Parts set beside one another, `` · `` between them, in lines of at most ``columns``.

    Each part is isolated on its own, so that a name in Hebrew leaves the date after it in place.

    >>> beside(["Anna", "", "2009-03-12"], 80)
    ['Anna · 2009-03-12']
    """
    room = max(columns - width(indent), 8)
    lines: list[str] = []
    used = 0
    for part in filter(None, (shorten(part, room) for part in parts)):
        size = width(part)
        if lines and used + 3 + size <= room:
            lines[-1] += f" · {part}"
            used += 3 + size
        else:
            lines.append(part)
            used = size
    return [indent + line for line in lines]


def when(
    moment_iso: str | None, utc: str | None, written: str = "", tz: tzinfo | None = None
) -> str:
    """A date for people: UTC (or ``tz``) to the minute, the page's own words beside it.

    Takes a `Moment`'s ``iso``, ``utc`` and ``written``. Where the zone is not known the wall clock
    is shown and said to be that; without any date the words alone, or ``no date``.

    >>> when("2009-03-12T14:05+01:00", "2009-03-12T13:05:00Z", "12. März 2009, 14:05 Uhr")
    '2009-03-12 13:05 UTC (12. März 2009, 14:05 Uhr)'
    """
    words = shorten(written, 60)
    if moment_iso is None:
        return words or "no date"
    if utc is not None:
        instant = datetime.fromisoformat(utc).astimezone(tz or UTC)
        shown = f"{instant:%Y-%m-%d %H:%M %Z}"
    elif "T" in moment_iso:
        shown = f"{moment_iso[:16].replace('T', ' ')} in the page's time"
    else:
        shown = moment_iso
    # Words that are ISO 8601 themselves say nothing more.
    says_more = words and words.replace(" ", "T")[:16] != moment_iso[:16]
    return f"{shown} ({words})" if says_more else shown


def _isolated(line: str) -> str:
    """The line between isolates if it has a right-to-left character."""
    if line.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, line)):
        return line
    return f"{_ISOLATE}{line}{_RELEASE}"


@lru_cache(maxsize=1 << 12)
def _columns(character: str) -> int:
    """The columns of one character (UAX 11; Hangul vowels and finals join the one before)."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The text cut into pieces of at most ``columns``, marks kept with what they sit on."""
    if text.isascii():
        size = max(columns, 1)
        yield from (text[at : at + size] for at in range(0, len(text) or 1, size))
        return
    start = used = 0
    for index, character in enumerate(text):
        size = _columns(character)
        if used + size > columns and index > start:
            yield text[start:index]
            start, used = index, 0
        used += size
    yield text[start:]


def _filled(words: list[str], room: int) -> list[str]:
    """Words set into lines of at most ``room`` columns."""
    lines: list[str] = []
    line, used = "", 0
    for word in words:
        for number, piece in enumerate(_pieces(word, room) if width(word) > room else (word,)):
            size = width(piece)
            if number == 0 and line and used + 1 + size <= room:
                line, used = f"{line} {piece}", used + 1 + size
                continue
            if line:
                lines.append(line)
            line, used = piece, size
    return [*lines, line] if line else lines
