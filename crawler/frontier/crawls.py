"""How far the crawls of an archive are, for whoever only looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import UsageError
from crawler.frontier.protocol import State


@dataclass(frozen=True, slots=True)
class Progress:
    """A crawl as its frontier has it: its round, whether that is done, and tasks by state."""

    crawl: str
    round: int
    finished: bool
    states: Mapping[State, int]


def progress(path: Path) -> list[Progress]:
    """Every crawl in ``frontier.db``, oldest first; none where there is no such file.

    Nothing is written, and no crawl is held up. Raises `UsageError` for a file that is no frontier.
    """
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute(
                "SELECT id, round, finished FROM crawls ORDER BY rowid"
            ).fetchall()
            counted = connection.execute(
                "SELECT crawl, state, count(*) FROM tasks GROUP BY crawl, state"
            ).fetchall()
    except sqlite3.DatabaseError as error:
        raise UsageError(
            f"{path} cannot be read ({error})",
            "Move it away: the next crawl starts anew, the archive is safe",
        ) from error
    return [
        Progress(
            crawl,
            round_,
            bool(finished),
            {State(state): count for name, state, count in counted if name == crawl},
        )
        for crawl, round_, finished in rows
    ]
