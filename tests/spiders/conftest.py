"""A server of blogs, and crawls of it into one archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.blogserver import BlogServer, comment, home, post
from tests.support.crawling import Crawls

#: Long enough to be a post's text.
WORDS = "These are the words of a post that has something to say, and says it at some length."


@pytest.fixture
def server() -> Iterator[BlogServer]:
    with BlogServer() as running:
        yield running


@pytest.fixture
def crawls(server: BlogServer, tmp_path: Path) -> Crawls:
    return Crawls(server, tmp_path)


def link(url: str, words: str = "this post") -> str:
    return f'<p>{WORDS} See <a href="{url}">{words}</a>.</p>'


DOGS = '<p>Cats sleep, unlike <a href="http://dogs.example/2009/dogs">dogs</a>.</p>'


def talk(server: BlogServer) -> str:
    """A conversation of four posts, with commenters' sites; returns the address of its seed."""
    seed = "http://a.example/2009/03/one"
    server.put(
        "a.example",
        "/2009/03/one",
        post(
            "One",
            link("http://b.example/2009/two"),
            comment(1, "Bob", "I wrote about this", "http://c.example/")
            + comment(
                2, "Eve", '<a href="http://d.example/2009/gone">look</a>', "http://e.example/"
            )
            + comment(3, "Two", "[...] answers [...]", "http://f.example/2009/ping", "pingback"),
        ),
        headers={"ETag": '"one"'},
    )
    server.put(
        "b.example", "/2009/two", post("Two", link(seed, "the first")), headers={"ETag": '"2"'}
    )
    server.put(
        "c.example",
        "/",
        home(
            "C",
            [
                ("http://c.example/2009/mine", "Mine", link(seed)),
                ("http://c.example/2009/cats", "Cats", DOGS),
            ],
        ),
        headers={"ETag": '"c"'},
    )
    server.put("c.example", "/2009/mine", post("Mine", link(seed)), headers={"ETag": '"m"'})
    server.put("e.example", "/", home("E", [("http://e.example/2009/x", "X", "<p>Birds.</p>")]))
    server.put("f.example", "/2009/ping", post("Ping", link(seed)), headers={"ETag": '"p"'})
    return seed


def many(server: BlogServer, blogs: int, posts: int) -> str:
    """Blogs of which each post links to the next post and to the next blog's first."""
    for b in range(blogs):
        for p in range(posts):
            onward = link(f"http://blog{(b + 1) % blogs}.example/2009/p0", "neighbour")
            onward += link(f"http://blog{b}.example/2009/p{(p + 1) % posts}", "next")
            said = comment(b * 100 + p, f"Name {b}", f"A remark on {b} {p}, at some length.")
            page = post(f"Post {b} {p}", onward, said)
            server.put(f"blog{b}.example", f"/2009/p{p}", page, headers={"ETag": f'"{b}-{p}"'})
    return "http://blog0.example/2009/p0"
