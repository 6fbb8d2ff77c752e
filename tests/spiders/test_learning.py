"""A crawl learns the markup of blogs that nobody knows from their comment feeds."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from typing import Any

import pytest

from tests.quality.measure import Figures
from tests.spiders.conftest import link
from tests.support.blogserver import Answer, BlogServer
from tests.support.crawling import Crawls
from tests.support.themes import THEMES, WINDOW, Theme, talk

BY_THEME = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
HOST = "notes.example"


def address(number: int) -> str:
    return f"http://{HOST}/2009/post-{number}"


def blog(server: BlogServer, theme: Theme, posts: int = 2, feeds: int = 1) -> str:
    """A blog of posts that link to the next; the first ones have a feed of their comments."""
    for number in range(posts):
        said = talk(number)
        onward = link(address(number + 1), "the next one") if number + 1 < posts else ""
        page = theme.page(said, f"Post {number}", address(number), onward)
        server.put(HOST, f"/2009/post-{number}", page)
        if number < feeds:
            server.put(
                HOST,
                f"/2009/post-{number}/comments.atom",
                theme.feed(said, f"Post {number}", address(number)),
                headers={"Content-Type": "application/atom+xml"},
            )
    return address(0)


def stored(crawls: Crawls, number: int) -> list[dict[str, Any]]:
    rows = crawls.rows(
        "SELECT id, parent_id, kind, author_name, published, text, sources FROM comments"
        f" WHERE post_url = '{address(number)}' AND removed IS NULL ORDER BY position"
    )
    names = ("id", "parent_id", "kind", "author_name", "published", "text", "sources")
    return [dict(zip(names, row, strict=True)) for row in rows]


def figures(theme: Theme, number: int, rows: list[dict[str, Any]]) -> dict[str, float]:
    """How near stored comments come to what was said; the clock to the minute, in its own zone."""
    wanted = {row["text"]: row for row in theme.rows(talk(number))}
    read = []
    for row in rows:
        true = wanted.get(row["text"].removesuffix(" :-)"))
        # The feed tells the same instant in UTC.
        in_feed = json.loads(row["sources"]).get("published") == "feed"
        clock = true["published"] if in_feed and true else (row["published"] or "")[:16]
        read.append({**row, "published": clock})
    figures = Figures()
    figures.add(theme.rows(talk(number)), read)
    return figures.as_dict()


@BY_THEME
def test_a_crawl_reads_what_the_feed_has_dropped(
    theme: Theme, server: BlogServer, crawls: Crawls
) -> None:
    ended = crawls.run(blog(server, theme), "--max-error-rate", "1")

    assert ended.code == 0, ended.err
    for number in (0, 1):
        rows = stored(crawls, number)
        assert figures(theme, number, rows)["perfect_f1"] >= 0.95
        learned = [row for row in rows if json.loads(row["sources"]).get("author") == "learned"]
        assert len(learned) >= len(rows) - WINDOW
    assert crawls.last_run()["counts"]["learned"] == 1
    asked = [path for path in server.asked(HOST) if path != "/robots.txt"]
    assert sorted(asked) == sorted(set(asked)), "nothing is asked for twice"


def test_a_later_crawl_uses_what_was_learned(server: BlogServer, crawls: Crawls) -> None:
    theme = THEMES[0]
    crawls.run(blog(server, theme, posts=1), "--scope", "page")
    server.put(HOST, "/2009/post-5", theme.page(talk(5), "Post 5", address(5)))

    ended = crawls.run(address(5), "--scope", "page")

    assert ended.code == 0, ended.err
    assert figures(theme, 5, stored(crawls, 5))["perfect_f1"] >= 0.95


def test_a_killed_crawl_learns_when_it_goes_on(server: BlogServer, crawls: Crawls) -> None:
    theme = THEMES[0]
    seed = blog(server, theme, posts=1)
    path = "/2009/post-0/comments.atom"
    feed = server.pages[HOST, path]
    asked, killed = threading.Event(), threading.Event()

    def slow(_: dict[str, str]) -> Answer:
        asked.set()
        killed.wait(30)
        return Answer("too late", 503)

    server.put(HOST, path, slow)
    started = crawls.start(seed, "--scope", "page")
    assert asked.wait(30)
    started.kill()
    killed.set()
    server.pages[HOST, path] = feed
    assert waiting(crawls) == 1

    ended = crawls.run(seed, "--scope", "page")

    assert ended.code == 0, ended.err
    assert figures(theme, 0, stored(crawls, 0))["perfect_f1"] >= 0.95
    assert server.asked(HOST).count("/2009/post-0") == 1
    assert waiting(crawls) == 0


def waiting(crawls: Crawls) -> int:
    """How many pages wait for their feeds."""
    with closing(sqlite3.connect(crawls.state / "learned.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
    return int(count)


def test_a_site_that_changed_is_learned_anew(server: BlogServer, crawls: Crawls) -> None:
    crawls.run(blog(server, THEMES[0], posts=1), "--scope", "page")
    other = THEMES[2]
    said = talk(3)
    server.put(HOST, "/2009/post-3", other.page(said, "Post 3", address(3)))
    server.put(
        HOST,
        "/2009/post-3/comments.atom",
        other.feed(said, "Post 3", address(3)),
        headers={"Content-Type": "application/atom+xml"},
    )

    ended = crawls.run(address(3), "--scope", "page")

    assert ended.code == 0, ended.err
    assert figures(other, 3, stored(crawls, 3))["perfect_f1"] >= 0.95
