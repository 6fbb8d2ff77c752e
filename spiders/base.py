"""What the spiders have in common: a lease becomes a request, an answer becomes one item."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import __version__
from crawler.errors import ThreadhopError, UsageError
from crawler.fetch.answers import Means, again, back_off, meaning, retry_after
from crawler.fetch.guard import Guard
from crawler.fetch.robots import AGENT, MAX_REDIRECTS, Rules, origin_of
from crawler.fetch.routes import Routes
from crawler.frontier import Lease, Settled, State
from crawler.frontier.feeding import leases
from crawler.runs import Fetched, Session, problems, seeds_of
from crawler.settings import options_of
from crawler.urls import asked_host
from spiders.following import Plan, beginnings
from spiders.gate import Gate
from spiders.looks import Looks, excuse, seen_of, told
from spiders.past import Past
from spiders.readings import location_of
from spiders.replaying import Replay

ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"

#: The longest wait for another host that a robots.txt was moved to, in seconds.
PATIENCE = 30.0


class ThreadSpider(Spider):
    """A spider of threads; a scope is a subclass with its own name.

    ``-a url=`` takes the seeds, separated by spaces. Raises `UsageError` with all that keeps it
    from starting, before anything is asked for.
    """

    session: Session

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ThreadSpider:
        """Open the run that this spider makes."""
        words = str(kwargs.pop("url", "")).split()
        spider = super().from_crawler(crawler, *args, **kwargs)
        options = options_of(crawler.settings, str(cls.name))
        found = problems(options, words)
        if found:
            raise UsageError("\n  ".join(found))
        seeds = seeds_of(words)
        join = crawler.settings.getbool("THREADHOP_JOIN")
        spider.session = Session(options, seeds, beginnings(seeds, options.scope), join=join)
        spider._prepare(crawler)
        return spider

    def _prepare(self, crawler: Crawler) -> None:
        options = self.session.options
        self._frontier = self.session.frontier
        self._guard = Guard(
            Routes(options.connect_to), allow_private_hosts=options.allow_private_hosts
        )
        self._gate = Gate(
            self._frontier, self._guard, options.delay, live=options.contact is not None
        )
        plan = Plan(options.scope, options.hops, options.since, options.undocumented)
        self._looks = Looks(self.session, plan)
        self._past = Past(self.session, self._looks, self._guard)
        self._replay = None
        if self.session.replay is not None:
            self._replay = Replay(self.session, self._looks, self._request, self._come_to)
        self._most = crawler.settings.getint("CONCURRENT_REQUESTS")
        self._timeout = crawler.settings.getint("DOWNLOAD_TIMEOUT")
        contact = f" (+{options.contact})" if options.contact else ""
        self._headers = {
            "User-Agent": f"{AGENT}/{__version__}{contact}",
            "Accept": ACCEPT,
            "Accept-Language": "*",
        }
        crawler.signals.connect(self._note_signals, signals.spider_opened)
        crawler.signals.connect(self._bug, signals.spider_error)
        crawler.signals.connect(self._close, signals.spider_closed)

    async def start(self) -> AsyncIterator[Any]:
        """A request, or an item where there is nothing to ask, for each lease in its time."""
        try:
            room, idle = self._room, self.session.when_idle
            async for lease in leases(self._frontier, room, idle):
                if self._replay is not None:
                    for played in self._replay.begin(lease):
                        yield played
                elif (asked := self._ask(lease)) is not None:
                    yield asked
        except ThreadhopError as error:
            self.session.fail(error)

    def _room(self) -> int:
        if isinstance(self.session.error, ThreadhopError):
            raise self.session.error
        return self._most - len(self.session.out)

    def _ask(self, lease: Lease) -> Request | Fetched | None:
        if self._past.is_known(lease):
            self._frontier.let_go(lease.host)
            return Fetched(None, Settled(lease, asked=False))
        verdict = self._gate.verdict(lease)
        if verdict.robots:
            return self._request(lease, verdict.robots, self.read_robots, origin=verdict.robots)
        if verdict.later is not None:
            self._frontier.let_go(lease.host)
            self._frontier.retry(lease, verdict.later, "robots.txt", asked=False)
            return None
        if verdict.refused:
            self._frontier.let_go(lease.host)
            if verdict.by == "failed":
                return self._looks.failed(lease, 0, verdict.refused, asked=False, gone=True)
            return self._looks.refused(lease, verdict.refused, verdict.by)
        of_past = lease.task.kind.of_past
        more = self._past.conditions(lease) if of_past else self._looks.conditions(lease)
        return self._request(lease, lease.task.target, self.read, **more)

    def _request(self, lease: Lease, url: str, callback: Any, **more: Any) -> Request:
        self.session.out.add(lease.task.url)
        headers = dict(self._headers)
        headers.update(more.pop("headers", {}))
        meta = {
            "lease": lease,
            "download_timeout": self._timeout,
            "download_slot": lease.host,
            "told": told(lease),
            **more,
        }
        return Request(
            url, callback, headers=headers, meta=meta, dont_filter=True, errback=self.failed
        )

    def read(self, response: Response) -> Fetched | list[Fetched] | None:
        """What to store of an answer, and what it leads to; nothing where it is asked again."""
        lease: Lease = response.meta["lease"]
        means = meaning(response.status, location_of(response), lease.tries)
        wait = self._wait(response) if response.status in (429, 503) else None
        self._answered(response.request, lease, response, wait)
        if means is Means.RETRY:
            self._later(lease, f"HTTP {response.status}", wait)
            return None
        return self._come_to(lease, response, means)

    def _come_to(
        self, lease: Lease, response: Response, means: Means
    ) -> Fetched | list[Fetched] | None:
        """What a last answer comes to."""
        if lease.task.kind.of_past:
            return self._past.answered(lease, response, means)
        if means is Means.DOCUMENT:
            return self._looks.document(lease, response)
        if means is Means.UNCHANGED:
            return self._looks.unchanged(lease, response)
        seen = seen_of(response)
        if means is Means.REDIRECT:
            target = urljoin(lease.task.target, location_of(response))
            return self._looks.redirect(lease, response.status, target, self._guard, seen)
        return self._looks.failed(lease, response.status, f"HTTP {response.status}", seen=seen)

    def failed(self, failure: Failure) -> Fetched | None:
        """What to store where there was no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        lease: Lease = request.meta["lease"]
        words, passing = excuse(failure.value)
        seen = request.meta.get("seen")
        private = self._guard.lookup_refusal(request.url)
        self._answered(request, lease, None, None)
        if isinstance(self.session.error, ThreadhopError):
            return None
        if private is not None:
            return self._looks.refused(lease, private)
        if "origin" in request.meta:
            rules = self._gate.keep(origin_of(request.meta["origin"]), 0, b"")
            return self._robots_known(lease, rules, words)
        if passing and again(lease.tries) is Means.RETRY:
            self._later(lease, words, None)
            return None
        return self._looks.failed(lease, 0, words, seen=seen, gone=passing)

    async def read_robots(self, response: Response) -> AsyncIterator[Any]:
        """Keep what a robots.txt says; the page that wanted it is leased again in its time."""
        request = response.request
        assert request is not None
        lease: Lease = request.meta["lease"]
        location, status = location_of(response), response.status
        if meaning(status, location, 0) is Means.REDIRECT:
            target = urljoin(request.url, location)
            steps = request.meta.get("steps", 0) + 1
            # RFC 9309, 2.3.1.2: a file that is redirected too often counts as not there.
            status = 404
            if steps <= MAX_REDIRECTS and self._guard.refusal(target) is None:
                if await self._is_ready(request, target):
                    more = {"origin": request.meta["origin"], "steps": steps}
                    yield self._request(lease, target, self.read_robots, **more)
                    return
                status = 503
        rules = self._gate.keep(origin_of(request.meta["origin"]), status, response.body)
        # After that, so that the pause which the file asks for begins here.
        self._answered(request, lease, response, None)
        item = self._robots_known(lease, rules, f"HTTP {response.status}")
        if item is not None:
            yield item

    async def _is_ready(self, request: Request, target: str) -> bool:
        """Wait until the host that a robots.txt was moved to may be asked; false if not soon."""
        lease: Lease = request.meta["lease"]
        host, asked = asked_host(target), asked_host(request.url)
        if asked != lease.host:
            self._frontier.answered(asked, 0.0)
        if host == lease.host:
            await asyncio.sleep(self.session.options.delay)
            return True
        deadline = time.monotonic() + PATIENCE
        while (wait := self._frontier.occupy(host)) > 0:
            if time.monotonic() + wait > deadline:
                return False
            await asyncio.sleep(wait)
        return True

    def _robots_known(self, lease: Lease, rules: Rules, words: str) -> Fetched | None:
        self.session.counts["robots"] += 1
        if not rules.unreachable:
            self._frontier.give_back(lease)
            return None
        if again(lease.tries) is Means.RETRY:
            at = time.time() + back_off(self.session.options.delay, 0)
            self._frontier.retry(lease, at, "robots.txt", asked=False)
            return None
        if rules.silent:
            return self._looks.failed(lease, 0, words, asked=False, gone=True)
        words = f"robots.txt could not be read ({words})"
        return self._looks.refused(lease, words, "refused_robots")

    def _later(self, lease: Lease, reason: str, wait: float | None) -> None:
        self.session.counts["retries"] += 1
        at = wait or time.time() + back_off(self.session.options.delay, lease.tries)
        self._frontier.retry(lease, at, reason)

    @staticmethod
    def _wait(response: Response) -> float | None:
        value = (response.headers.get("Retry-After") or b"").decode("latin-1")
        return retry_after(value, time.time())

    def _answered(
        self, request: Request | None, lease: Lease, response: Response | None, wait: float | None
    ) -> None:
        """Tell the frontier that a request has ended, so that its host rests from now on."""
        assert request is not None
        self.session.out.discard(lease.task.url)
        if "origin" not in request.meta:
            self.session.counts["requests"] += 1
        latency = float(request.meta.get("download_latency", 0.0))
        good = response is not None and response.status == 200
        place = response.ip_address if response is not None else None
        host = asked_host(request.url)
        self._frontier.answered(
            host,
            latency,
            good=good,
            delay=self._gate.delay(lease.task.target),
            not_before=wait or 0.0,
            address=f"address {place}" if place is not None else "",
        )
        if host != lease.host:
            # A robots.txt on another host: the page's own host was asked before that.
            self._frontier.answered(lease.host, 0.0)

    def _note_signals(self) -> None:
        """Remember which signal ends the run, and leave the ending to Scrapy."""
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)
            if callable(before):
                signal.signal(number, self._noting(before))

    def _noting(self, before: Any) -> Any:
        def note(number: int, frame: Any) -> None:
            self.session.signal = self.session.signal or number
            before(number, frame)

        return note

    def _bug(self, failure: Failure, response: Response | Failure | None) -> None:
        """A page that our own code fails on is set aside, and the run ends as a bug."""
        assert failure.value is not None
        self.session.fail(failure.value)
        request = getattr(response, "request", None)
        lease = request.meta.get("lease") if request is not None else None
        # What could not be recorded is given back instead, for the next run.
        if lease is not None and not isinstance(failure.value, ThreadhopError):
            self.session.out.discard(lease.task.url)
            self._frontier.settle([Settled(lease, State.FAILED, f"bug: {failure.value!r}")])

    def _close(self) -> None:
        self._looks.close()
        self.session.close()
