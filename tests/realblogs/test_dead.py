"""A blog of the conversation is switched off: a gap without a web archive, all of it with one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.realblogs.test_conversation import rows
from tests.support.realblogs import Crawled, RealBlogs, Row, crawl, said

pytestmark = pytest.mark.realblogs

GONE = "saltroad"


@contextmanager
def switched_off(blogs: RealBlogs) -> Iterator[None]:
    """Without the blog, for as long as the block runs."""
    blogs.switch("off", GONE)
    try:
        yield
    finally:
        blogs.switch("on")


@pytest.fixture(scope="module")
def bereft(realblogs: RealBlogs, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """A crawl from the first post that finds the blog gone."""
    with switched_off(realblogs):
        folder = tmp_path_factory.mktemp("bereft")
        return crawl(realblogs, folder, realblogs.truth["first"], "--hops=12")


@pytest.fixture(scope="module", params=["first", "last"])
def recalled(
    request: pytest.FixtureRequest, realblogs: RealBlogs, tmp_path_factory: pytest.TempPathFactory
) -> Crawled:
    """A crawl that may look into the web archive."""
    with switched_off(realblogs):
        folder = tmp_path_factory.mktemp("recalled")
        words = ("--hops=12", f"--memento={realblogs.memento}")
        return crawl(realblogs, folder, realblogs.truth[request.param], *words)


def gone(truth: Row) -> str:
    (url,) = (row["url"] for row in truth["posts"] if GONE in row["url"])
    return str(url)


def is_of(row: Row, url: str) -> bool:
    """Whether a hop is known only by what stands at an address."""
    if row["kind"] in ("link", "commenter", "comment_link"):
        return bool(row["source_url"] == url or (row["kind"] == "commenter" and at(row, url)))
    return at(row, url)


def at(row: Row, url: str) -> bool:
    return bool(row["target_url"] == url)


def test_what_is_gone_is_a_gap_that_joins_what_referred_to_it(
    bereft: Crawled, realblogs: RealBlogs
) -> None:
    url = gone(realblogs.truth)
    found = bereft.trace(realblogs.truth["first"])
    assert rows(found["posts"], "url") == rows(realblogs.truth["posts"], "url")
    states = {row["url"]: row["thread_state"] for row in found["posts"]}
    assert [where for where, state in states.items() if state == "error"] == [url]
    due = [hop for hop in realblogs.truth["hops"] if not is_of(hop, url)]
    names = ("source_url", "target_url", "kind", "source_comment_id", "target_comment_id")
    assert rows(found["hops"], *names) == rows(due, *names)


def test_the_archive_has_all_that_is_gone(recalled: Crawled, realblogs: RealBlogs) -> None:
    """Two captures, of which one is older than most of the comments.

    What pings said is in feeds alone where a theme prints them short, and copies of feeds are rare.
    """
    url = gone(realblogs.truth)
    found = recalled.trace(realblogs.truth["first"])
    assert rows(found["posts"], "url", "title") == rows(realblogs.truth["posts"], "url", "title")
    (post,) = (row for row in found["posts"] if row["url"] == url)
    due = [row for row in realblogs.truth["comments"] if row["post_url"] == url]
    for name in ("kind", "author_name", "author_url", "parent_id"):
        assert rows(post["comments"], "id", name) == rows(due, "id", name)
    texts = {row["id"]: said(row["text"]) for row in due if row["kind"] == "comment"}
    assert texts.items() <= {row["id"]: said(row["text"]) for row in post["comments"]}.items()


def test_every_hop_is_found_with_the_archive(recalled: Crawled, realblogs: RealBlogs) -> None:
    names = ("source_url", "target_url", "kind", "source_comment_id", "target_comment_id")
    found = recalled.trace(realblogs.truth["first"])["hops"]
    assert rows(found, *names) == rows(realblogs.truth["hops"], *names)


def test_the_live_web_is_not_asked_for_what_is_gone(
    recalled: Crawled, realblogs: RealBlogs
) -> None:
    path = "/" + gone(realblogs.truth).split("/", 3)[3]
    asked = [r.path for r in recalled.asked if r.host == f"{GONE}.example" and r.status != 444]
    assert path not in asked


def test_a_lookup_takes_three_requests_at_most_and_one_for_each_further_page(
    recalled: Crawled, realblogs: RealBlogs
) -> None:
    url = gone(realblogs.truth)
    post = {url, f"{realblogs.memento}timemap/link/{url}"}
    steps = [row["url"] for row in recalled.export("visits") if row["via"] == "memento"]
    # Two where the copy nearest to the link is the newest, too.
    assert len([step for step in steps if step in post]) in (2, 3)
    further = set(steps) - post
    assert all("comment-page" in step for step in further), further
