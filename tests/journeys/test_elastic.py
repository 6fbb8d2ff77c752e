"""The sample blogosphere in Elasticsearch: the same answers, byte for byte, as from a file."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from samples.server import Blogosphere
from tests.journeys.crawling import START, crawl
from tests.support.command import refused, threadhop
from tests.support.elasticsearch import archive_at, dropped, server

__all__ = ["server"]

pytestmark = pytest.mark.elasticsearch

FILE = "sqlite:talk.db"
TABLES = ("posts", "comments", "links", "hops", "people", "blogs", "visits", "runs")
QUESTIONS: tuple[tuple[str, ...], ...] = (
    *(("export", table) for table in TABLES),
    *(("export", table, "--format=csv") for table in ("posts", "comments", "hops")),
    *(
        ("trace", START, f"--format={form}")
        for form in ("json", "text", "csv", "graphml", "dot", "gexf", "html")
    ),
    ("trace", START, "--format=csv", "--nodes"),
    ("search", "company", "--sort=date", "--json", "--limit=1000"),
    ("search", "the", "--sort=date", "--json", "--limit=1000"),
    ("search", "com*", "--sort=date", "--json", "--limit=1000", "--kind=comment"),
    ("search", "on the", "--sort=date", "--json", "--limit=1000"),
    ("search", "a", "--sort=date", "--since=2009-03", "--until=2009-04-15", "--json"),
    ("search", "the", "--sort=date", "--blog=copperkettle.example", "--limit=1000"),
    ("search", "the", "--sort=date", "--author=Ruth Okafor", "--limit=1000"),
    ("search", "o*", "--sort=date", "--kind=post", "--limit=1000"),
    ("search", "the", "--facets"),
    ("search", "th*", "--facets", "--kind=comment", "--json"),
    ("show", START),
)


@pytest.fixture
def far(server: str) -> Iterator[str]:
    """The address of an archive that is not there yet, removed afterwards."""
    prefix = f"test-{secrets.token_hex(4)}"
    yield f"{server}/{prefix}"
    dropped(archive_at(server, prefix))


def answer(folder: Path, archive: str, *question: str) -> str:
    told = threadhop(*question, f"--archive={archive}", cwd=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


def rows(folder: Path, archive: str, table: str) -> list[dict[str, object]]:
    """A table without the times of the crawl, which are its own."""
    found = map(json.loads, answer(folder, archive, "export", table).splitlines())
    return [{k: v for k, v in row.items() if k not in ("first_seen", "last_seen")} for row in found]


def test_a_copy_gives_the_same_answers(blogosphere: Blogosphere, tmp_path: Path, far: str) -> None:
    crawl(blogosphere, tmp_path)
    copied = threadhop("archive", "copy", FILE, far, cwd=tmp_path, timeout=120)
    assert copied.returncode == 0, copied.stderr
    for question in QUESTIONS:
        assert answer(tmp_path, far, *question) == answer(tmp_path, FILE, *question), question
    assert answer(tmp_path, far, "archive", "verify") == copied.stdout
    assert answer(tmp_path, FILE, "archive", "verify", f"--against={far}") == copied.stdout
    back = threadhop("archive", "copy", far, "sqlite:back.db", cwd=tmp_path, timeout=120)
    assert back.stdout == copied.stdout


def test_a_crawl_into_it_finds_the_same(blogosphere: Blogosphere, tmp_path: Path, far: str) -> None:
    crawl(blogosphere, tmp_path)
    crawl(blogosphere, tmp_path, f"--archive={far}", "--require-archive")
    for table in ("posts", "comments", "links", "hops"):
        assert rows(tmp_path, far, table) == rows(tmp_path, FILE, table), table
    answer(tmp_path, far, "archive", "verify")
    told = json.loads(answer(tmp_path, far, "archive", "outbox", "status", "--json"))
    assert (told["waiting"], told["dead"], told["due"]) == (0, 0, 0)


def test_a_server_that_is_away_costs_nothing_but_time(
    blogosphere: Blogosphere, tmp_path: Path, server: str, far: str
) -> None:
    prefix = far.rpartition("/")[2]
    away = f"--archive=http://127.0.0.1:9/{prefix}"
    refused_start = threadhop(
        "crawl", START, away, "--require-archive", "--allow-private-hosts",
        f"--connect-to=*.example={blogosphere.address}", cwd=tmp_path,
    )  # fmt: skip
    assert "does not answer" in refused(refused_start, 5)
    said = crawl(blogosphere, tmp_path, away, code=5)
    assert "wait in the outbox" in said
    assert "outbox flush" in said
    assert "does not answer" in refused(threadhop("search", "a", away, cwd=tmp_path), 5)
    sent = threadhop("archive", "outbox", "flush", f"--archive={far}", cwd=tmp_path)
    assert sent.returncode == 0, sent.stderr
    crawl(blogosphere, tmp_path)
    for table in ("posts", "comments", "links", "hops"):
        assert rows(tmp_path, far, table) == rows(tmp_path, FILE, table), table
    (run,) = rows(tmp_path, far, "runs")
    assert run["exit_code"] == 5
