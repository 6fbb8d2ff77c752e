"""The archive in one SQLite file, which needs no server."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from crawler.archive.protocol import (
    ArchiveStatus,
    Backlink,
    Bearer,
    Changes,
    Facets,
    Finding,
    Hit,
    HopKey,
    Query,
    StoredLink,
    Table,
    Text,
)
from crawler.archive.queries import check
from crawler.archive.scrubbing import scrubbed
from crawler.archive.sqlite import (
    addresses,
    checking,
    export,
    hops,
    pieces,
    reading,
    searching,
    texts,
    writing,
)
from crawler.archive.sqlite.connection import clear_errors, connect
from crawler.archive.sqlite.connection import reading as reading_only
from crawler.archive.sqlite.connection import writing as writing_all
from crawler.archive.sqlite.migrations import migrate, schema_version
from crawler.archive.states import Piece
from crawler.archive.words import Term
from crawler.errors import ArchiveError
from crawler.model import Hop, Run, StoredPost, Thread, Visit


class SqliteArchive:
    """An `Archive` in a SQLite file. Several processes may write at once; readers never wait."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file, bring it to the present schema, or make it if ``create``.

        Raises `ArchiveError` for what is no archive or cannot be written.
        """
        _check(path, create=create)
        self.path = path
        self._connection = connect(path)
        try:
            self._connection.row_factory = sqlite3.Row
            migrate(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    def record(self, findings: Sequence[Finding]) -> Changes:
        """Store a batch durably, all of it or nothing."""
        try:
            with writing_all(self._connection, self.path):
                return writing.record(self._connection, findings)
        except UnicodeEncodeError:
            # Rare enough to be looked for only when SQLite has refused it.
            with writing_all(self._connection, self.path):
                return writing.record(self._connection, scrubbed(list(findings)))

    def put_hops(self, hops_: Sequence[Hop]) -> int:
        """Store hops; a hop that is known is replaced. Returns how many were new."""
        with writing_all(self._connection, self.path):
            return hops.put_hops(self._connection, scrubbed(list(hops_)))

    def drop_hops(self, keys: Collection[HopKey]) -> None:
        """Remove hops, however the addresses of their ends are spelled."""
        with writing_all(self._connection, self.path):
            hops.drop_hops(self._connection, keys)

    def put_run(self, run: Run) -> None:
        """Store a run; the same id again replaces it."""
        with writing_all(self._connection, self.path):
            writing.put_run(self._connection, scrubbed(run))

    def last_visit(self, url: str) -> Visit | None:
        """The newest visit of an address that was answered with a document (status 200)."""
        with clear_errors(self.path):
            return reading.last_visit(self._connection, url)

    def resolve(self, urls: Collection[str]) -> dict[str, str]:
        """The post address behind each canonical address (itself where it is no alias)."""
        with clear_errors(self.path):
            return addresses.resolve(self._connection, urls)

    def posts(self, urls: Collection[str]) -> dict[str, StoredPost]:
        """The stored posts at these addresses, by the post's own address."""
        with reading_only(self._connection, self.path):
            return reading.posts(self._connection, urls)

    def thread(self, url: str) -> Thread | None:
        """A post with its comments, by any of its addresses."""
        with reading_only(self._connection, self.path):
            return reading.thread(self._connection, url)

    def threads(self, urls: Collection[str]) -> Iterator[Thread]:
        """The posts at these addresses (or their aliases) with their comments, each once."""
        with clear_errors(self.path):
            yield from reading.threads(self._connection, urls)

    def links_from(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links set in these posts and in their comments, authors' and linkbacks' included."""
        with clear_errors(self.path):
            yield from reading.links_from(self._connection, post_urls)

    def links_to(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links anywhere in the archive whose target is one of these posts."""
        with clear_errors(self.path):
            yield from reading.links_to(self._connection, post_urls)

    def hops_from(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that start at these posts."""
        with clear_errors(self.path):
            yield from hops.hops_with(self._connection, "source", post_urls)

    def hops_to(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that end at these posts."""
        with clear_errors(self.path):
            yield from hops.hops_with(self._connection, "target", post_urls)

    def hops_at(self, post_urls: Collection[str]) -> Iterator[Hop | Backlink]:
        """The hops that start at these posts, and `Backlink`s of others that end there."""
        with clear_errors(self.path):
            yield from hops.hops_at(self._connection, post_urls)

    def texts(self, post_urls: Collection[str]) -> Iterator[Text]:
        """The texts of these posts and of the comments on them."""
        with clear_errors(self.path):
            yield from texts.texts(self._connection, post_urls)

    def texts_of(self, bearers: Collection[Bearer]) -> Iterator[Text]:
        """The texts that stand there."""
        with clear_errors(self.path):
            yield from texts.texts_of(self._connection, bearers)

    def bearers(self, prints: Collection[int], most: int) -> dict[int, list[Bearer]]:
        """Who bears each of these fingerprints, but for those that more than ``most`` bear."""
        with reading_only(self._connection, self.path):
            return texts.bearers(self._connection, prints, most)

    def search(self, query: Query) -> Iterator[Hit]:
        """What matches; raises `UsageError` at once for a query without a word."""
        wanted = check(query)
        return self._hits(query, wanted)

    def _hits(self, query: Query, wanted: Sequence[Term]) -> Iterator[Hit]:
        with clear_errors(self.path):
            yield from searching.hits(self._connection, query, wanted)

    def facets(self, query: Query, most: int = 10) -> Facets:
        """How all that matches is spread over blogs, kinds and authors."""
        wanted = check(query)
        with reading_only(self._connection, self.path):
            return searching.facets(self._connection, query, wanted, most)

    def export(self, table: Table) -> Iterator[dict[str, object]]:
        """Every row of a table, as of the moment the first is asked for."""
        # A connection of its own, so that what is recorded meanwhile does not mix in.
        connection = connect(self.path)
        try:
            with reading_only(connection, self.path):
                yield from export.rows(connection, table)
        finally:
            connection.close()

    def pieces(self) -> Iterator[Piece]:
        """All that is known, for another archive to take, as of the moment of the first."""
        connection = connect(self.path)
        try:
            connection.row_factory = sqlite3.Row
            with reading_only(connection, self.path):
                yield from pieces.pieces(connection)
        finally:
            connection.close()

    def take(self, given: Iterable[Piece]) -> None:
        """Join all that another archive knows with what is here."""
        for some in pieces.batches(given):
            with writing_all(self._connection, self.path):
                pieces.take(self._connection, some)

    def problems(self) -> Iterator[str]:
        """What is damaged in the file, each in a line."""
        with clear_errors(self.path):
            yield from checking.problems(self._connection)

    def status(self) -> ArchiveStatus:
        """Counts, size and schema version."""
        with reading_only(self._connection, self.path):
            return _status(self._connection, self.path)

    def close(self) -> None:
        """Release the file; closing twice is harmless."""
        self._connection.close()


def _check(path: Path, *, create: bool) -> None:
    try:
        path.stat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise ArchiveError(
            f"{path} cannot be reached: {error.strerror}", "Name another file with --archive"
        ) from error
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder, not an archive", "Name a file with --archive")
    if not path.exists():
        if not path.parent.is_dir():
            raise ArchiveError(
                f"{path} cannot be made: there is no folder {path.parent}",
                f"Make it with: mkdir -p {path.parent}",
            )
        if not create:
            raise ArchiveError(
                f"there is no archive {path}",
                "Name another with --archive, or make it by a crawl: threadhop crawl URL",
            )
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise ArchiveError(
                f"{path} cannot be made: the folder {path.parent} cannot be written",
                "Name another file with --archive",
            )
    elif not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ArchiveError(
            f"{path} is read-only (the file or its folder cannot be written)",
            "Make both writable, or copy the file and name the copy with --archive",
        )


def _status(connection: sqlite3.Connection, path: Path) -> ArchiveStatus:
    counted = {
        "posts": "thread",
        "comments": "entry where id <> ''",
        "links": "link",
        "hops": "hop",
        "visits": "visit",
        "runs": "run",
    }
    counts = {
        name: connection.execute(f"select count(*) from {table}").fetchone()[0]
        for name, table in counted.items()
    }
    blogs = connection.execute("select count(distinct blog) from thread").fetchone()[0]
    return ArchiveStatus(
        address=f"sqlite:{path}",
        schema=schema_version(),
        counts={**counts, "blogs": blogs},
        bytes=sum(
            part.stat().st_size
            for part in (path, path.with_name(f"{path.name}-wal"))
            if part.exists()
        ),
    )
