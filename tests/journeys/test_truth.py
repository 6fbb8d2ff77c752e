"""The sample blogosphere, crawled from one post: all of its truth, no more and no less."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.archive import open_archive
from crawler.conversations.hops import derive
from crawler.conversations.walk import trace as walk
from crawler.model import Link, LinkPlace
from samples.server import Blogosphere, Request
from tests.journeys.crawling import START, Row, crawl, export, pages, trace
from tests.support.archives import finding
from tests.support.blogosphere import CONVERSATIONS, truth
from tests.support.talks import post

TRUTH = truth()
GAPS = {gap["url"]: gap["state"] for gap in TRUTH.gaps}


@dataclass(frozen=True)
class Crawled:
    folder: Path
    log: tuple[Request, ...]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("crawled")
    with Blogosphere() as blogosphere:
        crawl(blogosphere, folder)
        yield Crawled(folder, blogosphere.log)


def fields(rows: list[Row] | tuple[Row, ...], *names: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row.get(name) for name in names) for row in rows), key=repr)


def same_date(found: str | None, due: str | None) -> bool:
    """Whether a date is the page's own, or has an offset from elsewhere.

    The post's comment feed is believed before the page (design, section 2), and dates a short
    ping; the instant that it gives is compared as ``published_utc``.
    """
    if found is None:
        return due is None
    if datetime.fromisoformat(found).tzinfo is not None:
        return True
    return due is not None and found[:16] == due[:16]


def test_every_post(crawled: Crawled) -> None:
    found = [row for row in export(crawled.folder, "posts") if row["url"] not in GAPS]
    names = ("url", "blog", "title", "author_name", "published", "language")
    assert fields(found, *names) == fields(TRUTH.posts, *names)
    texts = {post["url"]: post["text"] for post in TRUTH.posts}
    assert [row["url"] for row in found if not row["text"].startswith(texts[row["url"]])] == []
    counts = {post["url"]: post["comments"] for post in TRUTH.posts}
    assert {row["url"]: row["comment_count"] for row in found} == counts


def test_every_gap_says_why(crawled: Crawled) -> None:
    found = {row["url"]: row["thread_state"] for row in export(crawled.folder, "posts")}
    assert {url: found.get(url) for url in GAPS} == GAPS


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_comment(crawled: Crawled, name: str) -> None:
    posts = {post["url"] for post in CONVERSATIONS[name]["posts"]}
    found = [row for row in export(crawled.folder, "comments") if row["post_url"] in posts]
    due = CONVERSATIONS[name]["comments"]
    for names in (
        ("post_url", "id", "parent_id"),
        ("post_url", "id", "kind", "status"),
        ("post_url", "id", "author_name"),
        ("post_url", "id", "author_url"),
        ("post_url", "id", "published_utc"),
    ):
        assert fields(found, *names) == fields(due, *names)
    said = {(row["post_url"], row["id"]): row["published"] for row in due}
    dates = [(row["published"], said[row["post_url"], row["id"]]) for row in found]
    assert [pair for pair in dates if not same_date(*pair)] == []
    begun = {(row["post_url"], row["id"]): row["text"] for row in due}
    wrong = [
        row["text"]
        for row in found
        if not row["text"].startswith(begun[row["post_url"], row["id"]])
    ]
    assert wrong == []


def test_no_comment_of_a_post_outside(crawled: Crawled) -> None:
    posts = {post["url"] for post in TRUTH.posts}
    assert {row["post_url"] for row in export(crawled.folder, "comments")} <= posts


def test_every_hop(crawled: Crawled) -> None:
    names = (
        "source_url",
        "target_url",
        "kind",
        "cross_blog",
        "source_comment_id",
        "target_comment_id",
    )
    assert fields(export(crawled.folder, "hops"), *names) == fields(TRUTH.hops, *names)


@pytest.mark.parametrize(
    "url",
    [
        START,
        START + "#comment-204",
        CONVERSATIONS["comments-only"]["posts"][-1]["url"],
        "http://copperkettle.example/archives/118",
    ],
    ids=["first post", "comment", "last post", "old permalink"],
)
def test_a_trace_is_the_same_from_anywhere(crawled: Crawled, url: str) -> None:
    found = trace(crawled.folder, url)
    posts = {post["url"] for post in TRUTH.posts} | set(GAPS)
    assert {post["url"] for post in found["posts"]} == posts
    hops = {(hop["source_url"], hop["target_url"], hop["kind"]) for hop in found["hops"]}
    due = {(hop["source_url"], hop["target_url"], hop["kind"]) for hop in TRUTH.hops}
    assert hops == due
    assert found["root"] == "http://copperkettle.example/2009/02/the-suggestion-box/"
    threads = {post["url"]: len(post["comments"]) for post in found["posts"]}
    assert sum(threads.values()) == len(TRUTH.comments)


def test_a_trace_is_the_same_from_every_post_and_comment(crawled: Crawled) -> None:
    posts = {post["url"] for post in TRUTH.posts} | set(GAPS)
    with closing(open_archive(f"sqlite:{crawled.folder / 'talk.db'}")) as archive:
        whole = walk(archive, START)
        assert {thread.post.post.url for thread in whole.threads} == posts
        comments = [stored.comment for thread in whole.threads for stored in thread.comments]
        starts = posts | {comment.permalink for comment in comments if comment.permalink}
        assert len(starts) > len(posts) + 50
        assert [url for url in sorted(starts) if walk(archive, url) != whole] == []


@pytest.mark.parametrize("count", [30, 18])
def test_a_round_up_joins_nothing(crawled: Crawled, tmp_path: Path, count: int) -> None:
    shutil.copy(crawled.folder / "talk.db", tmp_path / "talk.db")
    posts = [post["url"] for post in TRUTH.posts]
    odd = [f"http://elsewhere.example/{n}" for n in range(count - 8)]
    targets = [*posts[:: len(posts) // 8][:8], *odd]
    links = tuple(Link(url, LinkPlace.BODY, "read", "read, it is good") for url in targets)
    weekly = post("http://weekly.example/links", "2009-04-20", links=links, text="read it " * 30)
    added = [weekly, *(post(url, "2009-04-19", text=f"Odd {url}") for url in odd)]
    with closing(open_archive(f"sqlite:{tmp_path / 'talk.db'}")) as archive:
        archive.record([finding(one) for one in added])
        archive.put_hops(derive(archive, [one.url for one in added]))
    before = trace(crawled.folder, START)
    for url in (START, targets[3], CONVERSATIONS["comments-only"]["posts"][-1]["url"]):
        found = trace(tmp_path, url)
        assert (found["posts"], found["hops"]) == (before["posts"], before["hops"])
        assert {hop["source_url"] for hop in found["left_out"]} == {weekly.url}


def test_robots_is_asked_first_and_obeyed(crawled: Crawled) -> None:
    first: dict[str, str] = {}
    for request in crawled.log:
        first.setdefault(request.host, request.path)
    assert set(first.values()) == {"/robots.txt"}
    assert [r.path for r in crawled.log if r.path.startswith("/drafts/")] == []


def test_no_page_is_asked_for_twice(crawled: Crawled) -> None:
    asked = [(request.host, request.path) for request in pages(crawled.log)]
    assert sorted(set(asked)) == sorted(asked)


def test_no_more_is_asked_than_it_is_worth(crawled: Crawled) -> None:
    """Robots.txt, redirects and retries are not counted."""
    asked = {
        (request.host, request.path)
        for request in pages(crawled.log)
        if request.status == 304 or not 300 <= request.status < 400
    }
    blogs = {post["blog"] for post in TRUTH.posts}
    signed = (row["author_url"] for row in TRUTH.comments if row["kind"] == "comment")
    sites = {urlsplit(url).netloc for url in signed if url}
    due = 3 * len(TRUTH.posts) + 2 * len(blogs) + 2 * len(sites - blogs) + len(GAPS)
    assert len(asked) <= due, (len(asked), due)


def test_nothing_that_changes_state_is_asked_for(crawled: Crawled) -> None:
    traps = (
        "wp-login",
        "wp-admin",
        "wp-comments",
        "xmlrpc",
        "trackback",
        "cgi-bin",
        "replytocom",
        "share=",
        "/services/",
        "/say",
    )
    asked = [request.path for request in crawled.log]
    assert [path for path in asked if any(trap in path for trap in traps)] == []
    assert {request.method for request in crawled.log} == {"GET"}


def test_listings_that_belong_to_nobody_are_left_alone(crawled: Crawled) -> None:
    listings = ("/tag/", "/category/", "/author/", "/search/", "_archive.html", "/about")
    asked = [request.path for request in crawled.log]
    assert [path for path in asked if any(part in path for part in listings)] == []


def test_no_host_is_asked_that_nobody_serves(crawled: Crawled) -> None:
    served = {request.host for request in crawled.log}
    assert all(host.endswith(".example") for host in served)
    visits = export(crawled.folder, "visits")
    outside = {row["url"] for row in visits if ".example/" not in row["url"]}
    assert outside == set()
    assert "bookmarks.example" not in served
