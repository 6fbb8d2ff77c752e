"""The zone of a blog, where comments show their wall clock or their day beside their instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from crawler.model import Moment, Precision

_HOUR = 60
#: Zones reach from twelve hours west to fourteen east, in minutes.
_WEST, _EAST = -12 * _HOUR, 14 * _HOUR
_MINUTE, _QUARTER = timedelta(minutes=1), timedelta(minutes=15)
#: A wall clock without seconds is up to a minute behind; two clocks may be as much apart.
_HALF_A_MINUTE = timedelta(seconds=30)
_APART = timedelta(seconds=90)


def zoned(moment: Moment, instant: datetime) -> Moment | None:
    """The moment with the offset at which its wall clock shows the instant (aware, UTC).

    ``None`` where no zone on earth does, from twelve hours west to fourteen east in whole quarters
    of an hour.
    """
    if moment.local is None or "T" not in moment.local:
        return None
    ahead = datetime.fromisoformat(moment.local).replace(tzinfo=UTC) - instant + _HALF_A_MINUTE
    quarters = round(ahead / _QUARTER)
    near = abs(ahead - quarters * _QUARTER) <= _APART
    return replace(moment, offset=quarters * 15) if near and -48 <= quarters <= 56 else None


def on_clock(instant: Moment, shown: Moment) -> Moment:
    """A known instant on the wall clock that is shown for it, where the two fit; else as it is."""
    if instant.utc is None or shown.offset is not None:
        return instant
    timed = zoned(shown, datetime.fromisoformat(instant.utc))
    if timed is None or timed.offset is None:
        return instant
    exact = at_offset(datetime.fromisoformat(instant.utc), timed.offset, shown.written)
    same = exact.local is not None and exact.local.startswith(timed.local or " ")
    return exact if same and instant.precision is Precision.SECOND else timed


def zone_of_days(shown: Iterable[tuple[Moment, datetime]]) -> int | None:
    """The offset under which instants (aware, UTC) fall on the days shown beside them, in minutes.

    The nearest to UTC in whole hours: a comment of Tuesday evening in New York is of Wednesday in
    UTC. ``None`` where there is no day or no such zone.
    """
    west, east = _WEST, _EAST
    told = False
    for day, instant in shown:
        if day.precision is Precision.DAY and day.local:
            morning = datetime.fromisoformat(day.local).replace(tzinfo=UTC) - instant
            west = max(west, -(-morning // _MINUTE))
            east = min(east, -(-(morning + timedelta(days=1)) // _MINUTE) - 1)
            told = True
    whole = (hour * _HOUR for hour in range(-(-west // _HOUR), east // _HOUR + 1))
    return min(whole, key=abs, default=None) if told else None


def at_offset(instant: datetime, offset: int, written: str) -> Moment:
    """The moment of an instant (aware, UTC) on a clock so many minutes east of UTC."""
    return Moment.of(instant.astimezone(timezone(timedelta(minutes=offset))), written)
