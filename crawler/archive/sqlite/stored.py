"""Loading of stored entries into hand, with all that is known of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from crawler.archive.entries import Entry, entry_of
from crawler.archive.sqlite.statements import chunks

_AMONG = " and e.id in (select value from json_each(?))"


def load_entries(
    connection: sqlite3.Connection, post: int, ids: Collection[str] | None
) -> dict[str, Entry]:
    """The entries of a post (the post itself under its empty id): all, or those with these ids."""
    found: dict[str, Entry] = {}
    for chunk in [None] if ids is None else chunks(ids):
        among, parameters = ("", (post,)) if chunk is None else (_AMONG, (post, chunk))
        links: dict[int, list[tuple[str, ...]]] = {}
        for entry, *link in connection.execute(
            "select l.entry, l.url, l.place, l.words, l.around, l.rel"
            " from entry e join link l on l.entry = e.pk"
            f" where e.post = ?{among} and l.n >= 0 order by l.entry, l.n",
            parameters,
        ):
            links.setdefault(entry, []).append(tuple(link))
        for row in connection.execute(f"select * from entry e where e.post = ?{among}", parameters):
            more = _of_thread(connection, post) if row["pk"] == post else {}
            found[row["id"]] = entry_of(row, tuple(links.get(row["pk"], ())), more)
    return found


def _of_thread(connection: sqlite3.Connection, post: int) -> dict[str, Any]:
    row = connection.execute("select * from thread where post = ?", (post,)).fetchone()
    fields: dict[str, Any] = {"state": (row["tier"], row["state"], row["reason"])}
    if row["claimed"] is not None:
        fields["claimed"] = row["claimed"]
    if not row["blog_is_guessed"]:
        fields["blog"] = row["blog"]
    for name in ("language", "platform"):
        if row[name] is not None:
            fields[name] = row[name]
    if row["tags"]:
        fields["tags"] = tuple(json.loads(row["tags"]))
    if row["endpoints"]:
        fields["endpoints"] = tuple(tuple(pair) for pair in json.loads(row["endpoints"]))
    return fields
