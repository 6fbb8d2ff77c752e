"""An archive on a server behind an outbox: what was accepted is kept here until it is there.

What is recorded is written to a local file first. While the server is away, slow, refusing or
full, the outbox grows and the crawl goes on; what the server will never take is put away with the
reason. Sending twice changes nothing, so that a process may be killed at any moment.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crawler.archive.outbox.packing import packed, unpacked
from crawler.archive.outbox.queue import Load, Queue, Waiting
from crawler.archive.protocol import (
    Archive,
    ArchiveStatus,
    Backlink,
    Bearer,
    Changes,
    Facets,
    Finding,
    Hit,
    HopKey,
    Query,
    StoredLink,
    Table,
    Text,
)
from crawler.archive.refusal import Refusal
from crawler.archive.scrubbing import scrubbed
from crawler.errors import ArchiveUnreachable, LimitReached
from crawler.model import Hop, Run, StoredPost, Thread, Visit

__all__ = ["Load", "OutboxArchive", "Queue", "outbox_path"]

logger = logging.getLogger(__name__)

#: So many things are sent at once, and so many bytes of them, at most.
TOGETHER, TOGETHER_BYTES = 50, 4_000_000
#: The pauses between two tries while the server takes nothing, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: An outbox of this size takes nothing more; from half of it on, the crawl is slowed down.
MOST_BYTES = 1 << 30
#: How long one write is held up while the outbox is more than half full, in seconds.
_HELD_UP = 10.0


def outbox_path(state: Path) -> Path:
    """Where the outbox lies in a state folder."""
    return state / "outbox.db"


class OutboxArchive:
    """An `Archive` that accepts at once and hands on as the server takes it.

    What is read is read from the server, and raises `ArchiveUnreachable` while it is away.
    """

    def __init__(
        self,
        queue: Queue,
        connect: Callable[[], Archive],
        *,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``connect`` opens the archive behind; a server that is away is tried again later.

        Raises what ``connect`` raises besides `ArchiveUnreachable`.
        """
        self.queue = queue
        self._connect = connect
        self._most_bytes = most_bytes
        self._clock = clock
        self._sleep = sleep
        self._remote: Archive | None = None
        self._pause = FIRST_PAUSE
        self._next_try = clock()
        self._why = ""
        try:
            self._opened()
        except ArchiveUnreachable:
            # Told when something is kept because of it.
            self._next_try += self._pause
        except BaseException:
            queue.close()
            raise

    def record(self, findings: Sequence[Finding]) -> Changes:
        """Keep a batch durably, all of it or nothing, and send what can be sent.

        The changes are those that the server made now. Raises `LimitReached` when the outbox or
        the disk is full.
        """
        self._hold_up()
        self.queue.put("finding", map(packed, scrubbed(list(findings))))
        changes, _ = self._send()
        return changes

    def put_hops(self, hops: Sequence[Hop]) -> int:
        """Keep hops, and send what can be sent. Returns how many were new to the server."""
        return self.put_hops_of((), hops)

    def put_hops_of(self, posts: Collection[str], hops: Sequence[Hop]) -> int:
        """Keep the hops that were derived of ``posts``, which are due no more."""
        self.queue.put("hop", map(packed, scrubbed(list(hops))), derived_of=posts)
        return self._send()[1]

    def drop_hops(self, keys: Collection[HopKey]) -> None:
        """Keep that hops are to be removed, and send what can be sent."""
        self.queue.put("dropped", [packed(scrubbed(key)) for key in sorted(keys)])
        self._send()

    def put_run(self, run: Run) -> None:
        """Keep a run, and send what can be sent."""
        self.queue.put("run", [packed(scrubbed(run))])
        self._send()

    def due(self, most: int = 100) -> list[str]:
        """Posts whose hops are to be derived, now that the server has what was read of them."""
        return self.queue.due(most)

    def flush(self, patience: float = 5.0) -> None:
        """Send all that waits, trying again for so many seconds.

        Raises `ArchiveUnreachable` where something still waits, which is safe here.
        """
        deadline = self._clock() + patience
        while True:
            self._next_try = self._clock()
            self._send(wait=True)
            load = self.queue.load()
            if not load.waiting:
                return
            if self._clock() >= deadline:
                raise ArchiveUnreachable(
                    f"{load.waiting:,} things wait in the outbox {self.queue.path}: {self._why}",
                    "Send them with: threadhop archive outbox flush",
                )
            self._sleep(min(self._pause, 1.0))

    def last_visit(self, url: str) -> Visit | None:
        """The newest visit that was answered; while the server is away, none is known."""
        if self._remote is None and self._clock() < self._next_try:
            return None
        try:
            return self._opened().last_visit(url)
        except ArchiveUnreachable as error:
            self._put_off(error)
            return None

    def resolve(self, urls: Collection[str]) -> dict[str, str]:
        """The post address behind each canonical address (itself where it is no alias)."""
        return self._opened().resolve(urls)

    def posts(self, urls: Collection[str]) -> dict[str, StoredPost]:
        """The stored posts at these addresses, by the post's own address."""
        return self._opened().posts(urls)

    def thread(self, url: str) -> Thread | None:
        """A post with its comments, by any of its addresses."""
        return self._opened().thread(url)

    def threads(self, urls: Collection[str]) -> Iterator[Thread]:
        """The posts at these addresses (or their aliases) with their comments, each once."""
        return self._opened().threads(urls)

    def links_from(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links set in these posts and in their comments, authors' and linkbacks' included."""
        return self._opened().links_from(post_urls)

    def links_to(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links anywhere in the archive whose target is one of these posts."""
        return self._opened().links_to(post_urls)

    def hops_from(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that start at these posts."""
        return self._opened().hops_from(post_urls)

    def hops_to(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that end at these posts."""
        return self._opened().hops_to(post_urls)

    def hops_at(self, post_urls: Collection[str]) -> Iterator[Hop | Backlink]:
        """The hops that start at these posts, and `Backlink`s of others that end there."""
        return self._opened().hops_at(post_urls)

    def texts(self, post_urls: Collection[str]) -> Iterator[Text]:
        """The texts of these posts and of the comments on them."""
        return self._opened().texts(post_urls)

    def texts_of(self, bearers: Collection[Bearer]) -> Iterator[Text]:
        """The texts that stand there."""
        return self._opened().texts_of(bearers)

    def bearers(self, prints: Collection[int], most: int) -> dict[int, list[Bearer]]:
        """Who bears each of these fingerprints, but for those that more than ``most`` bear."""
        return self._opened().bearers(prints, most)

    def search(self, query: Query) -> Iterator[Hit]:
        """What matches."""
        return self._opened().search(query)

    def facets(self, query: Query, most: int = 10) -> Facets:
        """How all that matches is spread over blogs, kinds and authors."""
        return self._opened().facets(query, most)

    def export(self, table: Table) -> Iterator[dict[str, object]]:
        """Every row of a table."""
        return self._opened().export(table)

    def status(self) -> ArchiveStatus:
        """Counts, size and schema version."""
        return self._opened().status()

    def close(self) -> None:
        """Release server and file; what waits, waits. Closing twice is harmless."""
        remote, self._remote = self._remote, None
        try:
            if remote is not None:
                remote.close()
        except ArchiveUnreachable as error:
            logger.warning("%s", error)
        finally:
            self.queue.close()

    def _opened(self) -> Archive:
        if self._remote is None:
            self._remote = self._connect()
        return self._remote

    def _send(self, *, wait: bool = False) -> tuple[Changes, int]:
        """Send what waits as long as the server takes it; returns what that changed."""
        total, hops = Changes(), 0
        if self._clock() < self._next_try:
            return total, hops
        with self._sole_sender(wait=wait) as alone:
            try:
                while alone and (things := self.queue.first(TOGETHER, TOGETHER_BYTES)):
                    changes, new = self._hand_on(things)
                    total = _sum(total, changes)
                    hops += new
                    self._pause = FIRST_PAUSE
            except ArchiveUnreachable as error:
                self._put_off(error)
        return total, hops

    def _hand_on(self, things: Sequence[Waiting]) -> tuple[Changes, int]:
        """Send things of one kind; what is refused is searched for, and put away."""
        try:
            changes, new, due = self._delivered(things)
        except Refusal as refused:
            if len(things) == 1:
                logger.warning("%s", refused)
                self.queue.bury(things[0], refused.message)
                return Changes(), 0
            middle = len(things) // 2
            one, some = self._hand_on(things[:middle])
            other, more = self._hand_on(things[middle:])
            return _sum(one, other), some + more
        self.queue.sent(things, due)
        return changes, new

    def _delivered(self, things: Sequence[Waiting]) -> tuple[Changes, int, set[str]]:
        remote = self._opened()
        if things[0].kind == "finding":
            findings = [unpacked(Finding, thing.body) for thing in things]
            due = {f.reading.post_url for f in findings if f.reading is not None}
            return remote.record(findings), 0, due
        if things[0].kind == "hop":
            return Changes(), remote.put_hops([unpacked(Hop, t.body) for t in things]), set()
        if things[0].kind == "dropped":
            remote.drop_hops([unpacked(HopKey, thing.body) for thing in things])
            return Changes(), 0, set()
        for thing in things:
            remote.put_run(unpacked(Run, thing.body))
        return Changes(), 0, set()

    def _put_off(self, error: ArchiveUnreachable) -> None:
        if self._why != error.message:
            logger.warning("%s; what is read is kept in %s", error.message, self.queue.path)
        self._why = error.message
        self._next_try = self._clock() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _hold_up(self) -> None:
        """Slow down whoever fills the outbox faster than the server empties it."""
        deadline = self._clock() + _HELD_UP
        while (waiting := self.queue.load()).bytes > self._most_bytes // 2:
            if waiting.bytes > self._most_bytes:
                raise LimitReached(
                    f"the outbox {self.queue.path} is full ({waiting.bytes >> 20} MiB wait)",
                    "When the server is back: threadhop archive outbox flush, then the same again",
                )
            if self._clock() >= deadline:
                return
            self._sleep(0.5)
            self._send()

    @contextmanager
    def _sole_sender(self, *, wait: bool) -> Iterator[bool]:
        """True for the one process that sends; the others only put into the outbox."""
        lock = os.open(f"{self.queue.path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(lock)


def _sum(one: Changes, other: Changes) -> Changes:
    return Changes(
        one.posts + other.posts,
        one.comments + other.comments,
        one.edited + other.edited,
        one.removed + other.removed,
    )
