"""The real blogs recorded as WARC, and crawled again from that without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import threadhop
from tests.support.realblogs import Crawled, RealBlogs, crawl

pytestmark = pytest.mark.realblogs

TABLES = ("posts", "comments", "links", "hops", "people", "blogs", "visits")


def contents(crawled: Crawled) -> dict[str, list[str]]:
    """What the archive holds, but for which run it was and whether that was a replay."""
    ours = {"run", "via"}
    return {
        table: sorted(
            str({name: value for name, value in row.items() if name not in ours})
            for row in crawled.export(table)
        )
        for table in TABLES
    }


def test_the_same_archive_comes_out_of_the_recording(realblogs: RealBlogs, tmp_path: Path) -> None:
    first = realblogs.truth["first"]
    (tmp_path / "live").mkdir()
    (tmp_path / "again").mkdir()
    live = crawl(realblogs, tmp_path / "live", first, "--hops=12", f"--warc={tmp_path / 'warc'}")
    since = realblogs.mark()
    result = threadhop(
        "crawl",
        first,
        "--archive=sqlite:talk.db",
        "--hops=12",
        f"--replay={tmp_path / 'warc'}",
        cwd=tmp_path / "again",
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    again = Crawled(tmp_path / "again", (), result.stderr)
    assert contents(again) == contents(live)
    assert realblogs.asked(since) == []
    assert "not in the WARC" not in result.stderr
