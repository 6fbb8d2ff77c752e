"""Dates written for people, in some fifty languages and three calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.dates import shapes
from crawler.dates.calendars import full_year, gregorian_year, iranian_date
from crawler.dates.lexicon import IRANIAN, Lexicon, dates_of, folded, primary_of, tokens
from crawler.dates.machine import moment_at
from crawler.dates.shaped import Shaped, clock_of, offset_of
from crawler.dates.spans import find_span
from crawler.model import Moment, Precision

#: What comes after this many characters is not looked at.
MAX_LENGTH = 1000

#: Tags whose all-numeric dates name the month first; every other language has the day first.
_MONTH_FIRST = frozenset(
    {"en", "en-us", "en-ph", "en-pr", "en-gu", "fil", "es-us", "es-pa", "es-pr"}
)
#: Languages whose dates in numbers of two digits begin with the year.
_YEAR_FIRST = frozenset({"ja", "zh", "ko", "hu", "lt", "eu", "fa"})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a date is to be taken: the language, its tag, the day of capture, the learnt order."""

    primary: str
    tag: str
    captured: datetime | None
    day_first: bool | None


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
    a part over 12, else ``day_first``, else the language; where nothing tells, only the year is
    given. Relative dates count back from ``captured``, in its zone, with precision ``relative``;
    without it, a year or a day that is not written is not guessed: precision ``none``, with the
    span. Never raises; looks at the first 1000 characters.
    """
    head = folded(text[:MAX_LENGTH])
    primary = primary_of(language)
    tag = (language or "").replace("_", "-").lower()
    asked = _Asked(primary, tag, captured, day_first)
    if _DIGIT.search(head):
        pieces = tokens(head)
        for lexicon in _lexicons(primary):
            shaped = Shaped.of(pieces, lexicon)
            found = _dated(shaped, asked)
            if found:
                return _placed(text, *found)
    span = find_span(head, primary, captured)
    if span:
        return _placed(text, *span)
    return None


def _lexicons(primary: str) -> Iterator[Lexicon]:
    yield dates_of(primary)
    if primary:
        yield dates_of("")


def _placed(text: str, moment: Moment, start: int, end: int) -> tuple[Moment, int, int]:
    return replace(moment, written=text[start:end]), start, end


def _dated(shaped: Shaped, asked: _Asked) -> tuple[Moment, int, int] | None:
    best: tuple[int, int, Moment] | None = None
    for pattern in _patterns(shaped.kinds):
        for match in pattern.finditer(shaped.kinds):
            moment = _moment(shaped, match, asked)
            if moment:
                key = (match.start(), -match.end())
                if best is None or key < best[:2]:
                    best = (*key, moment)
                break
    if best is None:
        return _part(shaped, asked)
    return best[2], *shaped.span(best[0], -best[1])


def _patterns(kinds: str) -> Iterator[re.Pattern[str]]:
    if "M" in kinds:
        yield from shapes.NAMED
    if "K" in kinds:
        yield from shapes.MARKED
    if "y" in kinds:
        yield from shapes.YEAR_FIRST
    if "/" in kinds or "." in kinds or "-" in kinds:
        yield from shapes.YEAR_LAST


def _part(shaped: Shaped, asked: _Asked) -> tuple[Moment, int, int] | None:
    if shaped.kinds.count("x") > 4:
        return None
    for pattern in shapes.PARTS:
        match = pattern.search(shaped.kinds)
        moment = _part_moment(shaped, match, asked) if match else None
        if match and moment:
            return moment, *shaped.span(*match.span())
    return None


def _moment(shaped: Shaped, match: re.Match[str], asked: _Asked) -> Moment | None:
    groups = match.groupdict()
    try:
        if groups.get("one"):
            day = _ordered(shaped, match, asked)
        else:
            month = shaped.value(match, "month" if groups.get("month") else "number")
            day = _day(_year(shaped, match, asked), month, shaped.value(match, "day"), asked)
    except ValueError:
        return None
    if isinstance(day, int):
        return Moment("", f"{day:04d}", None, Precision.YEAR)
    clock = clock_of(shaped, match)
    offset = offset_of(shaped, match) if clock else None
    return moment_at("", day, clock, offset) or moment_at("", day)


def _year(shaped: Shaped, match: re.Match[str], asked: _Asked) -> int:
    year = shaped.value(match, "year")
    if match.groupdict().get("era"):
        return year + shaped.value(match, "era")
    return _whole_year(year, asked)


def _whole_year(year: int, asked: _Asked) -> int:
    if year >= 100:
        return year
    return full_year(year, asked.primary, asked.captured.year if asked.captured else None)


def _day(year: int, month: int, day: int, asked: _Asked) -> date:
    """A day of the calendar that month and year tell; `ValueError` where there is none."""
    if month > IRANIAN:
        return iranian_date(year, month - IRANIAN, day)
    if asked.primary == "fa" and 1304 <= year < 1473:
        return iranian_date(year, month, day)
    year = gregorian_year(year)
    if not 1900 <= year < 2200:
        raise ValueError("no year of a blog")
    return date(year, month, day)


def _ordered(shaped: Shaped, match: re.Match[str], asked: _Asked) -> date | int:
    """The day of an all-numeric date, or its year alone where day and month cannot be told."""
    one, two = shaped.value(match, "one"), shaped.value(match, "two")
    last = shaped.value(match, "year")
    if last < 100 and (one > 31 or (asked.day_first is None and asked.primary in _YEAR_FIRST)):
        try:
            return _day(_whole_year(one, asked), two, last, asked)
        except ValueError:
            if one > 31:
                raise
    year = _whole_year(last, asked)
    if one > 12 or two > 12 or one == two:
        day, month = (one, two) if one > 12 else (two, one)
        return _day(year, month, day, asked)
    as_day, as_month = _day(year, two, one, asked), _day(year, one, two, asked)
    if asked.day_first is not None:
        return as_day if asked.day_first else as_month
    if not asked.primary:
        if last < 100:
            raise ValueError("day and month cannot be told")
        return year
    chosen, other = (as_month, as_day) if asked.tag in _MONTH_FIRST else (as_day, as_month)
    limit = asked.captured.date().toordinal() + 1 if asked.captured else None
    if limit and chosen.toordinal() > limit >= other.toordinal():
        return other
    return chosen


def _part_moment(shaped: Shaped, match: re.Match[str], asked: _Asked) -> Moment | None:
    groups = match.groupdict()
    named = "month" if groups.get("month") else "number" if groups.get("number") else ""
    month = shaped.value(match, named) if named else 0
    try:
        if groups.get("day"):
            return _this_year(shaped, match, month, asked)
        year = shaped.value(match, "year")
        first = _day(year, month or 1, 1, asked)
    except ValueError:
        return None
    if not month:
        return Moment("", str(first.year), None, Precision.YEAR) if first.year >= 1990 else None
    if month > IRANIAN:
        return None
    return Moment("", f"{first.year:04d}-{first.month:02d}", None, Precision.MONTH)


def _this_year(shaped: Shaped, match: re.Match[str], month: int, asked: _Asked) -> Moment | None:
    """A day without its year: the last such day before the capture, so far as that is known."""
    if asked.captured is None or month > IRANIAN:
        return Moment()
    day = shaped.value(match, "day")
    latest = asked.captured.date().toordinal() + 1
    for year in range(asked.captured.year + 1, asked.captured.year - 9, -1):
        try:
            whole = date(year, month, day)
        except ValueError:
            continue
        if whole.toordinal() <= latest:
            found = moment_at("", whole, clock_of(shaped, match)) or moment_at("", whole)
            return replace(found, precision=Precision.RELATIVE) if found else None
    return None
