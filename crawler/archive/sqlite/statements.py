"""Statements that write the rows of entries, and lists of values as parameters."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from crawler.archive.entries import COLUMNS, SIGHTINGS

INSERT = f"insert into entry ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"
UPDATE = f"update entry set {', '.join(f'{c} = ?' for c in COLUMNS[1:])} where pk = ?"
UPDATE_SIGHTINGS = (
    f"update entry set {', '.join(f'{c} = ?' for c in COLUMNS[SIGHTINGS:])} where pk = ?"
)
INSERT_LINK = (
    "insert into link (entry, n, url, target, place, words, around, rel)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)


def chunks(items: Collection[str] | Collection[int], size: int = 500) -> Iterator[str]:
    """The items as JSON lists for ``json_each``, so that no statement has too many parameters."""
    ordered = list(items)
    for start in range(0, len(ordered), size):
        yield json.dumps(ordered[start : start + size])
