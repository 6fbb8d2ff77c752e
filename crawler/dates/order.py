"""Which of the first two numbers of a page's dates is the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from crawler.dates.folding import folded

_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)\s?([./-])\s?(\d\d?)\s?\2\s?(\d{4}|\d\d)(?![\d/-])")
#: More dates than this teach nothing new.
_ENOUGH = 500


def learn_day_first(texts: Iterable[str]) -> bool | None:
    """Whether a page's all-numeric dates name the day first; None where they do not tell.

    ``texts`` are in the order of the page. A part over 12 tells, unless others contradict it;
    failing that, the reading under which the thread runs in one direction, if it is the only one.
    """
    dates: list[tuple[int, int, int]] = []
    for text in texts:
        found = _NUMERIC.search(folded(text[:200]))
        if found:
            dates.append((int(found[1]), int(found[3]), int(found[4])))
        if len(dates) == _ENOUGH:
            break
    day_first = sum(1 for one, two, _ in dates if 12 < one <= 31 and two <= 12)
    month_first = sum(1 for one, two, _ in dates if one <= 12 < two <= 31)
    if day_first and month_first:
        return None
    if day_first or month_first:
        return day_first > 0
    return _by_direction(dates)


def _by_direction(dates: Sequence[tuple[int, int, int]]) -> bool | None:
    telling = [entry for entry in dates if entry[0] <= 12 and entry[1] <= 12]
    if len({entry[:2] for entry in telling}) < 3:
        return None
    as_days = _one_way([(year, two, one) for one, two, year in telling])
    as_months = _one_way([(year, one, two) for one, two, year in telling])
    return None if as_days == as_months else as_days


def _one_way(days: Sequence[tuple[int, int, int]]) -> bool:
    pairs = list(pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
