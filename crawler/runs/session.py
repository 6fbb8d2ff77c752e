"""What one run of a crawl holds open: lock, archive, frontier and record."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from crawler import __version__
from crawler.archive import Archive, open_archive, state_folder
from crawler.archive.outbox import OutboxArchive
from crawler.config import Options
from crawler.errors import (
    ArchiveUnreachable,
    ThreadhopError,
    UsageError,
)
from crawler.fetch.routes import Routes
from crawler.frontier import Limits, Outlook, Task
from crawler.frontier.sqlite import SqliteFrontier
from crawler.model import Run, key
from crawler.runs.folders import made, unwritable
from crawler.runs.lock import CrawlLock
from crawler.runs.outcome import Ending, exit_code
from crawler.runs.record import plain, write
from crawler.runs.warc import open_captures, open_recorder, warc_problems
from crawler.urls import asked_host, canonical, is_private_host

#: The pause between two hosts of one site or address, as a share of the delay per host.
GAP_SHARE = 0.5


def seeds_of(words: Iterable[str]) -> tuple[str, ...]:
    """The seeds as canonical addresses, in the order given, each once.

    Raises `UsageError` for the first that is no http(s) address.
    """
    seeds: dict[str, None] = {}
    for word in words:
        try:
            seeds[canonical(word.strip())] = None
        except ValueError as error:
            raise UsageError(
                f"{word!r} is no web address", "Give one that begins with https:// or http://"
            ) from error
    return tuple(seeds)


def crawl_key(seeds: Iterable[str], scope: str, archive: str) -> str:
    """What makes two starts the same crawl: seeds, scope and archive."""
    return key("crawl", scope, str(state_folder(archive).absolute()), *sorted(seeds))


def seed_problems(words: Sequence[str]) -> list[str]:
    """What is wrong with the seeds as they were typed."""
    found = [] if words else ["there is no post to start from. Give its address"]
    for word in words:
        try:
            seeds_of([word])
        except UsageError as error:
            found.append(str(error))
    return found


def problems(options: Options, words: Sequence[str]) -> list[str]:
    """All that keeps a crawl from starting, each with what to type instead."""
    found = seed_problems(words)
    seeds = [word for word in words if not seed_problems([word])]
    if not options.replay:
        found += _contact_problem(options, seeds) + _private_problems(options, seeds)
    found += warc_problems(options)
    try:
        open_archive(options.archive, create=True).close()
        made(state_folder(options.archive))
    except ThreadhopError as error:
        found.append(str(error))
    return found


def _contact_problem(options: Options, seeds: Sequence[str]) -> list[str]:
    live = [url for url in (*seeds, options.memento) if url and is_live(options, url)]
    if options.contact or not live:
        return []
    return [
        "a live crawl needs an address where the owners of the sites can reach you. "
        "Add --contact you@university.example, or set THREADHOP_CONTACT"
    ]


def _private_problems(options: Options, seeds: Sequence[str]) -> list[str]:
    if options.allow_private_hosts:
        return []
    routes = Routes(options.connect_to)
    asked = [*seeds, options.memento] if options.memento else seeds
    hosts = [host for host in map(asked_host, asked) if is_private_host(host)]
    hosts = [host for host in hosts if routes.place(host) is None] + routes.private
    return [f"{host} is a private address. Add --allow-private-hosts" for host in hosts]


def is_live(options: Options, url: str) -> bool:
    """True for an address on the public web, false for one of this machine or with a route."""
    host = asked_host(url)
    return not is_private_host(host) and Routes(options.connect_to).place(host) is None


class Session:
    """One run of a crawl, from its lock to its record. ``beginnings`` are its first tasks.

    Opening raises `AlreadyRunning` where the crawl is being run and ``join`` is false, and what
    archive and frontier raise.
    """

    def __init__(
        self,
        options: Options,
        seeds: Sequence[str],
        beginnings: Iterable[Task],
        *,
        join: bool = False,
    ) -> None:
        self.options = options
        self.seeds = tuple(seeds)
        self.crawl = crawl_key(seeds, options.scope, options.archive)
        self.state = made(state_folder(options.archive))
        #: What the run has done so far, by word: pages, unchanged, failed, comments, hops, ...
        self.counts: Counter[str] = Counter()
        #: Called when there is nothing to ask for at the moment.
        self.when_idle: Callable[[], None] = lambda: None
        #: The tasks whose requests are out at the moment.
        self.out: set[str] = set()
        #: Seeds that could not be fetched, each with the reason.
        self.seeds_failed: dict[str, str] = {}
        #: How things stood at the end: what is left, the pages of the run, blogs at their limit.
        self.outlook = Outlook(0, None)
        self.pages = 0
        self.full_blogs: list[str] = []
        #: Addresses that are not in the WARC that is read, the first of them.
        self.missing: list[str] = []
        self.error: BaseException | None = None
        self.signal: int | None = None
        self._lock = CrawlLock(made(self.state / "locks") / f"{self.crawl}.lock")
        alone = self._lock.take(join=join)
        try:
            self.archive: Archive = open_archive(options.archive, create=True)
            self.run = self._started()
            captures = open_captures(options, self.state)
            #: What records the answers, and what they are read from; one of them at most.
            self.recorder = open_recorder(options, captures, self.run.id)
            self.replay = captures if options.replay else None
            self._captures = captures
            self.frontier = SqliteFrontier(
                self.state / "frontier.db", self.crawl, self.run.id, _limits(options)
            )
            #: Which time this crawl is made; a finished crawl begins the next.
            self.round = self.frontier.begin(beginnings) if alone else 0
            self._lock.share()
            self._record()
        except BaseException:
            self._lock.release()
            raise

    def _started(self) -> Run:
        now = time.gmtime()
        return Run(
            id=f"{time.strftime('%Y%m%dT%H%M%SZ', now)}-{secrets.token_hex(3)}",
            crawl=self.crawl,
            seeds=self.seeds,
            scope=self.options.scope,
            started=time.strftime("%Y-%m-%dT%H:%M:%SZ", now),
            version=__version__,
            options=plain(self.options),
        )

    def fail(self, error: BaseException) -> None:
        """Remember the first error that ends the run."""
        self.error = self.error or error

    def close(self) -> Run:
        """End the run cleanly: leases go back, budgets are reset, and the record is written.

        What cannot be written any more becomes the run's error where it had none. Closing twice is
        harmless.
        """
        if self.run.ended is not None:
            return self.run
        try:
            self.frontier.give_back()
            self.outlook = self.frontier.outlook()
            stats = self.frontier.stats()
            self.pages = stats.pages
            most = self.options.max_blog_pages
            self.full_blogs = [blog for blog, pages in stats.blogs.items() if pages >= most]
            self.frontier.end()
            self.frontier.close()
        except ThreadhopError as error:
            self.fail(error)
        self._end()
        try:
            self._record()
            if isinstance(self.archive, OutboxArchive):
                self.archive.flush()
        except ThreadhopError as error:
            self.fail(error)
            self._end()
        if isinstance(self.error, ArchiveUnreachable):
            # The outbox takes the record, with how it really ended.
            self._record()
        if self.recorder is not None:
            self.recorder.close()
        if self._captures is not None:
            self._captures.close()
        self.archive.close()
        self._lock.release()
        return self.run

    def _end(self) -> None:
        ending = Ending(
            error=self.error,
            signal=self.signal,
            limited=self.outlook.limited or self.outlook.later,
            seeds_failed=len(self.seeds_failed),
            max_error_rate=self.options.max_error_rate,
        )
        self.run = replace(
            self.run,
            ended=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            exit_code=exit_code(self.counts, ending),
            counts=dict(sorted(self.counts.items())),
        )

    def _record(self) -> None:
        try:
            write(self.state / "runs", self.run)
        except OSError as error:
            raise unwritable(self.state, error) from error
        self.archive.put_run(self.run)


def _limits(options: Options) -> Limits:
    # Nobody is asked where a WARC is read, so nobody needs a pause.
    delay = 0.0 if options.replay else options.delay
    return Limits(
        max_pages=options.max_pages,
        max_blog_pages=options.max_blog_pages,
        delay=delay,
        gap=delay * GAP_SHARE,
    )
