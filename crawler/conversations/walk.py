"""From any post of a conversation to the whole of it, over the hops in both directions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from crawler.archive.protocol import Archive, Table
from crawler.conversations.chunks import chunks
from crawler.conversations.order import by_time, root_of
from crawler.errors import NotInArchive, UsageError
from crawler.model import Conversation, Hop, HopKind, Thread
from crawler.urls import blog_of, canonical

# How many posts of the archive are looked at for an address like the one that is not in it, and how
# many of its blog are compared with it.
_LOOKED_AT, _COMPARED = 20_000, 500

_Key = tuple[str, str, HopKind]


@dataclass(slots=True)
class Reach:
    """The posts that hops lead to from one of them, and the hops between them.

    ``left_out`` are hops that lead further or were too weak, each with the reason.
    """

    posts: set[str]
    hops: dict[_Key, Hop] = field(default_factory=dict)
    left_out: dict[_Key, tuple[Hop, str]] = field(default_factory=dict)


def trace(
    archive: Archive,
    url: str,
    *,
    max_hops: int | None = None,
    min_confidence: float = 0.0,
    limit: int = 10_000,
) -> Conversation:
    """The conversation around a post, by any of its addresses or a comment's permalink.

    Without ``max_hops`` (steps from that post) and below ``limit`` (posts) it is the same from each
    of its posts. Hops of less than ``min_confidence`` are not followed. Raises `NotInArchive`, with
    the nearest address that is, and `UsageError` for what is no address.
    """
    start = _start(archive, url)
    reach = follow(archive, start, max_hops=max_hops, min_confidence=min_confidence, limit=limit)
    threads = {thread.post.post.url: thread for thread in _threads(archive, reach)}
    posts = {address: thread.post for address, thread in threads.items()}
    hops = [reach.hops[key] for key in sorted(reach.hops)]
    return Conversation(
        root=root_of(posts, hops),
        threads=tuple(sorted(threads.values(), key=lambda thread: by_time(thread.post))),
        hops=tuple(hops),
        left_out=tuple(reach.left_out[key] for key in sorted(reach.left_out)),
    )


def follow(
    archive: Archive,
    start: str,
    *,
    max_hops: int | None = None,
    min_confidence: float = 0.0,
    limit: int = 10_000,
) -> Reach:
    """The hops walked from a stored post, a level at a time; ends on any graph.

    Asks the archive once for each post, in chunks, and keeps nothing of other conversations. Where
    ``limit`` cuts a level, the posts with the surest hops are kept.
    """
    reach = Reach({start})
    level, steps = [start], 0
    while level:
        ahead: dict[str, float] = {}
        for hop in _hops_at(archive, level, reach, min_confidence):
            for end in (hop.source_url, hop.target_url):
                if end not in reach.posts:
                    ahead[end] = max(hop.confidence, ahead.get(end, 0.0))
        far = max_hops is not None and steps >= max_hops
        room = 0 if far else max(limit - len(reach.posts), 0)
        level = sorted(ahead, key=lambda url: (-ahead[url], url))[:room]
        reach.posts.update(level)
        if len(level) < len(ahead):
            _leave_out(
                reach, f"beyond a distance of {max_hops}" if far else f"beyond {limit:,} posts"
            )
        steps += 1
    return reach


def _hops_at(
    archive: Archive, level: list[str], reach: Reach, min_confidence: float
) -> Iterator[Hop]:
    """The hops of these posts that were not met before and are strong enough."""
    for urls in chunks(level):
        for hop in archive.hops_at(urls):
            key = (hop.source_url, hop.target_url, hop.kind)
            if hop.source_url == hop.target_url or key in reach.hops:
                continue
            if hop.confidence < min_confidence:
                reach.left_out[key] = (hop, f"below confidence {min_confidence:g}")
                continue
            reach.hops[key] = hop
            yield hop


def _leave_out(reach: Reach, reason: str) -> None:
    """Put aside the hops that lead out of what was reached."""
    for key in [key for key in reach.hops if not (key[0] in reach.posts and key[1] in reach.posts)]:
        reach.left_out[key] = (reach.hops.pop(key), reason)


def _threads(archive: Archive, reach: Reach) -> Iterator[Thread]:
    """The threads of what was reached; a post that is gone since takes its hops with it."""
    gone = set(reach.posts)
    for urls in chunks(sorted(reach.posts)):
        for thread in archive.threads(urls):
            gone.discard(thread.post.post.url)
            yield thread
    if gone:
        reach.posts -= gone
        _leave_out(reach, "no longer in the archive")


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
