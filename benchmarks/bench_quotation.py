"""Quotations without a link among generated posts: precision, recall, and what a post more costs.

    python -m benchmarks.bench_quotation [--posts 100000] [--planted 1000] [--decoys 1000]

The corpus is described in `benchmarks/quoted.py`. CPU time of this process, posts recorded in
batches of 50 as a crawl does: `update_quotes` by itself and the writing of the texts with their
fingerprints. Cost is flat where the last tenth costs what the second does.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.quoted import Corpus
from crawler.archive import Archive, Finding, Table, open_archive
from crawler.conversations.quotation import update_quotes

BATCH = 50


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds that a batch of posts took: to write it, and to find its quotations."""

    posts: int
    written: float
    found: float


def store(archive: Archive, findings: Iterable[Finding]) -> Iterator[Cost]:
    """Record posts and find their quotations, a batch at a time."""
    rest = iter(findings)
    while some := list(islice(rest, BATCH)):
        began = time.process_time()
        archive.record(some)
        written = time.process_time()
        update_quotes(archive, [finding.visit.url for finding in some])
        yield Cost(len(some), written - began, time.process_time() - written)


def scores(archive: Archive, truth: set[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of the stored quotations."""
    found = {(str(row["source_url"]), str(row["target_url"])) for row in archive.export(Table.HOPS)}
    return len(found & truth) / max(1, len(found)), len(found & truth) / max(1, len(truth))


def main() -> int:
    """Print the figures; 1 where one is short of what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--planted", type=int, default=1_000)
    parser.add_argument("--decoys", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    corpus = Corpus(asked.posts, asked.planted, asked.decoys, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(f"sqlite:{Path(folder) / 'quotes.db'}", create=True)
        costs = list(store(archive, corpus.findings()))
        precision, recall = scores(archive, corpus.truth)
        archive.close()
    print(f"{asked.posts:,} posts, {len(corpus.truth):,} quotations, {asked.decoys:,} decoys")
    print(f"precision {precision:.4f}  recall {recall:.4f}")
    tenth = max(1, len(costs) // 10)
    for name, part in (("second tenth", costs[tenth : 2 * tenth]), ("last tenth", costs[-tenth:])):
        posts = sum(cost.posts for cost in part)
        written, found = (
            1000 * sum(some) / posts
            for some in ((c.written for c in part), (c.found for c in part))
        )
        print(f"{name:12} {found:.2f} ms CPU a post to find, {written:.2f} ms to write")
    print(f"peak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")
    return 0 if precision >= 0.98 and recall >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main())
