"""The kept readings of a post: those with comments that have no id of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from crawler.archive.entries import Entry
from crawler.archive.merging import Known
from crawler.archive.naming import named_anew as named_by
from crawler.archive.naming import packed
from crawler.archive.states import State
from crawler.model import Reading


def keep(connection: sqlite3.Connection, post: int, reading: Reading, at: str) -> None:
    """Keep the comments of a reading as they were read; the same ones are stored once."""
    digest, body = packed(reading)
    connection.execute(
        "insert or ignore into unnamed_body (digest, body) values (?, ?)", (digest, body)
    )
    connection.execute(
        "insert or ignore into unnamed (post, digest, at, rank, whole) values (?, ?, ?, ?, ?)",
        (post, digest, at, int(reading.rank), int(reading.whole)),
    )


def keep_sheets(connection: sqlite3.Connection, post: int, state: State) -> None:
    """Keep the readings that another archive kept of a post."""
    connection.executemany(
        "insert or ignore into unnamed_body (digest, body) values (?, ?)", state.bodies.items()
    )
    connection.executemany(
        "insert or ignore into unnamed (post, at, rank, whole, digest) values (?, ?, ?, ?, ?)",
        [(post, *sheet) for sheet in state.sheets],
    )


def is_kept(connection: sqlite3.Connection, post: int) -> bool:
    """True when the post has such readings."""
    found = connection.execute("select 1 from unnamed where post = ? limit 1", (post,))
    return found.fetchone() is not None


def named_anew(
    connection: sqlite3.Connection, post: int, pure: Mapping[str, Known]
) -> dict[str, Entry]:
    """The whole thread: what readings with ids say (``pure``), joined with the kept readings."""
    rows = connection.execute(
        "select at, rank, whole, body from unnamed join unnamed_body using (digest)"
        " where post = ? order by at, rank desc, digest, whole",
        (post,),
    )
    return named_by(pure, [tuple(row) for row in rows])
