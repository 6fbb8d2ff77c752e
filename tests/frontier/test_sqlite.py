"""The SQLite frontier's own: many processes, broken files, and any order of events."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import UsageError
from crawler.frontier import Limits, Settled, State, Task
from crawler.frontier.sqlite import SqliteFrontier

ROOT = Path(__file__).parents[2]

_WORKER = """
import sys, time
from pathlib import Path
from crawler.frontier import Limits, Settled, Task
from crawler.frontier.sqlite import SqliteFrontier
path, worker = sys.argv[1:]
frontier = SqliteFrontier(Path(path), "c", worker, Limits(delay=0, gap=0))
while not frontier.outlook().over:
    for lease in frontier.lease(3):
        print(lease.task.url, flush=True)
        frontier.answered(lease.host, 0)
        frontier.settle([Settled(lease)])
    time.sleep(0.001)
"""


def test_processes_share_the_work_without_doing_any_of_it_twice(tmp_path: Path) -> None:
    path = tmp_path / "frontier.db"
    tasks = [Task(f"http://h{n % 10}.example/{n}") for n in range(150)]
    frontier = SqliteFrontier(path, "c", "w0", Limits(delay=0, gap=0))
    frontier.begin(tasks)
    frontier.close()
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(path), f"w{n}"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in (1, 2)
    ]
    done = [worker.communicate(timeout=60)[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert sorted(task.url for task in tasks) == sorted(done[0] + done[1])


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "frontier.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="newer threadhop"):
        SqliteFrontier(path, "c", "w")


def test_a_damaged_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "frontier.db"
    path.write_bytes(b"this is no database, though it is long enough to look like one" * 20)
    with pytest.raises(UsageError, match=r"damaged.*Move it away"):
        SqliteFrontier(path, "c", "w")


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        SqliteFrontier(tmp_path / "nowhere" / "frontier.db", "c", "w")


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 30), st.integers(0, 3)),
        st.tuples(st.just("lease"), st.integers(0, 1), st.integers(1, 4)),
        st.tuples(st.just("settle"), st.integers(0, 1), st.integers(0, 3)),
        st.tuples(st.just("retry"), st.integers(0, 1), st.integers(0, 3)),
        st.tuples(st.just("die"), st.integers(0, 1), st.just(0)),
        st.tuples(st.just("wait"), st.integers(0, 30), st.just(0)),
    ),
    max_size=40,
)


class _World:
    """Two workers on one crawl, and what must hold whatever they do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = 1000.0
        self.names = 0
        self.added: set[str] = set()
        self.workers = [self.worker(), self.worker()]
        self.workers[0].begin([])
        self.held: list[list] = [[], []]

    def worker(self) -> SqliteFrontier:
        self.names += 1
        limits = Limits(delay=2, gap=0, lease=20, patience=1e6)
        return SqliteFrontier(self.path, "c", f"w{self.names}", limits, lambda: self.now)

    def step(self, what: str, first: int, second: int) -> None:
        getattr(self, what)(first, second)
        hosts = [lease.host for held in self.held for lease in held if lease.until > self.now]
        assert len(hosts) == len(set(hosts)), "one lease per host at a time"

    def add(self, number: int, priority: int) -> None:
        url = f"http://h{number % 4}.example/{number}"
        self.workers[0].add([Task(url, priority=priority)])
        self.added.add(url)

    def lease(self, who: int, count: int) -> None:
        self.held[who] += self.workers[who].lease(count)

    def settle(self, who: int, which: int) -> None:
        for lease in self.held[who][which : which + 1]:
            self.held[who].remove(lease)
            if lease.until > self.now:
                self.workers[who].answered(lease.host, 0.1)
            self.workers[who].settle([Settled(lease)])

    def retry(self, who: int, which: int) -> None:
        for lease in self.held[who][which : which + 1]:
            self.held[who].remove(lease)
            if lease.until > self.now:
                self.workers[who].answered(lease.host, 0.1)
            self.workers[who].retry(lease, self.now + 5, "again")

    def die(self, who: int, _: int) -> None:
        self.workers[who].close()
        self.workers[who] = self.worker()
        self.held[who] = []

    def wait(self, seconds: int, _: int) -> None:
        self.now += seconds


@settings(max_examples=25, deadline=None)
@given(_STEPS)
def test_whatever_happens_every_task_ends_once(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = _World(Path(folder) / "frontier.db")
        for step in steps:
            world.step(*step)
        worker = world.workers[0]
        while not worker.outlook().over:
            for lease in worker.lease(10):
                worker.answered(lease.host, 0.1)
                worker.settle([Settled(lease)])
            world.now += 5
        states = worker.stats().states
        assert ({State.DONE: len(world.added)} if world.added else {}) == states
        queued = worker._run("SELECT sum(waiting) FROM queues").fetchone()[0]
        assert not queued
        for one in world.workers:
            one.close()
