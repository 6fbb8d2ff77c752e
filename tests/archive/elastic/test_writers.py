"""Readings in any order give the same archive, on one writer and on four."""

from __future__ import annotations

import multiprocessing
import random
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Finding
from crawler.archive.elastic import ElasticArchive
from crawler.archive.outbox.packing import packed, unpacked
from crawler.archive.sqlite import SqliteArchive
from crawler.archive.states import digest
from crawler.model import Alias, AliasReason, Author, Comment, Link, LinkPlace, Post
from tests.contracts.archive_contract import at_minute, everything, read
from tests.support.elasticsearch import archive_at

pytestmark = pytest.mark.elasticsearch


def many_readings(seed: int) -> list[Finding]:
    """Pages of a few threads over several days: edits, removals, missing ids, merging addresses."""
    drawn = random.Random(seed)
    found: list[Finding] = []
    for day in range(1, 8):
        for number in range(4):
            url = f"http://a.example/{number}"
            post = Post(
                url,
                "a.example",
                title=f"Day {day}",
                links=(Link(f"http://a.example/{(number + 1) % 4}", LinkPlace.BODY, "next"),),
            )
            comments = [
                Comment(
                    f"c{n}" if number < 3 else f"~{n}",
                    author=Author(f"Anna {n}", f"http://anna{n}.example/"),
                    published=at_minute(n),
                    text=f"words {n} " + ("edited" if day > 3 and n % 3 == 0 else ""),
                    parent_id=f"c{n - 1}" if n and number < 3 else None,
                )
                for n in range(12)
                if drawn.random() < 0.7
            ]
            found.append(read(day, *comments, post=post, whole=drawn.random() < 0.5))
    old = Post("http://old.example/1", "old.example")
    found.append(read(2, Comment("c99", text="of old"), post=old))
    alias = Alias(old.url, "http://a.example/1", AliasReason.REDIRECT)
    found.append(read(3, post=Post("http://a.example/1", "a.example"), aliases=(alias,)))
    return found


def _record(url: str, prefix: str, bodies: list[bytes]) -> None:
    with closing(archive_at(url, prefix, create=False)) as archive:
        for body in bodies:
            archive.record([unpacked(Finding, body)])


@pytest.mark.parametrize("seed", [1, 2])
def test_four_writers_come_to_what_one_comes_to(
    tmp_path: Path, far: ElasticArchive, seed: int
) -> None:
    found = many_readings(seed)
    bodies = [packed(finding) for finding in found]
    random.Random(seed).shuffle(bodies)
    fork = multiprocessing.get_context("spawn")
    where = (far.address.hosts[0], far.address.prefix)
    shares = [bodies[n::4] + bodies[(n + 1) % 4 :: 4] for n in range(4)]
    writers = [fork.Process(target=_record, args=(*where, share)) for share in shares]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    with closing(SqliteArchive(tmp_path / "one.db", create=True)) as one:
        one.record(found)
        assert everything(far) == everything(one)
        assert digest(far) == digest(one)
    assert list(far.problems()) == []
