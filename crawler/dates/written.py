"""Dates written for people, in some fifty languages and three calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from crawler.dates import shapes
from crawler.dates.calendars import full_year, gregorian_year, iranian_date
from crawler.dates.folding import folded, pieces_of
from crawler.dates.lexicon import IRANIAN, dates_of, primary_of
from crawler.dates.machine import moment_at, moment_of_day
from crawler.dates.shaped import Shaped, clock_of, offset_of
from crawler.dates.spans import find_span
from crawler.model import Moment, Precision

#: What comes after this many characters is not looked at.
MAX_LENGTH = 1000

#: Tags whose all-numeric dates name the month first; every other language has the day first.
_MONTH_FIRST = frozenset({"en", "en-us", "en-ph", "en-pr", "en-gu", "fil", "es-pa", "es-pr"})
#: Languages whose dates in numbers of two digits begin with the year.
_YEAR_FIRST = frozenset({"ja", "zh", "ko", "hu", "lt", "eu", "fa"})
_DIGIT = re.compile(r"[0-9]")
#: Years of two digits are of these; what looks like another is a time or a version.
_FIRST_YEAR, _LAST_YEAR, _IRANIAN_YEARS = 1970, 2049, range(1360, 1440)
#: A time of day stands at most so many letters before its date.
_REACH = 16
#: With more words than this around it, half a date is taken for no date.
_MOST_WORDS = 4

#: A moment and the span of the text (or of the letters of its shape) that it was read from.
_Found = tuple[Moment, int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a date is to be taken: the language, its tag, the time of capture, the learnt order."""

    primary: str
    tag: str
    captured: datetime | None
    day_first: bool | None

    def full_year(self, year: int) -> int:
        """A year of four digits; `ValueError` for two that mean none in which there were blogs."""
        if year >= 100:
            return year
        full = full_year(year, self.primary, self.captured.year if self.captured else None)
        if _FIRST_YEAR <= full <= _LAST_YEAR or full in _IRANIAN_YEARS:
            return full
        raise ValueError("no year of a blog")


def read_written(
    text: str,
    language: str | None,
    captured: datetime | None = None,
    day_first: bool | None = None,
) -> Moment:
    """The date in a short piece of text; without one, the words alone with precision ``none``.

    The same as `find_written`, without the place.
    """
    found = find_written(text, language, captured, day_first)
    return found[0] if found else Moment(written=text.strip()[:MAX_LENGTH])


def find_written(
    text: str,
    language: str | None,
    captured: datetime | None = None,
    day_first: bool | None = None,
) -> tuple[Moment, int, int] | None:
    """The first date in a short piece of text, with the span in which it is written, or None.

    ``language`` is a BCP 47 tag; its words are tried, then those of English, then those that mean
    the same month in every language. The order of day and month in a date of numbers follows from
    a part over 12, else the weekday beside it, else ``day_first``, else the language, else a clock
    of twelve hours; where nothing tells, only the year is given. Relative dates count back from
    ``captured``, in its zone, with precision ``relative``; without it, a year or a day that is not
    written is not guessed: precision ``none``, with the span. Never raises; looks at the first 1000
    characters.
    """
    first = _first if len(text) > MAX_LENGTH else _known
    return first(text, language, captured, day_first)


def _first(
    text: str, language: str | None, captured: datetime | None, day_first: bool | None
) -> _Found | None:
    head = folded(text[:MAX_LENGTH])
    pieces = pieces_of(head)
    primary = primary_of(language)
    asked = _Asked(primary, (language or "").replace("_", "-").lower(), captured, day_first)
    shaped = Shaped.of(text, pieces, dates_of(primary)) if _DIGIT.search(head) else None
    found = _dated(shaped, asked) if shaped else None
    if found is None:
        found = find_span(text, pieces, primary, captured)
    if found is None and shaped and primary and "y" in shaped.kinds:
        shaped = Shaped.of(text, pieces, dates_of(""))
        found = _dated(shaped, asked) if "M" in shaped.kinds else None
    return found


# A line of a page is asked for its date by all who look for what stands beside it.
_known = lru_cache(maxsize=1 << 9)(_first)


def _dated(shaped: Shaped, asked: _Asked) -> _Found | None:
    best: tuple[int, int, re.Match[str], date | int] | None = None
    for pattern in _patterns(shaped.kinds):
        for match in pattern.finditer(shaped.kinds):
            day = _day_of(shaped, match, asked)
            if day is not None:
                if best is None or (match.start(), -match.end()) < best[:2]:
                    best = (match.start(), -match.end(), match, day)
                break
    if best:
        return _timed(shaped, best[2], best[3])
    return _part(shaped, asked)


def _patterns(kinds: str) -> Iterator[re.Pattern[str]]:
    if "M" in kinds:
        yield from shapes.NAMED
    if "G" in kinds:
        yield from shapes.MARKED
    if "/" in kinds or "." in kinds or "-" in kinds:
        yield from shapes.YEAR_FIRST
        yield from shapes.YEAR_LAST


def _timed(shaped: Shaped, match: re.Match[str], day: date | int) -> _Found:
    """The moment of a day with the time that stands in, after or before its match, and the span."""
    start, end = match.span()
    if isinstance(day, int):
        start, end = shaped.span(start, end)
        return Moment(shaped.text[start:end], f"{day:04d}", None, Precision.YEAR), start, end
    before = shapes.BEFORE.search(shaped.kinds, max(0, start - _REACH), start)
    if before and before["hour"] and shaped.ends_word(before.start("hour")):
        before = shapes.BEFORE.search(shaped.kinds, before.start("hour") + 1, start)
    after = shapes.AFTER.match(shaped.kinds, end)
    start, end = shaped.span(before.start() if before else start, after.end() if after else end)
    words = shaped.text[start:end]
    for time in (match, after, before):
        clock = clock_of(shaped, time) if time else None
        if time and clock:
            moment = moment_at(day, clock, offset_of(shaped, time), words)
            return moment or moment_of_day(day, words), start, end
    return moment_of_day(day, words), start, end


def _day_of(shaped: Shaped, match: re.Match[str], asked: _Asked) -> date | int | None:
    """The day of a match, or its year where day and month cannot be told; None if there is none."""
    groups = match.groupdict()
    try:
        if "one" in groups:
            return _ordered(shaped, match, asked)
        year = shaped.value(match, "year")
        year = year + shaped.value(match, "era") if groups.get("era") else asked.full_year(year)
        month = shaped.value(match, "month" if "month" in groups else "number")
        return _day(year, month, shaped.value(match, "day"), asked)
    except ValueError:
        return None


def _day(year: int, month: int, day: int, asked: _Asked) -> date:
    """A day of the calendar that month and year tell; `ValueError` where there is none."""
    if month > IRANIAN:
        return iranian_date(year, month - IRANIAN, day)
    if asked.primary == "fa" and year < 1500:
        return iranian_date(year, month, day)
    year = gregorian_year(year)
    if not 1900 <= year < 2200:
        raise ValueError("no year of a blog")
    return date(year, month, day)


def _ordered(shaped: Shaped, match: re.Match[str], asked: _Asked) -> date | int:
    """The day of a date in numbers with the year at its end, as far as it can be told."""
    one, two, last = (shaped.value(match, group) for group in ("one", "two", "year"))
    if last < 100 and (one > 31 or (asked.day_first is None and asked.primary in _YEAR_FIRST)):
        try:
            return _day(asked.full_year(one), two, last, asked)
        except ValueError:
            if one > 31:
                raise
    if match["year"] == "e":
        raise ValueError("a year has two digits at least")
    year = asked.full_year(last)
    if one > 12 or two > 12 or one == two:
        day, month = (one, two) if one > 12 else (two, one)
        return _day(year, month, day, asked)
    day_first, month_first = _day(year, two, one, asked), _day(year, one, two, asked)
    known = _by_weekday(shaped, day_first, month_first)
    if known is not None:
        return known
    if asked.day_first is not None:
        return day_first if asked.day_first else month_first
    if asked.primary or "a" in shaped.kinds:
        return _usual(day_first, month_first, asked)
    if last < 100:
        raise ValueError("day and month cannot be told")
    return year


def _usual(day_first: date, month_first: date, asked: _Asked) -> date:
    """The day that a language means; without one, that of those who count twelve hours."""
    usual, other = day_first, month_first
    if asked.tag in _MONTH_FIRST or not asked.primary:
        usual, other = other, usual
    return other if _after(usual, asked) and not _after(other, asked) else usual


def _by_weekday(shaped: Shaped, one: date, other: date) -> date | None:
    """That of two days which falls on the weekday beside it, where one of them does."""
    named = {value for kind, value in zip(shaped.kinds, shaped.values, strict=True) if kind == "w"}
    fit = [day for day in (one, other) if day.isoweekday() in named]
    return fit[0] if len(fit) == 1 and len(named) == 1 else None


def _after(day: date, asked: _Asked) -> bool:
    """True for a day after the capture; clocks may be a day apart."""
    return asked.captured is not None and day.toordinal() > asked.captured.toordinal() + 1


def _part(shaped: Shaped, asked: _Asked) -> _Found | None:
    wordy = shaped.kinds.count("x") > _MOST_WORDS
    for pattern in shapes.PARTS:
        match = pattern.search(shaped.kinds)
        if match and (_has_clock(shaped, match) if wordy or "one" in match.re.groupindex else True):
            found = _of_part(shaped, match, asked)
            if found:
                return found
    return None


def _has_clock(shaped: Shaped, match: re.Match[str]) -> bool:
    """Whether a time of day stands beside half a date, as it seldom does in prose."""
    if {"day", "one"}.isdisjoint(match.re.groupindex):
        return False
    start, end = match.span()
    after = shapes.AFTER.match(shaped.kinds, end)
    if after is not None and after["minute"] is not None:
        return True
    before = shapes.BEFORE.search(shaped.kinds, max(0, start - _REACH), start)
    return before is not None and before["minute"] is not None


def _of_part(shaped: Shaped, match: re.Match[str], asked: _Asked) -> _Found | None:
    groups = match.groupdict()
    name = "month" if "month" in groups else "number" if "number" in groups else None
    month = shaped.value(match, name) if name else None
    if "one" in groups:
        return _last_such_day(shaped, match, *_parted(shaped, match, asked), asked)
    if "day" in groups and month is not None:
        return _last_such_day(shaped, match, month, shaped.value(match, "day"), asked)
    try:
        first = _day(shaped.value(match, "year"), month or 1, 1, asked)
    except ValueError:
        return None
    start, end = shaped.span(*match.span())
    words, local = shaped.text[start:end], first.isoformat()
    if month is None:
        return Moment(words, local[:4], None, Precision.YEAR), start, end
    return Moment(words, local[:7], None, Precision.MONTH), start, end


def _parted(shaped: Shaped, match: re.Match[str], asked: _Asked) -> tuple[int, int]:
    """Month and day of two numbers, as the list or the language has them."""
    one, two = shaped.value(match, "one"), shaped.value(match, "two")
    first = asked.day_first
    if first is None:
        first = asked.tag not in _MONTH_FIRST and bool(asked.primary or "a" not in shaped.kinds)
    if one > 12 or two > 12:
        first = one > 12
    return (two, one) if first else (one, two)


def _last_such_day(
    shaped: Shaped, match: re.Match[str], month: int, number: int, asked: _Asked
) -> _Found | None:
    """A day whose year is not written: the last one before the capture, where that is known."""
    year = asked.captured.year + 1 if asked.captured else 2000
    # Eight years hold every day there is, the 29th of February included.
    for candidate in range(year, year - 9, -1):
        try:
            day = date(candidate, month, number)
        except ValueError:
            continue
        if not _after(day, asked):
            moment, start, end = _timed(shaped, match, day)
            if asked.captured is None:
                return Moment(moment.written), start, end
            return replace(moment, precision=Precision.RELATIVE), start, end
    return None
