"""The inverted index of fingerprints: which texts hold which."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from crawler.archive.protocol import Bearer

_OF_POST = "select pk, comment_id, blog, signed from printed where post = ?"
_BEARERS = (
    "select p.hash, t.post, t.comment_id, t.blog, t.signed from"
    " (select printed, hash from print where hash = ? limit ?) p join printed t on t.pk = p.printed"
)


def put_prints(
    connection: sqlite3.Connection, post: str, texts: Iterable[tuple[Bearer, Collection[int]]]
) -> None:
    """Replace what is known of the texts of a post."""
    old = [row[0] for row in connection.execute(_OF_POST, (post,))]
    if old:
        known = json.dumps(old)
        for statement in (
            "delete from print where printed in (select value from json_each(?))",
            "delete from printed where pk in (select value from json_each(?))",
        ):
            connection.execute(statement, (known,))
    for bearer, hashes in texts:
        row = connection.execute(
            "insert into printed (post, comment_id, blog, signed) values (?, ?, ?, ?)",
            (post, bearer.comment_id, bearer.blog, bearer.signed),
        )
        connection.executemany(
            "insert or ignore into print (hash, printed) values (?, ?)",
            [(value, row.lastrowid) for value in sorted(hashes)],
        )


def bearers(
    connection: sqlite3.Connection, hashes: Collection[int], most: int
) -> dict[int, list[Bearer]]:
    """The texts that hold each of these fingerprints, at most so many of each."""
    found: dict[int, list[Bearer]] = {}
    for value in hashes:
        rows = connection.execute(_BEARERS, (value, most)).fetchall()
        found[value] = [Bearer(row[1], row[2], row[3], row[4]) for row in rows]
    return found


def drop_quotes(connection: sqlite3.Connection, sources: Collection[str]) -> int:
    """Forget the quotations that these posts make; returns how many they were."""
    gone = connection.execute(
        "delete from hop where kind = 'quote' and source in (select value from json_each(?))",
        (json.dumps(sorted(sources)),),
    )
    return gone.rowcount
