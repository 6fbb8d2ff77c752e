"""Politeness as the server's own log shows it."""

from __future__ import annotations

from email.utils import formatdate
from itertools import pairwise
from time import time

from tests.spiders.conftest import WORDS, link, many
from tests.support.blogserver import Answer, BlogServer, post
from tests.support.crawling import Crawls


def test_hosts_rest_between_requests_robots_included(server: BlogServer, crawls: Crawls) -> None:
    crawls.delay = 0.15
    assert crawls.run(many(server, blogs=2, posts=3)).code == 0
    for host, gaps in server.gaps().items():
        assert len(gaps) == 3, host
        assert min(gaps) >= 0.145, (host, gaps)


def test_hosts_rest_for_two_processes_that_share_a_crawl(
    server: BlogServer, crawls: Crawls
) -> None:
    crawls.delay = 0.15
    seed = many(server, blogs=4, posts=3)
    first = crawls.start(seed, "--hops", "9", "--join")
    second = crawls.start(seed, "--hops", "9", "--join")
    assert [first.wait().code, second.wait().code] == [0, 0]
    pages = [one for one in server.asked() if not one.endswith("robots.txt")]
    assert len(pages) == len(set(pages)) == 12, "no page was asked for twice"
    assert min(min(gaps) for gaps in server.gaps().values()) >= 0.145
    assert len(crawls.rows("SELECT * FROM posts")) == 12


def test_hosts_of_one_shared_site_keep_a_gap(server: BlogServer, crawls: Crawls) -> None:
    crawls.delay = 0.4
    names = [f"n{n}.shared.example" for n in range(4)]
    for name in names:
        server.put(name, "/2009/x", post("X", f"<p>{WORDS}</p>"))
    crawls.run(*(f"http://{name}/2009/x" for name in names))
    began = sorted(one.began for one in server.log)
    assert len(began) == 8
    # From start to start. A request that a busy machine holds up takes from the gap behind it what
    # it adds to the gap before it, so it is the sum that counts.
    assert began[-1] - began[0] >= 7 * 0.2 - 0.1
    assert min(b - a for a, b in pairwise(began)) >= 0.05


def test_robots_txt_is_obeyed(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/ok")
    server.put("a.example", "/2009/x", post("X", link("/private/y") + link("/private/ok")))
    server.put("a.example", "/private/ok", post("Ok", f"<p>{WORDS}</p>"))
    ended = crawls.run("http://a.example/2009/x")
    assert server.asked() == [
        "a.example/robots.txt",
        "a.example/2009/x",
        "a.example/private/ok",
    ]
    assert "1 refused by robots.txt" in ended.err
    gap = crawls.rows("SELECT thread_state FROM posts WHERE url = 'http://a.example/private/y'")
    assert gap == [("blocked",)]


def test_a_robots_txt_that_names_us_counts(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/robots.txt", "User-agent: threadhop\nDisallow: /\n\nUser-agent: *\n")
    ended = crawls.run("http://a.example/2009/x")
    assert ended.code == 4
    assert server.asked() == ["a.example/robots.txt"]
    assert "robots.txt does not allow it" in ended.err


def test_a_broken_robots_txt_refuses_all_and_is_tried_again(
    server: BlogServer, crawls: Crawls
) -> None:
    server.put("a.example", "/robots.txt", "", status=500)
    ended = crawls.run("http://a.example/2009/x", "http://a.example/2009/y")
    assert ended.code == 4
    assert set(server.asked()) == {"a.example/robots.txt"}
    assert len(server.log) == 3
    server.put("a.example", "/robots.txt", "")
    server.put("a.example", "/2009/x", post("X", f"<p>{WORDS}</p>"))
    server.put("a.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    assert crawls.run("http://a.example/2009/x", "http://a.example/2009/y").code == 0


def test_a_missing_or_moved_robots_txt(server: BlogServer, crawls: Crawls) -> None:
    moved = {"Location": "http://b.example/robots.txt"}
    server.put("a.example", "/robots.txt", "", status=301, headers=moved)
    server.put("b.example", "/robots.txt", "User-agent: *\nDisallow: /no")
    server.put("a.example", "/no", "")
    server.put("a.example", "/2009/x", post("X", link("http://a.example/no/2009")))
    assert crawls.run("http://a.example/2009/x").code == 0
    assert server.asked() == ["a.example/robots.txt", "b.example/robots.txt", "a.example/2009/x"]


def test_crawl_delay_is_honoured(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/robots.txt", "User-agent: *\nCrawl-delay: 0.3")
    server.put("a.example", "/2009/x", post("X", link("/2009/y")))
    server.put("a.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    crawls.run("http://a.example/2009/x")
    assert min(server.gaps()["a.example"]) >= 0.295


def test_a_host_that_wants_minutes_is_skipped_and_told(server: BlogServer, crawls: Crawls) -> None:
    server.put("a.example", "/robots.txt", "User-agent: *\nCrawl-delay: 600")
    ended = crawls.run("http://a.example/2009/x")
    assert server.asked() == ["a.example/robots.txt"]
    assert "asks for 600 s between two requests" in ended.err


def test_a_busy_host_is_tried_again_when_it_says(server: BlogServer, crawls: Crawls) -> None:
    answers = [Answer("", 503, {"Retry-After": "1"}), Answer(post("X", f"<p>{WORDS}</p>"))]
    server.put("a.example", "/2009/x", lambda _: answers.pop(0))
    assert crawls.run("http://a.example/2009/x").code == 0
    first, second = (one for one in server.log if one.path == "/2009/x")
    assert second.began - first.ended >= 0.99


def test_a_date_far_away_ends_the_run_and_is_kept(server: BlogServer, crawls: Crawls) -> None:
    later = {"Retry-After": formatdate(time() + 7200, usegmt=True)}
    server.put("a.example", "/2009/x", post("X", link("http://b.example/2009/busy")))
    server.put("b.example", "/2009/busy", "", status=429, headers=later)
    ended = crawls.run("http://a.example/2009/x")
    assert ended.code == 6
    assert "b.example asked for a long pause" in ended.err
    assert crawls.run("http://a.example/2009/x").code == 4
    assert len(server.asked("b.example")) == 2


def test_a_host_that_fails_is_given_up_after_three_attempts(
    server: BlogServer, crawls: Crawls
) -> None:
    server.put("a.example", "/2009/x", post("X", link("http://b.example/2009/broken")))
    server.put("b.example", "/2009/broken", "", status=500)
    ended = crawls.run("http://a.example/2009/x")
    assert server.asked("b.example").count("/2009/broken") == 3
    assert ended.code == 3
    assert "--max-error-rate" in ended.err
    assert crawls.run("http://a.example/2009/x", "--max-error-rate", "50%").code == 0


def test_budgets_hold_and_the_same_command_goes_on(server: BlogServer, crawls: Crawls) -> None:
    seed = many(server, blogs=2, posts=4)
    ended = crawls.run(seed, "--max-pages", "3")
    assert ended.code == 6
    assert "limit of 3 pages a run" in ended.err
    assert sum(not path.endswith("robots.txt") for path in server.asked()) == 3
    assert crawls.run(seed, "--max-blog-pages", "2", "--hops", "9").code == 6
    assert crawls.run(seed, "--hops", "9").code == 0
    pages = [path for path in server.asked() if not path.endswith("robots.txt")]
    assert len(pages) == len(set(pages)) == 8
