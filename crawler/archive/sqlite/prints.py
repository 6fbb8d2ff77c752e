"""The index of fingerprints as it is written: which posts and comments bear which."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from crawler.archive.fingerprints import fingerprints

#: So many new fingerprints are gathered before they are moved over.
GATHERED = 150_000

_TABLES = ("print", "print_new")
#: The key of a fingerprint and an entry is ``print << ENTRY | entry``.
ENTRY = 31


def write(connection: sqlite3.Connection, gone: Sequence[int], new: Sequence[int]) -> None:
    """Take keys of the index out, then put others in."""
    for table in _TABLES if gone else ():
        connection.executemany(f"delete from {table} where key = ?", zip(gone))
    connection.executemany("insert or ignore into print_new (key) values (?)", zip(sorted(new)))
    if connection.execute("select count(*) from print_new").fetchone()[0] > GATHERED:
        connection.execute(
            "insert or ignore into print (key) select key from print_new order by key"
        )
        connection.execute("delete from print_new")


def keys(entry: int, text: str) -> list[int]:
    """The keys of the fingerprints that an entry with this text bears."""
    return [value << ENTRY | entry for value in fingerprints(text)]


def fill(connection: sqlite3.Connection) -> None:
    """Index what older versions have stored without fingerprints."""
    rows = connection.execute("select pk, text from entry where kind in ('post', 'comment')")
    while some := rows.fetchmany(1000):
        write(connection, (), [key for pk, text in some for key in keys(pk, text)])
