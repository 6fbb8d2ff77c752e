"""What the fuzzer runs on each input, and what must hold of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from crawler.model import Comment
from crawler.pages import Page
from crawler.platforms.reading import read_page

#: The longest input, in bytes: what is slow shows on shorter ones, which mutate faster.
LONGEST = 1 << 16
#: A reading costs at most so much CPU time: to begin with, and for each byte of the page. Ten
#: times what the slowest of our cases costs under the fuzzer's tracing.
START, PER_BYTE = 2.0, 2e-4

_WHEN = datetime(2020, 1, 1, tzinfo=UTC)
_TYPES = (
    "text/html",
    "text/html; charset=utf-16",
    "text/html; charset=x-none",
    "application/json",
    "application/atom+xml",
    "",
)


def check(data: bytes) -> None:
    """Read an input as a page of the type that its first byte says, and check what comes out.

    Raises `AssertionError` for a thread that is no tree and for a cost beyond what is linear;
    anything else that is raised is a fault of a reader.
    """
    kind, body = _TYPES[data[0] % len(_TYPES)] if data else "", data[1:]
    for only in (None, "generic"):
        start = time.process_time()
        page = Page("http://blog.example/2009/03/post/", body, {"content-type": kind}, 200, _WHEN)
        if only and not page.is_html:
            return
        reading = read_page(page, only=only)
        spent = time.process_time() - start
        assert spent < START + PER_BYTE * len(body), f"{spent:.1f} s for {len(body)} bytes"
        check_tree(reading.comments)


def check_tree(comments: tuple[Comment, ...]) -> None:
    """Ids are unique, parents are in the thread or none, and no chain of them is a circle."""
    above = {comment.id: comment.parent_id for comment in comments}
    assert len(above) == len(comments), "an id is given twice"
    rooted: set[str] = set()
    for ident in above:
        way: dict[str, None] = {}
        place: str | None = ident
        while place in above and place not in rooted:
            assert place not in way, "the parents form a circle"
            way[place] = None
            place = above[place]
        rooted.update(way)
