"""From any post of a conversation to the whole of it, over the hops in both directions."""

from __future__ import annotations

import difflib
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from crawler.archive.protocol import Archive, Backlink, Table
from crawler.conversations.bonds import CLOSE, carries, is_doubtful, why_loose
from crawler.conversations.chunks import chunks
from crawler.conversations.order import by_time, root_of
from crawler.errors import NotInArchive, UsageError
from crawler.model import Conversation, Hop, HopKind, StoredPost, Thread
from crawler.urls import blog_of, canonical

# How many posts of the archive are looked at for an address like the one that is not in it, and how
# many of its blog are compared with it.
_LOOKED_AT, _COMPARED = 20_000, 500

_Key = tuple[str, str, HopKind]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a trace stops: steps from its first post, posts in all, sureness of hops, dates.

    ``since`` and ``until`` are ISO dates (until is inclusive); posts without a date are in.
    ``everything`` also follows the hops that carry no conversation on (`bonds`).
    """

    max_hops: int | None = None
    min_confidence: float = 0.0
    max_posts: int = 10_000
    since: str | None = None
    until: str | None = None
    everything: bool = False


_WHOLE = Limits()


@dataclass(slots=True)
class Reach:
    """The posts that hops lead to from one of them, and the hops between them.

    ``left_out`` are hops that lead further or were too weak, each with the reason.
    """

    posts: set[str]
    hops: dict[_Key, Hop] = field(default_factory=dict)
    left_out: dict[_Key, tuple[Hop, str]] = field(default_factory=dict)


def trace(archive: Archive, url: str, limits: Limits = _WHOLE) -> Conversation:
    """The conversation around a post, by any of its addresses or a comment's permalink.

    Without limits it is the same from each of its posts. Raises `NotInArchive`, with the nearest
    address that is, and `UsageError` for what is no address.
    """
    start = _start(archive, url)
    with _nothing_thrown_away():
        reach = follow(archive, start, limits)
        threads = {thread.post.post.url: thread for thread in _threads(archive, reach)}
    posts = {address: thread.post for address, thread in threads.items()}
    hops = [reach.hops[key] for key in sorted(reach.hops)]
    return Conversation(
        root=root_of(posts, hops),
        threads=tuple(sorted(threads.values(), key=lambda thread: by_time(thread.post))),
        hops=tuple(hops),
        left_out=tuple(reach.left_out[key] for key in sorted(reach.left_out)),
    )


def follow(archive: Archive, start: str, limits: Limits = _WHOLE) -> Reach:
    """The hops walked from a stored post, a level at a time; ends on any graph.

    Asks the archive once for each post, in chunks, and keeps nothing of other conversations. Where
    the number of posts cuts a level, those with the surest hops are kept.
    """
    walk = _Walk(archive, limits, start)
    level, steps = [start], 0
    while level:
        level = walk.taken(walk.ahead(level), steps)
        steps += 1
    walk.leave_out()
    return walk.reach


class _Walk:
    """What was met on the way."""

    def __init__(self, archive: Archive, limits: Limits, start: str) -> None:
        self.archive = archive
        self.limits = limits
        self.reach = Reach({start})
        self._everything = limits.everything
        #: How many posts refer to a post, where that decides.
        self.others: dict[str, int] = {}
        #: Why a post was not taken though a hop leads there.
        self.cut: dict[str, str] = {}
        #: The hops met backwards, by their ends (source, target).
        self.met: list[tuple[str, str]] = []

    def ahead(self, level: Sequence[str]) -> dict[str, float]:
        """The posts that hops carry on to from these, each with the sureness of its surest hop."""
        ahead: dict[str, float] = {}
        doubtful: dict[str, list[Hop]] = defaultdict(list)
        for urls in chunks(level):
            self._look_around(urls, ahead, doubtful)
        for urls in chunks(sorted(doubtful)):
            self._count_others(urls, self.archive.hops_at(urls))
            for hop in (hop for url in urls for hop in doubtful[url]):
                if carries(hop.bond, hop.bond_days, self.others[hop.target_url]):
                    _add(ahead, hop.target_url, hop.confidence)
        return ahead

    def _look_around(
        self, urls: list[str], ahead: dict[str, float], doubtful: dict[str, list[Hop]]
    ) -> None:
        """Keep the hops from these posts; of those to them it is enough to know whence they come,
        since they are asked for from there.
        """
        posts, hops, everything = self.reach.posts, self.reach.hops, self._everything
        least = self.limits.min_confidence
        found = list(self.archive.hops_at(urls))
        for hop in found:
            if isinstance(hop, Backlink):
                continue
            target = hop.target_url
            hops[hop.source_url, target, hop.kind] = hop
            if target in posts or hop.confidence < least:
                continue
            if everything or hop.bond >= CLOSE:
                _add(ahead, target, hop.confidence)
            elif is_doubtful(hop.bond, hop.bond_days):
                doubtful[target].append(hop)
            elif carries(hop.bond, hop.bond_days, 0):
                _add(ahead, target, hop.confidence)
        self._look_back(found, ahead)

    def _look_back(self, found: list[Hop | Backlink], ahead: dict[str, float]) -> None:
        posts, least, everything = self.reach.posts, self.limits.min_confidence, self._everything
        backlinks = [hop for hop in found if isinstance(hop, Backlink) and hop[0] not in posts]
        shared = {hop.target_url for hop in backlinks if is_doubtful(hop.bond, hop.bond_days)}
        if shared:
            self._count_others(shared, found)
        for source, target, _, confidence, bond, days in backlinks:
            self.met.append((source, target))
            others = self.others.get(target, 0)
            if confidence >= least and (everything or carries(bond, days, others)):
                _add(ahead, source, confidence)

    def _count_others(self, targets: Iterable[str], hops: Iterable[Hop | Backlink]) -> None:
        """Note how many refer to these, ``hops`` being all that end there (and maybe others)."""
        sources: dict[str, set[str]] = {url: set() for url in targets}
        for hop in hops:
            if hop.target_url in sources:
                sources[hop.target_url].add(hop.source_url)
        self.others.update((url, len(found)) for url, found in sources.items())

    def taken(self, ahead: dict[str, float], steps: int) -> list[str]:
        """The posts of the next level, as many as the limits let in, surest first."""
        limits = self.limits
        if limits.max_hops is not None and steps >= limits.max_hops:
            self.cut.update(dict.fromkeys(ahead, f"beyond a distance of {limits.max_hops}"))
            return []
        if ahead and (limits.since or limits.until):
            self._cut_by_date(ahead)
        level = sorted(ahead, key=lambda url: (-ahead[url], url))
        room = max(limits.max_posts - len(self.reach.posts), 0)
        self.cut.update(dict.fromkeys(level[room:], f"beyond {limits.max_posts:,} posts"))
        self.reach.posts.update(level[:room])
        return level[:room]

    def _cut_by_date(self, ahead: dict[str, float]) -> None:
        for urls in chunks(sorted(ahead)):
            for url, stored in self.archive.posts(urls).items():
                if why := _outside(stored, self.limits):
                    self.cut[url] = why
                    del ahead[url]

    def leave_out(self) -> None:
        """Put aside the hops that lead out of what was reached, and those that are too weak."""
        reach, least = self.reach, self.limits.min_confidence
        for key, hop in list(reach.hops.items()):
            if hop.target_url not in reach.posts or hop.confidence < least:
                del reach.hops[key]
                reach.left_out[key] = (hop, self._why(hop))
        left = {target for source, target in self.met if source not in reach.posts}
        for urls in chunks(sorted(left)):
            for hop in self.archive.hops_to(urls):
                if hop.source_url not in reach.posts:
                    key = (hop.source_url, hop.target_url, hop.kind)
                    reach.left_out[key] = (hop, self._why(hop))

    def _why(self, hop: Hop) -> str:
        if hop.confidence < self.limits.min_confidence:
            return f"below confidence {self.limits.min_confidence:g}"
        others = self.others.get(hop.target_url, 0)
        if not self._everything and not carries(hop.bond, hop.bond_days, others):
            return why_loose(hop, others)
        away = hop.target_url if hop.source_url in self.reach.posts else hop.source_url
        return self.cut.get(away, _GONE)


_GONE = "no longer in the archive"


def _add(ahead: dict[str, float], url: str, confidence: float) -> None:
    if ahead.get(url, -1.0) < confidence:
        ahead[url] = confidence


def _outside(stored: StoredPost, limits: Limits) -> str | None:
    """Why a post is not of the time asked for, if so."""
    published = stored.post.published
    if published.local is None:
        return None
    if limits.since and published.order < limits.since:
        return f"before {limits.since}"
    # The shorter of two dates says as much as it says: all of a day is until that day.
    if limits.until and published.order[: len(limits.until)] > limits.until:
        return f"after {limits.until}"
    return None


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Look for no rings of garbage meanwhile: all that is read is kept, and the looks at ever more
    objects take an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _threads(archive: Archive, reach: Reach) -> Iterator[Thread]:
    """The threads of what was reached; a post that is gone since takes its hops with it."""
    gone = set(reach.posts)
    for thread in archive.threads(reach.posts):
        gone.discard(thread.post.post.url)
        yield thread
    if gone:
        reach.posts -= gone
        for key in list(reach.hops):
            if not gone.isdisjoint(key[:2]):
                reach.left_out[key] = (reach.hops.pop(key), _GONE)


def _start(archive: Archive, url: str) -> str:
    try:
        address = canonical(url)
    except ValueError as error:
        raise UsageError(f"{url!r} is {error}", "Give the address of a post") from error
    start = archive.resolve([address])[address]
    if start in archive.posts([start]):
        return start
    near = _nearest(archive, address)
    hint = f"The nearest there is {near}" if near else f"To get it: threadhop crawl {address}"
    raise NotInArchive(f"{address} is not in {archive.status().address}", hint)


def _nearest(archive: Archive, address: str) -> str | None:
    """The address on the same blog that is most like this one."""
    blog = blog_of(address)
    posts = islice(archive.export(Table.POSTS), _LOOKED_AT)
    known = islice((str(row["url"]) for row in posts if row["blog"] == blog), _COMPARED)
    close = difflib.get_close_matches(address, known, n=1, cutoff=0.0)
    return close[0] if close else None
