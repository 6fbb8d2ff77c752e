"""Moments as instants to place on an axis or to write as a full date and time."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.model import Moment


def instant(moment: Moment) -> datetime | None:
    """The first instant that a moment may mean, ``None`` where no date is known.

    In UTC where the zone is known, else the wall clock as it stands: no zone is ever assumed, so
    that the two are told apart by ``tzinfo``.

    >>> instant(Moment(local="2009-03"))
    datetime.datetime(2009, 3, 1, 0, 0)
    """
    if moment.local is None:
        return None
    found = _instant(moment.order)
    return found.replace(tzinfo=UTC) if found and moment.utc is not None else found


def seconds(moment: Moment) -> float | None:
    """The same as seconds since 1970 on one axis, wall clocks beside UTC."""
    found = instant(moment)
    return None if found is None else found.replace(tzinfo=UTC).timestamp()


def instant_of_key(order: str | None) -> datetime | None:
    """The first instant of a `Moment.order` key, which does not tell whether a zone was known."""
    return None if order is None else _instant(order)


def _instant(order: str) -> datetime | None:
    year, month, rest = [*order.split("-", 2), "", ""][:3]
    try:
        return datetime.fromisoformat(f"{year}-{month or '01'}-{rest or '01'}")
    except ValueError:
        return None
