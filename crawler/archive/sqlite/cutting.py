"""Keeps the replies of a stored thread a tree: marks where a ring of parents is cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from crawler.archive.sqlite.statements import chunks
from crawler.archive.tree import cuts

_SUSPECT = (
    "select 1 from entry c join entry p on p.post = c.post and p.id = c.parent"
    " where c.post = ?1 and c.{0} in (select value from json_each(?2)) and c.parent is not null"
    " and (p.ordering, p.number, p.id) >= (c.ordering, c.number, c.id) limit 1"
)


def cut_rings(connection: sqlite3.Connection, post: int, touched: Collection[str]) -> None:
    """Cut the rings of a thread of which the entries ``touched`` were written.

    A ring holds a reply whose parent does not come before it. Where there is none among what was
    written, the thread as a whole need not be looked at.
    """
    if _has_cut(connection, post) or any(
        connection.execute(_SUSPECT.format(column), (post, chunk)).fetchone()
        for column in ("id", "parent")
        for chunk in chunks(touched)
    ):
        _cut_all(connection, post)


def _has_cut(connection: sqlite3.Connection, post: int) -> bool:
    found = connection.execute("select 1 from entry where post = ? and cut = 1 limit 1", (post,))
    return found.fetchone() is not None


def _cut_all(connection: sqlite3.Connection, post: int) -> None:
    rows = connection.execute(
        "select id, parent, ordering, number from entry where post = ? and id <> ''", (post,)
    ).fetchall()
    order = {row["id"]: (row["ordering"], row["number"], row["id"]) for row in rows}
    parents = {row["id"]: row["parent"] for row in rows if row["parent"] is not None}
    cut = cuts(parents, order)
    connection.execute("update entry set cut = 0 where post = ? and cut = 1", (post,))
    connection.executemany(
        "update entry set cut = 1 where post = ? and id = ?", [(post, given) for given in cut]
    )
