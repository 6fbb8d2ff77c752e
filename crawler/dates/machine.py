"""Dates written for machines: ISO 8601, the RFC formats of mail and HTTP, and epoch counts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from crawler.model import Moment, Precision

#: ISO 8601 as it is found on the web: extended or basic, ``T`` or a space, any end left off.
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)(?P<clock>[Tt_ ]\s*.+)?)?"
    r"|(?P<month_>\d\d)(?P<day_>\d\d)(?P<clock_>[Tt ].+)?)?"
)
#: An ISO time of day with its zone.
_CLOCK = re.compile(
    r"[Tt_ ]\s*(?P<hour>\d\d?)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>[Zz]|UTC|GMT|[+\-\u2212]\d\d(?::?\d\d)?(?::\d\d)?)?(?:\[[\w/+\-]+\])?"
)
#: RFC 822, 2822, 850 and asctime: the order of the parts differs, their forms do not.
_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?:(?P<day>\d\d?)[\s-]+(?P<month>[A-Za-z]{3,9})\.?[\s,-]+(?P<year>\d{4}|\d\d)"
    r"|(?P<month_>[A-Za-z]{3,9})\s+(?P<day_>\d\d?))"
    r"[\s,]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<zone>[+-]\d{4}|[+-]\d\d:\d\d|\(?[A-Za-z]{1,5}\)?))?(?:\s+(?P<year_>\d{4}))?"
    r"(?:\s*\([^()]*\))?"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
#: RFC 822, 5.1, in minutes east of UTC; RFC 2822 takes other letters as "unknown".
_ZONES = {
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
}
#: Counts above this are milliseconds (in seconds it would be the year 5138), then microseconds.
_MILLISECONDS = 1e11
_MICROSECONDS = 1e14
#: Longer values are no dates.
_MAX_LENGTH = 64


def read_machine(value: str) -> Moment:
    """The moment of a machine-readable date; what cannot be one has precision ``none``.

    Reads ISO 8601 in the forms the web uses (basic too), RFC 822, 2822, 850 and asctime. An
    offset is kept as given. Bare digits are a date only as ``YYYY`` or ``YYYYMMDD``: a count of
    seconds is for `from_epoch`, where the caller knows that it is one. Never raises.
    """
    text = value.strip()
    if len(text) > _MAX_LENGTH:
        return Moment(written=text[:_MAX_LENGTH])
    iso = _ISO.fullmatch(text)
    moment = _iso(text, iso) if iso else None
    if moment is None:
        mail = _MAIL.fullmatch(text)
        moment = _mail(text, mail) if mail else None
    return moment or Moment(written=text)


def from_epoch(value: int | float, written: str = "") -> Moment:
    """The moment of a count since 1970 in seconds, milliseconds or microseconds, in UTC.

    The unit follows from the size; what lies outside the years 1000 to 9999 has precision
    ``none``. Never raises.
    """
    if not -1e18 < value < 1e18:
        return Moment(written=written)
    words, seconds = written or str(value), float(value)
    if abs(seconds) >= _MICROSECONDS:
        seconds /= 1e6
    elif abs(seconds) >= _MILLISECONDS:
        seconds /= 1e3
    try:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds // 1))
    except (ValueError, OverflowError):
        return Moment(written=words)
    return Moment.of(instant, words) if instant.year >= 1000 else Moment(written=words)


def moment_of_day(day: date, written: str = "") -> Moment:
    """The moment of a day."""
    return Moment(written, day.isoformat(), None, Precision.DAY)


def moment_at(
    day: date,
    clock: tuple[int, int | None, int | None],
    offset: int | None = None,
    written: str = "",
) -> Moment | None:
    """The moment of an hour, minute and second so far as given; None where they are impossible.

    24:00 is the next day's midnight and a leap second the second before it, as ISO 8601 has them.
    """
    hour, minute, second = clock
    if hour == 24 and not minute and not second and day < date.max:
        hour, day = 0, day + timedelta(days=1)
    second = 59 if second == 60 else second
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    local = f"{day.isoformat()}T{hour:02d}"
    if minute is None:
        return Moment(written, local, offset, Precision.HOUR)
    local = f"{local}:{minute:02d}"
    if second is None:
        return Moment(written, local, offset, Precision.MINUTE)
    return Moment(written, f"{local}:{second:02d}", offset, Precision.SECOND)


def _iso(written: str, found: re.Match[str]) -> Moment | None:
    year = int(found["year"])
    month, day = found["month"] or found["month_"], found["day"] or found["day_"]
    if year < 1000 or (month and not 1 <= int(month) <= 12):
        return None
    if month is None:
        return Moment(written, f"{year:04d}", None, Precision.YEAR)
    if day is None:
        return Moment(written, f"{year:04d}-{int(month):02d}", None, Precision.MONTH)
    try:
        whole = date(year, int(month), int(day))
        clock = found["clock"] or found["clock_"]
        if clock is None:
            return moment_of_day(whole, written)
        time = _CLOCK.fullmatch(clock)
        return _at(written, whole, time, _offset(time["zone"])) if time else None
    except (ValueError, OverflowError):
        return None


def _mail(written: str, found: re.Match[str]) -> Moment | None:
    month = _MONTHS.get((found["month"] or found["month_"]).lower()[:3])
    year = found["year"] or found["year_"]
    halved = (found["zone"] or "").lower() in ("am", "pm")
    if month is None or year is None or halved:
        return None
    number = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    if number < 1000:
        return None
    try:
        whole = date(number, month, int(found["day"] or found["day_"]))
        return _at(written, whole, found, _offset(found["zone"]))
    except (ValueError, OverflowError):
        return None


def _at(written: str, day: date, time: re.Match[str], offset: int | None) -> Moment | None:
    hour, minute, second = (time[name] for name in ("hour", "minute", "second"))
    clock = (int(hour), int(minute) if minute else None, int(second) if second else None)
    return moment_at(day, clock, offset, written)


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-\u2212":
        return _ZONES.get(zone.strip("()").lower())
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    if minutes > 18 * 60:
        raise ValueError(zone)
    return minutes if zone[0] == "+" else -minutes
