"""Real blog software on this machine for tests: started where it is installed, stopped after."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.support.command import ROOT, threadhop

Row = dict[str, Any]

_SCRIPT = ROOT / "contrib" / "services" / "realblogs.sh"
_FOLDER = Path(os.environ.get("THREADHOP_REALBLOGS_FOLDER") or ROOT / ".services" / "realblogs")
_TYPE = "./run services realblogs"


@dataclass(frozen=True)
class Request:
    """A line of the blogs' access log."""

    host: str
    path: str
    status: int
    method: str
    agent: str


@dataclass(frozen=True)
class RealBlogs:
    """The running blogs: where they are, what their databases say, what they were asked for."""

    address: str
    memento: str
    log: Path
    truth: Row

    def mark(self) -> int:
        """A place in the access log, for `asked`."""
        return self.log.stat().st_size

    def asked(self, since: int) -> list[Request]:
        """What was asked for since a mark."""
        with self.log.open("rb") as file:
            file.seek(since)
            rows = [json.loads(line) for line in file]
        names = Request.__dataclass_fields__
        return [Request(**{name: row[name] for name in names}) for row in rows]

    def switch(self, *words: str) -> None:
        """Take a blog from the net (``off``, its name), or all back (``on``)."""
        _script(*words)


@pytest.fixture(scope="session")
def realblogs() -> Iterator[RealBlogs]:
    """The blogs; those that were started for the tests are stopped after them."""
    required = "realblogs" in os.environ.get("THREADHOP_REQUIRE", "").split(",")
    if not (required or (_FOLDER / "seeded").exists()):
        _absent(f"no real blogs here: {_TYPE}")
    ran = any(json.loads(_script("status").stdout).values())
    started = subprocess.run(["sh", str(_SCRIPT)], capture_output=True, text=True, check=False)
    if started.returncode != 0:
        _absent(f"the real blogs did not start: {started.stderr.strip()[-500:]} {_TYPE}")
    found = json.loads(started.stdout)
    try:
        truth = json.loads(Path(found["truth"]).read_text("utf-8"))
        yield RealBlogs(found["address"], found["memento"], Path(found["log"]), truth)
    finally:
        if not ran:
            _script("stop")


def _script(*words: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(_SCRIPT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def _absent(said: str) -> NoReturn:
    """Skip, or fail where ``THREADHOP_REQUIRE`` names realblogs."""
    if "realblogs" in os.environ.get("THREADHOP_REQUIRE", "").split(","):
        pytest.fail(said)
    pytest.skip(said)


@dataclass(frozen=True)
class Crawled:
    """An archive that a crawl has filled, and what the crawl asked for."""

    folder: Path
    asked: tuple[Request, ...]
    said: str

    def trace(self, url: str) -> Row:
        """The conversation around a post."""
        found: Row = json.loads(self._run("trace", url, "--format=json"))
        return found

    def export(self, table: str) -> list[Row]:
        """The rows of a table."""
        return [json.loads(line) for line in self._run("export", table).splitlines()]

    def _run(self, *words: str) -> str:
        result = threadhop(*words, "--archive=sqlite:talk.db", cwd=self.folder)
        assert result.returncode == 0, result.stderr
        return result.stdout


def crawl(blogs: RealBlogs, folder: Path, seed: str, *more: str) -> Crawled:
    """Crawl from a post as a user does, to the end."""
    since = blogs.mark()
    result = threadhop(
        "crawl",
        seed,
        "--archive=sqlite:talk.db",
        f"--connect-to=*.example={blogs.address}",
        "--allow-private-hosts",
        "--delay=0.02",
        *more,
        cwd=folder,
        timeout=180,
    )
    assert result.returncode == 0, result.stderr
    return Crawled(folder, tuple(blogs.asked(since)), result.stderr)


def said(text: str | None) -> str:
    """The letters and digits of a text: what WordPress's typography leaves alone."""
    return re.sub(r"[\W_]+", "", text or "").lower()


@dataclass(frozen=True)
class Thrift:
    """Requests of a crawl, by the blogs' own log, beside what the conversation is worth."""

    requests: int
    allowed: int
    by_use: Counter[str]


def thrift(asked: Iterable[Request], truth: Row, dead: int = 0, lookups: int = 0) -> Thrift:
    """Count requests as issue and design do: robots.txt, redirects and retries left out.

    Allowed are three for each post of the conversation, one for each further comment page, two
    for each blog that takes part, two for each other site that a commenter signs with, one for
    each dead link and three for each look-up in a web archive.
    """
    pages = {
        (request.host, request.path)
        for request in asked
        if not request.path.startswith("/robots.txt") and not 300 <= request.status < 400
    }
    blogs = {post["blog"] for post in truth["posts"]}
    sites = {
        row["author_url"].split("/")[2]
        for row in truth["comments"]
        if row["kind"] == "comment" and row["author_url"]
    }
    further = sum(count - 1 for count in truth["comment_pages"].values())
    allowed = 3 * len(truth["posts"]) + further + 2 * len(blogs) + 2 * len(sites - blogs)
    return Thrift(
        len(pages), allowed + dead + 3 * lookups, Counter(_use(path, truth) for _, path in pages)
    )


def _use(path: str, truth: Row) -> str:
    posts = {"/" + post["url"].split("/", 3)[3] for post in truth["posts"]}
    if path in posts:
        return "posts"
    if "comment-page-" in path:
        return "comment pages"
    if any(path.startswith(post) and "feed" in path for post in posts):
        return "comment feeds"
    if "feed" in path:
        return "feeds of blogs"
    if path == "/":
        return "home pages"
    return "answers of an API" if re.search("wp-json|rest_route|[?]uri=|/api/", path) else "else"
