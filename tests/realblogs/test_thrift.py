"""What a crawl of the conversation costs the blogs, by their own log."""

from __future__ import annotations

import re

import pytest

from tests.support.realblogs import Crawled, RealBlogs, thrift

pytestmark = pytest.mark.realblogs


def test_no_more_is_asked_than_it_is_worth(crawled: Crawled, realblogs: RealBlogs) -> None:
    spent = thrift(crawled.asked, realblogs.truth)
    assert spent.requests <= spent.allowed, spent


def test_the_crawl_says_what_a_hop_has_cost(crawled: Crawled) -> None:
    asked = [r for r in crawled.asked if not r.path.startswith("/robots.txt") and r.status != 301]
    (run,) = crawled.export("runs")
    counts = run["counts"]
    assert counts["requests"] - counts.get("redirects", 0) == len(asked)
    cost = len(asked) / counts["hops"]
    assert cost < 2
    assert f"cost: {cost:.1f} requests a hop" in crawled.said


def test_no_page_is_asked_for_twice(crawled: Crawled) -> None:
    answered = [(r.host, r.path) for r in crawled.asked if r.status == 200]
    assert sorted(set(answered)) == sorted(answered)


def test_nothing_outside_the_conversation_is_fetched(
    crawled: Crawled, realblogs: RealBlogs
) -> None:
    asked = {f"http://{request.host}{request.path}" for request in crawled.asked}
    outside = tuple(realblogs.truth["outside"])
    assert outside
    assert [url for url in asked if url.startswith(outside)] == []
    listings = re.compile(r"/(tag|category|author|about|entries)/|/\d{4}/(\d\d/)?$|[?]s=|/page/")
    assert [url for url in asked if listings.search(url)] == []


def test_nothing_that_changes_a_blog_is_asked_for(crawled: Crawled) -> None:
    traps = re.compile(r"trackback|xmlrpc|wp-login|wp-admin|wp-comments|replytocom|unapproved|/new")
    assert [request.path for request in crawled.asked if traps.search(request.path)] == []
    assert {request.method for request in crawled.asked} == {"GET"}
    assert all(request.agent.startswith("threadhop/") for request in crawled.asked)
