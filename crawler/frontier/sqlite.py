"""The frontier in one SQLite file, leased from by any number of processes on one machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from crawler.frontier.database import Database
from crawler.frontier.hosts import Answer, Hosts
from crawler.frontier.members import Members
from crawler.frontier.protocol import (
    Kind,
    Lease,
    Limits,
    Outlook,
    RobotsFile,
    Settled,
    State,
    Stats,
    Task,
)
from crawler.frontier.rows import columns_of, task_of
from crawler.frontier.schema import NEXT, READY
from crawler.urls import blog_of

_BACK = "UPDATE tasks SET state = 'queued', worker = NULL WHERE crawl = ? AND state = 'leased'"
_MINE = " WHERE crawl = ? AND url = ? AND state = 'leased' AND worker = ?"


class SqliteFrontier:
    """A `Frontier` of one crawl in ``frontier.db``.

    ``worker`` names this process among those that share the crawl; ``clock`` gives seconds since
    1970, the same for all processes.
    """

    def __init__(
        self,
        path: Path,
        crawl: str,
        worker: str,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits or Limits()
        self._crawl = crawl
        self._worker = worker
        self._clock = clock
        self._database = Database(path)
        self._run = self._database.run
        self._members = Members(self._run, crawl)
        self._hosts = Hosts(self._database, worker, self.limits, clock)

    def begin(self, seeds: Iterable[Task]) -> int:
        """Start or resume the crawl as its only worker; see `Frontier`."""
        with self._database.transaction() as run:
            run(
                "UPDATE hosts SET free_at = max(free_at, ? + max(delay, ?)), busy_until = 0,"
                " worker = NULL WHERE worker IN"
                " (SELECT worker FROM tasks WHERE crawl = ? AND state = 'leased')",
                (self._clock(), self.limits.delay, self._crawl),
            )
            run(_BACK, (self._crawl,))
            run("INSERT INTO crawls VALUES (?, 1, 0, 0) ON CONFLICT DO NOTHING", (self._crawl,))
            again = run(
                "UPDATE crawls SET round = round + 1, finished = 0 WHERE id = ? AND finished",
                (self._crawl,),
            )
            if again.rowcount:
                run(
                    "UPDATE tasks SET visited = visited OR state = 'done', state = 'queued',"
                    " tries = 0, due = 0, reason = '' WHERE crawl = ?",
                    (self._crawl,),
                )
            for task in seeds:
                self._add(task)
            row = run("SELECT round FROM crawls WHERE id = ?", (self._crawl,)).fetchone()
        return int(row["round"])

    def add(self, tasks: Iterable[Task]) -> int:
        """Queue tasks; see `Frontier`."""
        with self._database.transaction():
            return sum(self._add(task) for task in tasks)

    def lease(self, count: int) -> list[Lease]:
        """Lend out up to ``count`` tasks; see `Frontier`."""
        # A look costs no lock, and most looks find every host still waiting.
        if not (self._hosts.unwritten or self._overdue() or (count > 0 and self._ready(1))):
            return []
        with self._database.transaction() as run:
            self._hosts.write_answers()
            now = self._clock()
            run(_BACK + " AND until <= ?", (self._crawl, now))
            room = self.limits.max_pages - self._pages() - self._leased()
            rows = self._hosts.apart(self._ready(4 * count), min(count, room))
            until = now + self.limits.lease
            for row in rows:
                run(
                    "UPDATE tasks SET state = 'leased', worker = ?, until = ? WHERE id = ?",
                    (self._worker, until, row["id"]),
                )
                self._hosts.reserve(
                    row["host"], row["host_delay"], row["site"], row["host_address"]
                )
        return [
            Lease(
                task_of(row, row["address"], tuple(row["via"].split())),
                row["host"],
                self._worker,
                until,
                row["tries"],
                bool(row["visited"]),
            )
            for row in rows
        ]

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
        """A request to a host has ended just now; see `Frontier`."""
        answer = Answer(host, self._clock(), latency, good, delay, not_before, address)
        self._hosts.unwritten.append(answer)

    def occupy(self, host: str) -> float:
        """Reserve a host for a request outside of a lease; see `Frontier`."""
        with self._database.transaction():
            self._hosts.write_answers()
            return self._hosts.occupy(host)

    def settle(self, outcomes: Sequence[Settled]) -> None:
        """End leases and queue what they led to; see `Frontier`."""
        with self._database.transaction() as run:
            self._hosts.write_answers()
            for outcome in outcomes:
                task = outcome.lease.task
                mine = run(
                    "UPDATE tasks SET state = ?, reason = ?, worker = NULL, tries = tries + 1"
                    + _MINE,
                    (outcome.state, outcome.reason, self._crawl, task.url, self._worker),
                )
                if mine.rowcount and outcome.asked:
                    self._count(task)
                # In the same step as the end of the task, so that what it led to is never lost.
                for found in outcome.found:
                    self._add(found) if found.url != task.url else self._move(found)
                for joined in self._members.join(outcome.members):
                    self._add(joined)
                noted = [self._members.note(mention) for mention in outcome.mentions]
                for found in filter(None, noted) if any(noted) else outcome.otherwise:
                    self._add(found)

    def retry(self, lease: Lease, at: float, reason: str, *, asked: bool = True) -> None:
        """Queue a leased task again; see `Frontier`."""
        with self._database.transaction() as run:
            self._hosts.write_answers()
            mine = run(
                "UPDATE tasks SET state = 'queued', worker = NULL, tries = tries + 1, due = ?,"
                " reason = ?" + _MINE,
                (at, reason, self._crawl, lease.task.url, self._worker),
            )
            if mine.rowcount and asked:
                self._count(lease.task)

    def let_go(self, host: str) -> None:
        """A reserved host is not asked after all; see `Frontier`."""
        with self._database.transaction():
            self._hosts.let_go(host)

    def give_back(self, lease: Lease | None = None) -> None:
        """Queue a leased task again as if never leased; see `Frontier`."""
        with self._database.transaction() as run:
            self._hosts.write_answers()
            if lease is None:
                run(_BACK + " AND worker = ?", (self._crawl, self._worker))
                self._hosts.leave()
            else:
                run(
                    _BACK + " AND worker = ? AND url = ?",
                    (self._crawl, self._worker, lease.task.url),
                )

    def robots(self, origin: str) -> RobotsFile | None:
        """What was last kept for an origin."""
        return self._hosts.robots(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        """Keep what an origin's robots.txt answered."""
        with self._database.transaction():
            self._hosts.keep_robots(file)

    def outlook(self) -> Outlook:
        """Whether there is anything left to do; see `Frontier`."""
        leased = self._leased()
        if self._pages() + leased >= self.limits.max_pages:
            return Outlook(leased, None, limited=self._queued())
        now, most = self._clock(), self.limits.max_blog_pages
        values = {"crawl": self._crawl, "now": now, "max_blog_pages": most}
        row = self._run(NEXT, values).fetchone()
        if row is None:
            return Outlook(leased, None, limited=self._queued())
        wait = max(0.0, row["at"] - now)
        if wait > self.limits.patience:
            return Outlook(leased, None, row["host"], later=True)
        return Outlook(leased, wait, row["host"])

    def stats(self) -> Stats:
        """How far the crawl is; see `Frontier`."""
        states = self._run(
            "SELECT state, count(*) FROM tasks WHERE crawl = ? GROUP BY state", (self._crawl,)
        )
        blogs = self._run(
            "SELECT blog, pages FROM blogs WHERE crawl = ? ORDER BY pages DESC, blog",
            (self._crawl,),
        )
        return Stats(
            {State(state): count for state, count in states}, self._pages(), dict(blogs.fetchall())
        )

    def end(self) -> bool:
        """A clean end; see `Frontier`."""
        self.give_back()
        with self._database.transaction() as run:
            if self._leased():
                return False
            queued = self._queued()
            run(
                "UPDATE crawls SET pages = 0, finished = ? WHERE id = ?",
                (not queued, self._crawl),
            )
            run("DELETE FROM blogs WHERE crawl = ?", (self._crawl,))
        return not queued

    def close(self) -> None:
        """Release the file; what is leased stays so until it is given back or taken back."""
        self._database.close()

    def _add(self, task: Task) -> bool:
        """Insert a task, or better the one that is known; whether it is new."""
        run = self._run
        known = run(
            "SELECT id, kind, hops, priority FROM tasks WHERE crawl = ? AND url = ?",
            (self._crawl, task.url),
        ).fetchone()
        if known is None:
            run(
                "INSERT INTO tasks (crawl, url, address, via, host, blog, kind, hops, priority,"
                " post_url, why_url, why_place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._crawl, task.url, *self._place(task), *columns_of(task)),
            )
            return True
        if known["kind"] in (Kind.SITE, Kind.SITE_FEED) and task.kind is Kind.POST:
            # It was only looked at for what it lists; now it is read as a part of the talk.
            run(
                "UPDATE tasks SET kind = ?, post_url = ?, visited = 0, tries = 0, due = 0,"
                " state = 'queued', worker = NULL WHERE id = ?",
                (task.kind, task.post_url, known["id"]),
            )
        if task.hops < known["hops"] or task.priority < known["priority"]:
            run(
                "UPDATE tasks SET hops = min(hops, ?), priority = min(priority, ?) WHERE id = ?",
                (task.hops, task.priority, known["id"]),
            )
        return False

    def _move(self, task: Task) -> None:
        """A task that was redirected to another spelling of its own address is asked there."""
        self._run(
            "UPDATE tasks SET address = ?, via = ?, host = ?, blog = ?, tries = 0, due = 0,"
            " state = 'queued' WHERE crawl = ? AND url = ?",
            (*self._place(task), self._crawl, task.url),
        )

    def _place(self, task: Task) -> tuple[str, str, str, str]:
        host = self._hosts.know(task.target)
        return task.address, "\n".join(task.via), host, blog_of(task.counted)

    def _ready(self, count: int) -> list[Any]:
        limits = {"max_blog_pages": self.limits.max_blog_pages, "count": count}
        return self._run(READY, {"crawl": self._crawl, "now": self._clock(), **limits}).fetchall()

    def _count(self, task: Task) -> None:
        self._run("UPDATE crawls SET pages = pages + 1 WHERE id = ?", (self._crawl,))
        self._run(
            "INSERT INTO blogs VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET pages = pages + 1",
            (self._crawl, blog_of(task.counted)),
        )

    def _pages(self) -> int:
        return self._number("SELECT pages FROM crawls WHERE id = ?")

    def _leased(self) -> int:
        return self._number("SELECT count(*) FROM tasks WHERE crawl = ? AND state = 'leased'")

    def _queued(self) -> bool:
        return self._number("SELECT 1 FROM queues WHERE crawl = ? LIMIT 1") == 1

    def _number(self, statement: str) -> int:
        row = self._run(statement, (self._crawl,)).fetchone()
        return int(row[0]) if row else 0

    def _overdue(self) -> bool:
        row = self._run(
            "SELECT 1 FROM tasks WHERE crawl = ? AND state = 'leased' AND until <= ? LIMIT 1",
            (self._crawl, self._clock()),
        ).fetchone()
        return row is not None
