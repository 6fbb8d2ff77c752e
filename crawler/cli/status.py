"""`threadhop status`: what the archive holds, which crawls there are, how the last runs went."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.options import columns, configured, json_flag
from crawler.config import archive_address
from crawler.errors import AlreadyRunning

if TYPE_CHECKING:
    from crawler.archive import ArchiveStatus
    from crawler.frontier.crawls import Progress

#: How many of the last runs are shown.
_LAST = 5


@dataclass(frozen=True, slots=True)
class _Crawl:
    """A crawl with its state (running, finished, unfinished or stopped) and its tasks by state."""

    id: str
    seeds: list[str]
    scope: str
    state: str
    round: int
    tasks: dict[str, int]


@click.command()
@configured("archive")
@json_flag
def status(archive: str | None, as_json: bool) -> None:
    """Say what the archive holds, which crawls there are and how the last runs went.

    A crawl that is stopped or unfinished goes on when the same command is given again.
    """
    from crawler.archive import open_archive, state_folder
    from crawler.frontier.crawls import progress

    address = archive_address(archive)
    folder = state_folder(address)
    with closing(open_archive(address)) as opened:
        held = opened.status()
    runs = list(_runs(folder / "runs"))
    crawls = [_crawl(one, runs, folder) for one in progress(folder / "frontier.db")]
    if as_json:
        from crawler.exports.ndjson import dumps

        fields = {
            "schema": "threadhop.status/1",
            "address": held.address,
            "schema_version": held.schema,
            "counts": dict(held.counts),
            "bytes": held.bytes,
            "crawls": [asdict(crawl) for crawl in crawls],
            "runs": runs[:_LAST],
        }
        click.echo(dumps(fields))
        return
    for line in (*_held_lines(held), *_crawl_lines(crawls), *_run_lines(runs[:_LAST])):
        click.echo(line)


def _runs(folder: Path) -> Iterator[dict[str, Any]]:
    """The run records, newest first: their names begin with the time of the start."""
    for path in sorted(folder.glob("*.json"), reverse=True):
        yield json.loads(path.read_text(encoding="utf-8"))


def _crawl(one: Progress, runs: list[dict[str, Any]], folder: Path) -> _Crawl:
    last = next((run for run in runs if run["crawl"] == one.crawl), None)
    state = "finished" if one.finished else "unfinished"
    # A lock can only be felt by taking it, so only those are touched that must be free or held.
    if last and last["ended"] is None:
        state = "running" if _held(folder / "locks" / f"{one.crawl}.lock") else "stopped"
    return _Crawl(
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


def _held_lines(held: ArchiveStatus) -> Iterator[str]:
    size = "" if held.bytes is None else f", {held.bytes / 2**20:,.1f} MiB"
    yield f"{held.address} (schema {held.schema}{size})"
    width = max(map(len, held.counts), default=0)
    for name, count in held.counts.items():
        yield f"  {name:{width}}  {count:>9,}"


def _crawl_lines(crawls: list[_Crawl]) -> Iterator[str]:
    from crawler.exports.terminal import shorten

    yield ""
    yield "crawls" if crawls else "no crawl yet: `threadhop crawl URL` starts one"
    for crawl in crawls:
        tasks = ", ".join(f"{count:,} {state}" for state, count in crawl.tasks.items())
        again = f", round {crawl.round}" if crawl.round > 1 else ""
        yield f"  {crawl.state:10}  {crawl.scope or 'crawl'}{again}: {tasks or 'no tasks'}"
        for seed in crawl.seeds[:3]:
            yield f"              {shorten(seed, columns() - 14)}"
        if len(crawl.seeds) > 3:
            yield f"              … {len(crawl.seeds) - 3} more seeds"


def _run_lines(runs: list[dict[str, Any]]) -> Iterator[str]:
    if not runs:
        return
    yield ""
    yield "last runs"
    for run in runs:
        counts = ", ".join(f"{count:,} {name}" for name, count in run["counts"].items() if count)
        code = "not ended" if run["exit_code"] is None else f"exit {run['exit_code']}"
        yield f"  {run['started'].replace('T', ' ').rstrip('Z')} UTC  {code:9}  {counts}".rstrip()
