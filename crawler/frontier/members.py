"""The posts that make up a conversation, and the posts elsewhere that wait for one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from crawler.frontier.protocol import Mention, Task
from crawler.frontier.rows import columns_of, task_of


class Members:
    """Matches what commenters' sites link to with the posts that were read, in either order.

    Every method runs inside the caller's transaction and gives the tasks to queue.
    """

    def __init__(self, run: Callable[..., sqlite3.Cursor], crawl: str) -> None:
        self._run = run
        self._crawl = crawl

    def join(self, urls: Iterable[str]) -> Iterator[Task]:
        """Make posts members; gives the posts that mentioned them before."""
        for url in urls:
            new = self._run(
                "INSERT INTO members VALUES (?, ?) ON CONFLICT DO NOTHING", (self._crawl, url)
            )
            if new.rowcount:
                rows = self._run(
                    "SELECT * FROM mentions WHERE crawl = ? AND target = ?", (self._crawl, url)
                )
                yield from map(task_of, rows.fetchall())

    def note(self, mention: Mention) -> Task | None:
        """Keep a mention; gives its post where the target is a member already."""
        self._run(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " hops = min(hops, excluded.hops), priority = min(priority, excluded.priority)",
            (self._crawl, mention.target, mention.task.url, *columns_of(mention.task)),
        )
        member = self._run(
            "SELECT 1 FROM members WHERE crawl = ? AND url = ?", (self._crawl, mention.target)
        )
        return mention.task if member.fetchone() else None
