"""The whole blogosphere recorded as WARC, and crawled again from that with the servers gone."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import open_archive
from crawler.archive.protocol import Table
from samples.server import Blogosphere, Request
from tests.journeys.crawling import START, Row, crawl
from tests.support.command import threadhop

TABLES = ("posts", "comments", "links", "hops", "people", "blogs", "visits")


def rows(folder: Path, table: str) -> list[Row]:
    """What an export holds, but for which run it was, and that it was a replay."""
    with closing(open_archive(f"sqlite:{folder / 'talk.db'}")) as archive:
        found: list[Row] = list(archive.export(Table(table)))
    for row in found:
        for name in ("run", "via"):
            row.pop(name, None)
    return sorted(found, key=lambda row: json.dumps(row, sort_keys=True))


def digest(folder: Path) -> str:
    """One figure for everything that the archive holds, times of looking included."""
    made = hashlib.sha256()
    for table in TABLES:
        for row in rows(folder, table):
            made.update(json.dumps(row, sort_keys=True).encode() + b"\n")
    return made.hexdigest()


def replay(warc: Path, folder: Path, *more: str) -> str:
    folder.mkdir(exist_ok=True)
    words = ("crawl", START, "--archive=sqlite:talk.db", f"--replay={warc}", "--hops=12", *more)
    result = threadhop(*words, cwd=folder, timeout=120)
    assert result.returncode == 0, result.stderr
    return result.stderr


def difference(one: Path, other: Path) -> dict[str, list[Row]]:
    """What stands in one of two archives only, for the message of a failed test."""
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        mine, theirs = rows(one, table), rows(other, table)
        found[table] = [r for r in mine if r not in theirs] + [r for r in theirs if r not in mine]
    return {table: found[table][:4] for table in TABLES if found[table]}


@dataclass(frozen=True)
class Recorded:
    """The sample blogs, still there, and a crawl of them that was recorded."""

    blogosphere: Blogosphere
    live: Path
    warc: Path
    asked: tuple[Request, ...]

    def copy(self, folder: Path) -> tuple[Path, Path]:
        """The archive and the recording, to be added to."""
        shutil.copytree(self.live, folder / "live")
        shutil.copytree(self.warc, folder / "warc")
        return folder / "live", folder / "warc"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "live").mkdir()
    with Blogosphere() as blogosphere:
        crawl(blogosphere, folder / "live", f"--warc={folder / 'warc'}")
        yield Recorded(blogosphere, folder / "live", folder / "warc", blogosphere.log)


def test_the_same_archive_comes_out_of_the_recording(recorded: Recorded, tmp_path: Path) -> None:
    asked = len(recorded.blogosphere.log)
    said = replay(recorded.warc, tmp_path)
    assert difference(recorded.live, tmp_path) == {}
    assert digest(recorded.live) == digest(tmp_path)
    assert "not in the WARC" not in said
    assert len(recorded.blogosphere.log) == asked


def test_every_answer_is_in_the_recording(recorded: Recorded) -> None:
    answers = []
    for path in sorted(recorded.warc.iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests=True):
                record.content_stream().read()
                assert record.digest_checker.passed is not False
                if record.rec_type in ("response", "revisit"):
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    answers.append((url, int(record.http_headers.get_statuscode())))
    served = [(f"http://{r.host}{r.path}", r.status) for r in recorded.asked]
    assert sorted(answers) == sorted(served)
    assert any(url.endswith("/robots.txt") for url, _ in answers)


def test_rounds_are_played_one_after_the_other(recorded: Recorded, tmp_path: Path) -> None:
    live, warc = tmp_path / "live", tmp_path / "warc"
    live.mkdir()
    for _ in range(2):
        crawl(recorded.blogosphere, live, f"--warc={warc}")
    assert any(row["status"] == 304 for row in rows(live, "visits"))
    replay(warc, tmp_path / "again")
    assert difference(live, tmp_path / "again") == {}


def test_replaying_into_the_archive_that_was_recorded_changes_nothing(
    recorded: Recorded, tmp_path: Path
) -> None:
    live, warc = recorded.copy(tmp_path)
    replay(warc, live)
    tables = [table for table in TABLES if table != "visits"]
    assert {t: rows(live, t) for t in tables} == {t: rows(recorded.live, t) for t in tables}


def test_what_is_not_in_the_recording_is_told_and_not_fetched(
    recorded: Recorded, tmp_path: Path
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    crawl(recorded.blogosphere, small, f"--warc={tmp_path / 'part'}", "--max-pages=6", code=6)
    asked = len(recorded.blogosphere.log)
    said = replay(tmp_path / "part", tmp_path / "again", "--max-error-rate=1")
    assert "not in the WARC: http://" in said
    assert len(recorded.blogosphere.log) == asked
    assert difference(small, tmp_path / "again") == {}
