"""The seam behind which frontiers live: tasks, leases, and when a host may be asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What is expected at an address.

    ``post`` is a post; the next three belong to the thread of one; ``site`` is a home page or
    listing of a blog, and ``site_feed`` the feed of its posts. The last three are steps of a
    look-up in a web archive: its list of copies, the copy nearest to a time, and a copy.
    """

    POST = "post"
    COMMENT_PAGE = "comment_page"
    COMMENT_FEED = "comment_feed"
    API = "api"
    SITE = "site"
    SITE_FEED = "site_feed"
    TIMEMAP = "timemap"
    TIMEGATE = "timegate"
    MEMENTO = "memento"

    @property
    def of_past(self) -> bool:
        """True for what is asked of a web archive instead of the blog itself."""
        return self in (Kind.TIMEMAP, Kind.TIMEGATE, Kind.MEMENTO)


class State(StrEnum):
    """Where a task stands; all but the first two are ends of it, until the crawl is run again."""

    QUEUED = "queued"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Why:
    """What led to a task: the address of the page that names it, and the place on that page."""

    url: str = ""
    place: str = "seed"


@dataclass(frozen=True, slots=True)
class Task:
    """An address to fetch. ``url`` is canonical (in a web archive: the archive's own) and names
    the task within its crawl.

    ``hops`` counts blogs from the seed; the lowest ``priority`` is fetched first. ``post_url`` is
    the post whose thread it belongs to. ``address`` is what is requested, where that is not
    ``url`` itself, and ``via`` are the addresses that redirected here, oldest first.
    """

    url: str
    kind: Kind = Kind.POST
    hops: int = 0
    priority: int = 0
    post_url: str | None = None
    why: Why = Why()
    address: str = ""
    via: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The address to request."""
        return self.address or self.url

    @property
    def counted(self) -> str:
        """The address to whose blog the request is counted: of a copy, the original's."""
        return self.post_url or self.url if self.kind.of_past else self.target


@dataclass(frozen=True, slots=True)
class Lease:
    """A task lent to one worker; whoever does not settle it by ``until`` has lost it.

    ``host`` is reserved for this worker meanwhile. ``tries`` counts the earlier attempts of this
    round; ``visited`` is true when an earlier round settled the task, its links included.
    """

    task: Task
    host: str
    worker: str
    until: float
    tries: int = 0
    visited: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A post elsewhere that links to ``target``: worth a task once ``target`` is a member."""

    target: str
    task: Task


@dataclass(frozen=True, slots=True)
class Settled:
    """The end of a lease: how it went, and what the document led to.

    ``asked`` is false when no request was made, so that it takes nothing from the budgets.
    ``members`` are the addresses of a post that was read: it is part of the conversation now.
    ``otherwise`` are tasks that are worth it only where no mention leads to a member.
    """

    lease: Lease
    state: State = State.DONE
    reason: str = ""
    asked: bool = True
    found: tuple[Task, ...] = ()
    members: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    otherwise: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a run. Times are in seconds.

    ``delay`` lies between the end of a request and the next to the same host, ``gap`` between the
    starts of two requests to hosts of one site or address. ``lease`` outlasts any one request.
    """

    max_pages: int = 2000
    max_blog_pages: int = 200
    delay: float = 2.0
    gap: float = 1.0
    lease: float = 180.0
    patience: float = 300.0


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What ``ORIGIN/robots.txt`` answered: an HTTP status, or 0 for no answer, and when."""

    origin: str
    status: int
    body: bytes
    fetched_at: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether there is anything left to do in a crawl.

    ``leased`` are out with any worker. ``wait`` is how many seconds until the next task may be
    leased, ``None`` where none will within the budgets and the patience of this run; ``host`` is
    whom it waits for. ``limited`` is true when budgets alone hold tasks back, ``later`` when tasks
    are due only after the patience.
    """

    leased: int
    wait: float | None
    host: str = ""
    limited: bool = False
    later: bool = False

    @property
    def over(self) -> bool:
        """True when this run has nothing more to wait for."""
        return self.leased == 0 and self.wait is None


@dataclass(frozen=True, slots=True)
class Stats:
    """How far a crawl is: tasks by state, pages of this run, and pages by blog, most first."""

    states: Mapping[State, int] = field(default_factory=dict)
    pages: int = 0
    blogs: Mapping[str, int] = field(default_factory=dict)


class Frontier(Protocol):
    """What is to be fetched in one crawl, and the state of hosts that all crawls share.

    Every method is durable when it returns, but `answered`, which is so by the next `lease`.
    Raises `LimitReached` where the disk is full.
    """

    def begin(self, seeds: Iterable[Task]) -> int:
        """Start or resume the crawl as its only worker, and return its round.

        Leases of workers that died are taken back at once. A finished crawl begins a new round:
        all its tasks are due again.
        """

    def add(self, tasks: Iterable[Task]) -> int:
        """Queue tasks; one that is known keeps the better hops and priority. Returns the new."""

    def lease(self, count: int) -> list[Lease]:
        """Up to ``count`` tasks, best first, one per host, of hosts that may be asked now."""

    def answered(
        self,
        host: str,
        latency: float,
        *,
        good: bool = True,
        delay: float = 0.0,
        not_before: float = 0.0,
        address: str = "",
    ) -> None:
        """A request to a host has ended just now, after ``latency`` seconds.

        The host is free for the next request after the delay. ``good`` is false for an error page.
        ``delay`` asks for more than the usual one, ``not_before`` is an instant before which the
        host must not be asked, and ``address`` is where the host was found to be.
        """

    def occupy(self, host: str) -> float:
        """Reserve a host for a request outside of a lease: 0, or the seconds to wait first."""

    def settle(self, outcomes: Sequence[Settled]) -> None:
        """End leases and queue what they led to, all in one step."""

    def retry(self, lease: Lease, at: float, reason: str, *, asked: bool = True) -> None:
        """Queue a leased task again, due at an instant; the attempt counts.

        ``asked`` is false when the page itself was not requested, as in `Settled`.
        """

    def let_go(self, host: str) -> None:
        """A host that was reserved is not asked after all, and need not rest."""

    def give_back(self, lease: Lease | None = None) -> None:
        """Queue a leased task again as if it had never been leased; without one, all of mine."""

    def robots(self, origin: str) -> RobotsFile | None:
        """What was last kept for an origin."""

    def keep_robots(self, file: RobotsFile) -> None:
        """Keep what an origin's robots.txt answered, for all crawls of this archive."""

    def outlook(self) -> Outlook:
        """Whether there is anything left to do."""

    def stats(self) -> Stats:
        """How far the crawl is."""

    def end(self) -> bool:
        """A clean end: the budgets count from nought next time. Returns whether all is done."""

    def close(self) -> None:
        """Release the file; closing twice is harmless."""
