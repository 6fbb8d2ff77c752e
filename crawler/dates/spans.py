"""Relative dates: "3 years ago", "vor 3 Tagen", "yesterday at 4:15 PM"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.dates import shapes
from crawler.dates.calendars import back
from crawler.dates.lexicon import spans_of
from crawler.dates.machine import moment_at, moment_of_day
from crawler.dates.shaped import Shaped, clock_of
from crawler.model import Moment, Precision

#: Languages that say "ago year" for one year, without a number.
_BARE = {
    "pl",
    "cs",
    "sk",
    "ru",
    "uk",
    "be",
    "sr",
    "hr",
    "bs",
    "sl",
    "ar",
    "he",
    "lt",
    "lv",
    "bg",
    "mk",
    "fi",
    "et",
    "id",
    "ms",
    "is",
    "ka",
    "hy",
}
_DAY = 3
_NONE: frozenset[str] = frozenset()


def find_span(
    text: str, pieces: list[re.Match[str]], primary: str, captured: datetime | None
) -> tuple[Moment, int, int] | None:
    """The relative date in a text cut into pieces, counted back from ``captured``, and its span.

    Without ``captured`` the moment holds the words alone.
    """
    lexicon = spans_of(primary)
    words = [piece[0] for piece in pieces]
    if all(lexicon.signs.get(kind, _NONE).isdisjoint(words) for kind in "AUY"):
        return None
    shaped = Shaped.of(text, pieces, lexicon)
    if "A" in shaped.kinds or "U" in shaped.kinds:
        for match in shapes.SPAN.finditer(shaped.kinds):
            moment = _counted(shaped, match, primary, captured)
            if moment:
                return _placed(shaped, match, moment)
    if "Y" in shaped.kinds:
        day = shapes.DAY_NAME.search(shaped.kinds)
        if day:
            return _placed(shaped, day, _named(shaped, day, captured))
    return None


def _placed(shaped: Shaped, match: re.Match[str], moment: Moment) -> tuple[Moment, int, int]:
    start, end = shaped.span(*match.span())
    return replace(moment, written=shaped.text[start:end]), start, end


def _counted(
    shaped: Shaped, match: re.Match[str], primary: str, captured: datetime | None
) -> Moment | None:
    kinds = match[0]
    if "A" not in kinds and "U" not in kinds:
        return None
    counts: list[tuple[int, int]] = []
    number: int | None = None
    for place in range(*match.span()):
        kind, value = shaped.kinds[place], shaped.values[place]
        if kind == "N" and counts and number is None and shaped.kinds[place - 1] == "u":
            continue  # Basque counts one behind its unit
        if kind in "ednyN":
            # A number that is worth nothing has more digits than a count ever has.
            number = value if value or kind != "n" else None
        elif kind == "2":
            counts.append((2, value))
        elif kind in "uU":
            one = shaped.kinds[place + 1 : place + 2] == "N"
            if number is None and not one and primary not in _BARE:
                return None
            counts.append((1 if number is None else number, value))
            number = None
    return _ago(counts, captured) if captured else Moment()


def _ago(counts: list[tuple[int, int]], captured: datetime) -> Moment | None:
    moment = captured
    try:
        for count, unit in counts:
            moment = back(moment, count, unit)
    except (ValueError, OverflowError):
        return None
    fine = max(unit for _, unit in counts) > _DAY
    return _relative(moment, fine)


def _named(shaped: Shaped, match: re.Match[str], captured: datetime | None) -> Moment:
    if captured is None:
        return Moment()
    days = shaped.value(match, "name")
    if days < 0:
        return _relative(captured, fine=True)
    try:
        day = (captured - timedelta(days=days)).date()
    except OverflowError:
        return Moment()
    clock = clock_of(shaped, match)
    whole = (moment_at(day, clock) if clock else None) or moment_of_day(day)
    return replace(whole, precision=Precision.RELATIVE)


def _relative(moment: datetime, fine: bool) -> Moment:
    if not fine:
        return Moment("", moment.date().isoformat(), None, Precision.RELATIVE)
    shift = moment.utcoffset()
    offset = None if shift is None else int(shift.total_seconds() // 60)
    local = moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return Moment("", local, offset, Precision.RELATIVE)
