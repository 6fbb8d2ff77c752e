"""The axis: never backwards, silences folded and said, posts apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.page.timescale import Stop, spread

DAY = 86_400.0
TIMES = st.floats(0, 5_000 * DAY, allow_nan=False)
STOPS = st.lists(
    st.builds(Stop, TIMES, st.integers(0, 4), st.floats(9, 22), st.sampled_from([-1, 0, 0, 0, 1])),
    max_size=30,
).map(lambda stops: sorted(stops, key=lambda stop: (stop.time, stop.aside)))


def test_a_long_silence_is_folded_and_short_ones_are_to_scale() -> None:
    days = [0, 2, 4, 10, 400, 402]
    stops = [Stop(day * DAY, lane, 10.0) for lane, day in enumerate(days)]
    axis, places = spread(stops, [], 500.0)
    (fold,) = axis.folds
    assert fold.seconds == 390 * DAY
    assert (fold.left, fold.right) == (places[3], places[4])
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert round(steps[2] / steps[1], 2) == 3.0
    assert fold.right - fold.left < steps[2]


def test_a_talk_of_a_day_is_not_folded() -> None:
    stops = [Stop(hour * 3600.0, 0, 10.0) for hour in (0, 1, 20)]
    assert spread(stops, [21 * 3600.0], 300.0)[0].folds == []


def test_nothing_to_place() -> None:
    axis, places = spread([], [], 300.0)
    assert (axis.width, axis.x(5.0), places) == (0.0, 0.0, [])


@given(STOPS, st.lists(TIMES, max_size=30))
def test_time_never_goes_backwards_and_posts_of_a_lane_never_touch(
    stops: list[Stop], comments: list[float]
) -> None:
    axis, places = spread(stops, comments, 400.0)
    assert places == sorted(places)
    assert len(places) == len(stops)
    for (one, left), (other, right) in pairwise(zip(stops, places, strict=True)):
        if one.lane == other.lane:
            assert right - left >= one.room + other.room - 1e-6
    moments = sorted([*comments, *(stop.time for stop in stops)])
    drawn = [axis.x(moment) for moment in moments]
    assert drawn == sorted(drawn)
    assert all(0 <= x <= axis.width for x in drawn)


@given(STOPS, st.lists(TIMES, max_size=10))
def test_a_fold_lies_between_what_came_before_and_after(
    stops: list[Stop], comments: list[float]
) -> None:
    axis, _ = spread(stops, comments, 400.0)
    for fold in axis.folds:
        assert 0 <= fold.left < fold.right <= axis.width + 1e-6
        assert fold.seconds > DAY
    for earlier, later in pairwise(axis.folds):
        assert earlier.right <= later.left
