"""The schema of the SQLite file: numbered steps, the views, and what happens to older files."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from crawler.archive.sqlite import prints
from crawler.archive.sqlite.connection import clear_errors, writing
from crawler.errors import ArchiveError

#: "thop" in ASCII; marks the file as ours (``PRAGMA application_id``).
APPLICATION_ID = 0x74686F70

#: The first schema with fingerprints of all texts.
PRINTED = 4

logger = logging.getLogger(__name__)


def steps() -> list[str]:
    """The SQL of every migration; the first makes an empty file one of schema 1, and so on."""
    folder = files("crawler.archive.sqlite").joinpath("schema")
    named = sorted((item.name, item) for item in folder.iterdir() if item.name[:4].isdecimal())
    return [item.read_text("utf-8") for _, item in named]


def schema_version() -> int:
    """The schema that this version of threadhop writes."""
    return len(steps())


def schema_of(path: Path) -> int:
    """The schema that a file has now; raises `ArchiveError` for what is no archive."""
    if not path.is_file():
        raise ArchiveError(f"there is no archive {path}", "Name another with --archive")
    with (
        clear_errors(path),
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        found = _version(connection)
        _check(connection, path, found)
        return found


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to the present schema; an empty one is set up, an older one is copied first.

    Raises `ArchiveError` for a file of another program and for a newer schema.
    """
    with clear_errors(path):
        found = _version(connection)
        _check(connection, path, found)
        if found == schema_version():
            return
        if found:
            copy = _copied(connection, path, found)
            logger.warning(
                "%s has schema %d and is brought to schema %d; a copy of it as it was is %s",
                path, found, schema_version(), copy,
            )  # fmt: skip
    with writing(connection, path):
        # Another process may have done it while this one waited for the lock.
        found = _version(connection)
        _check(connection, path, found)
        if found < schema_version():
            _apply(connection, found)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def _check(connection: sqlite3.Connection, path: Path, found: int) -> None:
    ours = connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    empty = connection.execute("select count(*) from sqlite_schema").fetchone()[0] == 0
    if not ours and not empty:
        raise ArchiveError(
            f"{path} is an SQLite file of another program, not an archive of threadhop",
            "Name another file with --archive",
        )
    if ours and found > schema_version():
        raise ArchiveError(
            f"{path} has schema {found}, newer than the {schema_version()} known here",
            "Upgrade threadhop",
        )


def _copied(connection: sqlite3.Connection, path: Path, found: int) -> Path:
    copy = path.with_name(f"{path.name}.schema-{found}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.schema-{found}.{number}")
    target = sqlite3.connect(copy)
    try:
        connection.backup(target)
    finally:
        target.close()
    return copy


def _apply(connection: sqlite3.Connection, found: int) -> None:
    for name in connection.execute("select name from sqlite_schema where type = 'view'").fetchall():
        connection.execute(f'drop view "{name[0]}"')
    for step in steps()[found:]:
        _run(connection, step)
    if found < PRINTED:
        prints.fill(connection)
    _run(
        connection, files("crawler.archive.sqlite").joinpath("schema/views.sql").read_text("utf-8")
    )
    connection.execute(f"pragma user_version = {schema_version()}")
    connection.execute(f"pragma application_id = {APPLICATION_ID}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    # `executescript` would commit first, and the whole migration must be one transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
