"""Comments that only an API shows: a static blog with Isso, and Ghost where it is installed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.model import AskReason
from crawler.pages import Page
from crawler.platforms.reading import read_page
from tests.realblogs.test_conversation import SCRIPTED, rows
from tests.support.realblogs import Crawled, RealBlogs, Row, said

pytestmark = pytest.mark.realblogs

_ISSO = b"""<html><head><title>A post</title></head><body><article><h1>A post</h1></article>
<script data-isso="//comments.example/" src="//comments.example/js/embed.min.js"></script>
<section id="isso-thread"></section></body></html>"""
_GHOST = b"""<html><head><title>A post</title><meta name="generator" content="Ghost 5.130">
</head><body class="post-template"><article class="gh-article post"><h1>A post</h1></article>
<script data-ghost-comments="http://a.example/" data-api="http://a.example/ghost/api/content/"
data-post-id="6b0671d984a40b649f93f145" src="http://a.example/comments-ui.min.js"></script></body>
</html>"""


def names_its_api(embed: bytes) -> bool:
    page = Page("http://a.example/p/", embed, {}, 200, datetime.now(UTC))
    return any(ask.reason is AskReason.API for ask in read_page(page).asks)


@pytest.fixture(params=SCRIPTED)
def scripted(request: pytest.FixtureRequest, realblogs: RealBlogs) -> str:
    """The post of the conversation on a blog whose comments only an API shows."""
    urls = [row["url"] for row in realblogs.truth["posts"] if row["url"].startswith(request.param)]
    if not urls:
        pytest.skip("no Ghost among the blogs: ./run services realblogs --ghost")
    is_ghost = request.param == SCRIPTED[1]
    if not names_its_api(_GHOST if is_ghost else _ISSO):
        name = "Ghost" if is_ghost else "Isso"
        pytest.skip(f"no reader names the API of {name} yet (AskReason.API)")
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
