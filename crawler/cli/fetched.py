"""Threads that are fetched with the manners of a crawl, read, and not kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.errors import PartlyFailed, UsageError

if TYPE_CHECKING:
    from crawler.archive import Archive, Finding
    from crawler.config import Options
    from crawler.model import Reading


def fetched_threads(urls: Sequence[str], flags: Mapping[str, Any]) -> tuple[list[Reading], int]:
    """The thread at each address, with its further pages and its feed, as one reading each.

    What could not be read is told on standard error, and shows in the exit code that comes along.
    Raises `UsageError` with everything that keeps it from starting.
    """
    from crawler.config import load
    from crawler.runs import problems

    with tempfile.TemporaryDirectory(prefix="threadhop-") as folder:
        options = load(archive=f"sqlite:{Path(folder) / 'extract.db'}", scope="page", **flags)
        found = problems(options, urls)
        if found:
            raise UsageError(
                found[0] if len(found) == 1 else "\n  ".join(["cannot fetch:", *found])
            )
        return _fetched(urls, options)


def _fetched(urls: Sequence[str], options: Options) -> tuple[list[Reading], int]:
    from crawler.archive import open_archive
    from crawler.cli.crawl import run_spider
    from crawler.runs import Fetched, seeds_of

    looks: list[Fetched] = []
    session = run_spider(options, urls, on_item=looks.append)
    if session.error is not None:
        raise session.error
    findings = [look.finding for look in looks if look.finding is not None]
    threads = []
    with closing(open_archive(options.archive)) as archive:
        for url in seeds_of(urls):
            reading = _read(archive, url, findings)
            if reading is None:
                click.echo(f"threadhop: {url} was not read: {_why(url, findings)}", err=True)
            else:
                threads.append(reading)
    missed = PartlyFailed.exit_code if len(threads) < len(session.seeds) else 0
    return threads, session.run.exit_code or missed


def _read(archive: Archive, url: str, findings: Sequence[Finding]) -> Reading | None:
    from crawler.exports.reading import thread_reading

    thread = archive.thread(url)
    if thread is None:
        return None
    readings = [finding.reading for finding in findings if finding.reading is not None]
    posts = archive.resolve({reading.post_url for reading in readings})
    own = [r for r in readings if posts[r.post_url] == thread.post.post.url]
    return thread_reading(thread, own, {finding.visit.url for finding in findings})


def _why(url: str, findings: Sequence[Finding]) -> str:
    visit = next((f.visit for f in findings if f.visit.url == url), None)
    if visit is None:
        return "no answer"
    return visit.note or f"HTTP {visit.status}, and no post"
