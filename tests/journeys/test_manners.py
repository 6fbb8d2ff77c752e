"""Delay, budgets and faults, by the log of the server that was asked."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from samples.server import Blogosphere
from tests.journeys.crawling import crawl, export, pages

SLOWPOST = "http://slowpost.example/2009/04/the-slow-comment.html"


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
    assert len(pages(blogosphere.log)) == 10
    early = {row["url"] for row in export(tmp_path, "posts")}
    blogosphere.forget_log()
    crawl(blogosphere, tmp_path, "--max-pages=10", code=6)
    assert len(pages(blogosphere.log)) == 10
    assert early < {row["url"] for row in export(tmp_path, "posts")}


def test_a_blog_is_asked_for_so_many_pages(blogosphere: Blogosphere, tmp_path: Path) -> None:
    crawl(blogosphere, tmp_path, "--max-blog-pages=3", code=6)
    asked: dict[str, int] = defaultdict(int)
    for request in pages(blogosphere.log):
        asked[request.host] += 1
    assert max(asked.values()) == 3


def test_a_blog_out_of_order_is_a_gap_and_no_end(blogosphere: Blogosphere, tmp_path: Path) -> None:
    blogosphere.fail("slowpost.example", 404)
    crawl(blogosphere, tmp_path, "--hops=4")
    found = {row["url"]: row["thread_state"] for row in export(tmp_path, "posts")}
    assert "http://tuesdaywriter.example/small-rooms-carry-further/" in found
    assert found.get(SLOWPOST, "error") == "error"
    assert "http://copperkettle.example/2009/04/a-day-in-the-drawer/" not in found
