"""Archives that nobody can open, made from a sound one."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path


def no_sqlite(path: Path) -> None:
    path.write_text("Dear diary, today I named a text file threadhop.db.\n" * 100)


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table recipes (name text)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 999")


def damaged(path: Path) -> None:
    """Every page but the first overwritten, as a bad disk would."""
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


DAMAGED: Mapping[str, Callable[[Path], None]] = {
    "no SQLite": no_sqlite,
    "another program's": other_program,
    "newer": newer,
    "damaged": damaged,
}
