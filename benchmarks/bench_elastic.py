"""How fast the archive in Elasticsearch is, beside the bare client on the same server.

    python -m benchmarks.bench_elastic bulk  [--documents 20000] [--runs 5]
    python -m benchmarks.bench_elastic record [--documents 20000]
    python -m benchmarks.bench_elastic hop   [--edges 100000] [--runs 50]
    python -m benchmarks.bench_elastic search [--comments 1000000] [--runs 15] [--folder FOLDER]

It needs a server: ``./run services elasticsearch``, or ``THREADHOP_TEST_ES=URL``. Jobs alternate;
medians. ``bulk`` sends the same documents by our sender and by ``helpers.streaming_bulk``, both
1,000 at a time with orjson: at least 0.85 of its rate, at most 2 times its CPU time. ``hop`` asks
for the 100 hops of a post and for the same hits by one bare query: at most 1.5 times. ``search``
asks both archives and their bare engines (FTS5 ``match``, an Elasticsearch query of the same
words) for words in less than 5 % of the comments: at most 3 times; then for words in nearly all.
What was filled for it is kept with ``--folder``, here and on the server, and used again.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from elasticsearch import helpers

from crawler.archive import Archive, Finding, Query, Sort, open_archive
from crawler.archive.absorbing import gathered
from crawler.archive.address import Secrets, parse
from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.elastic.documents import documents, post_id, with_words
from crawler.archive.elastic.indexes import make_index
from crawler.archive.merging import seen_post
from crawler.archive.states import joined_state
from crawler.model import (
    Author,
    Comment,
    Hop,
    HopKind,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    Run,
    ThreadState,
    Visit,
)

COMMENTS = 20
WORDS = 20_000


def findings(count: int) -> Iterator[Finding]:
    """Pages of posts with 20 comments each, in words that are as unevenly common as in a text."""
    chance = random.Random(7)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(WORDS)]
    weights = [1 / (n + 1) for n in range(WORDS)]
    pool = chance.choices(words, weights, k=2_000_000)

    def text(length: int) -> str:
        start = chance.randrange(len(pool) - length)
        return " ".join(pool[start : start + length])

    for page in range(count):
        blog = f"b{page % 400}.example"
        url = f"http://{blog}/{page}"
        comments = tuple(
            Comment(
                id=f"comment-{page * COMMENTS + n}",
                author=Author(f"Person {chance.randrange(20_000)}"),
                published=Moment("", _time(page * COMMENTS + n), 0, Precision.SECOND),
                text=text(chance.randrange(20, 160)),
                parent_id=f"comment-{page * COMMENTS + n - 1}" if n % 3 == 1 else None,
                permalink=f"{url}#comment-{page * COMMENTS + n}",
            )
            for n in range(COMMENTS)
        )
        post = Post(url, blog, text(6), Author("The author"), text=text(200), language="en")
        reading = Reading(url, "wordpress", Rank.PLATFORM, post, comments, ThreadState.COMPLETE)
        yield Finding(Visit(url, "2026-01-01T00:00:00Z", 200, "run", url), reading)


def _time(number: int) -> str:
    minutes = number * 7919 % 5_000_000
    day, minute = divmod(minutes, 1440)
    return (
        f"{2005 + day // 360:04d}-{1 + day // 30 % 12:02d}-{1 + day % 28:02d}"
        f"T{minute // 60:02d}:{minute % 60:02d}:00"
    )


def comment_documents(count: int) -> list[dict[str, Any]]:
    """The documents of comments, as the archive sends them."""
    made: list[dict[str, Any]] = []
    for finding in findings(count // COMMENTS + 1):
        reading = finding.reading
        assert reading is not None
        pages = [seen_post(reading, finding.visit.at)]
        state = joined_state(reading.post_url, [], gathered([(reading, finding.visit.at)]), pages)
        made += [with_words(d) for given, d in documents(state).items() if given]
    return made[:count]


def bench_bulk(far: ElasticArchive, asked: argparse.Namespace) -> bool:
    made = comment_documents(asked.documents)
    store = far.store
    size = len(made)

    def fresh(run: int) -> str:
        return make_index(store, schema.COMMENTS, run, far.made, schema.settings_of(0))

    def ours(index: str) -> None:
        from crawler.archive.elastic.bulk import Action

        actions = (Action("index", index, d["key"], d) for d in made)
        for _ in store.send(actions, require_alias=False):
            pass

    def bare(index: str) -> None:
        actions = ({"_index": index, "_id": d["key"], "_source": d} for d in made)
        for _ in helpers.streaming_bulk(
            store.client, actions, chunk_size=1000, max_chunk_bytes=5_000_000
        ):
            pass

    figures: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
    for run in range(asked.runs + 1):
        jobs: list[tuple[str, Callable[[str], None]]] = [("bare", bare), ("ours", ours)]
        for place, (name, job) in enumerate(jobs if run % 2 else jobs[::-1]):
            index = fresh(10 + 2 * run + place)
            wall, cpu = time.perf_counter(), time.process_time()
            job(index)
            spent = (time.perf_counter() - wall, time.process_time() - cpu)
            store.client.indices.delete(index=index)
            if run:
                figures[name].append(spent)
    for name, times in figures.items():
        wall, cpu = (statistics.median(t[n] for t in times) for n in (0, 1))
        print(f"{name:5} {size / wall:8.0f} documents/s  {cpu / size * 1e6:6.1f} us CPU each")
    pairs = list(zip(figures["bare"], figures["ours"], strict=True))
    rate = statistics.median(b[0] / o[0] for b, o in pairs)
    cpu = statistics.median(o[1] / b[1] for b, o in pairs)
    print(f"rate x{rate:.2f} (floor 0.85), CPU x{cpu:.2f} (at most 2)")
    return rate >= 0.85 and cpu <= 2


def bench_record(far: ElasticArchive, asked: argparse.Namespace) -> bool:
    """The whole way: findings in, threads joined and indexed; no floor, for it has no base."""
    wall, cpu = time.perf_counter(), time.process_time()
    read = findings(asked.documents // COMMENTS)
    count = 0
    while some := list(islice(read, 50)):
        count += far.record(some).comments
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"record: {count / wall:.0f} comments/s, {cpu / count * 1e6:.0f} us CPU each")
    return True


def bench_hop(far: ElasticArchive, asked: argparse.Namespace) -> bool:
    per_post = 100
    hops = (
        Hop(f"http://a.example/{n // per_post}", f"http://b.example/{n}", HopKind.LINK, True, 0.9)
        for n in range(asked.edges)
    )
    while some := list(islice(hops, 5000)):
        far.put_hops(some)
    far.store.refresh(schema.HOPS)
    far.store.client.indices.forcemerge(index=far.store.alias(schema.HOPS), max_num_segments=1)
    chance = random.Random(3)
    posts = [f"http://a.example/{chance.randrange(asked.edges // per_post)}" for _ in range(200)]

    def ours(post: str) -> None:
        assert len(list(far.hops_from([post]))) == per_post

    def bare(post: str) -> None:
        answer = far.store.client.search(
            index=far.store.alias(schema.HOPS),
            query={"terms": {"source_id": [post_id(post)]}},
            sort=["key"],
            size=1000,
            track_total_hits=False,
        )
        assert len(answer["hits"]["hits"]) == per_post

    times = _alternate({"bare": bare, "ours": ours}, posts, asked.runs)
    return _told("hop of 100", times, 1.5)


def bench_search(far: ElasticArchive, asked: argparse.Namespace) -> bool:
    with ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(TemporaryDirectory()))
        near = open_archive(f"sqlite:{folder / 'near.db'}", create=True)
        stack.enter_context(closing(near))
        if not near.status().counts["runs"]:
            _fill(near, far, asked.comments)
            # A run says that nothing is lacking.
            near.put_run(Run("filled", "", (), "", "2026-01-01T00:00:00Z", "", {}))
        rare, common = _words(near)
        good = True
        for sort in (Sort.DATE, Sort.RELEVANCE):
            good &= _search_both(near, far, rare, sort, asked.runs, 3.0)
            _search_both(near, far, common, sort, asked.runs, None)
        return good


def _fill(near: Archive, far: ElasticArchive, comments: int) -> None:
    read = findings(comments // COMMENTS)
    put = far.store.client.indices.put_settings
    put(index=f"{far.address.prefix}-*", settings={"index.refresh_interval": "60s"})
    start = time.perf_counter()
    count = 0
    while some := list(islice(read, 250)):
        near.record(some)
        far.record(some)
        count += len(some)
        if count % 5000 == 0:
            print(
                f"  {count * COMMENTS:,} after {time.perf_counter() - start:.0f} s", file=sys.stderr
            )
    far.store.refresh(*schema.NAMES)


def _words(near: Any) -> tuple[list[str], list[str]]:
    """Words that stand in less than 5 % of the entries, and the most common ones."""
    chance = random.Random(7)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(WORDS)]
    rare, common = words[200:4000:200], words[:2]
    every = near._connection.execute("select count(*) from entry").fetchone()[0]
    for kind, some in (("rare", rare), ("common", common)):
        shares = [
            near._connection.execute(
                "select count(*) from entry_words where entry_words match ?", (f'"{word}"',)
            ).fetchone()[0]
            / every
            for word in some
        ]
        print(f"{kind}: {len(some)} words in {min(shares):.2%} to {max(shares):.2%} of {every:,}")
        assert kind == "common" or max(shares) < 0.05
    return rare, common


def _search_both(
    near: Any, far: ElasticArchive, words: list[str], sort: Sort, runs: int, most: float | None
) -> bool:
    order = "e.ordering desc, t.url, e.id" if sort is Sort.DATE else "bm25(entry_words, 3.0, 1.0)"
    statement = (
        "select e.pk, e.text from entry_words w cross join entry e on e.pk = w.rowid"
        " join thread t on t.post = e.post where w.entry_words match ?"
        f" order by {order} limit 20"
    )

    def fts5(word: str) -> None:
        near._connection.execute(statement, (f'"{word}"',)).fetchall()

    def match(word: str) -> None:
        query = {"multi_match": {"query": word, "fields": ["title_words^3", "text_words"]}}
        by_date = [{"order": "desc"}] if sort is Sort.DATE else ["_score"]
        answer = far.store.client.search(
            index=f"{far.store.alias('posts')},{far.store.alias('comments')}",
            query=query,
            sort=by_date,
            size=20,
            track_total_hits=False,
        )
        assert answer["hits"]["hits"]

    def ask(archive: Archive) -> Callable[[str], None]:
        return lambda word: _drain(archive, Query(word, sort=sort))

    good = True
    kind = "common" if most is None else "rare"
    for name, bare, ours in (("sqlite", fts5, ask(near)), ("elastic", match, ask(far))):
        times = _alternate({"bare": bare, "ours": ours}, words, runs)
        good &= _told(f"{name} {sort.value} {kind}", times, most)
    return good


def _drain(archive: Archive, query: Query) -> None:
    assert list(archive.search(query))


def _alternate(
    jobs: dict[str, Callable[[str], None]], asked: list[str], runs: int
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(-3, runs):
        for name, job in jobs.items():
            start = time.perf_counter()
            job(asked[run % len(asked)])
            if run >= 0:
                times[name].append(time.perf_counter() - start)
    return times


def _told(what: str, times: dict[str, list[float]], most: float | None) -> bool:
    bare, ours = (statistics.median(times[name]) * 1000 for name in ("bare", "ours"))
    ratio = ours / bare
    limit = "" if most is None else f" (at most {most})"
    print(f"{what:26} bare {bare:8.2f} ms  ours {ours:8.2f} ms  x{ratio:.2f}{limit}")
    return most is None or ratio <= most


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=["bulk", "record", "hop", "search"])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    jobs = {"bulk": bench_bulk, "record": bench_record, "hop": bench_hop, "search": bench_search}
    asked.runs = asked.runs or {"bulk": 5, "record": 1, "hop": 50, "search": 15}[asked.what]
    url = os.environ.get("THREADHOP_TEST_ES", "http://127.0.0.1:9200")
    kept = asked.folder is not None
    address = parse(f"{url}/bench-{'kept' if kept else secrets.token_hex(4)}")
    far = ElasticArchive(address, Secrets(), create=True, replicas=0)
    try:
        return 0 if jobs[asked.what](far, asked) else 1
    finally:
        if not kept:
            _remove(far)


def _remove(far: ElasticArchive) -> None:
    client, prefix = far.store.client, far.address.prefix
    client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*").body))
    client.indices.delete_index_template(name=f"{prefix}-*")


if __name__ == "__main__":
    raise SystemExit(main())
