"""Deterministic, short keys: no raw address and no name inside, so every write is idempotent."""

from __future__ import annotations

import hashlib


def key(*parts: str) -> str:
    """A key of 32 hex digits for a sequence of strings; the order and the borders count.

    >>> key("post", "http://a.example/1") == key("post", "http://a.example/1")
    True
    >>> key("ab", "c") == key("a", "bc")
    False
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.hexdigest()
