"""Where readings are kept: the `Archive` protocol, and the way to open one by its address."""

from __future__ import annotations

import re
from pathlib import Path

from crawler.archive.protocol import (
    Archive,
    ArchiveStatus,
    Changes,
    Finding,
    Hit,
    Query,
    Sort,
    StoredLink,
    Table,
)
from crawler.errors import ArchiveError

__all__ = [
    "Archive",
    "ArchiveStatus",
    "Changes",
    "Finding",
    "Hit",
    "Query",
    "Sort",
    "StoredLink",
    "Table",
    "open_archive",
    "state_folder",
]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_POSSIBLE = "Give a file as sqlite:PATH"


def open_archive(address: str, *, create: bool = False) -> Archive:
    """The archive at ``sqlite:PATH`` (or at a plain path); made if it is absent and ``create``.

    Raises `ArchiveError`, with what to do instead, for an address that means no archive and for a
    file that is absent, of another program, damaged, newer than this version or not writable.
    """
    path = _path(address)
    # The protocol is imported by everything; what implements it only by those who open one.
    from crawler.archive.sqlite import SqliteArchive

    return SqliteArchive(path, create=create)


def state_folder(address: str) -> Path:
    """The folder of what belongs to the archive and is not in it (frontier, outbox, run records).

    It is not made here. Raises `ArchiveError` for an address that means no archive.
    """
    path = _path(address)
    return path.with_name(f"{path.name}-state")


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
