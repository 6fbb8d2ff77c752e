"""What one look at an address comes to: what is recorded of it, and how its lease ends."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import exceptions
from scrapy.http import Response

from crawler.archive.protocol import Finding
from crawler.fetch.answers import MAX_REDIRECTS, utc
from crawler.fetch.guard import Guard
from crawler.frontier import Kind, Lease, Settled, State, Task, Why
from crawler.model import Alias, AliasReason, Post, Rank, Reading, ThreadState, Visit
from crawler.pages.page import Page
from crawler.runs import Fetched, Session
from crawler.runs.sites import Sites
from crawler.urls import blog_of, canonical, is_blog_home, may_be_post
from spiders.following import Plan, follow
from spiders.lessons import Again, Lessons

#: Why a document could not be had, by what Scrapy reports, and whether another try may help.
_EXCUSES: tuple[tuple[type[BaseException], str, bool], ...] = (
    (exceptions.CannotResolveHostError, "no such host", True),
    (exceptions.DownloadConnectionRefusedError, "connection refused", True),
    (exceptions.DownloadTimeoutError, "no answer in time", True),
    (exceptions.DownloadCancelledError, "larger than the limit", False),
    (exceptions.ResponseDataLossError, "broken off", True),
    (exceptions.DownloadFailedError, "connection failed", True),
    (exceptions.IgnoreRequest, "larger than the limit when decompressed", False),
    (zlib.error, "compression broken", False),
    (OSError, "connection failed", True),
)

#: What many sites do not have.
_CHANCES = frozenset({Kind.COMMENT_FEED, Kind.API, Kind.SITE_FEED})

_NO_POST = "there is no post on this page; --scope blog reads a whole blog"

#: HTTP statuses by which a site keeps us out.
_KEPT_OUT = frozenset({401, 402, 403, 407, 429, 451})


def excuse(error: BaseException | None) -> tuple[str, bool]:
    """Why there is no document, in words, and whether another try may help."""
    for kind, words, passing in _EXCUSES:
        if isinstance(error, kind):
            return words, passing
    return f"not readable ({type(error).__name__})", False


class Looks:
    """Turns answers into items, and counts them in the run."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        self._plan = plan
        self._seeds = frozenset(session.seeds)
        self._lessons = Lessons(Sites(session.state / "learned.db"))

    def conditions(self, lease: Lease) -> dict[str, Any]:
        """The headers that ask for a document only if it has changed (RFC 9110, 13.1).

        Only where an earlier round read it to the end: else its links would be lost with a 304.
        """
        visit = self._session.archive.last_visit(lease.task.url) if lease.visited else None
        headers = {}
        if visit is not None and visit.etag:
            headers["If-None-Match"] = visit.etag
        if visit is not None and visit.last_modified:
            headers["If-Modified-Since"] = visit.last_modified
        return {"headers": headers} if headers else {}

    def close(self) -> None:
        """Release what is learned of sites."""
        self._lessons.close()

    def document(self, lease: Lease, response: Response) -> list[Fetched]:
        """A document: read once, recorded, and followed.

        A comment feed may teach how to read the page that it belongs to, which is then one more.
        """
        now = time.time()
        task = lease.task
        page = Page(
            response.url,
            response.body,
            _headers(response),
            response.status,
            datetime.fromtimestamp(now, UTC),
        )
        if not (page.is_feed or page.is_json or page.is_html):
            kind = page.header("content-type").partition(";")[0].strip() or "no document"
            return [self.failed(lease, response.status, f"not HTML ({kind})")]
        reading = _about(task, self._lessons.read(page, task, now))
        again = self._lessons.feed(task, reading) if page.is_feed or page.is_json else None
        self._session.counts["pages"] += 1
        kept = self._kept(task, reading)
        visit = self._visit(
            task,
            response.status,
            "; ".join(page.notes)[:500],
            post_url=kept and kept.post_url,
            **_described(page),
        )
        following = follow(task, reading, self._plan)
        post = Task(canonical(again.page.url), hops=task.hops) if again else task
        onward = self._onward(post, again, task) if again else ()
        settled = Settled(
            lease,
            found=following.found + onward,
            members=following.members,
            mentions=following.mentions,
            otherwise=following.otherwise,
        )
        fetched = Fetched(Finding(visit, kept), settled)
        return [self._again(post, again), fetched] if again else [fetched]

    def _onward(self, post: Task, again: Again, feed: Task) -> tuple[Task, ...]:
        """What a page leads to that is read again, without the feed that has been read."""
        found = follow(post, again.reading, self._plan).found
        return tuple(task for task in found if task.url != feed.url)

    def _again(self, task: Task, again: Again) -> Fetched:
        """What a page says to whom its comment feed has taught its markup.

        It is a second later than the first look, whose errors it corrects.
        """
        page, reading = again.page, again.reading
        self._session.counts["learned"] += 1
        visit = self._visit(
            task,
            page.status,
            "read again by what its comment feed taught",
            post_url=reading.post_url,
            **_described(page),
        )
        at = utc(again.at + 1)
        return Fetched(Finding(replace(visit, at=at), reading), None)

    def _kept(self, task: Task, reading: Reading) -> Reading | None:
        """The part of a reading that is recorded: a listing is looked at and not kept."""
        if task.kind in (Kind.SITE, Kind.SITE_FEED):
            return None
        if task.kind is not Kind.POST:
            return reading
        if reading.post is None and not reading.comments:
            if self._is_seed(task):
                self._session.seeds_failed[task.url] = _NO_POST
            return None
        return replace(reading, aliases=reading.aliases + _moved(task.via, reading.post_url))

    def unchanged(self, lease: Lease, status: int) -> Fetched:
        """A document that is as it was: only the visit is recorded."""
        self._session.counts["unchanged"] += 1
        return Fetched(Finding(self._visit(lease.task, status, "unchanged")), Settled(lease))

    def redirect(self, lease: Lease, status: int, target: str, guard: Guard) -> Fetched:
        """A redirect is not followed but queued, so that guard, robots and delay hold for it."""
        task = lease.task
        try:
            url = canonical(target)
        except ValueError:
            return self.failed(lease, status, "redirects to no web address")
        # As it was sent: a canonical address has lost the parameters that make a trap.
        address = target.partition("#")[0]
        refusal = guard.refusal(address)
        if refusal is not None:
            return self.refused(lease, f"redirects to {url}: {refusal}", asked=True)
        before = (*task.via, task.target)
        if len(before) > MAX_REDIRECTS or address in before:
            return self.failed(lease, status, "redirects in a circle")
        if task.kind is Kind.POST and not may_be_post(url) and may_be_post(task.url):
            what = "the blog's home page" if is_blog_home(url) else "a page that is no post"
            return self.failed(lease, status, f"redirects to {what}")
        self._session.counts["redirects"] += 1
        onward = replace(
            task,
            url=url,
            address=address if address != url else "",
            why=Why(task.url, "redirect"),
            via=before,
        )
        visit = self._visit(task, status, f"redirects to {url}")
        reading = None
        if task.kind is Kind.POST and url != task.url:
            reading = _gap(url, ThreadState.ERROR, "not read yet", before)
        return Fetched(Finding(visit, reading), Settled(lease, found=(onward,)))

    def failed(self, lease: Lease, status: int, words: str, *, asked: bool = True) -> Fetched:
        """An address that gave no document, for good."""
        state = ThreadState.BLOCKED if status in _KEPT_OUT else ThreadState.ERROR
        settled = Settled(lease, State.FAILED, words, asked)
        # A feed or an API is asked on the chance that it is there; that it is not, is no failure.
        word = "absent" if lease.task.kind in _CHANCES else "failed"
        return self._without(settled, status, state, word)

    def refused(
        self, lease: Lease, words: str, by: str = "refused", *, asked: bool = False
    ) -> Fetched:
        """An address that we do not ask for; ``by`` is the word under which it is counted."""
        settled = Settled(lease, State.REFUSED, words, asked)
        return self._without(settled, 0, ThreadState.BLOCKED, by)

    def _without(self, settled: Settled, status: int, state: ThreadState, word: str) -> Fetched:
        task, why = settled.lease.task, settled.reason
        self._session.counts[word] += 1
        if self._is_seed(task):
            self._session.seeds_failed[task.url] = why
        # A post that was asked for and not had is recorded, so that a trace can show the gap.
        reading = _gap(task.url, state, why, task.via) if task.kind is Kind.POST else None
        visit = self._visit(task, status, why, post_url=reading and reading.post_url)
        return Fetched(Finding(visit, reading), settled)

    def _is_seed(self, task: Task) -> bool:
        return not self._seeds.isdisjoint((task.url, *task.via))

    def _visit(self, task: Task, status: int, note: str, **more: Any) -> Visit:
        return Visit(
            url=task.url,
            at=utc(time.time()),
            status=status,
            run=self._session.run.id,
            note=note,
            **more,
        )


def _gap(url: str, state: ThreadState, words: str, via: tuple[str, ...]) -> Reading:
    """The reading of a post that could not be read."""
    return Reading(
        post_url=url,
        source="fetch",
        rank=Rank.GENERIC,
        post=Post(url, blog_of(url)),
        state=state,
        reason=words,
        aliases=_moved(via, url),
    )


def _described(page: Page) -> dict[str, Any]:
    """What a visit keeps of a document."""
    return {
        "etag": page.header("etag") or None,
        "last_modified": page.header("last-modified") or None,
        "digest": f"sha256:{hashlib.sha256(page.body).hexdigest()}",
        "size": len(page.body),
    }


def _about(task: Task, reading: Reading) -> Reading:
    """What was asked for as a part of a thread is a part of that post, wherever it stands."""
    if task.kind not in (Kind.API, Kind.COMMENT_PAGE) or task.post_url in (None, reading.post_url):
        return reading
    return replace(
        reading,
        post_url=task.post_url,
        post=None,
        endpoints=(),
        aliases=(),
        listed=(),
        feeds=(),
        further=None,
    )


def _moved(via: tuple[str, ...], post_url: str) -> tuple[Alias, ...]:
    """The addresses that redirected to a post, as aliases of it."""
    urls = dict.fromkeys(map(canonical, via))
    return tuple(Alias(url, post_url, AliasReason.REDIRECT) for url in urls if url != post_url)


def _headers(response: Response) -> Mapping[str, str]:
    return {
        name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
