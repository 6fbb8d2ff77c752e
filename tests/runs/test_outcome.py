"""The exit code of a run, and which comes first where several hold."""

from __future__ import annotations

import pytest

from crawler.errors import (
    AlreadyRunning,
    ArchiveError,
    ArchiveUnreachable,
    LimitReached,
    UsageError,
)
from crawler.runs.outcome import Ending, exit_code

GOOD = {"pages": 10}


@pytest.mark.parametrize(
    ("counts", "ending", "code"),
    [
        (GOOD, Ending(), 0),
        ({"unchanged": 3}, Ending(), 0),
        ({"pages": 4, "failed": 1}, Ending(max_error_rate=0.2), 0),
        ({"pages": 3, "failed": 1}, Ending(max_error_rate=0.2), 3),
        (GOOD, Ending(seeds_failed=1), 3),
        ({}, Ending(), 4),
        ({"failed": 1}, Ending(seeds_failed=1), 4),
        ({"refused_robots": 1}, Ending(seeds_failed=1, limited=True), 4),
        (GOOD, Ending(limited=True, seeds_failed=1), 6),
        (GOOD, Ending(error=LimitReached("full")), 6),
        ({}, Ending(error=LimitReached("full")), 6),
        (GOOD, Ending(error=ArchiveUnreachable("away"), limited=True), 5),
        (GOOD, Ending(signal=15, error=ArchiveUnreachable("away")), 143),
        ({}, Ending(signal=2), 130),
        (GOOD, Ending(error=AlreadyRunning("runs"), signal=2), 75),
        (GOOD, Ending(error=ArchiveError("newer"), signal=2), 2),
        (GOOD, Ending(error=UsageError("no"), signal=2), 2),
        (GOOD, Ending(error=KeyError("bug"), signal=2, limited=True), 1),
    ],
)
def test_codes(counts: dict[str, int], ending: Ending, code: int) -> None:
    assert exit_code(counts, ending) == code
