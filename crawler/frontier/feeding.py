"""Leases as they fall due, one after the other, for whoever asks the hosts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from crawler.frontier.protocol import Frontier, Lease

#: Seconds between two looks at the frontier: while there is anything to do, and at most.
PAUSE = 0.02
LONGEST_PAUSE = 0.25


async def leases(
    frontier: Frontier, room: Callable[[], int], idle: Callable[[], None]
) -> AsyncIterator[Lease]:
    """Leases, best first, until nothing is queued, leased by anyone or waiting.

    ``room`` says how many more this worker can take now. ``idle`` is called when it could take
    more and there is nothing: the time to store what was read, for that may lead on. Scrapy's
    engine asks a scheduler that has nothing to give only every 5 s, so this waits in its place.
    """
    while True:
        free = room()
        batch = frontier.lease(free) if free > 0 else []
        for lease in batch:
            yield lease
        pause = PAUSE
        if not batch and free > 0:
            idle()
            outlook = frontier.outlook()
            if outlook.over:
                return
            if not outlook.leased and outlook.wait is not None:
                pause = min(max(outlook.wait, PAUSE), LONGEST_PAUSE)
        await asyncio.sleep(pause)
