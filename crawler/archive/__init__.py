"""Where readings are kept: the `Archive` protocol, and the way to open one by its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.archive.protocol import (
    Archive,
    ArchiveStatus,
    Backlink,
    Bearer,
    Changes,
    Facets,
    Finding,
    Hit,
    HopKey,
    Query,
    Sort,
    StoredLink,
    Table,
    Text,
)
from crawler.errors import ArchiveError

if TYPE_CHECKING:
    from crawler.archive.elastic import ElasticArchive

__all__ = [
    "Archive",
    "ArchiveStatus",
    "Backlink",
    "Bearer",
    "Changes",
    "Facets",
    "Finding",
    "Hit",
    "HopKey",
    "Query",
    "Sort",
    "StoredLink",
    "Table",
    "Text",
    "is_on_server",
    "open_archive",
    "open_server",
    "state_folder",
]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_POSSIBLE = "Give a file as sqlite:PATH, or a server as https://HOST:9200/PREFIX"
_SERVER = re.compile(r"https?://", re.IGNORECASE)

#: The folder that holds, for each archive on a server, what belongs to it and is not in it.
STATE = "threadhop-state"
#: How long a crawl waits for a busy server before it goes on, in seconds; the outbox keeps all.
_PATIENCE = 5.0


def open_archive(address: str, *, create: bool = False) -> Archive:
    """The archive at ``sqlite:PATH`` (or a plain path) or ``https://HOST:9200/PREFIX``.

    With ``create`` it is made if it is absent, and one on a server is opened behind its outbox,
    also while the server is away. Raises `ArchiveError`, with what to do instead, for an address
    that means no archive and for what is absent, of another program, damaged, newer than this
    version or not writable; without ``create`` also `ArchiveUnreachable`.
    """
    # The protocol is imported by everything; what implements it only by those who open one.
    if is_on_server(address):
        return _behind_outbox(address) if create else open_server(address)
    path = _path(address)
    from crawler.archive.sqlite import SqliteArchive

    return SqliteArchive(path, create=create)


def is_on_server(address: str) -> bool:
    """True for an archive that is no file."""
    return _SERVER.match(address) is not None


def open_server(address: str, **how: Any) -> ElasticArchive:
    """The archive on a server itself, without an outbox; ``how`` as in `ElasticArchive`.

    Raises `ArchiveUnreachable` where no server answers, and `ArchiveError` as `open_archive` does.
    """
    from crawler.archive.address import parse, secrets_of
    from crawler.archive.elastic import ElasticArchive

    return ElasticArchive(parse(address), secrets_of(), **how)


def state_folder(address: str) -> Path:
    """The folder of what belongs to the archive and is not in it (frontier, outbox, run records).

    It is not made here. Raises `ArchiveError` for an address that means no archive.
    """
    if is_on_server(address):
        from crawler.archive.address import parse

        return Path(STATE) / parse(address).prefix
    path = _path(address)
    return path.with_name(f"{path.name}-state")


def _behind_outbox(address: str) -> Archive:
    from crawler.archive.outbox import OutboxArchive, Queue, outbox_path

    folder = state_folder(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"{folder} cannot be made ({error.strerror})", "Start in a folder that you may write to"
        ) from error

    def connect() -> Archive:
        return open_server(address, create=True, patience=_PATIENCE, retries=1)

    return OutboxArchive(Queue(outbox_path(folder)), connect)


def _path(address: str) -> Path:
    scheme = _SCHEME.match(address)
    if scheme and _CREDENTIALS.match(address, scheme.end()):
        raise ArchiveError(
            f"an archive address with a password in it is refused ({scheme[1]}://***)",
            "Give secrets by the environment or a file",
        )
    rest = address
    if scheme and scheme[1].lower() == "sqlite":
        rest = address[scheme.end() :]
        rest = rest.removeprefix("//") if rest.startswith("///") else rest
    elif scheme:
        raise ArchiveError(f"there is no archive of the kind {scheme[1]}:", _POSSIBLE)
    if not rest or "\0" in rest or rest.startswith(":memory:"):
        raise ArchiveError(f"the archive address {address!r} names no file", _POSSIBLE)
    return Path(rest).expanduser()
