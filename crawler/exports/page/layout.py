"""Where everything stands in the picture: a lane per blog, time from left to right."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from crawler.exports.instants import seconds
from crawler.exports.page.timescale import Fold, Stop, TimeScale, spread
from crawler.exports.trace_ways import Way, all_ways
from crawler.exports.traced import Traced
from crawler.model import Moment, StoredPost, Thread

LANE = 41.0
#: Room above the lanes for the dates, below them, and at the ends.
TOP, BOTTOM, SIDE = 34.0, 14.0, 30.0
_SMALLEST, _LARGEST = 9.0, 19.0
# The circle of so many comments is the largest, unless a thread has more.
_MANY = 40
_APART = 3.0
# More lanes than this cannot be told apart: the blogs with the fewest posts share the last one.
_LANES = 150
_ROOM, _ROOM_PER_POST, _MOST_ROOM = 260.0, 9.0, 6_000.0
_LABEL_APART = 62.0
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Mark:
    """A post in the picture. ``number`` is its place in the reading order, from 1.

    ``until`` is where the time ends that its date may mean, where that is visible; ``ticks`` are
    the places of its comments with how many stand there.
    """

    number: int
    stored: StoredPost
    lane: int
    x: float
    y: float
    radius: float
    until: float
    ticks: Sequence[tuple[float, int]]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A blog's row; ``blog`` is `None` for the one that the smallest blogs share."""

    blog: str | None
    posts: int
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn. ``marks`` are in order of time, which is from left to right."""

    width: float
    height: float
    lanes: Sequence[Lane]
    marks: Sequence[Mark]
    ways: Sequence[Way]
    folds: Sequence[Fold]
    dates: Sequence[tuple[float, str]]
    by_url: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A post at its time; ``aside`` says on which side of that it stands without a date."""

    time: float
    aside: int
    number: int
    thread: Thread
    parent: int | None

    @property
    def blog(self) -> str:
        return self.thread.post.post.blog


def picture(traced: Traced, tz: tzinfo | None = None) -> Picture:
    """The picture of a conversation. Linear in posts, comments and hops but for sorting."""
    entries = _in_time(traced)
    lanes = _lanes([entry.blog for entry in entries])
    most = max([_MANY, *(entry.thread.post.comment_count for entry in entries)])
    stops = [
        Stop(
            entry.time,
            lanes[entry.blog],
            _radius(entry.thread.post.comment_count, most) + _APART,
            entry.aside,
        )
        for entry in entries
    ]
    talk = [_comment_times(entry.thread) for entry in entries]
    room = min(_ROOM + _ROOM_PER_POST * len(entries), _MOST_ROOM)
    axis, places = spread(stops, [time for times in talk for time in times], room)
    marks = [
        _mark(entry, stop, place, axis, times)
        for entry, stop, place, times in zip(entries, stops, places, talk, strict=True)
    ]
    rows = _rows(lanes, [entry.blog for entry in entries])
    return Picture(
        width=max(axis.width, *places, 0.0) + 2 * SIDE,
        height=TOP + len(rows) * LANE + BOTTOM,
        lanes=rows,
        marks=marks,
        ways=all_ways(traced),
        folds=[Fold(f.left + SIDE, f.right + SIDE, f.seconds) for f in axis.folds],
        dates=_dates(marks, tz),
        by_url={mark.stored.post.url: mark for mark in marks},
    )


def _in_time(traced: Traced) -> list[_Entry]:
    """Every post in order of time.

    A post without a date stands beside the one that it hangs on in the reading order: before it
    when that one refers to it, else after it.
    """
    threads = {thread.post.post.url: thread for thread in traced.conversation.threads}
    numbers = {step.post_url: number for number, step in enumerate(traced.steps, 1)}
    known = [seconds(thread.post.post.published) for thread in threads.values()]
    first = min((time for time in known if time is not None), default=0.0)
    times: dict[str, float] = {}
    entries: list[_Entry] = []
    for step in traced.steps:
        thread, parent, aside = threads[step.post_url], step.parent_url, 0
        time = seconds(thread.post.post.published)
        if time is None:
            time = first if parent is None else times[parent]
            aside = 1 if any(hop.source_url == step.post_url for hop in step.hops) else -1
        times[step.post_url] = time
        above = None if parent is None else numbers[parent]
        entries.append(_Entry(time, aside, numbers[step.post_url], thread, above))
    return sorted(entries, key=lambda entry: (entry.time, entry.aside, entry.number))


def _lanes(blogs: Sequence[str]) -> dict[str, int]:
    """The lane of each blog in order of entering, the smallest together where there are many."""
    counts = Counter(blogs)
    kept = {blog for blog, _ in counts.most_common(_LANES - 1 if len(counts) > _LANES else None)}
    lanes = {blog: lane for lane, blog in enumerate(b for b in counts if b in kept)}
    return {blog: lanes.get(blog, len(lanes)) for blog in counts}


def _rows(lanes: Mapping[str, int], blogs: Sequence[str]) -> list[Lane]:
    names: dict[int, list[str]] = defaultdict(list)
    for blog, lane in lanes.items():
        names[lane].append(blog)
    counts = Counter(lanes[blog] for blog in blogs)
    return [
        Lane(names[lane][0] if len(names[lane]) == 1 else None, counts[lane], _y(lane))
        for lane in sorted(names)
    ]


def _y(lane: int) -> float:
    return TOP + LANE * (lane + 0.5)


def _radius(comments: int, most: int) -> float:
    """The area grows with the comments, from that of a post without any."""
    share = comments / most
    return math.sqrt(_SMALLEST**2 + (_LARGEST**2 - _SMALLEST**2) * share)


def _comment_times(thread: Thread) -> list[float]:
    times = [
        seconds(stored.comment.published)
        for stored in thread.comments
        if not stored.comment.kind.is_reaction and not stored.removed
    ]
    return [time for time in times if time is not None]


def _mark(entry: _Entry, stop: Stop, place: float, axis: TimeScale, talk: Sequence[float]) -> Mark:
    ticks = Counter(round(max(axis.x(time), place)) for time in talk)
    return Mark(
        number=entry.number,
        stored=entry.thread.post,
        lane=stop.lane,
        x=place + SIDE,
        y=_y(stop.lane),
        radius=stop.room - _APART,
        until=max(axis.x(_end(entry.thread.post.post.published)), place) + SIDE,
        ticks=[(x + SIDE, count) for x, count in sorted(ticks.items())],
        parent=entry.parent,
    )


def _end(moment: Moment) -> float:
    """Where the time ends that a date may mean, if it names no day."""
    start = seconds(moment)
    if start is None or moment.local is None or len(moment.local) > 7:
        return -math.inf
    return start + (31 if len(moment.local) == 7 else 366) * _DAY


def _dates(marks: Sequence[Mark], tz: tzinfo | None) -> list[tuple[float, str]]:
    """The days on which posts came, the hours in a talk of two days, where words have room."""
    known = [
        (mark.x, datetime.fromtimestamp(time, tz or UTC))
        for mark in marks
        if len(mark.stored.post.published.local or "") >= 10
        and (time := seconds(mark.stored.post.published)) is not None
    ]
    short = bool(known) and (known[-1][1] - known[0][1]).days < 2
    shown: list[tuple[float, str]] = []
    before: tuple[int, ...] = ()
    for x, moment in known:
        if shown and x - shown[-1][0] < _LABEL_APART:
            continue
        mark = (moment.year, moment.month, moment.day) if short else (moment.year,)
        words = f"{moment:%H:%M}" if short else f"{moment.day} {moment:%b}"
        shown.append((x, words if mark == before else f"{moment.day} {moment:%b %Y}"))
        before = mark
    return shown
