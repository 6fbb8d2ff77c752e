"""Runs `threadhop crawl` as its users do: as a process, with its streams, code and files.

The processes are forked from one that has imported Scrapy already, which is most of what a start
costs; `Crawls.run` with ``fresh=True`` starts a new interpreter.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.support.blogserver import BlogServer

ROOT = Path(__file__).parents[2]

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "crawler.cli.main",
        "crawler.cli.crawl",
        "crawler.cli.progress",
        "crawler.cli.summary",
        "crawler.archive.sqlite",
        "crawler.conversations.hops",
        "crawler.fetch.handler",
        "pipelines.archive",
        "pipelines.clean",
        "scrapy.crawler",
        "spiders.conversation",
        "tests.support.crawling",
    ]
)


@dataclass
class Ended:
    """What a finished process left: its exit code and what it printed."""

    code: int
    out: str
    err: str


class Started:
    """A crawl that runs."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self._streams = [folder / f"{name}-{time.monotonic_ns()}" for name in ("out", "err")]
        self._process = _FORKS.Process(
            target=_crawl, args=(words, folder, *self._streams), daemon=True
        )
        assert isinstance(self._process, ForkServerProcess)
        self._process.start()

    @property
    def over(self) -> bool:
        return self._process.exitcode is not None

    def send(self, number: int) -> None:
        """Send a signal."""
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it at once, as a crash of the machine would."""
        self.send(signal.SIGKILL)
        self._process.join()

    def wait(self, timeout: float = 60) -> Ended:
        """Wait for its end."""
        self._process.join(timeout)
        assert self._process.exitcode is not None, "still running: " + self._read(1)
        return Ended(self._process.exitcode, self._read(0), self._read(1))

    def _read(self, which: int) -> str:
        path = self._streams[which]
        return path.read_text() if path.exists() else ""


def _crawl(words: list[str], folder: Path, out: Path, err: Path) -> None:
    """What the forked process does."""
    os.chdir(folder)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    warnings.simplefilter("error")
    from crawler.cli.main import run

    code = run(words)
    sys.stderr.flush()
    # As a new interpreter ends: forked ones run the hooks of multiprocessing instead.
    os._exit(code)


@dataclass
class Crawls:
    """Crawls of one server into one archive."""

    server: BlogServer
    folder: Path
    delay: float = 0.02
    options: list[str] = field(default_factory=list)

    @property
    def archive(self) -> str:
        return f"sqlite:{self.folder / 'threads.db'}"

    @property
    def state(self) -> Path:
        return self.folder / "threads.db-state"

    def words(self, *words: str, private: bool = True, route: bool = True) -> list[str]:
        """The words of a command that crawls; ``words`` are seeds and options."""
        more = ["--allow-private-hosts"] if private else []
        more += ["--connect-to", f"*.example={self.server.place}"] if route else []
        place = ["--archive", self.archive, "--delay", str(self.delay)]
        return ["crawl", *words, *place, *more, *self.options]

    def start(self, *words: str, **how: Any) -> Started:
        """Start a crawl."""
        return Started(self.words(*words, **how), self.folder)

    def run(self, *words: str, fresh: bool = False, **how: Any) -> Ended:
        """Run a crawl to its end."""
        if not fresh:
            return self.start(*words, **how).wait()
        done = subprocess.run(
            [sys.executable, "-m", "crawler", *self.words(*words, **how)],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds in the archive."""
        with closing(sqlite3.connect(self.folder / "threads.db")) as connection:
            return connection.execute(query).fetchall()

    def tasks(self) -> dict[str, tuple[str, str]]:
        """State and reason of every task, by address."""
        with closing(sqlite3.connect(self.state / "frontier.db")) as connection:
            rows = connection.execute("SELECT url, state, reason FROM tasks").fetchall()
        return {url: (state, reason) for url, state, reason in rows}

    def last_run(self) -> dict[str, Any]:
        """The newest run record."""
        path = max(self.state.glob("runs/*.json"), key=lambda p: p.stat().st_mtime_ns)
        record: dict[str, Any] = json.loads(path.read_text())
        return record

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the archive says of the talk, without the times at which it was looked at."""
        return {
            "posts": self.rows("SELECT url, title, text, thread_state FROM posts ORDER BY url"),
            "comments": self.rows(
                "SELECT post_url, id, parent_id, kind, author_name, text FROM comments"
                " ORDER BY post_url, id"
            ),
            "hops": self.rows(
                "SELECT source_url, target_url, kind, confidence, confirmed FROM hops"
                " ORDER BY source_url, target_url, kind"
            ),
        }
