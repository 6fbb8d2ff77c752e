"""What two archives know differently, row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import orjson

from crawler.archive.protocol import Archive
from crawler.archive.states import lines

_NAMES = ("url", "post_url", "source_url", "target_url", "id", "kind", "place", "at", "name")


def differences(one: Archive, other: Archive) -> Iterator[str]:
    """What only one of them has, each in a line that names it; nothing where they are equal.

    A digest of every row is held in memory, 100 bytes a row.
    """
    here = {_digest(line) for line in lines(one)}
    both: set[bytes] = set()
    for line in lines(other):
        found = _digest(line)
        if found in here:
            both.add(found)
        else:
            yield f"only the other has {_named(line)}"
    if len(both) < len(here):
        for line in lines(one):
            if _digest(line) not in both:
                yield f"only this one has {_named(line)}"


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()


def _named(line: bytes) -> str:
    what, row = orjson.loads(line)
    shown = [str(row[name]) for name in _NAMES if row.get(name) is not None]
    return " ".join([what, *shown])
