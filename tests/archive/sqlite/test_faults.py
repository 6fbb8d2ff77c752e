"""What happens when the disk is full, the file is damaged, or the writer is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Archive, Finding, Query, Table, open_archive
from crawler.archive.sqlite import SqliteArchive
from crawler.errors import ArchiveError, LimitReached
from crawler.model import Comment, Link, LinkPlace, Post, Rank, Reading, ThreadState, Visit


def page(number: int, comments: int = 20) -> Finding:
    url = f"http://a.example/{number}"
    post = Post(url, "a.example", links=(Link("http://b.example/", LinkPlace.BODY),))
    said = tuple(Comment(f"c{n}", text=f"words {number} {n} " * 20) for n in range(comments))
    reading = Reading(url, "test", Rank.PLATFORM, post, said, ThreadState.COMPLETE)
    return Finding(Visit(url, "2026-01-01T12:00:00Z", 200, "run", url), reading)


def fill(archive: Archive) -> tuple[int, LimitReached]:
    """Record pages until the disk is full: how many were reported as stored, and what was said."""
    for number in range(1000):
        try:
            archive.record([page(number)])
        except LimitReached as error:
            return number, error
    raise AssertionError("the disk never filled")


def assert_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        file.execute("insert into entry_words (entry_words) values ('integrity-check')")
        orphans = "select count(*) from link where entry not in (select pk from entry)"
        assert file.execute(orphans).fetchone() == (0,)


def test_a_full_disk_stops_with_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    archive = open_archive(str(path), create=True)
    assert isinstance(archive, SqliteArchive)
    archive._connection.execute("pragma max_page_count = 60")
    stored, error = fill(archive)
    assert "disk is full" in str(error)
    assert error.exit_code == 6
    assert sum(1 for _ in archive.export(Table.POSTS)) == stored
    assert sum(1 for _ in archive.export(Table.COMMENTS)) == 20 * stored
    archive.close()
    assert_sound(path)
    with closing(open_archive(str(path))) as again:
        assert again.record([page(stored)]).posts == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_really_fills_stops_with_nothing_half_written(small_disk: Path) -> None:
    path = small_disk / "a.db"
    archive = open_archive(str(path), create=True)
    stored, _ = fill(archive)
    assert stored
    archive.close()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        assert file.execute("select count(*) from posts").fetchone() == (stored,)
        assert file.execute("select count(*) from comments").fetchone() == (20 * stored,)


def test_damage_met_while_reading_is_said_clearly(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_archive(str(path), create=True)) as archive:
        archive.record([page(number) for number in range(40)])
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(size // 4096 // 2 * 4096, size, 4096):
            file.seek(place)
            file.write(b"\xff" * 512)
    with closing(open_archive(str(path))) as archive:
        with pytest.raises(ArchiveError, match="damaged"):
            list(archive.export(Table.COMMENTS))
        with pytest.raises(ArchiveError, match="damaged"):
            list(archive.search(Query("words")))
        with pytest.raises(ArchiveError, match="damaged"):
            archive.record([page(number) for number in range(40, 60)])


_WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from crawler.archive import open_archive
from tests.archive.sqlite.test_faults import page

archive = open_archive(sys.argv[1], create=True)
number = int(sys.argv[2])
while True:
    archive.record([page(number), page(number + 1)])
    print(number + 1, flush=True)
    number += 2
"""


def test_a_killed_writer_loses_nothing_that_it_reported(tmp_path: Path) -> None:
    path, root = tmp_path / "a.db", Path(__file__).resolve().parents[3]
    reported = -1
    for round_ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(reported + 1), str(root)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for _ in range(3 + 7 * round_):
            reported = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        for line in writer.stdout.read().splitlines():
            reported = int(line)
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        with closing(open_archive(str(path))) as archive:
            posts = [str(row["url"]) for row in archive.export(Table.POSTS)]
            comments = sum(1 for _ in archive.export(Table.COMMENTS))
        numbers = {int(url.rpartition("/")[2]) for url in posts}
        assert numbers >= set(range(reported + 1))
        assert len(posts) == len(numbers)
        assert len(numbers) % 2 == 0
        assert comments == 20 * len(posts)
        reported = max(numbers)
    assert_sound(path)


_SHARER = """
import sys
sys.path.insert(0, sys.argv[4])
from crawler.archive import open_archive
from tests.archive.sqlite.test_faults import page

archive = open_archive(sys.argv[1], create=True)
for number in range(int(sys.argv[2]), 60, int(sys.argv[3])):
    archive.record([page(number), page(number // 2)])
archive.close()
"""


def test_several_processes_write_one_archive_while_others_read(tmp_path: Path) -> None:
    path, root = tmp_path / "a.db", Path(__file__).resolve().parents[3]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _SHARER, str(path), str(n), "3", str(root)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    while any(writer.poll() is None for writer in writers):
        if path.exists() and path.stat().st_size:
            with closing(open_archive(str(path))) as reader:
                rows = list(reader.export(Table.COMMENTS))
                assert len(rows) % 20 == 0
    errors = [writer.communicate()[1] for writer in writers]
    assert errors == ["", "", ""]
    with closing(open_archive(str(tmp_path / "one.db"), create=True)) as one:
        one.record([page(number) for number in range(60)])
        alone = list(one.export(Table.COMMENTS))
    with closing(open_archive(str(path))) as archive:
        assert list(archive.export(Table.COMMENTS)) == alone
    assert_sound(path)


def test_readers_are_not_locked_out_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_archive(str(path), create=True)) as archive:
        archive.record([page(1)])
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("begin immediate")
            writer.execute("delete from entry")
            thread = archive.thread("http://a.example/1")
            assert thread is not None
            assert len(thread.comments) == 20
            writer.execute("rollback")


def test_a_lone_surrogate_does_not_cost_the_batch(tmp_path: Path) -> None:
    good, bad = page(1, 1), page(2, 0)
    assert bad.reading is not None
    post = Post("http://a.example/2", "a.example", title="broken \ud83d here")
    broken = Reading("http://a.example/2", "test", Rank.PLATFORM, post)
    with closing(open_archive(str(tmp_path / "a.db"), create=True)) as archive:
        assert archive.record([good, Finding(bad.visit, broken)]).posts == 2
        stored = archive.posts(["http://a.example/2"])["http://a.example/2"]
        assert stored.post.title == "broken ? here"
