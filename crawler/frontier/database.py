"""The SQLite file under a frontier: opened by many processes, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.errors import LimitReached, ThreadhopError, UsageError
from crawler.frontier.schema import TABLES, VERSION

#: How long to wait for another process's write, in seconds.
PATIENCE = 30.0


class Database:
    """A connection to ``frontier.db``, made with its tables where there is none.

    Raises `UsageError` for a file that is none of ours, newer or damaged, and `LimitReached` where
    the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.closed = False
        with self._translated():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        with self._translated():
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._create()

    def run(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        """Execute one statement."""
        with self._translated():
            return self._connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """One step: all of what runs inside is written, or none of it."""
        # IMMEDIATE: a deferred one that reads first cannot wait for another writer's end.
        self.run("BEGIN IMMEDIATE")
        try:
            yield self.run
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self.run("COMMIT")

    def close(self) -> None:
        """Release the file."""
        if not self.closed:
            self.closed = True
            self._connection.close()

    def _create(self) -> None:
        with self.transaction() as run:
            version = run("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise UsageError(
                    f"{self._path} was written by a newer threadhop",
                    "Update threadhop, or move the file away to start the crawl anew",
                )
            if version == 0:
                for statement in _statements(TABLES):
                    run(statement)
                run(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """What SQLite says in the words of `crawler.errors`."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._said(error) from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, (sqlite3.ProgrammingError, sqlite3.IntegrityError)):
                raise
            raise UsageError(
                f"{self._path} is damaged ({error})",
                "Move it away: the same command then starts the crawl anew, the archive is safe",
            ) from error

    def _said(self, error: sqlite3.OperationalError) -> ThreadhopError | sqlite3.OperationalError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            return LimitReached(
                f"the disk with {self._path} is full or failing ({error})",
                "Make room, then run the same command again",
            )
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            return UsageError(
                f"{self._path} cannot be written ({error})",
                "Choose another place with --archive sqlite:PATH",
            )
        return error


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; those of a trigger's body stay together."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
