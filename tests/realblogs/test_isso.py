"""Comments that only an API shows: the thread of a static blog with Isso."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.model import AskReason
from crawler.pages import Page
from crawler.platforms.reading import read_page
from tests.realblogs.test_conversation import SCRIPTED, rows
from tests.support.realblogs import Crawled, RealBlogs, Row, said

pytestmark = pytest.mark.realblogs

_EMBED = b"""<html><head><title>A post</title></head><body><article><h1>A post</h1></article>
<script data-isso="//comments.example/" src="//comments.example/js/embed.min.js"></script>
<section id="isso-thread"></section></body></html>"""


@pytest.fixture
def scripted(realblogs: RealBlogs) -> str:
    """The post whose comments are Isso's."""
    page = Page("http://a.example/p/", _EMBED, {}, 200, datetime.now(UTC))
    if all(ask.reason is not AskReason.API for ask in read_page(page).asks):
        pytest.skip("the reader of Isso does not name its API yet (AskReason.API)")
    (url,) = (row["url"] for row in realblogs.truth["posts"] if SCRIPTED in row["url"])
    return str(url)


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


def test_every_hop_of_the_whole_conversation(
    crawled: Crawled, realblogs: RealBlogs, scripted: str
) -> None:
    names = ("source_url", "target_url", "kind", "source_comment_id", "target_comment_id")
    found = crawled.trace(scripted)["hops"]
    assert rows(found, *names) == rows(realblogs.truth["hops"], *names)
