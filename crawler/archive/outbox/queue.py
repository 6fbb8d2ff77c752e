"""What waits to be sent to a server, in an SQLite file: in order, until the server has it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.sqlite.connection import clear_errors, connect, writing

_SCHEMA = """
create table if not exists waiting (
  id integer primary key autoincrement, kind text not null, body blob not null, at text not null
) strict;
create table if not exists dead (
  id integer primary key, kind text not null, body blob not null, at text not null,
  reason text not null
) strict;
create table if not exists due (post_url text primary key) strict, without rowid;
"""

#: So many free pages of 4 KiB are kept for what comes next.
_FREE_PAGES = 256


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, packed; ``kind`` is finding, hop, dropped (the key of a hop) or run."""

    id: int
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Dead:
    """Something that the server will never take as it is, and why."""

    id: int
    kind: str
    body: bytes
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Load:
    """How much is in an outbox. ``since`` is when the oldest that waits was put there."""

    waiting: int
    bytes: int
    dead: int
    due: int
    since: str | None


class Queue:
    """The outbox of one archive; several processes may put into it and take from it."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if absent; raises `ArchiveError` and `LimitReached` as it can."""
        self.path = path
        self._connection = connect(path)
        with clear_errors(path):
            if self._connection.execute("pragma auto_vacuum").fetchone()[0] == 0:
                # So that the file shrinks again; of a file with pages in it, only so.
                self._connection.execute("pragma auto_vacuum = incremental")
                self._connection.execute("vacuum")
            for statement in _SCHEMA.split(";"):
                self._connection.execute(statement)

    def put(self, kind: str, bodies: Iterable[bytes], *, derived_of: Collection[str] = ()) -> None:
        """Keep things durably, all or none; ``derived_of`` are posts whose hops are among them."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with writing(self._connection, self.path):
            self._connection.executemany(
                "insert into waiting (kind, body, at) values (?, ?, ?)",
                [(kind, body, now) for body in bodies],
            )
            self._connection.executemany(
                "delete from due where post_url = ?", [(url,) for url in derived_of]
            )

    def first(self, most: int, most_bytes: int) -> list[Waiting]:
        """The oldest things of one kind, so many and so large at most, but one in any case."""
        taken: list[Waiting] = []
        size = 0
        with clear_errors(self.path):
            rows = self._connection.execute("select id, kind, body from waiting order by id")
            for row in rows:
                thing = Waiting(*row)
                size += len(thing.body)
                if taken and (thing.kind != taken[0].kind or size > most_bytes):
                    break
                taken.append(thing)
                if len(taken) == most:
                    break
            rows.close()
        return taken

    def sent(self, things: Sequence[Waiting], due: Collection[str] = ()) -> None:
        """Let go of what the server has; ``due`` are posts whose hops can be derived now."""
        with writing(self._connection, self.path):
            self._forget(things)
            self._connection.executemany(
                "insert or ignore into due (post_url) values (?)", [(url,) for url in due]
            )
        self._shrink()

    def bury(self, thing: Waiting, reason: str) -> None:
        """Put away what the server will never take, with the reason."""
        with writing(self._connection, self.path):
            self._connection.execute(
                "insert or replace into dead (id, kind, body, at, reason)"
                " select id, kind, body, at, ? from waiting where id = ?",
                (reason, thing.id),
            )
            self._forget([thing])

    def due(self, most: int) -> list[str]:
        """Posts that were stored and whose hops were not derived yet."""
        with clear_errors(self.path):
            rows = self._connection.execute(
                "select post_url from due order by post_url limit ?", (most,)
            )
            return [url for (url,) in rows]

    def dead(self) -> list[Dead]:
        """What was put away, oldest first."""
        with clear_errors(self.path):
            rows = self._connection.execute(
                "select id, kind, body, at, reason from dead order by id"
            )
            return [Dead(*row) for row in rows]

    def retry(self) -> int:
        """Put all that was put away back into the queue; returns how many."""
        with writing(self._connection, self.path):
            moved = self._connection.execute(
                "insert into waiting (kind, body, at) select kind, body, at from dead order by id"
            ).rowcount
            self._connection.execute("delete from dead")
        return moved

    def drop(self) -> int:
        """Delete all that was put away; returns how many."""
        with writing(self._connection, self.path):
            return self._connection.execute("delete from dead").rowcount

    def load(self) -> Load:
        """How much waits, was put away and is due."""
        with clear_errors(self.path):
            row = self._connection.execute(
                "select count(*), coalesce(sum(length(body)), 0), (select count(*) from dead),"
                " (select count(*) from due), min(at) from waiting"
            ).fetchone()
        return Load(*row)

    def close(self) -> None:
        """Release the file; closing twice is harmless."""
        self._connection.close()

    def _shrink(self) -> None:
        """Give room back to the disk, where it is worth the work."""
        with clear_errors(self.path):
            if self._connection.execute("pragma freelist_count").fetchone()[0] > _FREE_PAGES:
                # `execute` would give back one page and stop.
                self._connection.executescript("pragma incremental_vacuum")

    def _forget(self, things: Sequence[Waiting]) -> None:
        self._connection.executemany(
            "delete from waiting where id = ?", [(thing.id,) for thing in things]
        )
