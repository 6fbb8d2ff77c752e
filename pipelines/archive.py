"""Items into the archive, in batches; a lease ends only when its finding is stored durably."""

from __future__ import annotations

import asyncio

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.archive.outbox import OutboxArchive
from crawler.conversations.arrears import catch_up
from crawler.errors import ThreadhopError
from crawler.runs import Fetched, Session
from pipelines.hops import store_hops

#: What is stored in one write at most.
BATCH = 50

#: How long an item waits for others, in seconds: while requests are out, and when none is.
LINGER = 0.2
LINGER_ALONE = 0.02


class ArchivePipeline:
    """Stores findings and their hops, then settles the leases.

    When the archive does not take a batch the run ends, and its leases are given back: the next
    run reads those pages again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session: Session = crawler.spider.session  # type: ignore[union-attr]
        self._batch: list[Fetched] = []
        self._timer: asyncio.TimerHandle | None = None
        self._session.when_idle = self._flush
        crawler.signals.connect(self._lost, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        """Built by Scrapy, after the spider has opened its session."""
        return cls(crawler)

    def process_item(self, item: Fetched) -> Fetched:
        """Put an item into the batch."""
        if self._session.error is None:
            self._batch.append(item)
            if len(self._batch) >= BATCH:
                self._flush()
            elif self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(LINGER, self._flush)
        return item

    def close_spider(self) -> None:
        """Store what is left, and hand on what waits in an outbox."""
        self._flush()
        archive = self._session.archive
        if isinstance(archive, OutboxArchive):
            try:
                archive.flush()
                self._session.counts["hops"] += catch_up(archive)
            except ThreadhopError as error:
                self._session.fail(error)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._batch = self._batch, []
        if not batch or self._session.error is not None:
            return
        try:
            self._store(batch)
        except Exception as error:
            self._session.fail(error)
            self._stop()
            if not isinstance(error, ThreadhopError):
                raise

    def _store(self, batch: list[Fetched]) -> None:
        session = self._session
        findings = [item.finding for item in batch if item.finding is not None]
        changes = session.archive.record(findings)
        for word in ("posts", "comments", "edited", "removed"):
            session.counts[word] += getattr(changes, word)
        session.counts["hops"] += store_hops(session.archive, findings)
        session.frontier.settle([item.settled for item in batch if item.settled is not None])

    def _lost(self, failure: object) -> None:
        """A pipeline failed on an item: a bug, which must not look like success."""
        error = getattr(failure, "value", None)
        self._session.fail(error or RuntimeError("an item was lost"))
        self._stop()

    def _stop(self) -> None:
        engine = self._crawler.engine
        if engine.running:
            self._stopping = asyncio.ensure_future(engine.close_spider_async(reason="error"))
