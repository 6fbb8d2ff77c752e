"""What `threadhop doctor` looks at: one function per check, none of which changes anything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from crawler import archive
from crawler.cli.crawls import crawls_of, runs_of
from crawler.config import DEFAULT, Options, load
from crawler.errors import ArchiveError, ArchiveUnreachable, UsageError

_OLDEST_PYTHON = (3, 11)
# STRICT tables came with it.
_OLDEST_SQLITE = (3, 37, 0)
_MEBIBYTE = 1 << 20
_ROOM_NEEDED, _ROOM_WANTED = 64 * _MEBIBYTE, 1024 * _MEBIBYTE


class Verdict(StrEnum):
    """How a check went; only ``FAIL`` keeps the command from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it went, what was found, and what to do about it."""

    name: str
    verdict: Verdict
    found: str
    advice: str = ""


def checks(archive_flag: str | None) -> Iterator[Check]:
    """Every check in order; those of the archive only where the configuration can be read."""
    yield _python()
    yield _sqlite()
    yield _scrapy()
    try:
        options = load(archive=archive_flag)
    except UsageError as error:
        yield Check("configuration", Verdict.FAIL, str(error), "See `threadhop config show`")
        return
    yield _configuration(options)
    yield _contact(options)
    yield _manners(options)
    folder = archive.state_folder(options.archive)
    if archive.is_on_server(options.archive):
        yield _on_server(options.archive)
    else:
        yield _archive(Path(options.archive.removeprefix("sqlite:")))
    yield _state_folder(folder)
    yield _crawls(folder)
    yield _disk(_existing(folder.parent))


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        return Check("Python", Verdict.FAIL, version, "Install Python 3.11 or newer")
    return Check("Python", Verdict.OK, version)


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("create virtual table words using fts5 (text)")
        except sqlite3.OperationalError:
            advice = "Use a Python whose SQLite has the extension FTS5, such as python.org's"
            return Check("SQLite", Verdict.FAIL, f"{version} without full text (FTS5)", advice)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        return Check("SQLite", Verdict.FAIL, version, "Use a Python with SQLite 3.37 or newer")
    return Check("SQLite", Verdict.OK, f"{version} with FTS5")


def _scrapy() -> Check:
    try:
        return Check("Scrapy", Verdict.OK, metadata.version("scrapy"))
    except metadata.PackageNotFoundError:
        return Check("Scrapy", Verdict.FAIL, "not installed", "Set threadhop up anew")


def _configuration(options: Options) -> Check:
    changed = [name for name, origin in options.origins.items() if origin != DEFAULT]
    said = f"sets {', '.join(changed)}" if changed else "all defaults"
    return Check("configuration", Verdict.OK, said)


def _contact(options: Options) -> Check:
    if options.contact:
        return Check("contact", Verdict.OK, options.contact)
    advice = "Set it with --contact, THREADHOP_CONTACT or `threadhop config init`"
    return Check("contact", Verdict.WARN, "none: a live crawl needs one", advice)


def _manners(options: Options) -> Check:
    if options.allow_private_hosts:
        advice = f"Unset it ({options.origins['allow_private_hosts']}) before a live crawl"
        return Check("manners", Verdict.WARN, "private hosts are allowed", advice)
    if options.delay < 1:
        advice = f"Raise it ({options.origins['delay']}): blogs are small machines"
        return Check("manners", Verdict.WARN, f"a delay of {options.delay:g} s", advice)
    found = f"robots.txt is obeyed, {options.delay:g} s between requests to a host"
    return Check("manners", Verdict.OK, found)


def _on_server(address: str) -> Check:
    try:
        with closing(archive.open_server(address, any_schema=True)) as opened:
            found = f"Elasticsearch {opened.server_version()}, schema {opened.made.schema}"
            if not opened.is_current:
                advice = "Bring it up to date: threadhop archive migrate"
                return Check("archive", Verdict.FAIL, found, advice)
    except ArchiveError as error:
        return Check("archive", Verdict.FAIL, error.message, error.hint or "")
    except ArchiveUnreachable as error:
        advice = "A crawl keeps what it reads in its outbox until the server is back"
        return Check("archive", Verdict.WARN, error.message, advice)
    return Check("archive", Verdict.OK, found)


def _archive(path: Path) -> Check:
    if not path.exists():
        return _future_archive(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return _opened(path, connection)
    except sqlite3.DatabaseError as error:
        advice = "Restore a copy, or name another file with --archive"
        return Check("archive", Verdict.FAIL, f"{path} cannot be read ({error})", advice)


def _future_archive(path: Path) -> Check:
    if _writable(_existing(path.parent)):
        advice = "`threadhop crawl URL` makes it"
        return Check("archive", Verdict.WARN, f"there is none at {path} yet", advice)
    advice = "Name another place with --archive sqlite:PATH"
    return Check("archive", Verdict.FAIL, f"{path} cannot be made there", advice)


def _opened(path: Path, connection: sqlite3.Connection) -> Check:
    from crawler.archive.sqlite.migrations import APPLICATION_ID, schema_version

    version, known = _number(connection, "user_version"), schema_version()
    if _number(connection, "application_id") != APPLICATION_ID:
        advice = "Name another file with --archive"
        return Check("archive", Verdict.FAIL, f"{path} is of another program", advice)
    if version > known:
        found = f"{path} has schema {version}, {known} is known here"
        return Check("archive", Verdict.FAIL, found, "Upgrade threadhop")
    damage = _damage(connection)
    if damage:
        advice = "Restore a copy, or save what can be read with: sqlite3 FILE .recover"
        return Check("archive", Verdict.FAIL, f"{path} is damaged ({damage})", advice)
    if not os.access(path, os.W_OK):
        return Check("archive", Verdict.WARN, f"{path} can only be read", f"chmod u+w {path}")
    if version < known:
        advice = "The next command that opens it brings it up to date and keeps a copy"
        return Check("archive", Verdict.WARN, f"{path} has schema {version} of {known}", advice)
    return Check("archive", Verdict.OK, f"{path} is sound, schema {version}")


def _damage(connection: sqlite3.Connection) -> str:
    """What is wrong with the file, empty where it is sound."""
    # SQLite before 3.41 takes tables whose key has another order than their columns for damaged
    # in its quick check alone, so the thorough one, which is much slower, has the last word.
    for check in ("quick_check", "integrity_check"):
        found = str(connection.execute(f"pragma {check}(1)").fetchone()[0])
        if found == "ok":
            return ""
    return found


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"pragma {pragma}").fetchone()[0])


def _state_folder(folder: Path) -> Check:
    if _writable(_existing(folder)):
        there = "" if folder.is_dir() else ", made when needed"
        return Check("state folder", Verdict.OK, f"{folder} is writable{there}")
    advice = f"Make {_existing(folder)} writable, or move the archive"
    return Check("state folder", Verdict.FAIL, f"{folder} cannot be written", advice)


def _crawls(folder: Path) -> Check:
    try:
        crawls = crawls_of(folder, runs_of(folder))
    except UsageError as error:
        return Check("crawls", Verdict.FAIL, error.message, error.hint)
    states = Counter(crawl.state for crawl in crawls)
    found = ", ".join(f"{count} {state}" for state, count in states.items()) or "none yet"
    if states["stopped"]:
        advice = "See `threadhop status`; the same command goes on with one that was stopped"
        return Check("crawls", Verdict.WARN, found, advice)
    return Check("crawls", Verdict.OK, found)


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    found = f"{free // _MEBIBYTE:,} MiB free in {folder.resolve()}"
    if free < _ROOM_WANTED:
        verdict = Verdict.FAIL if free < _ROOM_NEEDED else Verdict.WARN
        return Check("disk", verdict, found, "Make room, or move the archive")
    return Check("disk", Verdict.OK, found)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.exists()), Path("."))


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
