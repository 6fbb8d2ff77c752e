"""What is gone, looked for in a web archive: the list of its copies, then the copies themselves."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.errors import ArchiveUnreachable
from crawler.fetch import memento
from crawler.fetch.answers import Means
from crawler.fetch.guard import Guard
from crawler.fetch.memento import Copy
from crawler.fetch.seen import Seen
from crawler.frontier import Kind, Lease, Settled, Task, Why
from crawler.model import AskReason, Post, Reading, ThreadState
from crawler.pages.page import Page
from crawler.pages.parked import is_parked
from crawler.runs import Fetched, Session
from crawler.urls import asked_host
from spiders.looks import Looks, page_of, seen_of, unreadable

#: What belongs to a thread and is had from the same archive, and the place in a `Why` that says so.
_PARTS: dict[Kind, str] = {
    Kind.COMMENT_PAGE: AskReason.COMMENT_PAGE,
    Kind.COMMENT_FEED: AskReason.COMMENT_FEED,
    Kind.API: AskReason.API,
}
#: Those that few archives have, and that tell little that the pages do not.
_MORE = frozenset({Kind.COMMENT_FEED, Kind.API})
_KINDS = {place: kind for kind, place in _PARTS.items()}

#: So many links to a page are looked at for the time when it was linked.
_MOST_LINKS = 1000

#: So many posts are remembered of which a copy was read.
_REMEMBERED = 256

#: The share of common words that makes two copies the same post.
_ALIKE = 0.3

_NONE = "not in the web archive"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an archive said: ``page`` as it came, under the address that was asked for."""

    lease: Lease
    page: Page
    seen: Seen
    means: Means

    @property
    def task(self) -> Task:
        return self.lease.task

    @property
    def location(self) -> str:
        where = self.page.header("location")
        return urljoin(self.page.url, where) if where else ""

    @property
    def captured(self) -> float | None:
        return memento.instant(self.page.header("memento-datetime"))


class Past:
    """Takes the steps of a look-up, three requests at most: the list of copies, and up to two.

    An archive that keeps no list where it is expected is asked for the copy nearest to the time
    when the post was linked, and then for that copy.
    """

    def __init__(self, session: Session, looks: Looks, guard: Guard) -> None:
        self._session = session
        self._looks = looks
        self._guard = guard
        self._archive = session.options.memento or ""
        self._read: OrderedDict[str, Reading] = OrderedDict()

    def is_known(self, lease: Lease) -> bool:
        """Whether a copy was read in an earlier round: it does not change."""
        return lease.visited and lease.task.kind is Kind.MEMENTO

    def conditions(self, lease: Lease) -> dict[str, Any]:
        """What to ask an archive with: the time, where it is to choose the copy."""
        if lease.task.kind is not Kind.TIMEGATE:
            return {}
        return {"headers": {"Accept-Datetime": memento.http_date(self._linked_at(lease.task))}}

    def answered(self, lease: Lease, response: Response, means: Means) -> Fetched:
        """What an answer of an archive comes to."""
        seen = seen_of(response)
        answer = _Answer(lease, page_of(response, seen), seen, means)
        if lease.task.kind is Kind.TIMEMAP:
            return self._timemap(answer)
        if lease.task.kind is Kind.TIMEGATE:
            return self._timegate(answer)
        return self._copy(answer)

    def _timemap(self, answer: _Answer) -> Fetched:
        task, page = answer.task, answer.page
        is_list = memento.LINK_FORMAT in page.header("content-type")
        if answer.means is Means.DOCUMENT and (is_list or page.body[:5] == b"<http"):
            links = memento.named(page.text, page.url)
            return self._found(answer, memento.chosen(links, self._linked_at(task)))
        if is_list:
            return self._failed(answer, _NONE)
        original = task.url.removeprefix(memento.timemap_url(self._archive, ""))
        gate = memento.timegate_url(self._archive, original)
        return self._step(answer, replace(task, url=gate, kind=Kind.TIMEGATE))

    def _timegate(self, answer: _Answer) -> Fetched:
        page = answer.page
        if answer.means is Means.REDIRECT:
            return self._found(answer, (Copy(answer.location, 0.0),))
        links = memento.named(page.header("link"), page.url)
        copies = memento.chosen(links, self._linked_at(answer.task))[:1]
        if answer.means is Means.FAILED:
            return self._failed(answer, _NONE)
        where = page.header("content-location")
        url = copies[0].url if copies else urljoin(page.url, where or page.url)
        if answer.captured is not None and memento.raw(url) == url:
            # The gate hands out the copy itself, and there is no other form of it.
            return self._copy(answer, url)
        return self._found(answer, copies)

    def _found(self, answer: _Answer, copies: tuple[Copy, ...]) -> Fetched:
        """The copies that an archive names are asked for in their turn."""
        if not copies:
            return self._failed(answer, _NONE)
        task = answer.task
        place = task.why.place if task.why.place in _KINDS else "copy"
        why = Why(task.url, place)
        return self._step(
            answer,
            *(replace(task, url=memento.raw(c.url), kind=Kind.MEMENTO, why=why) for c in copies),
        )

    def _step(self, answer: _Answer, *tasks: Task) -> Fetched:
        note = f"asks {tasks[0].url}"
        return self._looks.noted(answer.lease, answer.page.status, note, answer.seen, tasks)

    def _failed(self, answer: _Answer, words: str) -> Fetched:
        return self._looks.failed(answer.lease, answer.page.status, words, seen=answer.seen)

    def _copy(self, answer: _Answer, url: str = "") -> Fetched:
        task, page = answer.task, answer.page
        url = url or task.url
        if answer.means is Means.REDIRECT and answer.captured is None:
            # From one copy to another: archives keep some of them under one time only.
            return self._found(answer, (Copy(answer.location, 0.0),))
        at = memento.captured(url, page.headers)
        if answer.means is Means.FAILED or at is None:
            words = f"HTTP {page.status}" if at else "no copy: the archive names no time"
            return self._failed(answer, words)
        seen = replace(answer.seen, at=at, via="memento")
        kind = _KINDS.get(task.why.place, Kind.POST)
        original = (memento.original_of(url, page.headers) if kind is not Kind.POST else "") or (
            task.post_url or task.url
        )
        asked = replace(task, url=original, kind=kind)
        if answer.means is Means.REDIRECT:
            return self._moved(answer, asked, seen)
        body, headers = memento.own_bytes(url, page.body), memento.own_headers(page.headers)
        copy = Page(original, body, headers, page.status, datetime.fromtimestamp(at, UTC))
        unfit = unreadable(copy) or ("a parked domain" if is_parked(copy) else "")
        reading = self._looks.reading(copy, asked)
        if unfit or (kind is Kind.POST and not self._is_same(original, reading)):
            return self._failed(answer, unfit or "the copy shows something else")
        return self._kept(answer, copy, asked, reading, seen, url)

    def _moved(self, answer: _Answer, asked: Task, seen: Seen) -> Fetched:
        """A redirect that was captured: the post had another address, which is asked for."""
        target = answer.location
        if asked_host(target) == asked_host(answer.page.url):
            inside = memento.original_of(target, {})
            target = inside or urljoin(asked.url, answer.page.header("location"))
        lease = replace(answer.lease, task=asked)
        fetched = self._looks.redirect(lease, answer.page.status, target, self._guard, seen)
        assert fetched.settled is not None
        return Fetched(fetched.finding, replace(fetched.settled, lease=answer.lease))

    def _kept(
        self, answer: _Answer, copy: Page, asked: Task, reading: Reading, seen: Seen, url: str
    ) -> Fetched:
        finding, following = self._looks.copied(asked, copy, reading, seen, url)
        pages = any(task.kind is Kind.COMMENT_PAGE for task in following.found)
        enough = pages or not _is_short(reading)
        found = tuple(
            self._beside(task, url) if _is_on(task, copy.url) else task
            for task in following.found
            if not (enough and task.kind in _MORE and _is_on(task, copy.url))
        )
        settled = Settled(
            answer.lease,
            found=found,
            members=following.members,
            mentions=following.mentions,
            otherwise=following.otherwise,
        )
        return Fetched(finding, settled)

    def _beside(self, task: Task, copy: str) -> Task:
        """The rest of the thread that a copy shows, asked for in the archive, too."""
        why = Why(copy, _PARTS[task.kind])
        url = memento.beside(copy, task.target)
        if url is not None:
            return replace(task, url=url, kind=Kind.MEMENTO, address="", why=why)
        gate = memento.timegate_url(self._archive, task.target)
        return replace(task, url=gate, kind=Kind.TIMEGATE, address="", why=why)

    def _is_same(self, url: str, reading: Reading) -> bool:
        """Whether a copy is of the post that another copy, or the blog itself, has shown.

        What was captured after a blog had gone shows whatever stood there then.
        """
        if reading.post is None:
            return False
        before = self._read.get(url)
        known = before.post if before is not None else None
        if known is None:
            known = self._stored(url)
        if known is None or (known.title and known.title == reading.post.title):
            same = True
        else:
            one, other = (set(p.text.casefold().split()) for p in (known, reading.post))
            same = len(one & other) >= _ALIKE * len(one | other)
        if same:
            self._read[url] = reading
            if len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return same

    def _stored(self, url: str) -> Post | None:
        """The post in the archive, where its text is known there."""
        try:
            stored = [post.post for post in self._session.archive.posts([url]).values()]
        except ArchiveUnreachable:
            return None
        return next((post for post in stored if post.text), None)

    def _linked_at(self, task: Task) -> float:
        """When the post was linked first, as far as is known; else now."""
        try:
            links = self._session.archive.links_to([task.post_url or task.url, *task.via])
            dates = [link.published for link in islice(links, _MOST_LINKS)]
        except ArchiveUnreachable:
            dates = []
        return min(_instants(dates), default=time.time())


def _is_on(task: Task, url: str) -> bool:
    """Whether a task asks for a part of a thread on the same host as a page."""
    return task.kind in _PARTS and asked_host(task.target) == asked_host(url)


def _is_short(reading: Reading) -> bool:
    """Whether a page says that its thread has more than it shows."""
    if reading.state in (ThreadState.PARTIAL, ThreadState.SCRIPT_ONLY):
        return True
    return reading.claimed is not None and reading.claimed > len(reading.comments)


def _instants(dates: list[str | None]) -> Iterator[float]:
    """The instants of `Moment.order` keys; a month or year stands for its beginning."""
    for date in filter(None, dates):
        day = date + {4: "-01-01", 7: "-01"}.get(len(date), "")
        try:
            yield datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
