"""Which of two posts came first, and which post a conversation began with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from crawler.model import Hop, Moment, Precision, StoredPost

#: How far two clocks may differ where one of the two names no zone (Leskovec et al. 2007 order
#: a cascade by time; the tolerance is ours).
TOLERANCE = timedelta(hours=24)

_LENGTHS = {10: timedelta(days=1), 13: timedelta(hours=1), 16: timedelta(minutes=1)}
_UNKNOWN = "9999"


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a date may mean, from its first instant to its last; ``zoned`` if in UTC."""

    start: datetime
    end: datetime
    zoned: bool


def span(moment: Moment) -> Span | None:
    """The time that a moment may mean, as wide as its precision; ``None`` where unknown."""
    exact = moment.utc is not None and moment.precision is not Precision.RELATIVE
    return None if moment.local is None else _span(moment.order, exact)


def span_of_key(order: str | None) -> Span | None:
    """The same for a `Moment.order` key, which does not tell whether its zone was known."""
    return None if order is None else _span(order, False)


@lru_cache(maxsize=1 << 14)
def _span(text: str, zoned: bool) -> Span | None:
    try:
        if len(text) <= 7:
            year, _, month = text.partition("-")
            start = datetime(int(year), int(month or 1), 1)
            last = datetime(int(year), int(month or 12), 28)
            return Span(start, last + timedelta(days=3), zoned)
        start = datetime.fromisoformat(text)
        return Span(start, start + _LENGTHS.get(len(text), timedelta()), zoned)
    except (ValueError, OverflowError):
        return None


def is_younger(one: Span | None, other: Span | None) -> bool:
    """True when the first is surely later than the second, beyond the tolerance for zones."""
    if one is None or other is None or one.start <= other.end:
        return False
    return (one.zoned and other.zoned) or one.start - other.end > TOLERANCE


def steps_back(
    posts: Mapping[str, StoredPost], hops: Collection[Hop]
) -> Iterator[tuple[str, str, Hop]]:
    """Each hop as (the later post, the earlier post, the hop).

    A hop leads back from the post that refers to the one referred to, unless the dates of the two
    posts say that the latter is surely younger (a later edit, a link set in a comment): then the
    other way round.
    """
    orders = {url: stored.post.published.order for url, stored in posts.items()}
    for hop in hops:
        source, target = hop.source_url, hop.target_url
        # What is surely later has a later key: few pairs need more than the comparison of these.
        if orders[target] > orders[source] and is_younger(
            span(posts[target].post.published), span(posts[source].post.published)
        ):
            yield target, source, hop
        else:
            yield source, target, hop


def root_of(posts: Mapping[str, StoredPost], hops: Collection[Hop]) -> str:
    """The post that the conversation began with: the earliest that its hops lead back to.

    Those are the posts from which no step leads further back to a post that was read (posts that
    lead to each other count as one place). An undated post is as old as the oldest that refers to
    it; of equals the one with most steps to it, then the first by address. Linear in the hops.
    """
    back: dict[str, list[str]] = {url: [] for url in posts}
    weight = dict.fromkeys(posts, 0)
    for later, earlier, _ in steps_back(posts, hops):
        if later != earlier:
            back[later].append(earlier)
            weight[earlier] += 1
    groups = _groups(back)
    dates = _dates(posts, back, groups)
    read = {url for url, stored in posts.items() if not stored.state.is_gap} or set(posts)
    last = _last_read(back, groups, read)
    return min(last, key=lambda url: (dates[url], -weight[url], url))


def _last_read(back: Mapping[str, list[str]], groups: list[list[str]], read: set[str]) -> list[str]:
    """The read posts of the groups behind which no read post stands."""
    beyond: set[str] = set()
    ends: list[str] = []
    for group in groups:
        here = [url for url in group if url in read]
        further = any(not beyond.isdisjoint(back[url]) for url in group)
        if further or here:
            beyond.update(group)
        if not further:
            ends += here
    return ends


def _dates(
    posts: Mapping[str, StoredPost], back: Mapping[str, list[str]], groups: list[list[str]]
) -> dict[str, str]:
    """The sort key of each post's date; the undated take that of the oldest who refers to them."""
    dates = {url: stored.post.published.order for url, stored in posts.items()}
    undated = {url for url, date in dates.items() if date == _UNKNOWN}
    if not undated:
        return dates
    for group in reversed(groups):
        known = min((dates[url] for url in group), default=_UNKNOWN)
        for url in group:
            if url in undated:
                dates[url] = known
        for url in group:
            for earlier in back[url]:
                if earlier in undated:
                    dates[earlier] = min(dates[earlier], dates[url])
    return dates


def _groups(edges: Mapping[str, list[str]]) -> list[list[str]]:
    """The strongly connected components, each after all that it leads to (Tarjan 1972).

    Without recursion: conversations are longer than Python's stack is deep.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    groups: list[list[str]] = []
    for start in edges:
        if start in index:
            continue
        work = [(start, iter(edges[start]))]
        index[start] = low[start] = len(index)
        open_[start] = None
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    open_[target] = None
                    work.append((target, iter(edges[target])))
                    break
                if target in open_:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    groups.append(_close(open_, node))
    return groups


def _close(open_: dict[str, None], node: str) -> list[str]:
    """The nodes opened since ``node``, taken off the stack."""
    group: list[str] = []
    while not group or group[-1] != node:
        group.append(open_.popitem()[0])
    return group


def by_time(stored: StoredPost) -> tuple[str, str]:
    """The sort key of posts in order of time; the undated last, equals by address."""
    return stored.post.published.order, stored.post.url
