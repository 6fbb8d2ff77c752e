"""Crawling over WARC files: every look that was recorded at an address is played again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.fetch.answers import MAX_TRIES, Means, meaning
from crawler.fetch.seen import Seen
from crawler.fetch.warc import Broken, Capture, outcome
from crawler.frontier import Lease, Settled, Task
from crawler.runs import Fetched, Session
from spiders.looks import Looks, excuse
from spiders.readings import location_of

_Turned = Fetched | list[Fetched] | None


class Replay:
    """Takes the answers to a lease from the records of its address, from the oldest to the newest.

    Each comes to what it came to when it was recorded, at that time; what all of them lead to is
    queued with the last. robots.txt, delays and refusals were looked at then, and are part of the
    record.
    """

    def __init__(
        self,
        session: Session,
        looks: Looks,
        request: Callable[..., Request],
        turned: Callable[[Lease, Response, Means], _Turned],
    ) -> None:
        assert session.replay is not None
        self._session = session
        self._captures = session.replay
        self._looks = looks
        self._request = request
        self._turned = turned

    def begin(self, lease: Lease) -> list[Request | Fetched]:
        """What the first records of an address come to."""
        self._session.frontier.let_go(lease.host)
        return list(self._play(lease, None, ()))

    def _play(
        self, lease: Lease, after: Capture | None, kept: tuple[Settled, ...]
    ) -> Iterator[Request | Fetched]:
        """What follows a record: outcomes at once, an answer as a request, or the end."""
        url = Request(lease.task.target).url
        while (capture := self._captures.next(url, after)) is not None:
            if capture.kind != "outcome":
                more: dict[str, Any] = {"capture": capture, "kept": kept}
                asked = self._request(lease, lease.task.target, self._read, **more)
                yield asked.replace(errback=self._unread)
                return
            seen = Seen(capture.at, "warc", capture.name, capture.offset)
            fields = outcome(self._captures.place(capture), capture.offset)
            fetched = self._looks.retold(lease, fields, seen)
            kept += _taken(fetched)
            yield fetched
            after = capture
        yield self._end(lease, after, kept)

    def _read(self, response: Response) -> Iterator[Request | Fetched]:
        lease, capture = response.meta["lease"], response.meta["capture"]
        lease = _as_then(lease, capture)
        means = meaning(response.status, location_of(response), lease.tries)
        turned = None if means is Means.RETRY else self._turned(lease, response, means)
        yield from self._on(response.meta, turned)

    def _unread(self, failure: Failure) -> Iterator[Request | Fetched]:
        request: Request = failure.request  # type: ignore[attr-defined]
        lease, capture = request.meta["lease"], request.meta["capture"]
        error = failure.value
        words = str(error) if isinstance(error, Broken) else excuse(error)[0]
        seen = Seen(capture.at, "warc", capture.name, capture.offset)
        yield from self._on(request.meta, self._looks.failed(lease, 0, words, seen=seen))

    def _on(self, meta: dict[str, Any], turned: _Turned) -> Iterator[Request | Fetched]:
        lease, kept = meta["lease"], meta["kept"]
        self._session.out.discard(lease.task.url)
        for fetched in turned if isinstance(turned, list) else [turned]:
            if fetched is not None:
                kept += _taken(fetched)
                yield fetched
        yield from self._play(lease, meta["capture"], kept)

    def _end(self, lease: Lease, last: Capture | None, kept: tuple[Settled, ...]) -> Fetched:
        if last is None:
            return self._looks.missing(lease)
        if not kept:
            # The crawl that was recorded ended between two attempts.
            seen = Seen(last.at, "warc", last.name, last.offset)
            return self._looks.failed(lease, last.status, f"HTTP {last.status}", seen=seen)
        end = kept[-1]
        # Whether a mention led on before this look was decided then, and may come later now.
        otherwise = _union(*(settled.otherwise for settled in kept))
        asked = tuple(task for task in otherwise if self._has(task))
        return Fetched(
            None,
            replace(
                end,
                lease=lease,
                found=_union(*(settled.found for settled in kept), asked),
                members=_union(*(settled.members for settled in kept)),
                mentions=_union(*(settled.mentions for settled in kept)),
                otherwise=(),
            ),
        )

    def _has(self, task: Task) -> bool:
        return self._captures.next(Request(task.target).url, None) is not None


def _as_then(lease: Lease, capture: Capture) -> Lease:
    """The lease with the attempts of then; what another tool recorded counts as the last."""
    return replace(lease, tries=capture.tries if capture.tries >= 0 else MAX_TRIES)


def _taken(fetched: Fetched) -> tuple[Settled, ...]:
    """The end of the lease, taken from an item: it comes with the last."""
    settled, fetched.settled = fetched.settled, None
    return (settled,) if settled is not None else ()


def _union(*parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))
