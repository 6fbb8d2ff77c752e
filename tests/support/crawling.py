"""Runs `threadhop crawl` as its users do: as a process, with its streams, code and files."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.blogserver import BlogServer

ROOT = Path(__file__).parents[2]


@dataclass
class Ended:
    """What a finished process left: its exit code and what it printed."""

    code: int
    out: str
    err: str


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

    def command(self, *words: str, private: bool = True, route: bool = True) -> list[str]:
        """The command line of a crawl; ``words`` are seeds and options."""
        more = ["--allow-private-hosts"] if private else []
        more += ["--connect-to", f"*.example={self.server.place}"] if route else []
        place = ["--archive", self.archive, "--delay", str(self.delay)]
        return [sys.executable, "-m", "crawler", "crawl", *words, *place, *more, *self.options]

    def start(self, *words: str, **how: Any) -> subprocess.Popen[str]:
        """Start a crawl."""
        return subprocess.Popen(
            self.command(*words, **how),
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **how: Any) -> Ended:
        """Run a crawl to its end."""
        process = self.start(*words, **how)
        out, err = process.communicate(timeout=60)
        return Ended(process.returncode, out, err)

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
