"""`threadhop status`: what the archive holds, which crawls there are, how the last runs went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.options import columns, configured, json_flag
from crawler.config import archive_address

if TYPE_CHECKING:
    from crawler.archive import ArchiveStatus
    from crawler.cli.crawls import Crawl

#: How many of the last runs are shown.
_LAST = 5


@click.command()
@configured("archive")
@json_flag
def status(archive: str | None, as_json: bool) -> None:
    """Say what the archive holds, which crawls there are and how the last runs went.

    A crawl that is stopped or unfinished goes on when the same command is given again.
    """
    from crawler.archive import open_archive, state_folder
    from crawler.cli.crawls import crawls_of, runs_of

    address = archive_address(archive)
    folder = state_folder(address)
    with closing(open_archive(address)) as opened:
        held = opened.status()
    runs = runs_of(folder)
    crawls = crawls_of(folder, runs)
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


def _held_lines(held: ArchiveStatus) -> Iterator[str]:
    size = "" if held.bytes is None else f", {held.bytes / 2**20:,.1f} MiB"
    yield f"{held.address} (schema {held.schema}{size})"
    width = max(map(len, held.counts), default=0)
    for name, count in held.counts.items():
        yield f"  {name:{width}}  {count:>9,}"


def _crawl_lines(crawls: list[Crawl]) -> Iterator[str]:
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
    from crawler.cli.summary import thrift
    from crawler.exports.terminal import wrap

    if not runs:
        return
    yield ""
    yield "last runs"
    for run in runs:
        counts = ", ".join(f"{count:,} {name}" for name, count in run["counts"].items() if count)
        code = "not ended" if run["exit_code"] is None else f"exit {run['exit_code']}"
        yield f"  {run['started'].replace('T', ' ').rstrip('Z')} UTC  {code}"
        yield from wrap(counts.replace("_", " "), columns(), " " * 14)
        for line in thrift(run["counts"]):
            yield from wrap(line, columns(), " " * 14)
