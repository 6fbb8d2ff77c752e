"""Where a listing of posts goes on."""

from __future__ import annotations

import pytest

from crawler.pages import Page
from crawler.platforms.reading import read_page

POSTS = "".join(
    f'<div class="post hentry"><h2><a href="/2009/0{n}/tea-{n}/">Tea {n}</a></h2>'
    f"<div class='entry-content'><p>Words about the tea of month {n}, and of its price.</p></div>"
    "</div>"
    for n in (1, 2, 3)
)


def further(links: str, url: str = "http://a.example/", head: str = "") -> str | None:
    html = f"<html><head>{head}</head><body class='blog'>{POSTS}{links}</body></html>"
    return read_page(Page(url, html.encode())).further


@pytest.mark.parametrize(
    "links",
    [
        '<a rel="next" href="/page/2/">Weiter</a>',
        '<div class="nav-previous"><a href="/page/2/"><span>&larr;</span> Older posts</a></div>',
        '<a class="blog-pager-older-link" href="/page/2/#top">Ältere Posts</a>',
        '<a class="next page-numbers" href="http://a.example/page/2/">2</a>',
        '<p><a href="/page/2/">&laquo; Previous Entries</a></p>',
        '<p><a href="/newer">Newer posts</a> <a href="/page/2/">Entradas antiguas &rarr;</a></p>',
    ],
    ids=["rel", "wordpress", "blogger", "numbers", "words", "words-es"],
)
def test_the_link_to_older_posts(links: str) -> None:
    assert further(links) == "http://a.example/page/2/"


def test_the_head_says_it() -> None:
    assert further("", head='<link rel="next" href="/page/2/">') == "http://a.example/page/2/"


@pytest.mark.parametrize(
    "links",
    [
        "",
        '<a rel="next" href="http://other.example/page/2/">Next blog</a>',
        '<a class="next" href="/">Next</a>',
        '<a href="/about/">More about us</a>',
    ],
    ids=["none", "another blog", "itself", "other words"],
)
def test_a_listing_that_does_not_go_on(links: str) -> None:
    assert further(links) is None


def test_no_way_back() -> None:
    back = '<a class="next" href="/page/2/">Next</a><a class="older" href="/page/4/">Older</a>'
    assert further(back, "http://a.example/page/3/") == "http://a.example/page/4/"


def test_a_post_has_no_further_page() -> None:
    html = '<html><body class="single"><a rel="next" href="/2009/02/x/">Next</a></body></html>'
    assert read_page(Page("http://a.example/2009/01/y/", html.encode())).further is None
