"""Where a blog shows its posts of certain days, as its pages tell."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.pages import Page
from crawler.platforms.days import instead, of_days

FIRST, LAST = date(2009, 3, 1), date(2009, 5, 1)
API = "wp/v2/posts{}after=2009-02-28T00:00:00&before=2009-05-01T23:59:59&per_page=50&order=asc"
PAGE = "<html><head>{}</head><body><p>Words.</p>{}</body></html>"
GENERATOR = '<meta name="generator" content="{}">'


def asked(head: str, body: str = "", feeds: tuple[str, ...] = ()) -> str | None:
    page = Page("http://a.example/", PAGE.format(head, body).encode(), {}, 200)
    return of_days(page, FIRST, LAST, feeds)


@pytest.mark.parametrize(
    ("root", "mark"),
    [("http://a.example/wp-json/", "?"), ("http://a.example/index.php?rest_route=/", "&")],
)
def test_wordpress_is_asked_by_its_api(root: str, mark: str) -> None:
    found = asked(f'<link rel="https://api.w.org/" href="{root}">')
    assert found is not None
    assert found.startswith(root + API.format(mark))
    assert instead(found) in (
        "http://a.example/?feed=rss2&m=200902",
        "http://a.example/index.php?feed=rss2&m=200902",
    )


def test_wordpress_without_an_api_has_feeds_of_months() -> None:
    head = GENERATOR.format("WordPress 3.2")
    assert asked(head) is None
    assert asked(head, feeds=("http://a.example/feed/",)) == "http://a.example/feed/?m=200903"
    by_query = ("http://a.example/?feed=rss2",)
    assert asked(head, feeds=by_query) == "http://a.example/?feed=rss2&m=200903"


def test_blogger_takes_dates() -> None:
    found = asked(GENERATOR.format("blogger"), feeds=("http://a.example/feeds/posts/default",))
    assert found == (
        "http://a.example/feeds/posts/default?published-min=2009-02-28T00:00:00"
        "&published-max=2009-05-01T23:59:59&max-results=50"
    )


@pytest.mark.parametrize(
    "href",
    [
        "/2009/03/",
        "/archives/2009/03/index.html",
        "/weblog/2009/03/index.html",
        "/archives/2009-03.html",
        "/2009_03_01_archive.html",
        "/?m=200903",
    ],
)
def test_others_link_to_the_archive_of_a_month(href: str) -> None:
    assert asked("", f'<a href="/2009/02/">x</a><a href="{href}">March</a>') == (
        "http://a.example" + href
    )


@pytest.mark.parametrize(
    "href", ["/2009/04/", "/2009/03/a-post.html", "http://b.example/2009/03/", "/2009/", "/3/2009"]
)
def test_what_is_no_archive_of_the_month_is_not_asked(href: str) -> None:
    assert asked("", f'<a href="{href}">March</a>') is None


def test_a_feed_is_the_last_resort() -> None:
    assert instead("http://a.example/?feed=rss2&m=200903") == "http://a.example/?feed=rss2"
    assert instead("http://a.example/?feed=rss2") is None
