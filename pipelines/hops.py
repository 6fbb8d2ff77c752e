"""The hops that newly stored posts begin or end."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from crawler.archive.outbox import OutboxArchive
from crawler.archive.protocol import Archive, Finding
from crawler.conversations.arrears import catch_up
from crawler.conversations.hops import derive
from crawler.conversations.quotation import update_quotes
from crawler.errors import ArchiveUnreachable


def store_hops(archive: Archive, findings: Iterable[Finding]) -> int:
    """Derive and store the hops of the posts in findings; returns how many were new.

    Behind an outbox they are those of the posts that the server has got.
    """
    if isinstance(archive, OutboxArchive):
        with suppress(ArchiveUnreachable):
            return catch_up(archive)
        return 0
    urls = {f.reading.post_url for f in findings if f.reading is not None}
    return archive.put_hops(derive(archive, urls)) + update_quotes(archive, urls) if urls else 0
