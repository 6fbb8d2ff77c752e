"""Tables of the archive for other programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, LEVELS
from tests.support.command import refused, threadhop

FIELDS = {
    "posts": "url blog title author_name author_url text language platform comment_count"
    " claimed_comments thread_state first_seen last_seen",
    "comments": "post_url id parent_id kind author_name author_url text permalink position status"
    " first_seen last_seen removed",
    "runs": "id seeds started",
    "visits": "url at status run",
    "people": "person name url sureness evidence",
    "blogs": "blog posts comments",
}
DATED = "published published_utc published_precision"


@pytest.mark.parametrize("what", FIELDS)
def test_a_row_a_line_with_the_public_fields(archive: Path, what: str) -> None:
    result = threadhop("export", what, cwd=archive.parent)
    assert (result.returncode, result.stderr) == (0, "")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    fields = FIELDS[what] + (f" {DATED}" if what in ("posts", "comments") else "")
    assert all(set(fields.split()) <= row.keys() for row in rows)


def test_the_same_in_csv(archive: Path) -> None:
    lines = threadhop("export", "comments", cwd=archive.parent).stdout.splitlines()
    table = threadhop("export", "comments", "--format", "csv", cwd=archive.parent).stdout
    assert "\x1b" not in table
    for known, row in zip(map(json.loads, lines), csv.DictReader(io.StringIO(table)), strict=True):
        assert list(row) == list(known)
        assert row["id"] == known["id"]
        assert row["text"] == known["text"].replace("\x1b", "\ufffd")
        assert (row["removed"] or None) == known["removed"]


def test_to_a_file(archive: Path) -> None:
    result = threadhop("export", "posts", "-o", "posts.ndjson", cwd=archive.parent)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    rows = (archive.parent / "posts.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(row)["url"] for row in rows] == [BRIDGE, LEVELS]
    assert not list(archive.parent.glob(".posts*"))


def test_a_file_that_was_there_stays_whole_when_the_export_fails(tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text("kept")
    (tmp_path / "broken.db").write_bytes(b"no archive" * 1000)
    said = refused(
        threadhop(
            "export", "posts", "--format", "csv", "--archive", "broken.db", "-o", kept, cwd=tmp_path
        )
    )
    assert "broken.db" in said
    assert kept.read_text() == "kept"
    assert not list(tmp_path.glob(".kept*"))


def test_what_cannot_be_exported(archive: Path) -> None:
    assert "'words'" in refused(threadhop("export", "words", cwd=archive.parent))
    assert "'xml'" in refused(threadhop("export", "posts", "--format", "xml", cwd=archive.parent))
    said = refused(threadhop("export", "posts", "-o", "none/x.csv", cwd=archive.parent))
    assert said.startswith("none/x.csv cannot be written")
    assert "Give another FILE" in said
