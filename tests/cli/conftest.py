"""A small archive, recorded as a crawl would, for the commands that look into one."""

from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import open_archive
from crawler.archive.protocol import Finding
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    Run,
    ThreadState,
    Visit,
)

BRIDGE = "http://harbour.example/2012/05/bridge/"
LEVELS = "http://tides.example/2012/05/levels/"
SEEN = "2026-01-31T12:00:00Z"


def moment(local: str, offset: int | None = 120, written: str = "") -> Moment:
    return Moment(written or local, local, offset, Precision.SECOND)


def bridge() -> Reading:
    post = Post(
        BRIDGE,
        "harbour.example",
        "A bridge too low",
        Author("Anna"),
        moment("2012-05-14T09:30:00", written="May 14, 2012"),
        "The ferry no longer fits under the bridge, and nobody measured the tide.",
        "en",
        "wordpress",
    )
    comments = (
        Comment(
            "101",
            author=Author("Ben", "http://ben.example/"),
            published=moment("2012-05-14T11:02:00"),
            text="They measured at low tide.",
        ),
        Comment(
            "102",
            author=Author("Cleo"),
            published=moment("2012-05-14T12:40:00", None, "May 14, 2012 at 12:40"),
            text="Then the tide table was at fault.\x1b[2J",
            parent_id="101",
        ),
        Comment(
            "103",
            kind=CommentKind.PINGBACK,
            author=Author("Who reads tables?", LEVELS),
            published=moment("2012-05-15T08:00:00"),
        ),
    )
    return Reading(
        BRIDGE,
        "wordpress",
        Rank.PLATFORM,
        post,
        comments,
        ThreadState.COMPLETE,
        claimed=3,
        whole=True,
    )


def levels() -> Reading:
    post = Post(
        LEVELS,
        "tides.example",
        "Who reads tables?",
        Author("Dora"),
        moment("2012-05-15T07:50:00"),
        "Nobody reads a table. שלום to all who do.",
        "en",
        "typepad",
    )
    return Reading(LEVELS, "typepad", Rank.PLATFORM, post, (), ThreadState.NONE, whole=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """``threadhop.db`` in the test's folder, with two posts, three comments and a run."""
    path = tmp_path / "threadhop.db"
    with closing(open_archive(f"sqlite:{path}", create=True)) as opened:
        opened.record(
            [
                Finding(Visit(reading.post_url, SEEN, 200, "run-1"), reading)
                for reading in (bridge(), levels())
            ]
        )
        opened.put_run(Run("run-1", "crawl-1", (BRIDGE,), "conversation", SEEN, "0.1.0"))
    return path
