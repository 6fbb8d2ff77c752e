"""Delay, budgets and faults, by the log of the server that was asked."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from samples.server import Blogosphere
from tests.journeys.crawling import START, crawl, export, pages
from tests.support.blogosphere import truth


def test_a_host_rests_between_two_requests(blogosphere: Blogosphere, tmp_path: Path) -> None:
    crawl(blogosphere, tmp_path, "--hops=1", delay=0.3)
    times: dict[str, list[float]] = defaultdict(list)
    for request in blogosphere.log:
        times[request.host].append(request.time)
    rests = [later - earlier for host in times.values() for earlier, later in pairwise(host)]
    assert len(rests) > 5
    assert min(rests) >= 0.3


def test_a_run_keeps_to_its_pages_and_the_next_goes_on(
    blogosphere: Blogosphere, tmp_path: Path
) -> None:
    crawl(blogosphere, tmp_path, "--max-pages=10", code=6)
    first = {(request.host, request.path) for request in pages(blogosphere.log)}
    assert len(pages(blogosphere.log)) == 10
    blogosphere.forget_log()
    crawl(blogosphere, tmp_path, "--max-pages=30", code=6)
    then = {(request.host, request.path) for request in pages(blogosphere.log)}
    assert len(pages(blogosphere.log)) == 30
    assert first & then == set()
    crawl(blogosphere, tmp_path)
    posts = {post["url"] for post in truth().posts}
    assert posts <= {row["url"] for row in export(tmp_path, "posts")}


def test_a_blog_is_asked_for_so_many_pages(blogosphere: Blogosphere, tmp_path: Path) -> None:
    crawl(blogosphere, tmp_path, "--max-blog-pages=3", code=6)
    asked: dict[str, int] = defaultdict(int)
    for request in pages(blogosphere.log):
        asked[request.host] += 1
    assert max(asked.values()) == 3


def test_a_blog_out_of_order_is_a_gap_and_no_end(blogosphere: Blogosphere, tmp_path: Path) -> None:
    blogosphere.fail("marginalia.example", 500)
    crawl(blogosphere, tmp_path)
    found = {row["url"]: row["thread_state"] for row in export(tmp_path, "posts")}
    assert found == {
        "http://copperkettle.example/2009/02/the-suggestion-box/": "complete",
        START: "complete",
        "http://gullandpen.example/2009/03/the-box-by-the-till.html": "complete",
        # RFC 9309, 2.3.1.4: where robots.txt cannot be had, nothing may be asked for.
        "http://marginalia.example/blog/2009/03/listening-is-not-a-campaign.html": "blocked",
    }


def test_a_slow_blog_holds_up_no_other(blogosphere: Blogosphere, tmp_path: Path) -> None:
    blogosphere.slow("gullandpen.example", 1.0)
    crawl(blogosphere, tmp_path, "--hops=1")
    hosts = [request.host for request in sorted(blogosphere.log, key=lambda r: r.time)]
    first = hosts.index("gullandpen.example")
    second = hosts.index("gullandpen.example", first + 1)
    assert set(hosts[first + 1 : second])
