"""A time axis that folds long silences, and says so."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

_DAY = 86_400.0
# A silence is folded if it is longer than a day, than so many times the mean of the shorter steps,
# and than this share of all of them together.
_TIMES, _SHARE = 3.0, 0.25
# A folded silence is this wide where a post ends it, and narrower where only a comment does.
_FOLD, _SMALL_FOLD = 38.0, 14.0
# Two moments are never closer than this, so that an order can be seen; in one lane the posts never
# touch.
_LEAST = 7.0


@dataclass(frozen=True, slots=True)
class Fold:
    """A silence of so many ``seconds`` that takes only the room from ``left`` to ``right``."""

    left: float
    right: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A post on the axis: its time in seconds, its lane, and the room it needs on either side.

    ``aside`` is -1 or 1 for a post without a date that stands just before or after the time.
    """

    time: float
    lane: int
    room: float
    aside: int = 0


class TimeScale:
    """Where times stand between 0 and ``width``: piecewise linear, never decreasing."""

    def __init__(self, knots: Sequence[tuple[float, float]], folds: Sequence[Fold]) -> None:
        self.folds = folds
        self.width = knots[-1][1] if knots else 0.0
        self._times = [time for time, _ in knots]
        self._places = [place for _, place in knots]

    def x(self, time: float) -> float:
        """The place of a time; those before the first or after the last stand at the ends."""
        after = bisect_right(self._times, time)
        if after == 0 or after == len(self._times):
            return self._places[min(after, len(self._places) - 1)] if self._places else 0.0
        start, end = self._times[after - 1], self._times[after]
        left, right = self._places[after - 1], self._places[after]
        return left + (right - left) * (time - start) / (end - start)


def spread(
    stops: Sequence[Stop], others: Sequence[float], room: float
) -> tuple[TimeScale, list[float]]:
    """The axis for posts (in order of time) and the times of comments, and each post's place.

    ``room`` is the width for the time that is not folded; crowded posts may make it wider.
    """
    if not stops and not others:
        return TimeScale([], []), []
    hours = {time // 3600 * 3600 for time in others}
    times = sorted({stop.time for stop in stops} | hours)
    of_posts = {stop.time for stop in stops}
    steps = [later - earlier for earlier, later in pairwise(times)]
    limit = _longest_shown(steps)
    shown = sum(step for step in steps if step <= limit) or 1.0
    widths = [0.0] + [
        step / shown * room if step <= limit else (_FOLD if time in of_posts else _SMALL_FOLD)
        for step, time in zip(steps, times[1:], strict=True)
    ]
    folded = {time for time, step in zip(times[1:], steps, strict=True) if step > limit}
    return _placed(stops, list(zip(times, widths, strict=True)), folded)


def _longest_shown(steps: Sequence[float]) -> float:
    """The longest step between two moments that is drawn to scale: all that are longer fold."""
    longest = total = 0.0
    for count, step in enumerate(sorted(steps)):
        if count and step > max(_DAY, total * _SHARE, total / count * _TIMES):
            break
        longest = step
        total += step
    return longest


def _placed(
    stops: Sequence[Stop], times: Sequence[tuple[float, float]], folded: Set[float]
) -> tuple[TimeScale, list[float]]:
    """Widen the axis from left to right wherever posts need the room."""
    together: dict[float, list[Stop]] = defaultdict(list)
    for stop in stops:
        together[stop.time].append(stop)
    knots: list[tuple[float, float]] = []
    folds: list[Fold] = []
    places: list[float] = []
    taken: dict[int, float] = {}
    x = 0.0
    for time, width in times:
        left, x = x, x + width
        dated: list[float] = []
        first = len(places)
        for stop in together[time]:
            gap = stop.room if stop.aside else _LEAST
            x = max(x, places[-1] + gap if places else 0.0, taken.get(stop.lane, 0.0) + stop.room)
            taken[stop.lane] = x + stop.room
            places.append(x)
            dated += [] if stop.aside else [x]
        if time in folded:
            folds.append(Fold(left, places[first] if together[time] else x, time - knots[-1][0]))
        knots.append((time, dated[0] if dated else x))
    return TimeScale(knots, folds), places
