"""Pages that stand where a blog once stood, told from posts."""

from __future__ import annotations

import pytest

from crawler.pages.page import Page
from crawler.pages.parked import is_parked

PROSE = "What we said about the harbour then is still what I would say of it now. " * 40


def page(body: str, head: str = "", root: str = "") -> Page:
    html = f"<html{root}><head>{head}</head><body>{body}</body></html>"
    return Page("http://gone.example/2009/post", html.encode())


@pytest.mark.parametrize(
    "body",
    [
        "<h1>gone.example</h1><p>This domain is for sale! Make an offer.</p>",
        "<p>The domain gone.example may be for sale.</p>",
        "<h1>Diese Domain steht zum Verkauf</h1>",
        "<h1>Ce domaine est à vendre</h1>",
        "<h1>Домен продается</h1>",
        "<h1>This Account Has Been Suspended</h1><p>Contact your hosting provider.</p>",
    ],
)
def test_a_page_that_sells_its_domain_is_parked(body: str) -> None:
    assert is_parked(page(body))


def test_who_serves_it_tells_too() -> None:
    assert is_parked(page("<div id=x></div>", "<script src='//sedoparking.com/p.js'></script>"))
    assert is_parked(page("<p>Related searches</p>", root=' data-adblockkey="x"'))


def test_the_title_is_read_and_scripts_are_not() -> None:
    assert is_parked(page("<p>Welcome</p>", "<title>gone.example: buy this domain</title>"))
    assert not is_parked(page("<p>Short.</p><script>var a='buy this domain'</script>"))


def test_a_post_about_domains_is_a_post() -> None:
    assert not is_parked(page(f"<p>I saw that the domain is for sale.</p><p>{PROSE}</p>"))
    assert not is_parked(page(f"<p>{PROSE}</p>", "<!-- sedoparking.com -->"))


def test_a_short_post_is_a_post() -> None:
    assert not is_parked(page("<p>My domain has moved: see the new blog.</p>"))


def test_what_is_no_html_is_not_parked() -> None:
    feed = Page("http://a.example/feed", b"<rss><title>this domain is for sale</title></rss>")
    assert not is_parked(feed)
