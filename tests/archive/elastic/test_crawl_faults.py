"""Faults in the midst of real crawls: a server that dies and comes back, a crawl that is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import open_server, state_folder
from crawler.archive.outbox import Queue, outbox_path
from samples.server import Blogosphere
from samples.sites import sites
from tests.journeys.crawling import arguments, contents, crawl, without_times
from tests.support.blogosphere import blogosphere
from tests.support.command import ROOT, threadhop
from tests.support.elasticnode import Node, nodes

__all__ = ["blogosphere"]

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

TABLES = ("posts", "comments", "links", "hops", "people", "blogs")


@pytest.fixture(name="node", scope="module")
def _node() -> Iterator[Node]:
    with nodes() as (node,):
        node.start()
        yield node


def started(blogs: Blogosphere, folder: Path, far: str, delay: float) -> subprocess.Popen[str]:
    """A crawl into an archive on a server, as a process of its own."""
    blogs.forget_log()
    with (folder / "crawl.log").open("a") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "crawler", *arguments(blogs, f"--archive={far}", delay=delay)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=said,
            encoding="utf-8",
        )


def wait_for(blogs: Blogosphere, crawling: subprocess.Popen[str], requests: int) -> bool:
    """Wait until the blogs have seen so many requests; False where the crawl ended before."""
    while crawling.poll() is None and len(blogs.log) < requests:
        time.sleep(0.005)
    return crawling.poll() is None


def held(folder: Path, far: str) -> dict[str, list[dict[str, object]]]:
    """What the archive on the server holds, apart from when it was fetched."""
    found = {}
    for table in TABLES:
        told = threadhop("export", table, f"--archive={far}", cwd=folder)
        assert told.returncode == 0, told.stderr
        found[table] = without_times([json.loads(line) for line in told.stdout.splitlines()])
    with closing(open_server(far)) as archive:
        assert list(archive.problems()) == []
    told = threadhop("archive", "outbox", "status", "--json", f"--archive={far}", cwd=folder)
    load = json.loads(told.stdout)
    assert (load["waiting"], load["dead"], load["due"]) == (0, 0, 0)
    print({table: len(rows) for table, rows in found.items()}, "on the server, 0 wait, 0 dead")
    return found


def test_a_server_that_is_killed_and_started_again_in_a_crawl(
    blogosphere: Blogosphere, tmp_path: Path, node: Node
) -> None:
    crawl(blogosphere, tmp_path)
    right = contents(tmp_path)
    far = f"{node.url}/reborn"
    crawling = started(blogosphere, tmp_path, far, delay=2.0)
    assert wait_for(blogosphere, crawling, 30)
    with closing(open_server(far)) as archive:
        before = archive.status().counts
    node.kill()
    queue = Queue(outbox_path(tmp_path / state_folder(far)))
    while not (waiting := queue.load().waiting):
        assert crawling.poll() is None, "the crawl was to go on without the server"
        time.sleep(0.05)
    # So slow are the blogs that the crawl does not end before the server is back.
    for host in sites():
        blogosphere.slow(host, 5)
    node.start()
    for host in sites():
        blogosphere.mend(host)
    seen = len(blogosphere.log)
    assert crawling.poll() is None, "the crawl was to outlast the server's absence"
    assert crawling.wait(180) == 0
    queue.close()
    print(f"killed after 30 requests with {before}, {waiting} findings waited when it was started")
    print(f"up again after {seen} requests of {len(blogosphere.log)}")
    assert "Traceback" not in (tmp_path / "crawl.log").read_text()
    assert held(tmp_path, far) == right


def test_a_crawl_that_is_killed_ten_times(
    blogosphere: Blogosphere, tmp_path: Path, node: Node
) -> None:
    crawl(blogosphere, tmp_path)
    right = contents(tmp_path)
    far = f"{node.url}/killed"
    drawn = random.Random(11)
    kills: list[int] = []
    for _ in range(10):
        crawling = started(blogosphere, tmp_path, far, delay=0.2)
        alive = wait_for(blogosphere, crawling, 1 + drawn.randrange(12))
        time.sleep(drawn.uniform(0.0, 0.3))
        crawling.send_signal(signal.SIGKILL)
        crawling.wait()
        kills += [len(blogosphere.log)] if alive else []
    assert len(kills) == 10, "the crawl was to be killed ten times before its end"
    assert started(blogosphere, tmp_path, far, delay=0.01).wait(120) == 0
    print(f"killed after {kills} requests, then let run to its end")
    assert held(tmp_path, far) == right
