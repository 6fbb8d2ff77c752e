"""How a run ends: the exit code that its figures come to (`docs/operator/exit-codes.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.errors import (
    AlreadyRunning,
    ArchiveUnreachable,
    LimitReached,
    NothingFetched,
    PartlyFailed,
    ThreadhopError,
    UsageError,
)

#: A bug: the code of whatever nobody foresaw.
BUG = 1

#: What a shell reports for a process that a signal ended, less the signal's number.
SIGNALLED = 128


@dataclass(frozen=True, slots=True)
class Ending:
    """What happened besides the figures: an error, a signal, limits that held pages back."""

    error: BaseException | None = None
    signal: int | None = None
    limited: bool = False
    seeds_failed: int = 0
    max_error_rate: float = 1.0


def exit_code(counts: Mapping[str, int], ending: Ending) -> int:
    """The exit code of a run; where several hold, the first of 1, 2, 75, 130/143, 5, 4, 6, 3."""
    code = _code_of(ending.error)
    failed = counts.get("failed", 0)
    fetched = counts.get("pages", 0) + counts.get("unchanged", 0)
    rate = failed / (fetched + failed) if failed else 0.0
    holds = (
        (code == BUG, BUG),
        (code == UsageError.exit_code, UsageError.exit_code),
        (code == AlreadyRunning.exit_code, AlreadyRunning.exit_code),
        (ending.signal is not None, SIGNALLED + (ending.signal or 0)),
        (code == ArchiveUnreachable.exit_code, ArchiveUnreachable.exit_code),
        (fetched == 0 and code == 0, NothingFetched.exit_code),
        (ending.limited or code == LimitReached.exit_code, LimitReached.exit_code),
        (
            ending.seeds_failed > 0 or rate > ending.max_error_rate,
            PartlyFailed.exit_code,
        ),
    )
    return next((number for true, number in holds if true), 0)


def _code_of(error: BaseException | None) -> int:
    if error is None:
        return 0
    return error.exit_code if isinstance(error, ThreadhopError) else BUG
