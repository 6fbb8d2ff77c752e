"""The zone of a blog from what it shows beside the instants of its comments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import read_machine
from crawler.model import Moment, Precision
from crawler.platforms.zones import on_clock, zone_of_days, zoned

INSTANTS = st.datetimes(datetime(2001, 1, 1), datetime(2030, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC, microsecond=0)
)
QUARTERS = st.integers(-48, 56).map(lambda count: 15 * count)


def on(instant: datetime, offset: int, length: int) -> Moment:
    """What a blog at an offset shows of an instant, so many letters of ISO 8601."""
    local = instant.astimezone(timezone(timedelta(minutes=offset))).isoformat()[:length]
    return read_machine(local)


@given(INSTANTS, QUARTERS)
def test_a_clock_and_an_instant_tell_the_zone(instant: datetime, offset: int) -> None:
    moment = zoned(on(instant, offset, len("2009-03-12T14:05")), instant)

    assert moment is not None
    assert moment.offset == offset


@given(INSTANTS, QUARTERS)
def test_an_instant_keeps_its_second_on_the_clock_that_is_shown(
    instant: datetime, offset: int
) -> None:
    stated = Moment.of(instant)

    moment = on_clock(stated, on(instant, offset, len("2009-03-12T14:05")))

    assert moment.utc == stated.utc
    assert moment.offset == offset


def test_an_instant_of_another_time_is_left_alone() -> None:
    stated = read_machine("2009-03-12T14:05:00Z")

    assert on_clock(stated, read_machine("2009-03-12T14:52")) is stated
    assert on_clock(stated, read_machine("2009-05-12T14:05")) is stated
    assert on_clock(stated, read_machine("2009-03-12")) is stated


@given(st.lists(INSTANTS, min_size=1, max_size=9), st.integers(-12, 14))
def test_in_the_zone_of_days_every_instant_is_of_its_day(
    instants: list[datetime], hours: int
) -> None:
    shown = [(on(at, 60 * hours, len("2009-03-12")), at) for at in instants]

    zone = zone_of_days(shown)

    assert zone is not None
    assert abs(zone) <= abs(60 * hours)
    for day, at in shown:
        assert at.astimezone(timezone(timedelta(minutes=zone))).date().isoformat() == day.local


def test_days_of_no_one_zone_tell_none() -> None:
    noon = datetime(2009, 3, 12, 12, tzinfo=UTC)
    days = [Moment("x", f"2009-03-{day}", precision=Precision.DAY) for day in (11, 13)]

    assert zone_of_days([(day, noon) for day in days]) is None
    assert zone_of_days([]) is None
