"""What is known of one post or comment, and how sightings of it join into one, in any order.

`join` is commutative, associative and idempotent, so that an archive built with it does not depend
on the order in which its readings arrive. The rule for each field is in
`docs/decisions/0003-joining-readings.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crawler.model import (
    UNDATED,
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Link,
    LinkPlace,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    ThreadState,
)

#: Classes of source: a page, a feed and an API answer each show their own part of a thread.
PAGE, FEED, API = 1, 2, 4

_FINENESS = {
    Precision.SECOND: 6,
    Precision.MINUTE: 5,
    Precision.HOUR: 4,
    Precision.DAY: 3,
    Precision.MONTH: 2,
    Precision.YEAR: 1,
}
_OPEN = frozenset({ThreadState.COMPLETE, ThreadState.PARTIAL, ThreadState.CLOSED, ThreadState.NONE})


class Stamp(NamedTuple):
    """From how trusted a source a value was read, and when last (earliest if it is relative)."""

    rank: int
    at: str


#: A text as read: per rank, when it was first and last seen.
Sightings = dict[int, tuple[str, str]]


@dataclass(slots=True)
class Known:
    """All that is known of one entry; only what is known stands in ``fields``.

    ``texts`` holds every text that was ever read. ``shown`` has the classes of source that showed
    the entry; it is 0 for a post that could only be asked for and not be read.
    """

    first: str
    last: str
    shown: int
    fields: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    texts: dict[str, Sightings] = field(default_factory=dict)


def source_class(rank: int) -> int:
    """The class of source of a rank: `PAGE`, `FEED` or `API`."""
    return API if rank >= Rank.API else FEED if rank >= Rank.FEED else PAGE


def seen_comment(comment: Comment, rank: int, at: str, parent_id: str | None) -> Known:
    """One sighting of a comment; ``parent_id`` is its parent by the archive's ids."""
    pairs = [
        ("kind", comment.kind.value),
        *_signed(comment.author),
        ("published", _moment(comment.published)),
        ("parent", parent_id),
        ("permalink", comment.permalink),
        ("status", comment.status.value),
        ("links", _links(comment.links)),
        ("by_post_author", comment.by_post_author),
        *((f"source.{name}", source) for name, source in comment.sources),
    ]
    return _sighting(pairs, comment.text, rank, at, source_class(rank))


def seen_post(reading: Reading, at: str) -> Known:
    """One sighting of a post: what a reading says of it and of the state of its thread.

    A reading without the post itself still tells the thread's state, below one that has it.
    """
    post = reading.post or Post(url=reading.post_url, blog="")
    pairs: list[tuple[str, Any]] = [
        ("blog", post.blog),
        ("title", post.title),
        *_signed(post.author),
        ("published", _moment(post.published)),
        ("language", post.language),
        ("platform", post.platform),
        ("tags", post.tags),
        ("links", _links(post.links)),
        ("state", (_tier(reading), reading.state.value, reading.reason)),
        ("claimed", reading.claimed),
        ("endpoints", tuple(sorted({(e.protocol.value, e.url) for e in reading.endpoints}))),
    ]
    shown = 0 if reading.state.is_gap else source_class(reading.rank)
    return _sighting(pairs, post.text, reading.rank, at, shown)


def join(one: Known, other: Known) -> Known:
    """All that either knows. Neither argument is changed."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    if bool(one.shown) != bool(other.shown):
        read = one if one.shown else other
        first, last = read.first, read.last
    joined = Known(first, last, one.shown | other.shown, dict(one.fields), dict(one.stamps))
    for name, value in other.fields.items():
        _join_field(joined, name, value, other.stamps[name])
    joined.texts = {text: dict(seen) for text, seen in one.texts.items()}
    for text, seen in other.texts.items():
        mine = joined.texts.setdefault(text, {})
        for rank, (begin, end) in seen.items():
            was = mine.get(rank, (begin, end))
            mine[rank] = (min(was[0], begin), max(was[1], end))
    return joined


def join_all(sightings: Iterable[Known]) -> Known:
    """The join of one or more."""
    rest: Iterator[Known] = iter(sightings)
    known = next(rest)
    for more in rest:
        known = join(known, more)
    return known


def current_text(texts: Mapping[str, Sightings]) -> str:
    """The text that stands now, empty where none was ever read.

    The most trusted source's latest text stands, until a less trusted source shows an edit after
    that text was last seen anywhere (a feed drops old comments and no longer sees their edits).
    """
    if len(texts) < 2:
        return next(iter(texts), "")
    chosen = ""
    for rank in sorted({rank for seen in texts.values() for rank in seen}, reverse=True):
        latest = max(
            (text for text, seen in texts.items() if rank in seen),
            key=lambda text: (texts[text][rank][1], texts[text][rank][0], text),
        )
        if not chosen or _is_edit(texts, rank, latest, chosen):
            chosen = latest
    return chosen


def _is_edit(texts: Mapping[str, Sightings], rank: int, latest: str, chosen: str) -> bool:
    if latest == chosen or sum(rank in seen for seen in texts.values()) < 2:
        return False
    return texts[latest][rank][0] > max(end for _, end in texts[chosen].values())


def _signed(author: Author) -> list[tuple[str, Any]]:
    return [
        ("name", author.name),
        ("url", author.url),
        ("account", author.account),
        ("avatar", author.avatar),
    ]


def _moment(moment: Moment) -> tuple[Any, ...] | None:
    if moment == UNDATED:
        return None
    return (moment.written, moment.local, moment.offset, moment.precision.value)


def _links(links: tuple[Link, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((a.url, a.place.value, a.words, a.around, a.rel) for a in links)


def _tier(reading: Reading) -> int:
    if reading.state in _OPEN:
        return 3 if reading.post is not None or reading.whole else 2
    return 0 if reading.state.is_gap else 1


def _sighting(pairs: list[tuple[str, Any]], text: str, rank: int, at: str, shown: int) -> Known:
    stamp = Stamp(int(rank), at)
    known = {name: value for name, value in pairs if value not in (None, "", (), False)}
    texts: dict[str, Sightings] = {text: {int(rank): (at, at)}} if text else {}
    return Known(at, at, shown, known, dict.fromkeys(known, stamp), texts)


def _join_field(joined: Known, name: str, value: Any, stamp: Stamp) -> None:
    if name not in joined.fields:
        joined.fields[name], joined.stamps[name] = value, stamp
        return
    mine = joined.fields[name]
    if name == "endpoints":
        joined.fields[name] = tuple(sorted({*mine, *value}))
        joined.stamps[name] = max(joined.stamps[name], stamp)
    elif _weight(name, value, stamp) > _weight(name, mine, joined.stamps[name]):
        joined.fields[name], joined.stamps[name] = value, stamp


def _weight(name: str, value: Any, stamp: Stamp) -> tuple[Any, ...]:
    """What decides between two values of a field; equal only for equal values and stamps."""
    if name == "published":
        return (*_date_weight(value, stamp), repr(value))
    if name == "kind":
        return (value != CommentKind.COMMENT, *stamp, value)
    if name == "status":
        return (value != CommentStatus.COLLAPSED, stamp.at, stamp.rank, value)
    if name == "state":
        return (value[0], stamp.at, stamp.rank, value)
    if name == "claimed":
        return (stamp.at, stamp.rank, value)
    return (*stamp, repr(value))


def _date_weight(value: tuple[Any, ...], stamp: Stamp) -> tuple[Any, ...]:
    _, local, offset, precision = value
    if local is None or precision == Precision.NONE:
        return (0, 0, 0, *stamp)
    if precision == Precision.RELATIVE:
        # "3 hours ago" says more than "5 years ago": of relative dates the earliest stands.
        return (1, 0, stamp.rank, -_digits(stamp.at))
    return (2, offset is not None, _FINENESS[Precision(precision)], *stamp)


def _digits(at: str) -> int:
    return int("".join(filter(str.isdecimal, at)) or "0")


def moment_of(value: tuple[Any, ...] | list[Any] | None) -> Moment:
    """The moment that a ``published`` field stands for."""
    if value is None:
        return UNDATED
    return Moment(value[0], value[1], value[2], Precision(value[3]))


def links_of(value: Iterable[Iterable[str]]) -> tuple[Link, ...]:
    """The links that a ``links`` field stands for."""
    return tuple(
        Link(url, LinkPlace(place), words, around, rel) for url, place, words, around, rel in value
    )
