"""A crawl that is killed, stopped, joined or started twice loses nothing and doubles nothing."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.spiders.conftest import many
from tests.support.blogserver import BlogServer
from tests.support.crawling import Crawls, Started


def wait_for(true: Callable[[], bool], process: Started) -> None:
    """Wait until something is so, or the process has ended."""
    deadline = time.monotonic() + 30
    while not true() and not process.over and time.monotonic() < deadline:
        time.sleep(0.005)
    assert true(), process.wait()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple]]:
    """What an undisturbed crawl of the same blogs gives."""
    with BlogServer() as server:
        crawls = Crawls(server, tmp_path_factory.mktemp("whole"))
        assert crawls.run(many(server, blogs=4, posts=4), "--hops", "9").code == 0
        return crawls.contents()


def test_killed_at_several_moments_it_ends_the_same(
    server: BlogServer, crawls: Crawls, whole: dict[str, list[tuple]]
) -> None:
    seed = many(server, blogs=4, posts=4)
    for asked in (1, 2, 6, 9, 15):
        process = crawls.start(seed, "--hops", "9")
        wait_for(lambda asked=asked: len(server.log) >= asked, process)
        process.kill()
    ended = crawls.run(seed, "--hops", "9")
    assert ended.code == 0, ended.err
    assert crawls.contents() == whole
    # What was read before is not asked for again, but for what was out when it was killed.
    assert len(server.log) <= 20 + 5 * 8


def test_a_killed_run_is_marked_by_its_record(server: BlogServer, crawls: Crawls) -> None:
    seed = many(server, blogs=3, posts=3)
    process = crawls.start(seed)
    wait_for(lambda: len(server.log) > 2, process)
    process.kill()
    assert crawls.last_run()["ended"] is None


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_stops_it_cleanly(
    server: BlogServer,
    crawls: Crawls,
    whole: dict[str, list[tuple]],
    number: signal.Signals,
    code: int,
) -> None:
    crawls.delay = 0.1
    seed = many(server, blogs=4, posts=4)
    process = crawls.start(seed, "--hops", "9")
    wait_for(lambda: len(server.log) > 6, process)
    process.send(number)
    ended = process.wait()
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert "the same command goes on from here" in ended.err
    record = crawls.last_run()
    assert record["exit_code"] == code
    assert record["counts"]["posts"] == len(crawls.rows("SELECT * FROM posts")) > 0
    assert not [url for url, (state, _) in crawls.tasks().items() if state == "leased"]
    crawls.delay = 0.02
    assert crawls.run(seed, "--hops", "9").code == 0
    assert crawls.contents() == whole
    pages = [path for path in server.asked() if not path.endswith("robots.txt")]
    assert len(pages) == len(set(pages)), "what was in flight was finished"


def test_a_second_signal_stops_it_at_once(server: BlogServer, crawls: Crawls) -> None:
    seed = many(server, blogs=2, posts=2)
    process = crawls.start(seed)
    server.pages["blog0.example", "/2009/p1"].wait = 8  # type: ignore[union-attr]
    wait_for(lambda: len(server.log) > 2, process)
    time.sleep(0.3)
    process.send(signal.SIGTERM)
    time.sleep(0.3)
    process.send(signal.SIGTERM)
    ended = process.wait(5)
    assert ended.code == 143
    assert "Traceback" not in ended.err
    server.pages["blog0.example", "/2009/p1"].wait = 0  # type: ignore[union-attr]
    assert crawls.run(seed).code == 0
    assert len(crawls.rows("SELECT * FROM posts")) == 4


def test_the_same_crawl_is_not_started_twice(server: BlogServer, crawls: Crawls) -> None:
    crawls.delay = 0.2
    seed = many(server, blogs=2, posts=6)
    first = crawls.start(seed, "--hops", "9")
    wait_for(lambda: len(server.log) > 1, first)
    second = crawls.run(seed, "--hops", "9")
    assert second.code == 75
    assert "--join" in second.err
    other = crawls.run("http://blog1.example/2009/p0", "--scope", "page")
    assert other.code == 0, "another crawl may use the same archive meanwhile"
    assert first.wait().code == 0
    assert min(min(gaps) for gaps in server.gaps().values()) >= 0.195


def test_a_disk_that_fills_stops_it_and_nothing_is_lost(
    server: BlogServer, tmp_path: Path, whole: dict[str, list[tuple]]
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount one")
    try:
        crawls = Crawls(server, small)
        seed = many(server, blogs=4, posts=4)
        (small / "ballast").write_bytes(b"x" * 200_000)
        ended = crawls.run(seed, "--hops", "9")
        assert ended.code == 6, ended.err
        assert "Traceback" not in ended.err
        assert "full" in ended.err
        (small / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=16m", str(small)], check=True)
        assert crawls.run(seed, "--hops", "9").code == 0
        assert crawls.contents() == whole
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_frontier_that_is_damaged_is_told_in_words(server: BlogServer, crawls: Crawls) -> None:
    seed = many(server, blogs=1, posts=1)
    crawls.run(seed)
    (crawls.state / "frontier.db").write_bytes(b"no database " * 1000)
    for leftover in crawls.state.glob("frontier.db-*"):
        leftover.unlink()
    ended = crawls.run(seed)
    assert ended.code == 2
    assert "damaged" in ended.err
    assert "Traceback" not in ended.err


def test_the_frontier_is_left_whole(server: BlogServer, crawls: Crawls) -> None:
    crawls.run(many(server, blogs=2, posts=2))
    with sqlite3.connect(crawls.state / "frontier.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
