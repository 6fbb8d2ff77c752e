"""Connections to the SQLite file: how they are set up, and what their errors mean to a person."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import ArchiveError, LimitReached, ThreadhopError

#: How long a writer waits for another one, in seconds.
PATIENCE = 60.0


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing or new file, in WAL mode, without implicit transactions.

    ``synchronous = NORMAL`` in WAL mode: a commit survives the killing of every process, since its
    pages are with the operating system by then; a power cut may undo the last commits, whole ones
    and in order, and never damages the file.

    Raises `ArchiveError` for what is no SQLite file, is damaged, or cannot be written.
    """
    with clear_errors(path):
        connection = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, cached_statements=256
        )
        try:
            _wal(connection)
            connection.execute("pragma synchronous = normal")
            connection.execute("pragma cache_size = -32000")
            connection.execute("pragma temp_store = file")
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A write transaction, all of it or nothing.

    It takes the write lock at once (``BEGIN IMMEDIATE``): a transaction that reads first and asks
    for the lock later is refused at once when another process wrote in between.
    """
    with clear_errors(path):
        connection.execute("begin immediate")
        try:
            yield
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


@contextmanager
def reading(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One unchanging view of the archive for as long as the block lasts."""
    with clear_errors(path):
        connection.execute("begin")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("rollback")


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says into `ArchiveError` or `LimitReached`, in words for a person."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explained(error, path) from error


def _explained(error: sqlite3.DatabaseError, path: Path) -> ThreadhopError | sqlite3.Error:
    # The low byte is the primary result code; SQLite documents them at sqlite.org/rescode.html.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return LimitReached(
            f"the disk is full, {path} took no more",
            "What was reported as stored is stored; make room and give the same command again",
        )
    if code == sqlite3.SQLITE_NOTADB:
        return ArchiveError(
            f"{path} is not an SQLite file, or is damaged from its first byte",
            "Name another file with --archive",
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return ArchiveError(
            f"{path} is damaged ({error})",
            "Restore a copy, or save what can be read with: sqlite3 FILE .recover",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return ArchiveError(
            f"{path} cannot be written ({error})",
            "Make the file and its folder writable, or name another file with --archive",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveError(
            f"{path} was held by another process for more than {PATIENCE:.0f} s",
            "Wait for it, or stop it, and give the same command again",
        )
    if code == sqlite3.SQLITE_IOERR:
        return ArchiveError(f"{path} cannot be read or written ({error})", "Check the disk")
    return error


def _wal(connection: sqlite3.Connection) -> None:
    # Two processes that create a file at once meet here, and SQLite does not wait by itself when
    # the journal mode changes.
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("pragma journal_mode = wal").fetchone()
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
        time.sleep(0.02)
