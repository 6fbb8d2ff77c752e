"""The command `threadhop crawl`: what it refuses, says and shows."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.cli.progress import holding_up, line
from crawler.cli.summary import summary
from crawler.config import Options
from crawler.frontier import Settled, Task
from crawler.runs import Session
from tests.spiders.conftest import many, talk
from tests.support.blogserver import BlogServer
from tests.support.crawling import ROOT, Crawls
from tests.support.schema import faults, schema

POST = "http://a.example/2009/x"


def test_everything_that_is_wrong_is_told_at_once(server: BlogServer, crawls: Crawls) -> None:
    crawls.folder = crawls.folder / "nowhere"
    words = crawls.words("nonsense", "http://blog.test/2009/x", private=False, route=False)
    process = subprocess.run(
        [sys.executable, "-m", "crawler", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 2
    assert process.stdout == ""
    for said in ("'nonsense' is no web address", "--contact", "nowhere"):
        assert said in process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no post to start from"),
        (["ftp://a.example/x"], "is no web address"),
        ([POST, "--hops", "many"], "--hops"),
        ([POST, "--scope", "all"], "--scope"),
        ([POST, "--since", "yesterday"], "--since"),
        ([POST, "--max-pages", "0"], "--max-pages"),
    ],
)
def test_what_cannot_be_used_is_refused(crawls: Crawls, words: list[str], said: str) -> None:
    ended = crawls.run(*words)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("content", [b"", b"just some text, and no database at all " * 30])
def test_an_archive_that_is_none_is_refused_before_anything_is_asked(
    server: BlogServer, crawls: Crawls, content: bytes
) -> None:
    path = crawls.folder / "threads.db"
    path.write_bytes(content)
    ended = crawls.run(talk(server))
    if content:
        assert ended.code == 2
        assert server.log == []
        assert path.read_bytes() == content
        assert "Traceback" not in ended.err
    else:
        assert ended.code == 0, "an empty file is a place for one"


def test_the_first_live_crawl_is_told_what_it_deals_with_once(crawls: Crawls) -> None:
    live = ("http://blog.invalid/2009/x", "--contact", "me@university.example")
    crawls.options = ["--connect-to", "robots.invalid=127.0.0.1:1"]
    first, second = (crawls.run(*live, route=False) for _ in range(2))
    assert "personal data" in first.err
    assert "docs/ethics.md" in first.err
    assert "personal data" not in second.err
    assert first.code == second.code == 4


def test_the_record_goes_to_standard_output_alone(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run(talk(server), "--json", "--quiet")
    assert ended.err == ""
    record = json.loads(ended.out)
    assert faults(record, schema("run")) == []
    written = crawls.last_run()
    assert {key: record[key] for key in written} == written
    assert record["seeds"] == ["http://a.example/2009/03/one"]
    stored = crawls.rows("SELECT exit_code FROM runs")
    assert stored == [(0,)]


def test_a_terminal_sees_a_table_that_leaves_no_trace(server: BlogServer, crawls: Crawls) -> None:
    crawls.delay = 0.3
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler", *crawls.words(many(server, 2, 3), "--hops", "9")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        pass  # Linux says so when the other end is closed.
    os.close(ours)
    assert process.communicate()[0] == b""
    assert process.returncode == 0
    text = shown.decode()
    for word in ("queued", "pages a second", "blog0.example"):
        assert word in text
    assert "\x1b[?25h" in text, "the cursor is given back"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    options = Options(archive=f"sqlite:{tmp_path / 't.db'}", max_pages=2, delay=100)
    seeds = [f"http://a.example/{n}" for n in range(4)]
    opened = Session(options, seeds, map(Task, seeds))
    yield opened
    opened.close()


def fetch_one(session: Session) -> None:
    for lease in session.frontier.lease(1):
        session.frontier.answered(lease.host, 0.0)
        session.frontier.settle([Settled(lease)])
        session.counts["pages"] += 1


def test_a_line_says_how_far_it_is_and_what_holds_it_up(session: Session) -> None:
    assert line(session) == "0 pages, 4 queued"
    fetch_one(session)
    session.frontier.lease(0)
    assert line(session).startswith("1 pages, 3 queued; waiting for a.example: ")


def test_the_summary_says_what_to_type_next(session: Session) -> None:
    fetch_one(session)
    session.seeds_failed["http://a.example/1"] = "HTTP 404"
    session.counts["failed"] += 1
    session.close()
    lines = list(summary(session))
    assert lines[0] == "new: 0 posts, 0 comments, 0 hops (1 page read, 1 failed)"
    assert "not read: http://a.example/1 (HTTP 404)" in lines
    assert lines[-1].startswith("next: threadhop trace http://a.example/0 --archive sqlite:")


def test_a_limit_is_named(tmp_path: Path) -> None:
    options = Options(archive=f"sqlite:{tmp_path / 't.db'}", max_pages=1, delay=0)
    session = Session(options, [POST], [Task(POST), Task("http://b.example/2009/y")])
    fetch_one(session)
    assert holding_up(session) == "at the limit of pages"
    assert session.close().exit_code == 6
    assert "the limit of 1 pages a run was reached" in list(summary(session))
