"""What is never asked for, what moved, and what is no page: each leaves a note, never a crash."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from contextlib import closing

import pytest

from crawler.archive import open_archive
from tests.spiders.conftest import WORDS, link
from tests.support.blogserver import BlogServer, home, post
from tests.support.crawling import Crawls

SEED = "http://a.example/2009/x"


def state_of(crawls: Crawls, url: str) -> tuple[str, str]:
    return crawls.rows(f"SELECT thread_state, thread_reason FROM posts WHERE url = '{url}'")[0]


def test_a_private_seed_needs_leave(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run(f"http://{server.place}/2009/x", private=False, route=False)
    assert ended.code == 2
    assert "--allow-private-hosts" in ended.err
    assert server.log == []


def test_a_route_into_the_machine_needs_leave(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run(SEED, private=False)
    assert ended.code == 2
    assert "private address" in ended.err


def test_a_name_that_leads_inside_is_refused(server: BlogServer, crawls: Crawls) -> None:
    name = socket.gethostname()
    try:
        inside = ipaddress.ip_address(socket.gethostbyname(name)).is_private
    except OSError:
        inside = False
    if not inside:
        pytest.skip("this machine's own name does not lead to a private address")
    ended = crawls.run(
        f"http://{name}:{server.port}/2009/x",
        "--contact",
        "me@university.example",
        private=False,
        route=False,
    )
    assert ended.code == 4
    assert "leads to the private address" in ended.err
    assert server.log == []


def test_a_live_page_needs_a_contact(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run("http://blog.invalid/2009/x", private=False, route=False)
    assert ended.code == 2
    assert "--contact you@university.example" in ended.err


def test_links_to_live_pages_are_not_followed_without_a_contact(
    server: BlogServer, crawls: Crawls
) -> None:
    server.put("a.example", "/2009/x", post("X", link("http://blog.invalid/2009/y")))
    crawls.run(SEED)
    assert state_of(crawls, "http://blog.invalid/2009/y") == (
        "blocked",
        "a live page needs --contact",
    )


def test_a_redirect_becomes_an_alias(server: BlogServer, crawls: Crawls) -> None:
    new = "http://b.example/2009/new"
    server.put("a.example", "/2009/x", "", status=301, headers={"Location": new})
    server.put("b.example", "/2009/new", post("New", f"<p>{WORDS}</p>"))
    assert crawls.run(SEED).code == 0
    assert crawls.rows("SELECT url, title FROM posts") == [(new, "New")]
    with closing(open_archive(crawls.archive)) as archive:
        assert archive.resolve([SEED]) == {SEED: new}


def test_redirects_wait_their_turn_and_end(server: BlogServer, crawls: Crawls) -> None:
    crawls.delay = 0.1
    for n in range(20):
        onward = {"Location": f"/2009/r{n + 1}"}
        server.put("a.example", f"/2009/r{n}", "", status=302, headers=onward)
    ended = crawls.run("http://a.example/2009/r0")
    assert ended.code == 4
    assert "redirects in a circle" in ended.err
    assert len(server.asked("a.example")) == 1 + 11
    assert min(server.gaps()["a.example"]) >= 0.095


def test_a_redirect_to_oneself_ends(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/2009/x", "", status=302, headers={"Location": SEED})
    assert crawls.run(SEED).code == 4
    assert server.asked() == ["a.example/robots.txt", "a.example/2009/x"]


def test_a_redirect_to_another_spelling_is_followed(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/2009/x", "", status=302, headers={"Location": "/2009/x?utm_source=y"})
    server.put("a.example", "/2009/x?utm_source=y", post("X", f"<p>{WORDS}</p>"))
    assert crawls.run(SEED).code == 0
    assert crawls.rows("SELECT url, title FROM posts") == [(SEED, "X")]


def test_a_dead_blog_that_redirects_home_is_a_gap(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/2009/x", "", status=301, headers={"Location": "/"})
    ended = crawls.run(SEED)
    assert "redirects to the blog's home page" in ended.err
    assert server.asked() == ["a.example/robots.txt", "a.example/2009/x"]


def test_a_seed_that_is_no_post_is_told(server: BlogServer, crawls: Crawls) -> None:
    entries = [(f"http://a.example/2009/{n}", f"Entry {n}", f"<p>{WORDS}</p>") for n in range(5)]
    server.put("a.example", "/", home("A", entries))
    ended = crawls.run("http://a.example/")
    assert ended.code == 3
    assert "there is no post on this page; --scope blog" in ended.err
    assert crawls.rows("SELECT url FROM posts") == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            {"body": b"\x89PNG\r\n", "headers": {"Content-Type": "image/png"}},
            "not HTML (image/png)",
        ),
        ({"body": "", "status": 410}, "HTTP 410"),
        ({"body": "", "status": 403}, "HTTP 403"),
        (
            {"body": gzip.compress(b"0" * 20_000_000), "headers": {"Content-Encoding": "gzip"}},
            "larger than the limit when decompressed",
        ),
        ({"body": b"no gzip", "headers": {"Content-Encoding": "gzip"}}, "connection failed"),
    ],
    ids=["image", "gone", "forbidden", "bomb", "broken"],
)
def test_what_is_no_page_leaves_a_note(
    server: BlogServer, crawls: Crawls, answer: dict[str, object], reason: str
) -> None:
    server.put("a.example", "/2009/x", post("X", link("http://b.example/2009/y")))
    server.put("b.example", "/2009/y", **answer)  # type: ignore[arg-type]
    ended = crawls.run(SEED, "--max-error-rate", "1")
    assert ended.code == 0, ended.err
    state, why = state_of(crawls, "http://b.example/2009/y")
    assert (state, why) == ("blocked" if "403" in reason else "error", reason)


def test_a_page_without_end_is_cut_off(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/2009/x", post("X", link("http://b.example/2009/y")))
    server.put("b.example", "/2009/y", b"<p>" + b"x" * (17 * 1024 * 1024))
    crawls.run(SEED)
    assert state_of(crawls, "http://b.example/2009/y") == ("error", "larger than the limit")


def test_a_host_that_is_not_there_is_a_gap(server: BlogServer, crawls: Crawls) -> None:
    crawls.options = ["--connect-to", f"a.example={server.place},b.example=127.0.0.1:1"]
    server.put("a.example", "/2009/x", post("X", link("http://b.example/2009/y")))
    ended = crawls.run(SEED, route=False)
    assert ended.code == 3
    assert state_of(crawls, "http://b.example/2009/y")[0] == "error"
