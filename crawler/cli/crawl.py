"""`threadhop crawl`: check everything, start the spider of the scope, and say how it went."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.options import configured, json_flag
from crawler.config import Options, load
from crawler.errors import ThreadhopError, UsageError

if TYPE_CHECKING:
    from crawler.runs import Fetched, Session

#: The file in the state folder that remembers that the three lines were shown.
_TOLD = "told-ethics"

_ETHICS = """\
Comments are personal data: keep what you need, and let people be forgotten on request.
robots.txt is obeyed, each site gets one request at a time with a pause after it, and your contact.
Before you publish or share what you collect, read docs/ethics.md."""


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@configured(
    "scope",
    "hops",
    "max_pages",
    "max_blog_pages",
    "archive",
    "since",
    "contact",
    "memento",
    "warc",
    "replay",
    "allow_private_hosts",
    "undocumented",
    "delay",
    "max_error_rate",
    "connect_to",
)
@click.option(
    "--require-archive",
    is_flag=True,
    help="Do not start while the archive's server is away.",
)
@click.option("--join", is_flag=True, help="Work on a crawl that another process is running.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show what Scrapy logs, too.")
@json_flag
def crawl(
    urls: tuple[str, ...],
    require_archive: bool,
    join: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    **flags: Any,
) -> int:
    """Follow the conversation from these posts over other blogs, and keep all of it.

    The same command again goes on where it was stopped; when it was done, it looks for what is
    new. How it ended is in the exit code, see docs/operator/exit-codes.md.
    """
    options = _checked(urls, flags)
    if require_archive:
        _require(options.archive)
    if not quiet:
        _tell_ethics(options, urls)
    session = run_spider(options, urls, join=join, quiet=quiet, verbose=verbose)
    run = session.run
    if run.ended is None:
        # A second signal: nothing was tidied up, and nothing needs to be.
        click.echo("threadhop: stopped at once. The same command goes on from there", err=True)
        return 128 + (session.signal or 0)
    if session.error is not None and not isinstance(session.error, ThreadhopError):
        raise session.error
    if session.error is not None:
        click.echo(f"threadhop: {session.error}", err=True)
    if not quiet:
        from crawler.cli.summary import summary

        for line in summary(session):
            click.echo(line, err=True)
    if as_json:
        from crawler.runs.record import as_json as record

        click.echo(record(run))
    return run.exit_code or 0


def _checked(urls: Sequence[str], flags: Mapping[str, Any]) -> Options:
    """The options in effect; raises `UsageError` with everything that is wrong at once."""
    from crawler.runs import problems

    try:
        options = load(**flags)
    except UsageError as error:
        from crawler.runs.session import seed_problems

        found = [str(error), *seed_problems(urls)]
    else:
        found = problems(options, urls)
    if found:
        raise UsageError(found[0] if len(found) == 1 else "\n  ".join(["cannot crawl:", *found]))
    return options


def _require(address: str) -> None:
    """Raise `ArchiveUnreachable` where the archive is on a server that does not answer."""
    from crawler.archive import is_on_server, open_server

    if is_on_server(address):
        open_server(address, create=True).close()


def _tell_ethics(options: Options, urls: Sequence[str]) -> None:
    """Three lines, before the first live crawl into an archive."""
    from crawler.archive import state_folder
    from crawler.runs.session import is_live

    told = state_folder(options.archive) / _TOLD
    live = not options.replay and any(is_live(options, url) for url in urls)
    if live and not told.exists():
        click.echo(_ETHICS, err=True)
        told.touch()


def run_spider(
    options: Options,
    urls: Sequence[str],
    *,
    join: bool = False,
    quiet: bool = True,
    verbose: bool = False,
    on_item: Callable[[Fetched], None] | None = None,
) -> Session:
    """Run the spider of the scope to its end; raises what kept it from starting.

    ``on_item`` is told of every page that was looked at. A process can do this once: Scrapy's
    reactor does not start again.
    """
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from crawler.cli.progress import Progress
    from crawler.runs import seeds_of
    from crawler.settings import scrapy_settings

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.update(
        {
            **scrapy_settings(options),
            "THREADHOP_JOIN": join,
            "LOG_ENABLED": verbose,
            "LOG_LEVEL": "INFO",
        },
        priority="cmdline",
    )
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(options.scope)
    if not quiet:
        Progress(crawler, sys.stderr)
    if on_item is not None:
        watch = on_item
        crawler.signals.connect(lambda item: watch(item), signals.item_scraped, weak=False)
    task = process.crawl(crawler, url=" ".join(seeds_of(urls)))
    process.start()
    if task.done() and (error := task.exception()) is not None:
        raise error
    session: Session = crawler.spider.session  # type: ignore[union-attr]
    return session
