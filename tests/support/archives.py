"""Archives for tests, filled in few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from crawler.archive import Archive, Finding, open_archive
from crawler.model import Comment, Post, Rank, Reading, ThreadState, Visit
from tests.support.talks import SEEN


@contextmanager
def archive_in(folder: Path, name: str = "test.db") -> Iterator[Archive]:
    """A new archive in a folder."""
    with closing(open_archive(f"sqlite:{folder / name}", create=True)) as archive:
        yield archive


def finding(
    post: Post,
    comments: Sequence[Comment] = (),
    state: ThreadState = ThreadState.COMPLETE,
    at: str = SEEN,
    claimed: int | None = None,
    reason: str = "",
) -> Finding:
    """One look at a post's page, and what was read there."""
    status = 404 if state.is_gap else 200
    reading = Reading(
        post.url,
        "test",
        Rank.PLATFORM,
        post=Post(post.url, post.blog) if state.is_gap else post,
        comments=tuple(comments),
        state=state,
        reason=reason,
        claimed=claimed,
    )
    return Finding(Visit(post.url, at, status, "run", post_url=post.url), reading)
