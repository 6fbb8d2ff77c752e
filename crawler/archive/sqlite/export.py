"""Rows for export: the public views, in order of time and key, without holding them in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from crawler.archive.protocol import Table

_ORDER = {
    Table.POSTS: "coalesce(rtrim(published_utc, 'Z'), published, '9999'), url",
    Table.COMMENTS: "coalesce(rtrim(published_utc, 'Z'), published, '9999'), post_url, position",
    Table.LINKS: "coalesce(published_order, '9999'), source_url, comment_id, place, url, words,"
    " around",
    Table.HOPS: "coalesce(source_published, '9999'), source_url, target_url, kind",
    Table.PEOPLE: "coalesce(first_published, '9999'), name, url, account",
    Table.BLOGS: "coalesce(first_published, '9999'), blog",
    Table.VISITS: "at, url, run, status, via, digest, note, source",
    Table.RUNS: "started, id",
}
_LISTS = frozenset({"tags", "endpoints", "evidence", "seeds", "options", "counts", "notes"})
_FLAGS = frozenset({"by_post_author", "cross_blog", "confirmed", "later_edit"})
_MAPS = frozenset({"sources"})


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, object]]:
    """Every row of a table in the public field names; lists and mappings as such, not as JSON."""
    cursor = connection.execute(f"select * from {table.value} order by {_ORDER[table]}")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield {name: _public(name, value) for name, value in zip(names, row, strict=True)}


def _public(name: str, value: Any) -> object:
    if name in _FLAGS:
        return bool(value)
    if name in _LISTS:
        return json.loads(value) if value else []
    if name in _MAPS:
        return json.loads(value) if value else {}
    return value
