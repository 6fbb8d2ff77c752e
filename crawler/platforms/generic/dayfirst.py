"""Which of two numbers is the day, learnt from all dates of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from crawler import dates

_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)\s?([./-])\s?(\d\d?)\s?\2\s?(\d{4}|\d\d)(?![\d/-])")
#: A thread lasts days rather than months: so many times shorter is the right reading.
_SHORTER = 4


def day_first(written: Sequence[str]) -> bool | None:
    """Whether dates of numbers name the day first; None where they do not tell.

    A part over 12 tells; then points, which only dates have that begin with the day; then the
    reading under which the list runs in one direction, and the one that makes it much shorter.
    """
    learned = dates.learn_day_first(written)
    found = [match for text in written if (match := _NUMERIC.search(text[:200]))]
    if learned is not None or not found:
        return learned
    if any(int(match[place]) > 12 for match in found for place in (1, 3)):
        return None
    if all(match[2] == "." for match in found):
        return True
    days = [_day(match[4], match[3], match[1]) for match in found]
    months = [_day(match[4], match[1], match[3]) for match in found]
    if _one_way(days) != _one_way(months):
        return _one_way(days)
    if len({match[0] for match in found}) < 3:
        return None
    long, short = sorted((_span(days), _span(months)))[::-1]
    return _span(days) == short if long >= _SHORTER * max(short, 1) else None


def _day(year: str, month: str, day: str) -> int:
    full = int(year) + (0 if len(year) == 4 else 2000)
    return date(max(full, 1), max(int(month), 1), max(int(day), 1)).toordinal()


def _span(days: Sequence[int]) -> int:
    return max(days) - min(days)


def _one_way(days: Sequence[int]) -> bool:
    pairs = list(pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
