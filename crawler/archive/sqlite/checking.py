"""Finding damage in the file: what SQLite itself finds, and rows that belong to nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from crawler.archive.sqlite.prints import ENTRY

_ORPHANS = {
    "entries that belong to no post": (
        "select count(*) from entry e left join thread t on t.post = e.post where t.post is null"
    ),
    "posts without their entry": (
        "select count(*) from thread t left join entry e on e.pk = t.post where e.pk is null"
    ),
    "links that belong to no entry": (
        "select count(*) from link l left join entry e on e.pk = l.entry where e.pk is null"
    ),
    "fingerprints that belong to no entry": (
        f"select count(*) from (select key & {(1 << ENTRY) - 1} entry from print union all"
        f" select key & {(1 << ENTRY) - 1} from print_new) p"
        " left join entry e on e.pk = p.entry where e.pk is null"
    ),
    "kept readings without what was read": (
        "select count(*) from unnamed u left join unnamed_body b using (digest)"
        " where b.digest is null"
    ),
}


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong, each in a line; nothing where all is well."""
    for (said,) in connection.execute("pragma integrity_check").fetchall():
        if said != "ok":
            yield f"SQLite finds: {said}"
    try:
        connection.execute(
            "insert into entry_words (entry_words, rank) values ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        yield f"the full-text index is not in step with the texts ({error})"
    for name, question in _ORPHANS.items():
        count = connection.execute(question).fetchone()[0]
        if count:
            yield f"{count} {name}"
