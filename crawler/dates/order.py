"""Which of the first two numbers of a page's dates is the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, pairwise

from crawler.dates.folding import folded

_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)\s?([./-])\s?(\d\d?)\s?\2\s?'?(\d{4}|\d\d?)(?![\d/-])")
#: More dates than this teach nothing new.
_ENOUGH = 500
#: A thread lasts days rather than months: so many times shorter is the right reading.
_SHORTER = 4
#: Days after the post from which on a first comment is late.
_LATER = 20
#: The days of a month, and so many that vary tell them from years.
_DAYS, _SEVERAL = 31, 3
_HALVES = re.compile(r"\d\s?[ap]\.?m?\b")

#: Two numbers of a date, its year, and the sign between them.
_Numbers = tuple[int, int, int, str]


def numbers_in(text: str) -> tuple[int, int] | None:
    """The first two numbers of the first date of numbers in a text, as people write it."""
    found = _NUMERIC.search(folded(text))
    return (int(found[1]), int(found[3])) if found else None


def learn_day_first(texts: Iterable[str], since: date | None = None) -> bool | None:
    """Whether a page's all-numeric dates name the day first; None where they do not tell.

    ``texts`` are in the order of the page. A part over 12 tells, unless others contradict it; then
    points, which beside a clock of 24 hours only dates have that begin with the day; then the
    reading under which the thread runs in one direction, if it is the only one, or that makes it
    last much shorter. ``since`` is a day before which none of them can be: the reading that keeps
    to it, or follows it much closer, is the right one.
    """
    matches = (match for text in texts if (match := _NUMERIC.search(folded(text[:200]))))
    found = list(islice(matches, _ENOUGH))
    if _year_first([(m[1], m[4]) for m in found]):
        return None
    dates = [(int(m[1]), int(m[3]), int(m[4]), _mark(m)) for m in found if len(m[4]) > 1]
    day_first = sum(1 for one, two, _, _ in dates if 12 < one <= 31 and two <= 12)
    month_first = sum(1 for one, two, _, _ in dates if one <= 12 < two <= 31)
    if day_first or month_first:
        return None if day_first and month_first else day_first > 0
    telling = [entry for entry in dates if 1 <= entry[0] <= 12 and 1 <= entry[1] <= 12]
    if telling and all(mark == "." for *_, mark in telling):
        return True
    told = _by_direction(telling)
    return _by_start(telling, since) if told is None and since and telling else told


def _year_first(ends: Sequence[tuple[str, str]]) -> bool:
    """Whether dates in numbers of two digits begin with the year: it stays while the last varies.

    No thread is of one day of the month over several years.
    """
    firsts = {first for first, _ in ends}
    lasts = {int(last) for _, last in ends}
    return len(firsts) == 1 and len(lasts) >= _SEVERAL and max(lasts) <= _DAYS


def _mark(match: re.Match[str]) -> str:
    """The sign between the numbers; with half a day beside them, points say nothing."""
    return "" if match[2] == "." and _HALVES.search(match.string) else match[2]


def _by_start(dates: Sequence[_Numbers], since: date) -> bool | None:
    # Clocks and zones may be a day apart.
    as_days, as_months = (
        min(days) - since.toordinal() + 1 for days in (_as_days(dates), _as_months(dates))
    )
    if (as_days < 0) != (as_months < 0):
        return as_days >= 0
    short, long = sorted((as_days, as_months))
    return as_days == short if short >= 0 and long >= max(_LATER, _SHORTER * short) else None


def _by_direction(dates: Sequence[_Numbers]) -> bool | None:
    if len({entry[:2] for entry in dates}) < 3:
        return None
    as_days, as_months = _as_days(dates), _as_months(dates)
    if _one_way(as_days) != _one_way(as_months):
        return _one_way(as_days)
    short, long = sorted((_span(as_days), _span(as_months)))
    return _span(as_days) == short if long >= _SHORTER * max(short, 1) else None


def _as_days(dates: Sequence[_Numbers]) -> list[int]:
    return [_day(year, two, one) for one, two, year, _ in dates]


def _as_months(dates: Sequence[_Numbers]) -> list[int]:
    return [_day(year, one, two) for one, two, year, _ in dates]


def _day(year: int, month: int, day: int) -> int:
    return date(year if year > 99 else 2000 + year, month, day).toordinal()


def _span(days: Sequence[int]) -> int:
    return max(days) - min(days)


def _one_way(days: Sequence[int]) -> bool:
    pairs = list(pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
