"""All that this archive knows, piece by piece, and the taking in of another archive's pieces."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from crawler.archive.protocol import Finding
from crawler.archive.sqlite import addresses, writing
from crawler.archive.sqlite.hops import COLUMNS, hop_of, put_hops
from crawler.archive.sqlite.reading import visit_of
from crawler.archive.sqlite.stored import load_entries
from crawler.archive.sqlite.threads import Batch
from crawler.archive.states import Piece, State
from crawler.model import Alias, AliasReason, Hop, Rank, Reading, Run

#: So many pieces are written in one transaction.
_TOGETHER = 200


def pieces(connection: sqlite3.Connection) -> Iterator[Piece]:
    """Everything, aliases first; in one transaction of the caller's."""
    for row in connection.execute("select url, post_url, reason from alias order by 1, 2, 3"):
        yield Alias(row["url"], row["post_url"], AliasReason(row["reason"]))
    for row in connection.execute("select * from visit order by at, digest"):
        visit = visit_of(row, row["post_url"])
        yield Finding(visit, _what_was_read(visit.url, row))
    for row in connection.execute("select post, url from thread order by url"):
        yield _state(connection, row["post"], row["url"])
    hops = f"select {', '.join(COLUMNS)} from hop order by source, target, kind"
    for row in connection.execute(hops):
        yield hop_of(row["source"], row["target"], tuple(row))
    for row in connection.execute("select * from run order by id"):
        yield _run(row)


def batches(given: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces of one kind, as many as are written at once."""
    for _, run in groupby(given, type):
        while some := list(islice(run, _TOGETHER)):
            yield some


def take(connection: sqlite3.Connection, some: list[Any]) -> None:
    """Join pieces of one kind with what is here, in a transaction of the caller's."""
    if isinstance(some[0], Alias):
        addresses.learn(connection, some)
    elif isinstance(some[0], Finding):
        writing.put_visits(connection, some)
    elif isinstance(some[0], State):
        _take_states(connection, some)
    elif isinstance(some[0], Hop):
        put_hops(connection, some)
    else:
        for run in some:
            writing.put_run(connection, run)


def _take_states(connection: sqlite3.Connection, some: list[State]) -> None:
    roots = addresses.resolve(connection, {state.url for state in some})
    for state in some:
        url = roots[state.url]
        row = connection.execute("select post from thread where url = ?", (url,)).fetchone()
        # A batch for each: two of them may be of one post.
        batch = Batch(connection)
        batch.take(url, row["post"] if row else None, state)
        batch.finish()


def _state(connection: sqlite3.Connection, post: int, url: str) -> State:
    wholes = connection.execute("select class, at from whole where post = ?", (post,))
    sheets = connection.execute(
        "select at, rank, whole, digest, body from unnamed join unnamed_body using (digest)"
        " where post = ?",
        (post,),
    ).fetchall()
    return State(
        url,
        load_entries(connection, post, None),
        {(row["class"], row["at"]) for row in wholes},
        {(row["at"], row["rank"], row["whole"], row["digest"]) for row in sheets},
        {row["digest"]: row["body"] for row in sheets},
    )


def _what_was_read(url: str, row: sqlite3.Row) -> Reading | None:
    if row["source"] is None:
        return None
    return Reading(url, row["source"], Rank.GENERIC, notes=tuple(json.loads(row["notes"] or "[]")))


def _run(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        crawl=row["crawl"],
        seeds=tuple(json.loads(row["seeds"])),
        scope=row["scope"],
        started=row["started"],
        version=row["version"],
        options=json.loads(row["options"]),
        ended=row["ended"],
        exit_code=row["exit_code"],
        counts=json.loads(row["counts"]),
    )
