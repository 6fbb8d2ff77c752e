"""When a host may be asked: the delays between requests, held over all processes of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from crawler.frontier.database import Database
from crawler.frontier.protocol import Limits, RobotsFile
from crawler.urls import asked_host, site_of

#: A host that is slow is asked at its own pace, but never more seldom than this, in seconds.
SLOWEST_PACE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a request to a host, at an instant; see `Frontier.answered`."""

    host: str
    at: float
    latency: float
    good: bool
    delay: float
    not_before: float
    address: str


class Hosts:
    """The hosts that this worker asks, in the tables that all crawls share.

    The methods that write run inside the caller's transaction.
    """

    def __init__(
        self, database: Database, worker: str, limits: Limits, clock: Callable[[], float]
    ) -> None:
        self._run = database.run
        self._worker = worker
        self._limits = limits
        self._clock = clock
        #: Answers that are not written yet: they go with the next transaction.
        self.unwritten: list[Answer] = []

    def know(self, url: str) -> str:
        """The host of an address, made known."""
        host = asked_host(url)
        self._run(
            "INSERT INTO hosts (host, site) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (host, "site " + site_of(f"http://{host}/")),
        )
        return host

    def apart(self, rows: Iterable[Any], count: int) -> list[Any]:
        """The first ``count`` rows of which no two share a host or, where it matters, a gate."""
        taken: set[str] = set()
        chosen: list[Any] = []
        for row in rows:
            gates = {row["host"]}
            if self._limits.gap > 0:
                gates |= {row["site"], row["host_address"]} - {""}
            if len(chosen) < count and not taken & gates:
                taken |= gates
                chosen.append(row)
        return chosen

    def reserve(self, host: str, delay: float, *gates: str) -> None:
        """Take a host for one request of this worker, and make its neighbours wait."""
        now = self._clock()
        # The delay counts from the end of the request; until that is known, from its start, so
        # that it holds even where this process is killed meanwhile.
        self._run(
            "UPDATE hosts SET busy_until = ?, worker = ?, free_at = ? WHERE host = ?",
            (now + self._limits.lease, self._worker, now + max(self._limits.delay, delay), host),
        )
        if self._limits.gap > 0:
            for gate in filter(None, gates):
                self._run(
                    "INSERT OR REPLACE INTO gates VALUES (?, ?)", (gate, now + self._limits.gap)
                )

    def occupy(self, host: str) -> float:
        """Reserve a host outside of a lease: 0, or the seconds to wait before asking again."""
        self.know(f"http://{host}/")
        row = self._run(
            "SELECT h.*, max(h.free_at, h.busy_until, coalesce(s.free_at, 0),"
            " coalesce(a.free_at, 0)) AS at FROM hosts h LEFT JOIN gates s ON s.name = h.site"
            " LEFT JOIN gates a ON a.name = h.address WHERE host = ?",
            (host,),
        ).fetchone()
        wait = float(row["at"]) - self._clock()
        if wait <= 0:
            self.reserve(host, row["delay"], row["site"], row["address"])
        return max(wait, 0.0)

    def write_answers(self) -> None:
        """Free the hosts whose requests have ended, each at its time."""
        for answer in self.unwritten:
            row = self._run("SELECT pace FROM hosts WHERE host = ?", (answer.host,)).fetchone()
            pace = self._pace(row["pace"], answer)
            wait = max(self._limits.delay, answer.delay, pace)
            self._run(
                "UPDATE hosts SET busy_until = 0, worker = NULL, pace = ?, delay = ?, free_at = ?,"
                " address = CASE ? WHEN '' THEN address ELSE ? END WHERE host = ?",
                (
                    pace,
                    answer.delay,
                    max(answer.at + wait, answer.not_before),
                    answer.address,
                    answer.address,
                    answer.host,
                ),
            )
        self.unwritten.clear()

    def _pace(self, before: float, answer: Answer) -> float:
        """The pace that suits a host, as Scrapy's AutoThrottle reckons for one request at a time.

        An error page never quickens it: those are short, and prove nothing.
        """
        if self._limits.delay == 0:
            return 0.0
        pace = min(max(answer.latency, (before + answer.latency) / 2), SLOWEST_PACE)
        return pace if answer.good or pace > before else before

    def let_go(self, host: str) -> None:
        """A host that was reserved is not asked after all: it need not wait for that."""
        now = self._clock()
        mine = self._run(
            "UPDATE hosts SET busy_until = 0, worker = NULL, free_at = min(free_at, ?)"
            " WHERE host = ? AND worker = ? RETURNING site, address",
            (now, host, self._worker),
        ).fetchone()
        if mine:
            self._run(
                "UPDATE gates SET free_at = min(free_at, ?) WHERE name IN (?, ?)", (now, *mine)
            )

    def leave(self) -> None:
        """Take back all reservations of this worker; what it asked last still counts."""
        self._run(
            "UPDATE hosts SET busy_until = 0, worker = NULL WHERE worker = ?", (self._worker,)
        )

    def robots(self, origin: str) -> RobotsFile | None:
        """What was last kept for an origin."""
        row = self._run("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
        return RobotsFile(*row) if row else None

    def keep_robots(self, file: RobotsFile) -> None:
        """Keep what an origin's robots.txt answered."""
        self._run(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)",
            (file.origin, file.status, file.body, file.fetched_at),
        )
