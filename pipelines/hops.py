"""The hops that newly stored posts begin or end."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.archive.protocol import Archive, Finding
from crawler.conversations.hops import derive


def store_hops(archive: Archive, findings: Iterable[Finding]) -> int:
    """Derive and store the hops of the posts in findings; returns how many were new."""
    urls = {f.reading.post_url for f in findings if f.reading is not None}
    return archive.put_hops(derive(archive, urls)) if urls else 0
