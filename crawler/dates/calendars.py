"""Years that are counted otherwise, and steps back through the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

#: The Buddhist era of Thailand runs this far ahead.
_BUDDHIST = 543


def gregorian_year(year: int) -> int:
    """A year of four digits, taken from the Buddhist era where it can only be one."""
    return year - _BUDDHIST if 2400 <= year < 2700 else year


def full_year(short: int, primary: str, latest: int | None) -> int:
    """The year that two digits stand for, in a language; not later than ``latest``, if given.

    Thai pages count in the Buddhist era, Persian ones in the Iranian calendar.
    """
    if primary == "th" and short >= 40:
        return short + 2500 - _BUDDHIST
    if primary == "fa" and short >= 60:
        return short + 1300
    year = short + (2000 if short < 70 else 1900)
    return year - 100 if latest is not None and year > latest + 1 and year > 2000 else year


def iranian_date(year: int, month: int, day: int) -> date:
    """A day of the Iranian calendar (33-year cycle, right for 1304 to 1472) as ours.

    Raises `ValueError` for a day that does not exist.
    """
    length = 31 if month < 7 else 30
    if not (1304 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError("no such day in the Iranian calendar")
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    ordinal = _iranian_new_year(year) + before + day - 1
    if ordinal >= _iranian_new_year(year + 1):
        raise ValueError("no such day in the Iranian calendar")
    return date.fromordinal(ordinal)


def _iranian_new_year(year: int) -> int:
    shifted = year + 1595
    return 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 - 356_032


def back(moment: datetime, count: int, unit: int) -> datetime:
    """``count`` units before a moment; units are numbered as in ``YMWDHIS`` (years to seconds).

    Raises `ValueError` or `OverflowError` where that leaves the calendar.
    """
    if unit > 1:
        days_or_seconds = (7 * 86_400, 86_400, 3_600, 60, 1)[unit - 2]
        return moment - timedelta(seconds=count * days_or_seconds)
    months = moment.year * 12 + moment.month - 1 - count * (12 if unit == 0 else 1)
    year, month = divmod(months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            if not 1 <= year <= 9999:
                raise
    return moment.replace(year=year, month=month + 1)
