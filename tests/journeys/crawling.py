"""Crawl the sample blogosphere as a user does, and read what came of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from samples.server import Blogosphere, Request
from tests.support.blogosphere import CONVERSATIONS
from tests.support.command import ROOT, threadhop

#: The one post from which the whole blogosphere is to be found.
START: str = CONVERSATIONS["chain"]["start"]

Row = dict[str, Any]


def arguments(blogosphere: Blogosphere, *more: str, delay: float = 0.01) -> list[str]:
    return [
        "crawl",
        START,
        "--archive=sqlite:talk.db",
        f"--connect-to=*.example={blogosphere.address}",
        "--allow-private-hosts",
        f"--delay={delay}",
        "--hops=12",
        *more,
    ]


def crawl(
    blogosphere: Blogosphere, folder: Path, *more: str, delay: float = 0.01, code: int = 0
) -> str:
    """Run a crawl to its end; what it said on standard error."""
    result = threadhop(*arguments(blogosphere, *more, delay=delay), cwd=folder, timeout=120)
    assert result.returncode == code, result.stderr
    return result.stderr


def crawl_and_kill(blogosphere: Blogosphere, folder: Path, requests: int) -> bool:
    """Start a crawl and kill it when the server has seen so many requests of it.

    False where it had ended before that.
    """
    blogosphere.forget_log()
    running = subprocess.Popen(
        [sys.executable, "-m", "crawler", *arguments(blogosphere)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    while running.poll() is None and len(blogosphere.log) < requests:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    return running.wait() == -signal.SIGKILL


def export(folder: Path, table: str) -> list[Row]:
    result = threadhop("export", table, "--archive=sqlite:talk.db", cwd=folder)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def trace(folder: Path, url: str) -> Row:
    result = threadhop("trace", url, "--format=json", "--archive=sqlite:talk.db", cwd=folder)
    assert result.returncode == 0, result.stderr
    found: Row = json.loads(result.stdout)
    return found


def without_times(rows: list[Row]) -> list[Row]:
    """Rows without the times of our own looks, in an order of their own."""
    ours = {"first_seen", "last_seen"}
    kept = [{name: value for name, value in row.items() if name not in ours} for row in rows]
    return sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))


def contents(folder: Path) -> dict[str, list[Row]]:
    """What the archive holds, apart from when and how it was fetched."""
    tables = ("posts", "comments", "links", "hops", "people", "blogs")
    return {table: without_times(export(folder, table)) for table in tables}


def pages(log: tuple[Request, ...]) -> list[Request]:
    """The requests that are not for robots.txt."""
    return [request for request in log if request.path != "/robots.txt"]
