"""A conversation over real blogs, crawled from its first and its last post, against databases."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.support.realblogs import Crawled, RealBlogs, Row, said

pytestmark = pytest.mark.realblogs


def comments(crawled: Crawled, truth: Row) -> list[Row]:
    """The comments of the traced conversation."""
    return [row for post in crawled.trace(truth["first"])["posts"] for row in post["comments"]]


def rows(given: list[Row], *names: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row[name] for name in names) for row in given), key=repr)


def test_every_post_and_no_other(crawled: Crawled, realblogs: RealBlogs) -> None:
    due = realblogs.truth["posts"]
    found = crawled.trace(realblogs.truth["first"])["posts"]
    for names in (("url",), ("url", "blog"), ("url", "title"), ("url", "author_name")):
        assert rows(found, *names) == rows(due, *names)
    texts = {row["url"]: said(row["text"]) for row in due}
    assert {row["url"]: said(row["text"]) for row in found} == texts
    days = {row["url"]: row["published_local"][:10] for row in due}
    assert {row["url"]: row["published"][:10] for row in found} == days


@pytest.mark.parametrize(
    "name", ["kind", "author_name", "author_url", "parent_id", "status"], ids=str
)
def test_every_comment_and_no_other(crawled: Crawled, realblogs: RealBlogs, name: str) -> None:
    due = [row | {"status": "visible"} for row in realblogs.truth["comments"]]
    names = ("post_url", "id", name)
    assert rows(comments(crawled, realblogs.truth), *names) == rows(due, *names)


def test_every_comment_says_what_was_said(crawled: Crawled, realblogs: RealBlogs) -> None:
    due = {(row["post_url"], row["id"]): said(row["text"]) for row in realblogs.truth["comments"]}
    found = {
        (row["post_url"], row["id"]): said(row["text"])
        for row in comments(crawled, realblogs.truth)
    }
    assert found == due


def test_every_comment_has_its_date(crawled: Crawled, realblogs: RealBlogs) -> None:
    due = {(row["post_url"], row["id"]): row for row in realblogs.truth["comments"]}
    wrong = [
        (row["post_url"], row["id"], row["published"], row["published_utc"])
        for row in comments(crawled, realblogs.truth)
        if not same_time(row, due[row["post_url"], row["id"]])
    ]
    assert wrong == []


def same_time(found: Row, due: Row) -> bool:
    """The instant where the source names a zone, else the blog's wall clock, to the minute."""
    if found["published_utc"] is not None:
        utc = datetime.fromisoformat(found["published_utc"])
        return utc.replace(second=0) == datetime.fromisoformat(due["published_utc"]).replace(
            second=0
        )
    return found["published"] is not None and found["published"][:16] == due["published_local"][:16]


def test_nothing_that_is_held_back_is_read(crawled: Crawled, realblogs: RealBlogs) -> None:
    found = {said(row["text"]) for row in crawled.export("comments")}
    assert realblogs.truth["held"]
    assert found.isdisjoint(map(said, realblogs.truth["held"]))


def test_every_hop_and_no_other(crawled: Crawled, realblogs: RealBlogs) -> None:
    names = (
        "source_url",
        "target_url",
        "kind",
        "cross_blog",
        "source_comment_id",
        "target_comment_id",
    )
    found = crawled.trace(realblogs.truth["first"])["hops"]
    assert rows(found, *names) == rows(realblogs.truth["hops"], *names)


def test_the_trace_is_the_same_from_every_post(crawled: Crawled, realblogs: RealBlogs) -> None:
    whole = {row["url"] for row in realblogs.truth["posts"]}
    for url in sorted(whole):
        found = crawled.trace(url)
        assert {row["url"] for row in found["posts"]} == whole
        assert found["root"] == realblogs.truth["first"]


def test_the_trace_is_the_same_from_every_page_of_comments(
    crawled: Crawled, realblogs: RealBlogs
) -> None:
    """Permalinks of comments begin with the page that they stand on."""
    places = {post["blog"].partition(":")[0]: post["blog"] for post in realblogs.truth["posts"]}
    pages = [
        f"http://{places[request.host]}{request.path}#comment-1"
        for request in crawled.asked
        if request.status in (200, 301) and re.search("comment-page-|cpage=", request.path)
    ]
    assert pages
    assert {crawled.trace(url)["root"] for url in pages} == {realblogs.truth["first"]}


def test_threads_are_complete(crawled: Crawled, realblogs: RealBlogs) -> None:
    found = crawled.trace(realblogs.truth["first"])["posts"]
    states = {row["url"]: row["thread_state"] for row in found}
    assert set(states.values()) == {"complete"}, states
