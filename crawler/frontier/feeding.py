"""Leases as they fall due, one after the other, for whoever asks the hosts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from crawler.frontier.protocol import Frontier, Lease

#: Seconds between two looks at the frontier: the shortest delay is not much longer than this.
PAUSE = 0.02


async def leases(frontier: Frontier, room: Callable[[], int]) -> AsyncIterator[Lease]:
    """Leases, best first, until nothing is queued, leased by anyone or waiting.

    ``room`` says how many more this worker can take now. Scrapy's engine asks a scheduler that
    has nothing to give only every 5 s, so this waits in its place.
    """
    while True:
        free = room()
        batch = frontier.lease(free) if free > 0 else []
        for lease in batch:
            yield lease
        if not batch and free > 0 and frontier.outlook().over:
            return
        await asyncio.sleep(PAUSE)
