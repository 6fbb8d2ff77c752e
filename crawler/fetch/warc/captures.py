"""Which address stands where in the WARC files of a folder: an index that can be made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import LimitReached, UsageError
from crawler.fetch.warc.reading import REASON, Head, fields_of, heads, instant, warc_files
from crawler.urls import canonical

_TABLES = """
create table if not exists file (
  id integer primary key, folder text not null, name text not null, scanned integer not null,
  unique (folder, name)) strict;
create table if not exists capture (
  file integer not null, offset integer not null, uri text not null, key text not null,
  at real not null, kind text not null, status integer not null, digest text not null,
  tries integer not null, primary key (file, offset)) strict, without rowid;
create index if not exists capture_uri on capture (uri, at);
create index if not exists capture_key on capture (key, at);
create index if not exists capture_digest on capture (digest, at) where digest <> '';
"""
_SELECT = (
    "select f.name, c.offset, c.uri, c.at, c.kind, c.status, c.digest, c.tries"
    " from capture c join file f on f.id = c.file where f.folder = ? and "
)
_ORDER = " order by c.at, f.name, c.offset limit 1"

#: How long to wait for another process's write, in seconds.
_PATIENCE = 30.0

RESPONSE, REVISIT, OUTCOME = "response", "revisit", "outcome"


@dataclass(frozen=True, slots=True)
class Capture:
    """A record of one look at an address, in the file ``name`` at ``offset``.

    ``kind`` is ``response``, ``revisit`` or ``outcome`` (no answer, and why). ``digest`` is of the
    payload as the record names it. ``tries`` counts the attempts before it in its round, -1 where
    that is not known.
    """

    name: str
    offset: int
    uri: str
    at: float
    kind: str
    status: int = 0
    digest: str = ""
    tries: int = -1


class Captures:
    """The records of the WARC files in ``folder``, indexed in a SQLite file at ``path``.

    Raises `UsageError` for an index that cannot be used, `LimitReached` where the disk is full.
    Several processes may use it at once.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder.absolute()
        self._path = path
        with self._clear():
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            self._connection.execute("pragma journal_mode = wal")
            # What a crash loses is read from the files again.
            self._connection.execute("pragma synchronous = off")
            for statement in _TABLES.split(";\n"):
                self._connection.execute(statement)

    def scan(self) -> None:
        """Index what was added to the files, and forget the files that are gone.

        Raises `crawler.fetch.warc.reading.Broken` for a file that is no WARC.
        """
        files = warc_files(self.folder)
        with self._clear():
            known = dict(
                self._connection.execute(
                    "select name, scanned from file where folder = ?", (str(self.folder),)
                ).fetchall()
            )
        for name in known.keys() - {path.name for path in files}:
            self._forget(name)
        for path in files:
            size, scanned = path.stat().st_size, known.get(path.name, 0)
            if size < scanned:
                self._forget(path.name)
                scanned = 0
            if size > scanned:
                self._scan(path, scanned)

    def _scan(self, path: Path, start: int) -> None:
        rows: list[Capture] = []
        end = start
        for head in heads(path, start):
            # A metadata record tells of the record before it.
            if len(rows) >= 1000 and head.field("WARC-Type") != "metadata":
                self.note(path.name, end, rows)
                rows = []
            self._take(rows, path.name, head)
            end = head.end
        self.note(path.name, end, rows)

    @staticmethod
    def _take(rows: list[Capture], name: str, head: Head) -> None:
        kind = head.field("WARC-Type")
        uri = head.field("WARC-Target-URI").strip("<>")
        at = instant(head.field("WARC-Date"))
        if kind in (RESPONSE, REVISIT) and uri.startswith(("http://", "https://")):
            digest = head.field("WARC-Payload-Digest")
            rows.append(Capture(name, head.offset, uri, at, kind, head.status, digest))
        elif kind == "metadata" and uri:
            fields = fields_of(head.block)
            tries = int(fields["tries"]) if fields.get("tries", "").isdecimal() else -1
            if REASON in fields:
                rows.append(Capture(name, head.offset, uri, at, OUTCOME, tries=tries))
            elif rows and rows[-1].uri == uri and rows[-1].at == at:
                last = rows[-1]
                rows[-1] = Capture(
                    name, last.offset, uri, at, last.kind, last.status, last.digest, tries
                )

    def note(self, name: str, scanned: int, captures: Sequence[Capture]) -> None:
        """Index records of a file that is known up to a byte now."""
        with self._clear():
            run = self._connection.execute
            run("begin immediate")
            try:
                run(
                    "insert into file (folder, name, scanned) values (?, ?, ?) on conflict do"
                    " update set scanned = max(scanned, excluded.scanned)",
                    (str(self.folder), name, scanned),
                )
                (number,) = run(
                    "select id from file where folder = ? and name = ?", (str(self.folder), name)
                ).fetchone()
                self._connection.executemany(
                    "insert or replace into capture values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [_row(number, capture) for capture in captures],
                )
            except BaseException:
                run("rollback")
                raise
            run("commit")

    def _forget(self, name: str) -> None:
        where = (str(self.folder), name)
        with self._clear():
            self._connection.execute(
                "delete from capture where file in"
                " (select id from file where folder = ? and name = ?)",
                where,
            )
            self._connection.execute("delete from file where folder = ? and name = ?", where)

    def next(self, url: str, after: Capture | None = None) -> Capture | None:
        """The first look at an address, or the one that followed another."""
        since = (after.at, after.name, after.offset) if after else (-1.0, "", 0)
        later = "(c.at, f.name, c.offset) > (?, ?, ?)"
        found = self._one(f"c.uri = ? and {later}{_ORDER}", url, *since)
        if found is None and (after is None or after.uri != url):
            found = self._one(f"c.key = ? and {later}{_ORDER}", _key(url), *since)
        return found

    def first_of(self, digest: str) -> Capture | None:
        """The first response with a payload of this digest."""
        if not digest:
            return None
        return self._one(f"c.digest = ? and c.kind = 'response'{_ORDER}", digest)

    def last_of(self, url: str) -> Capture | None:
        """The last document at an address: what a server means that says it has not changed."""
        return self._one(
            "c.uri = ? and c.status = 200 order by c.at desc, f.name desc, c.offset desc limit 1",
            url,
        )

    def place(self, capture: Capture) -> Path:
        """The file that a record stands in."""
        return self.folder / capture.name

    def close(self) -> None:
        """Release the file; closing twice is harmless."""
        self._connection.close()

    def _one(self, where: str, *values: object) -> Capture | None:
        with self._clear():
            row = self._connection.execute(_SELECT + where, (str(self.folder), *values)).fetchone()
        return Capture(*row) if row else None

    @contextmanager
    def _clear(self) -> Iterator[None]:
        """What SQLite says in the words of `crawler.errors`."""
        try:
            yield
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                raise LimitReached(
                    f"the disk with {self._path} is full or failing ({error})",
                    "Make room, then run the same command again",
                ) from error
            raise UsageError(f"{self._path} cannot be used ({error})") from error
        except sqlite3.DatabaseError as error:
            raise UsageError(
                f"{self._path} is damaged ({error})",
                "Remove it: it is made anew from the WARC files",
            ) from error


def _key(uri: str) -> str:
    try:
        return canonical(uri)
    except ValueError:
        return uri


def _row(file: int, one: Capture) -> tuple[object, ...]:
    place = (file, one.offset, one.uri, _key(one.uri), one.at)
    return (*place, one.kind, one.status, one.digest, one.tries)
