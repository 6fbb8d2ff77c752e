"""The crawls and runs of an archive, as its state folder has them; nothing is changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.errors import AlreadyRunning, UsageError
from crawler.frontier.crawls import Progress, progress


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl with its tasks by state.

    ``state`` is running, finished, unfinished (a limit or a signal ended it) or stopped (killed).
    """

    id: str
    seeds: list[str]
    scope: str
    state: str
    round: int
    tasks: dict[str, int]


def runs_of(folder: Path) -> list[dict[str, Any]]:
    """The run records, newest first: their names begin with the time of the start."""
    return [_record(path) for path in sorted((folder / "runs").glob("*.json"), reverse=True)]


def crawls_of(folder: Path, runs: list[dict[str, Any]]) -> list[Crawl]:
    """The crawls, oldest first, named by the newest of these runs that belongs to each."""
    return [_crawl(one, runs, folder) for one in progress(folder / "frontier.db")]


def _record(path: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no run record ({error})", "Move it away") from error
    return record


def _crawl(one: Progress, runs: list[dict[str, Any]], folder: Path) -> Crawl:
    last = next((run for run in runs if run["crawl"] == one.crawl), None)
    state = "finished" if one.finished else "unfinished"
    # A lock can only be felt by taking it, so none is touched that a start might want just now.
    if last and last["ended"] is None:
        state = "running" if _held(folder / "locks" / f"{one.crawl}.lock") else "stopped"
    return Crawl(
        id=one.crawl,
        seeds=last["seeds"] if last else [],
        scope=last["scope"] if last else "",
        state=state,
        round=one.round,
        tasks={state.value: count for state, count in one.states.items()},
    )


def _held(path: Path) -> bool:
    from crawler.runs.lock import CrawlLock

    if not path.exists():
        return False
    lock = CrawlLock(path)
    try:
        lock.take(join=False)
    except AlreadyRunning:
        return True
    lock.release()
    return False
