"""Comments that only an API shows: a static blog with Isso, and Ghost where it is installed."""

from __future__ import annotations

import pytest

from tests.realblogs.test_conversation import rows
from tests.support.realblogs import Crawled, RealBlogs, Row, said

pytestmark = pytest.mark.realblogs

#: Blogs whose comments are nowhere but in the answers of an API.
SCRIPTED = ("http://stillwater.example", "http://lamplight.example")


@pytest.fixture(params=SCRIPTED)
def scripted(request: pytest.FixtureRequest, realblogs: RealBlogs) -> str:
    """The post of the conversation on a blog whose comments only an API shows."""
    urls = [row["url"] for row in realblogs.truth["posts"] if row["url"].startswith(request.param)]
    if not urls:
        pytest.skip("no Ghost among the blogs: ./run services realblogs --ghost")
    return str(urls[0])


def thread(crawled: Crawled, url: str) -> list[Row]:
    found = crawled.trace(url)["posts"]
    return [row for post in found if post["url"] == url for row in post["comments"]]


def test_every_comment_and_no_other(crawled: Crawled, realblogs: RealBlogs, scripted: str) -> None:
    due = [row for row in realblogs.truth["comments"] if row["post_url"] == scripted]
    found = thread(crawled, scripted)
    for name in ("kind", "author_name", "author_url", "parent_id"):
        assert rows(found, "id", name) == rows(due, "id", name)
    assert {row["id"]: said(row["text"]) for row in found} == {
        row["id"]: said(row["text"]) for row in due
    }
    assert {row["id"]: row["published_utc"][:19] for row in found} == {
        row["id"]: row["published_utc"][:19] for row in due
    }


def test_every_hop_at_the_thread(crawled: Crawled, realblogs: RealBlogs, scripted: str) -> None:
    names = ("source_url", "target_url", "kind", "source_comment_id", "target_comment_id")

    def at(hops: list[Row]) -> list[Row]:
        return [hop for hop in hops if scripted in (hop["source_url"], hop["target_url"])]

    found = crawled.trace(scripted)["hops"]
    assert rows(at(found), *names) == rows(at(realblogs.truth["hops"]), *names)
