"""One run of a crawl at a time, unless a second one joins it."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from crawler.errors import AlreadyRunning

#: How long a second worker waits for the first to have started, in seconds.
PATIENCE = 30.0


class CrawlLock:
    """A lock of a file that all workers of a crawl share; it falls with the process.

    Whoever is first holds it alone until `share`, so that it may clear up after workers that died.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def take(self, *, join: bool) -> bool:
        """Take the lock; true when nobody else works on this crawl.

        Raises `AlreadyRunning` where somebody does and ``join`` is false.
        """
        if self._try(fcntl.LOCK_EX):
            return True
        deadline = time.monotonic() + PATIENCE
        while join and time.monotonic() < deadline:
            if self._try(fcntl.LOCK_SH):
                return False
            time.sleep(0.05)
        self.release()
        raise AlreadyRunning(
            "this crawl is being run by another process", "Add --join to work on it together"
        )

    def share(self) -> None:
        """Let others join."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go; doing so twice is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _try(self, how: int) -> bool:
        try:
            fcntl.flock(self._file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
