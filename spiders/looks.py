"""What one look at an address comes to: what is recorded of it, and how its lease ends."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, exceptions
from scrapy.http import Response

from crawler.archive.protocol import Finding
from crawler.fetch.answers import MAX_REDIRECTS, utc
from crawler.fetch.guard import Guard
from crawler.fetch.memento import GONE, timemap_url
from crawler.fetch.seen import Seen
from crawler.fetch.warc.reading import REASON
from crawler.frontier import Kind, Lease, Settled, State, Task, Why
from crawler.model import COPY, AskReason, Reading, ThreadState, Visit
from crawler.pages.page import Page
from crawler.pages.parked import is_parked
from crawler.runs import Fetched, Session
from crawler.runs.sites import Sites
from crawler.urls import canonical, is_blog_home, may_be_post
from spiders.days import Days
from spiders.following import Following, Plan, follow
from spiders.lessons import Again, Lessons
from spiders.readings import about, gap, headers_of, moved

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

#: Places of a `Why` that make a copy a part of a thread rather than its post.
_PARTS = frozenset(AskReason)

#: So many addresses are shown that are not in a WARC.
_SHOWN = 5

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
        self._days = Days(session, plan)
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
        task, seen = lease.task, seen_of(response)
        page = page_of(response, seen)
        unfit = unreadable(page)
        if unfit:
            return [self.failed(lease, response.status, unfit, seen=seen)]
        if task.kind is Kind.POST and is_parked(page):
            words = "a parked domain"
            return [self.failed(lease, response.status, words, seen=seen, gone=True)]
        reading = about(task, self._lessons.read(page, task, seen.at))
        again = self._lessons.feed(task, reading) if page.is_feed or page.is_json else None
        self._session.counts["pages"] += 1
        kept = self._kept(task, reading)
        visit = self._visit(
            task,
            response.status,
            "; ".join(page.notes)[:500],
            seen,
            post_url=kept and kept.post_url,
            **_described(page),
        )
        following = self._following(task, page, reading)
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
        return [self._again(post, again, seen), fetched] if again else [fetched]

    def _following(self, task: Task, page: Page, reading: Reading) -> Following:
        """What a page leads to, on its blog also by the days around what was said."""
        given = follow(task, reading, self._plan)
        beside = self._days.beside(task, page, reading) if given.members else ()
        return replace(
            given,
            found=given.found + beside + self._days.mentioning(task, reading),
            otherwise=self._days.instead_of_feed(task, page, reading) or given.otherwise,
        )

    def reading(self, page: Page, task: Task) -> Reading:
        """What a copy in a web archive says; nothing is learned of its site."""
        return about(task, self._lessons.known(page))

    def copied(
        self, task: Task, page: Page, reading: Reading, seen: Seen, copy: str
    ) -> tuple[Finding, Following]:
        """What to record of a copy that was read, and what it leads to."""
        self._session.counts["pages"] += 1
        self._session.counts["copies"] += 1
        day = datetime.fromtimestamp(seen.at, UTC).date().isoformat()
        words = f"{COPY}{day} in a web archive: {copy}"
        kept = replace(
            reading,
            reason=f"{words}; {reading.reason}" if reading.reason else words,
            aliases=reading.aliases + moved(task.via, reading.post_url),
        )
        note = "; ".join([words, *page.notes])[:500]
        described = _described(page)
        visit = self._visit(task, page.status, note, seen, post_url=kept.post_url, **described)
        for seed in (kept.post_url, task.url, *task.via):
            self._session.seeds_failed.pop(seed, None)
        return Finding(visit, kept), follow(task, kept, self._plan)

    def noted(
        self, lease: Lease, status: int, words: str, seen: Seen, found: tuple[Task, ...]
    ) -> Fetched:
        """A step of a look-up that leads to others: only the visit is recorded."""
        return Fetched(
            Finding(self._visit(lease.task, status, words, seen)), Settled(lease, found=found)
        )

    def _onward(self, post: Task, again: Again, feed: Task) -> tuple[Task, ...]:
        """What a page leads to that is read again, without the feed that has been read."""
        found = follow(post, again.reading, self._plan).found
        return tuple(task for task in found if task.url != feed.url)

    def _again(self, task: Task, again: Again, seen: Seen) -> Fetched:
        """What a page says to whom its comment feed has taught its markup.

        It is a second later than the first look, whose errors it corrects.
        """
        page, reading = again.page, again.reading
        self._session.counts["learned"] += 1
        visit = self._visit(
            task,
            page.status,
            "read again by what its comment feed taught",
            Seen(again.at + 1, seen.via),
            post_url=reading.post_url,
            **_described(page),
        )
        return Fetched(Finding(visit, reading), None)

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
        return replace(reading, aliases=reading.aliases + moved(task.via, reading.post_url))

    def unchanged(self, lease: Lease, response: Response) -> Fetched:
        """A document that is as it was: only the visit is recorded."""
        self._session.counts["unchanged"] += 1
        visit = self._visit(lease.task, response.status, "unchanged", seen_of(response))
        return Fetched(Finding(visit), Settled(lease))

    def redirect(
        self, lease: Lease, status: int, target: str, guard: Guard, seen: Seen | None = None
    ) -> Fetched:
        """A redirect is not followed but queued, so that guard, robots and delay hold for it."""
        task, seen = lease.task, seen or Seen(time.time())
        try:
            url = canonical(target)
        except ValueError:
            return self.failed(lease, status, "redirects to no web address", seen=seen)
        # As it was sent: a canonical address has lost the parameters that make a trap.
        address = target.partition("#")[0]
        refusal = guard.refusal(address)
        if refusal is not None:
            return self.refused(lease, f"redirects to {url}: {refusal}", seen=seen)
        before = (*task.via, task.target)
        if len(before) > MAX_REDIRECTS or address in before:
            return self.failed(lease, status, "redirects in a circle", seen=seen)
        if task.kind is Kind.POST and not may_be_post(url) and may_be_post(task.url):
            what = "the blog's home page" if is_blog_home(url) else "a page that is no post"
            return self.failed(lease, status, f"redirects to {what}", seen=seen, gone=True)
        self._session.counts["redirects"] += 1
        onward = replace(
            task,
            url=url,
            address=address if address != url else "",
            why=Why(task.url, "redirect"),
            via=before,
        )
        visit = self._visit(task, status, f"redirects to {url}", seen)
        reading = None
        post_url = _moved_post(task, url)
        if post_url is not None and post_url != task.url:
            reading = gap(post_url, ThreadState.ERROR, "not read yet", before)
        return Fetched(Finding(visit, reading), Settled(lease, found=(onward,)))

    def failed(
        self,
        lease: Lease,
        status: int,
        words: str,
        *,
        seen: Seen | None = None,
        asked: bool = True,
        gone: bool = False,
    ) -> Fetched:
        """An address that gave no document, for good.

        ``seen`` is the answer, where there was one. A post that is ``gone`` is looked for in the
        web archive, where one is named.
        """
        task, archive = lease.task, self._session.options.memento
        state = ThreadState.BLOCKED if status in _KEPT_OUT else ThreadState.ERROR
        if archive and task.kind is Kind.POST and (gone or status in GONE):
            found = (_lookup(archive, task, words),)
            settled = Settled(lease, State.FAILED, words, asked, found)
            return self._without(settled, status, state, "gone", seen)
        settled = Settled(lease, State.FAILED, words, asked, self._days.again(task))
        # A feed or an API is asked on the chance that it is there; that it is not, is no failure.
        word = "absent" if task.kind in _CHANCES or task.why.place in _PARTS else "failed"
        return self._without(settled, status, state, word, seen)

    def refused(
        self, lease: Lease, words: str, by: str = "refused", *, seen: Seen | None = None
    ) -> Fetched:
        """An address that we do not ask for; ``by`` is the word under which it is counted.

        ``seen`` is the answer that led there, where one was had before.
        """
        settled = Settled(lease, State.REFUSED, words, seen is not None)
        return self._without(settled, 0, ThreadState.BLOCKED, by, seen)

    def _without(
        self, settled: Settled, status: int, state: ThreadState, word: str, seen: Seen | None
    ) -> Fetched:
        task, why = settled.lease.task, settled.reason
        self._session.counts[word] += 1
        if self._is_seed(task):
            self._session.seeds_failed[task.url] = why
        # A post that was asked for and not had is recorded, so that a trace can show the gap.
        reading = None
        if task.kind is Kind.POST:
            reading = gap(task.url, state, why, task.via)
        elif task.kind in (Kind.TIMEMAP, Kind.TIMEGATE) and task.why.place not in _PARTS:
            post_url = task.post_url or task.url
            reading = gap(post_url, ThreadState.ERROR, f"{task.why.place}; {why}", task.via)
        seen = seen or self._recorded(settled, state, word)
        visit = self._visit(task, status, why, seen, post_url=reading and reading.post_url)
        return Fetched(Finding(visit, reading), settled)

    def _recorded(self, settled: Settled, state: ThreadState, word: str) -> Seen:
        """Record that there is no answer, so that the WARC tells it when it is read instead."""
        at, recorder = round(time.time(), 6), self._session.recorder
        if recorder is None:
            return Seen(at)
        lease = settled.lease
        fields = {
            **told(lease),
            "outcome": word,
            "thread": state.value,
            "task": settled.state.value,
            "asked": str(int(settled.asked)),
        }
        url = Request(lease.task.target).url
        capture = recorder.unanswered(url, at, settled.reason, fields)
        return Seen(at, "live", capture.name, capture.offset)

    def retold(self, lease: Lease, fields: Mapping[str, str], seen: Seen) -> Fetched:
        """What a WARC says of an address that gave no answer, as when it was recorded."""
        words, word = fields.get(REASON, ""), fields.get("outcome", "failed")
        try:
            state, end = ThreadState(fields["thread"]), State(fields["task"])
        except (KeyError, ValueError):
            state, end = ThreadState.ERROR, State.FAILED
        archive = self._session.options.memento
        is_gone = word == "gone" and archive is not None
        found = (_lookup(archive, lease.task, words),) if is_gone and archive else ()
        settled = Settled(lease, end, words, fields.get("asked") == "1", found)
        return self._without(settled, 0, state, word, seen)

    def missing(self, lease: Lease) -> Fetched:
        """An address that is not in the WARC: nothing is recorded, for nothing was looked at."""
        words = "not in the WARC"
        self._session.counts["missing"] += 1
        if len(self._session.missing) < _SHOWN:
            self._session.missing.append(lease.task.url)
        if self._is_seed(lease.task):
            self._session.seeds_failed[lease.task.url] = words
        return Fetched(None, Settled(lease, State.FAILED, words, asked=False))

    def _is_seed(self, task: Task) -> bool:
        return not self._seeds.isdisjoint((task.url, *task.via))

    def _visit(
        self, task: Task, status: int, note: str, seen: Seen | None = None, **more: Any
    ) -> Visit:
        seen = seen or Seen(time.time())
        return Visit(
            url=task.url,
            at=utc(seen.at),
            status=status,
            run=self._session.run.id,
            note=note,
            via="memento" if task.kind.of_past else seen.via,
            warc=seen.warc,
            warc_offset=seen.warc_offset,
            **more,
        )


def told(lease: Lease) -> dict[str, str]:
    """What led to a request, as fields of a WARC's metadata record (ISO 28500, 6.6)."""
    task = lease.task
    fields = {"hopsFromSeed": str(task.hops), "tries": str(lease.tries), "place": task.why.place}
    return {"via": task.why.url, **fields} if task.why.url else fields


def seen_of(response: Response) -> Seen:
    """When and where an answer was had."""
    seen: Seen | None = response.meta.get("seen")
    return seen or Seen(time.time())


def page_of(response: Response, seen: Seen) -> Page:
    """An answer as a page."""
    at = datetime.fromtimestamp(seen.at, UTC)
    return Page(response.url, response.body, headers_of(response), response.status, at)


def unreadable(page: Page) -> str:
    """Why a document is none that is read here; empty where it is one."""
    if page.is_feed or page.is_json or page.is_html:
        return ""
    kind = page.header("content-type").partition(";")[0].strip() or "no document"
    return f"not HTML ({kind})"


def _lookup(archive: str, task: Task, words: str) -> Task:
    """The first step of a look-up of a post in a web archive; ``words`` say why it is gone."""
    return Task(
        timemap_url(archive, task.url),
        Kind.TIMEMAP,
        task.hops,
        task.priority,
        post_url=task.url,
        why=Why(task.url, words),
        via=task.via,
    )


def _moved_post(task: Task, url: str) -> str | None:
    """The post that a redirect tells another address of, if any.

    A page of its comments tells one only where it leads to the post: that page is what the post
    shows anyway (WordPress redirects the first or the last).
    """
    if task.kind is Kind.POST:
        return url
    is_view = task.kind is Kind.COMMENT_PAGE and url == task.post_url
    return url if is_view else None


def _described(page: Page) -> dict[str, Any]:
    """What a visit keeps of a document."""
    return {
        "etag": page.header("etag") or None,
        "last_modified": page.header("last-modified") or None,
        "digest": f"sha256:{hashlib.sha256(page.body).hexdigest()}",
        "size": len(page.body),
    }
