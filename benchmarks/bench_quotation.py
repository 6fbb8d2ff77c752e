"""Quotations among generated posts: precision, recall, and what a post more costs.

Half of the decoys are sayings, licences and press releases on many blogs, the others signatures
and passages of which the source is in neither text. Run: python -m benchmarks.bench_quotation
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from crawler.archive import Archive, Finding, Table, open_archive
from crawler.conversations.quotation import update_quotes
from crawler.model import Author, Moment, Post, Precision, Rank, Reading, Visit

_FIRST = datetime(2009, 1, 1)
_TOGETHER = 100


@dataclass
class Corpus:
    """Posts in order of time, and which quotes which."""

    posts: list[Post] = field(default_factory=list)
    truth: set[tuple[str, str]] = field(default_factory=set)


def corpus(size: int, planted: int, decoys: int, seed: int = 5) -> Corpus:
    """``size`` posts of some 150 words, of word frequencies as Zipf (1949) has them."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("aeioubcdfglmnprstv", k=3 + n % 7)) for n in range(30_000)]
    weights = [1 / (n + 3) for n in range(len(words))]
    sums = [sum(weights[:1])]
    for weight in weights[1:]:
        sums.append(sums[-1] + weight)
    bodies = [chance.choices(words, cum_weights=sums, k=150) for _ in range(size)]
    blogs = [f"blog{chance.randrange(max(30, size // 10))}.example" for _ in range(size)]
    made = Corpus()
    places = chance.sample(range(size), 2 * planted + decoys)
    for source, target in zip(places[:planted], places[planted : 2 * planted], strict=True):
        older, later = sorted((source, target))
        if blogs[older] == blogs[later]:
            blogs[later] = "other-" + blogs[later]
        start, length = chance.randrange(100), chance.randint(10, 40)
        passage = _changed(chance, bodies[older][start : start + length], words)
        at = chance.randrange(150)
        bodies[later][at:at] = passage
        made.truth.add((_url(blogs[later], later), _url(blogs[older], older)))
    _plant_decoys(chance, places[2 * planted :], bodies, blogs, words)
    for n, (blog, body) in enumerate(zip(blogs, bodies, strict=True)):
        written = (_FIRST + timedelta(minutes=n)).isoformat(timespec="minutes")
        moment = Moment(written, written, 0, Precision.MINUTE)
        author = Author(f"Author of {blog}")
        made.posts.append(
            Post(_url(blog, n), blog, author=author, published=moment, text=" ".join(body))
        )
    return made


def _url(blog: str, n: int) -> str:
    return f"http://{blog}/{n}"


def _changed(chance: random.Random, passage: Sequence[str], words: Sequence[str]) -> list[str]:
    """A passage with other case and punctuation, a word or two changed, or some left out."""
    said = list(passage)
    how = chance.randrange(4)
    if how == 0:
        said = [word.upper() for word in said]
    elif how == 1:
        said = [word + chance.choice(("", ",", " –", ";")) for word in said]
    elif how == 2:
        for _ in range(chance.randint(1, 2)):
            said[chance.randrange(len(said))] = chance.choice(words)
    elif len(said) >= 20:
        said[len(said) // 2 - 2 : len(said) // 2 + 2] = ["[…]"]
    return ["“" + said[0], *said[1:-1], said[-1] + "”"]


def _plant_decoys(
    chance: random.Random,
    places: Sequence[int],
    bodies: Sequence[list[str]],
    blogs: list[str],
    words: Sequence[str],
) -> None:
    """Each 25 decoys share a passage: on many blogs, as a signature, or quoted by each two."""
    for first in range(0, len(places), 25):
        some, kind = places[first : first + 25], first // 25 % 4
        passage = chance.choices(words, k=chance.randint(9, 40))
        for n, place in enumerate(some):
            if kind == 2:
                blogs[place] = f"signed{first}.example"
            elif kind == 3 and n % 2 == 0:
                passage = chance.choices(words, k=chance.randint(9, 40))
            marked = ["“" + passage[0], *passage[1:-1], passage[-1] + "”"]
            bodies[place].extend(marked if kind == 3 else passage)


def store(archive: Archive, posts: Sequence[Post]) -> Iterator[float]:
    """Record posts and find their quotations; gives the CPU seconds of each hundred."""
    for at in range(0, len(posts), _TOGETHER):
        some = posts[at : at + _TOGETHER]
        seen = "2026-01-31T12:00:00Z"
        archive.record(
            [
                Finding(
                    Visit(one.url, seen, 200, "bench"),
                    Reading(one.url, "bench", Rank.PLATFORM, post=one),
                )
                for one in some
            ]
        )
        began = time.process_time()
        update_quotes(archive, [one.url for one in some])
        yield time.process_time() - began


def scores(archive: Archive, truth: set[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of the stored quotations."""
    found = {(str(row["source_url"]), str(row["target_url"])) for row in archive.export(Table.HOPS)}
    return len(found & truth) / max(1, len(found)), len(found & truth) / max(1, len(truth))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--planted", type=int, default=1_000)
    size = parser.parse_args()
    made = corpus(size.posts, size.planted, size.planted)
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(f"sqlite:{Path(folder) / 'quotes.db'}", create=True)
        costs = list(store(archive, made.posts))
        precision, recall = scores(archive, made.truth)
        archive.close()
    tenth = max(1, len(costs) // 10)
    early, late = (sum(part) / tenth for part in (costs[tenth : 2 * tenth], costs[-tenth:]))
    print(f"precision {precision:.4f}  recall {recall:.4f}  of {len(made.truth):,} planted")
    print(
        f"CPU ms per post {1000 * sum(costs) / size.posts:.2f}; last tenth / second tenth", end=" "
    )
    print(f"{late / early:.2f}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")


if __name__ == "__main__":
    main()
