"""How fast a conversation went, how much of it is gone, and how its threads are shaped."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crawler.conversations.order import span
from crawler.model import CommentKind, Conversation, Moment, Precision, StoredComment, Thread

_FINE = frozenset({Precision.SECOND, Precision.MINUTE})


def response_hours(conversation: Conversation) -> dict[str, dict[str, float]]:
    """Δt(u→v) = t(u) − t(v) in hours: how many, quartiles and median, by kind of hop.

    ``comment`` is how long after what it answers (a comment, else the post) a comment came. Only
    where both dates go to the minute and both or none name a zone; answers before what they answer
    (later edits, wrong clocks) are left out. Quartiles are inclusive (method 7 of Hyndman, Fan:
    Sample Quantiles in Statistical Packages, The American Statistician 50, 1996).
    """
    times: dict[str, list[float]] = defaultdict(list)
    for kind, later, earlier in _answers(conversation):
        hours = _hours(later, earlier)
        if hours is not None and hours >= 0:
            times[kind].append(hours)
    return {kind: _quartiles(times[kind]) for kind in sorted(times)}


def _answers(conversation: Conversation) -> Iterator[tuple[str, Moment, Moment]]:
    posts = {thread.post.post.url: thread.post.post.published for thread in conversation.threads}
    comments: dict[tuple[str, str], Moment] = {}
    for stored in _told(conversation.threads):
        comments[stored.post_url, stored.comment.id] = stored.comment.published
    for hop in conversation.hops:
        carried = comments.get((hop.source_url, hop.source_comment_id or ""))
        yield hop.kind.value, carried or posts[hop.source_url], posts[hop.target_url]
    for stored in _told(conversation.threads):
        answered = comments.get((stored.post_url, stored.comment.parent_id or ""))
        yield "comment", stored.comment.published, answered or posts[stored.post_url]


def _hours(later: Moment, earlier: Moment) -> float | None:
    one, other = span(later), span(earlier)
    if one is None or other is None or one.zoned != other.zoned:
        return None
    if not {later.precision, earlier.precision} <= _FINE:
        return None
    return (one.start - other.start).total_seconds() / 3600


def _quartiles(hours: list[float]) -> dict[str, float]:
    alone = len(hours) == 1
    low, middle, high = hours * 3 if alone else statistics.quantiles(hours, method="inclusive")
    quarters = {"q1": low, "median": middle, "q3": high}
    return {"count": len(hours), **{name: round(value, 2) for name, value in quarters.items()}}


def link_rot(conversation: Conversation) -> tuple[float | None, dict[str, float]]:
    """|{(u, v) : v is dead}| / |{(u, v)}| over pairs joined by hops, and the same by year of u.

    A post is dead that was looked for and could not be read, now or in a web archive.
    """
    posts = {thread.post.post.url: thread.post for thread in conversation.threads}
    all_, dead = Counter[str](), Counter[str]()
    for source, target in {(hop.source_url, hop.target_url) for hop in conversation.hops}:
        published = posts[source].post.published
        year = "unknown" if published.local is None else published.order[:4]
        all_[year] += 1
        dead[year] += posts[target].state.is_gap
    by_year = {year: round(dead[year] / all_[year], 4) for year in sorted(all_)}
    return _share(dead.total(), all_.total()), by_year


def thread_figures(threads: Iterable[Thread]) -> Mapping[str, float | int | None]:
    """How the comments stand, over all threads.

    ``author_share``: comments by the post's author / comments. ``reply_share``: comments with a
    parent / comments (flat platforms show none). ``thread_depth``: the deepest level, 1 for an
    answer to the post. ``thread_h``: the greatest h = max {k : level k holds ≥ k comments} of a
    thread (Gómez, Kaltenbrunner, López: Statistical Analysis of the Social Network and Discussion
    Threads in Slashdot, WWW 2008).
    """
    count = by_author = replies = deepest = greatest = 0
    for thread in threads:
        told = list(_told([thread]))
        count += len(told)
        by_author += sum(stored.comment.by_post_author for stored in told)
        levels = _levels({one.comment.id: one.comment.parent_id for one in told})
        replies += sum(size for level, size in levels.items() if level > 1)
        deepest = max(deepest, max(levels, default=0))
        greatest = max(greatest, max((k for k, size in levels.items() if size >= k), default=0))
    return {
        "author_share": _share(by_author, count),
        "reply_share": _share(replies, count),
        "thread_depth": deepest,
        "thread_h": greatest,
    }


def _levels(parents: Mapping[str, str | None]) -> Counter[int]:
    """How many comments stand at each level; parents outside are like none."""
    level: dict[str, int] = {}
    for start in parents:
        way: list[str] = []
        here: str | None = start
        while here in parents and here is not None and here not in level and here not in way:
            way.append(here)
            here = parents[here]
        above = level.get(here or "", 0)
        for steps, comment in enumerate(reversed(way), start=1):
            level[comment] = above + steps
    return Counter(level.values())


def known_times(threads: Iterable[Thread]) -> float | None:
    """The share of posts and comments whose instant is known (a date with its zone)."""
    moments = [m for thread in threads for m in _moments(thread)]
    return _share(sum(moment.utc is not None for moment in moments), len(moments))


def _moments(thread: Thread) -> Iterator[Moment]:
    yield thread.post.post.published
    yield from (stored.comment.published for stored in _told([thread]))


def _told(threads: Iterable[Thread]) -> Iterator[StoredComment]:
    """The comments of threads: no linkbacks, no reactions, nothing that was removed."""
    for thread in threads:
        for stored in thread.comments:
            if stored.comment.kind is CommentKind.COMMENT and stored.removed is None:
                yield stored


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
