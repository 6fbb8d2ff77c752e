"""Hops of what reached a server late: derived when the server has it, not when it was read."""

from __future__ import annotations

from crawler.archive.outbox import OutboxArchive
from crawler.conversations.hops import derive
from crawler.conversations.quotation import update_quotes


def catch_up(archive: OutboxArchive) -> int:
    """Derive and keep the hops that are due; returns how many were new to the server.

    Raises `ArchiveUnreachable` when the server is away again; what is due then stays due.
    """
    new = 0
    while posts := archive.due():
        # Quotations first: what is due stays so until all of its hops are kept.
        new += update_quotes(archive, posts)
        new += archive.put_hops_of(posts, derive(archive, posts))
    return new
