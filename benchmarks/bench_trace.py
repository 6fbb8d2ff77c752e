"""A conversation traced in a file of a million hops, beside bare SQL on the same file.

python -m benchmarks.bench_trace [--hops N] [--posts N] [--runs N]
python -m benchmarks.bench_trace --memory         one conversation in 10,000 to 1,000,000 hops

The bare queries give rows of SQLite and nothing else: ``hops`` is one recursive query for the hops
of a conversation, ``rows`` the same and the rows of its posts and comments. They alternate with
`follow` (the hops) and `trace` (the whole conversation, with root, threads and order).
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ratio import alternate
from crawler.archive import open_archive
from crawler.archive.protocol import Archive, Finding
from crawler.archive.sqlite import SqliteArchive
from crawler.conversations.chunks import chunks
from crawler.conversations.walk import Limits, follow, trace
from crawler.model import (
    Author,
    Comment,
    Evidence,
    Hop,
    HopKind,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    ThreadState,
    Visit,
)

#: How many times as long as the bare query may a conversation and a single hop take.
CONVERSATION, HOP = 3.0, 10.0
#: Archives of so many hops in which one conversation of so many posts is traced for its memory,
#: and how much more may be needed in the largest than in the smallest.
SIZES, TRACED, FLAT = (10_000, 100_000, 1_000_000), 2_000, 1.1
#: The posts that one post is joined to by a hop, in the case of a single hop.
NEIGHBOURS = 100
_WORDS = "what was said there last week is only half of it, as the comments show quite well"

_HOPS = """
with recursive reach(url) as (
  select ?1
  union select h.target from reach join hop h on h.source = reach.url
  union select h.source from reach join hop h on h.target = reach.url)
select h.* from reach join hop h on h.source = reach.url"""
_NEXT = "select * from hop where source = ?1 union all select * from hop where target = ?1"
_THREADS = """
select e.* from thread t join entry e on e.post = t.post
where t.url in (select value from json_each(?))"""


def conversation(name: str, size: int, seed: int) -> Iterator[tuple[int, int]]:
    """Pairs of posts (source, target): a tree in which a few posts draw most of the answers, and
    as many hops again between posts that are near in time."""
    random_ = random.Random(f"{name}{seed}")
    for number in range(1, size):
        yield number, int(number * random_.random() ** 3)
        yield number, max(0, number - random_.randint(1, 50))


def address(name: str, number: int) -> str:
    """The address of a post: blogs with a few posts each."""
    return f"http://{name}-{number % 997}.example/2009/03/{number}-post-of-it.html"


def hop(name: str, source: int, target: int) -> Hop:
    """A hop between two posts of a conversation."""
    at = f"2009-{source // 3000 % 12 + 1:02d}-{source // 100 % 28 + 1:02d}T12:{source % 60:02d}:00"
    one, other = address(name, source), address(name, target)
    evidence = (Evidence("link", one, "body", _WORDS),)
    return Hop(one, other, HopKind.LINK, True, 0.9, False, evidence, source_published=at)


def finding(name: str, number: int) -> Finding:
    """A post with two comments."""
    url, month, day = address(name, number), number // 3000 % 12 + 1, number // 100 % 28 + 1
    at = Moment("", f"2009-{month:02d}-{day:02d}T12:{number % 60:02d}:00", 0, Precision.SECOND)
    comments = tuple(
        Comment(f"c{number * 2 + k}", author=Author(f"Reader {k}"), published=at, text=_WORDS)
        for k in range(2)
    )
    post = Post(url, url.split("/")[2], f"Post {number}", Author("Mara"), at, _WORDS * 3)
    reading = Reading(url, "wordpress", Rank.PLATFORM, post, comments, ThreadState.COMPLETE)
    return Finding(Visit(url, "2026-01-31T12:00:00Z", 200, "run", post_url=url), reading)


def fill(archive: Archive, hops: int, posts: int) -> None:
    """A conversation of so many posts, a post with its neighbours, others to make up the sum."""
    for some in chunks((finding("big", number) for number in range(posts)), 200):
        archive.record(some)
    archive.record([finding("star", number) for number in range(NEIGHBOURS + 1)])
    for some in chunks(_all_hops(hops, posts), 20_000):
        archive.put_hops(some)


def _all_hops(hops: int, posts: int) -> Iterator[Hop]:
    left = hops
    for source, target in conversation("big", posts, 0):
        left -= 1
        yield hop("big", source, target)
    for number in range(1, NEIGHBOURS + 1):
        left -= 1
        yield hop("star", number, 0)
    name = 0
    while left > 0:
        name += 1
        for source, target in conversation(f"other{name}", 100, name):
            left -= 1
            yield hop(f"other{name}", source, target)


def bare_hops(connection: sqlite3.Connection, start: str) -> int:
    """The rows of the hops of a conversation, by one recursive query."""
    return len(connection.execute(_HOPS, (start,)).fetchall())


def bare_rows(connection: sqlite3.Connection, start: str) -> int:
    """The same, and the rows of the posts and their comments."""
    from json import dumps

    rows = connection.execute(_HOPS, (start,)).fetchall()
    posts = {row[0] for row in rows} | {row[1] for row in rows}
    return len(connection.execute(_THREADS, (dumps(sorted(posts)),)).fetchall())


def bare_next(connection: sqlite3.Connection, start: str) -> int:
    """The rows of the hops at one post, and of the posts there and their comments."""
    from json import dumps

    rows = connection.execute(_NEXT, (start,)).fetchall()
    posts = {row[0] for row in rows} | {row[1] for row in rows}
    return len(connection.execute(_THREADS, (dumps(sorted(posts)),)).fetchall())


def report(times: dict[str, list[float]], pairs: list[tuple[str, str]]) -> list[float]:
    """Print the times, and the ratios of pairs; returns the ratios."""
    for name, seconds in times.items():
        print(f"  {name:34} {statistics.median(seconds) * 1e3:9.2f} ms CPU")
    ratios = []
    for ours, bare in pairs:
        each = [one / other for one, other in zip(times[ours], times[bare], strict=True)]
        ratios.append(statistics.median(each))
        print(f"  {ours} / {bare}: {ratios[-1]:.2f}  [{min(each):.2f} to {max(each):.2f}]")
    return ratios


def memory() -> bool:
    """Print the peak memory of a process that traces one conversation, in ever larger archives."""
    peaks: list[int] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            address_ = f"sqlite:{folder}/trace.db"
            # In processes of their own: what a trace takes is not to stand on what filling took.
            for job in ("--fill", "--peak"):
                command = [sys.executable, "-m", "benchmarks.bench_trace", job, address_]
                command += ["--hops", str(size), "--posts", str(TRACED)]
                told = subprocess.run(command, check=True, capture_output=True, text=True)
            peaks.append(int(told.stdout))
        print(f"  {size:>9,} hops: {peaks[-1] / 1024:6.1f} MiB at most", flush=True)
    print(f"  growth x{peaks[-1] / peaks[0]:.3f}")
    return peaks[-1] <= peaks[0] * FLAT


def peak(archive: Archive, posts: int) -> int:
    """The most KiB that this process has held once the conversation is traced."""
    found = trace(archive, address("big", posts // 2), Limits(max_posts=posts))
    assert len(found.threads) == posts
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // 1024 if sys.platform == "darwin" else held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hops", type=int, default=1_000_000)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="the file to make, or to use if it is there")
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time")
    parser.add_argument("--fill", metavar="ARCHIVE", help=argparse.SUPPRESS)
    parser.add_argument("--peak", metavar="ARCHIVE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory:
        return 0 if memory() else 1
    if asked.fill:
        fill(open_archive(asked.fill, create=True), asked.hops, asked.posts)
        return 0
    if asked.peak:
        print(peak(open_archive(asked.peak), asked.posts))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "trace.db"
        is_new = not path.exists()
        archive = open_archive(f"sqlite:{path}", create=True)
        assert isinstance(archive, SqliteArchive)
        if is_new:
            fill(archive, asked.hops, asked.posts)
        connection = sqlite3.connect(path)
        connection.execute("pragma cache_size = -32000")
        ok = _compare(archive, connection, asked.posts, asked.runs)
        connection.close()
        archive.close()
    return 0 if ok else 1


def _compare(archive: Archive, connection: sqlite3.Connection, posts: int, runs: int) -> bool:
    big, star = address("big", posts // 2), address("star", 0)
    print(f"a conversation of {posts:,} posts")
    large = report(
        alternate(
            {
                "bare hops": lambda: bare_hops(connection, big),
                "follow": lambda: follow(archive, big, Limits(max_posts=posts)),
                "bare rows": lambda: bare_rows(connection, big),
                "trace": lambda: trace(archive, big, Limits(max_posts=posts)),
            },
            runs,
        ),
        [("follow", "bare hops"), ("trace", "bare rows"), ("trace", "bare hops")],
    )
    print(f"a hop of {NEIGHBOURS} posts")
    small = report(
        alternate(
            {
                "bare hops": lambda: connection.execute(_NEXT, (star,)).fetchall(),
                "follow": lambda: follow(archive, star, Limits(max_hops=1)),
                "bare rows": lambda: bare_next(connection, star),
                "trace": lambda: trace(archive, star, Limits(max_hops=1)),
            },
            runs * 20,
        ),
        [("follow", "bare hops"), ("trace", "bare rows"), ("trace", "bare hops")],
    )
    return max(large[:2]) <= CONVERSATION and max(small[:2]) <= HOP


if __name__ == "__main__":
    raise SystemExit(main())
