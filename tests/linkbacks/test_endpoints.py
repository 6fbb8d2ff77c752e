"""Where a page takes linkbacks; the situations of webmention discovery (W3C, 3.1.2) among them."""

from __future__ import annotations

import pytest

from crawler.linkbacks.endpoints import endpoints_of
from crawler.linkbacks.rdf import rdf_of
from crawler.model import Protocol
from crawler.pages import Page

URL = "http://a.example/dir/post"


def found(html: str, protocol: Protocol, headers: dict[str, str] | None = None) -> list[str]:
    page = Page(URL, html.encode(), {"content-type": "text/html", **(headers or {})})
    return [e.url for e in endpoints_of(page, URL) if e.protocol is protocol]


@pytest.mark.parametrize(
    ("html", "link", "url"),
    [
        ("", '</w>; rel="webmention"', "http://a.example/w"),
        ("", "</w>; rel=webmention", "http://a.example/w"),
        ("", '<http://b.example/w>; rel="webmention"', "http://b.example/w"),
        ("", '<w>; rel="other webmention"', "http://a.example/dir/w"),
        ("", '</x>; rel="other", </w>; rel="webmention"', "http://a.example/w"),
        ("", '</x>; rel="webmention-not", </w>; rel="webmention"', "http://a.example/w"),
        ("<link rel=webmention href=/h>", '</w>; rel="webmention"', "http://a.example/w"),
        ("<link rel=webmention href=/w>", "", "http://a.example/w"),
        ("<p><a rel=webmention href=/w>here</a>", "", "http://a.example/w"),
        ("<link rel='x webmention' href=/w>", "", "http://a.example/w"),
        ("<link rel=WebMention href=/w>", "", "http://a.example/w"),
        (
            "<!-- <a rel=webmention href=/c>c</a> --><a rel=webmention href=/w>w</a>",
            "",
            "http://a.example/w",
        ),
        (
            "<code>&lt;link rel=webmention href=/c&gt;</code><a rel=webmention href=/w>",
            "",
            "http://a.example/w",
        ),
        ("<a rel=webmention href=''>", "", URL),
        ("<a rel=webmention>no href</a><a rel=webmention href=/w>", "", "http://a.example/w"),
        ("<a rel=webmention href='/w?x=1&y'>", "", "http://a.example/w?x=1&y"),
        ("<link rel=not-webmention href=/n>", "", None),
        ("<base href=http://b.example/><a rel=webmention href=w>", "", "http://b.example/w"),
    ],
)
def test_webmention(html: str, link: str, url: str | None) -> None:
    assert found(html, Protocol.WEBMENTION, {"link": link}) == ([url] if url else [])


def test_the_pingback_header_comes_before_the_link() -> None:
    html = "<link rel=pingback href=http://a.example/html>"

    assert found(html, Protocol.PINGBACK) == ["http://a.example/html"]
    assert found(html, Protocol.PINGBACK, {"x-pingback": "http://a.example/head"}) == [
        "http://a.example/head"
    ]


def block(about: str, ping: str, title: str = "T") -> str:
    return (
        '<p>x</p><!-- <rdf:RDF xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">'
        f'<rdf:Description rdf:about="{about}" dc:identifier="{about}" dc:title="{title}"'
        f' trackback:ping="{ping}" /></rdf:RDF> -->'
    )


def test_of_several_rdf_blocks_the_one_about_the_post_counts() -> None:
    html = block("http://a.example/other", "/tb/1") + block(URL, "/tb/2", "A &amp; B")
    page = Page(URL, html.encode(), {"content-type": "text/html"})

    assert found(html, Protocol.TRACKBACK) == ["http://a.example/tb/2"]
    assert rdf_of(page, URL)["dc:title"] == "A & B"
    assert (
        found(
            block("http://a.example/x", "/1") + block("http://a.example/y", "/2"),
            Protocol.TRACKBACK,
        )
        == []
    )


def test_rdf_outside_a_comment_and_a_visible_address_are_read() -> None:
    open_rdf = f'<rdf:Description rdf:about="{URL}" trackback:ping="http://a.example/tb" />'
    shown = '<p id="trackback_url">TrackBack URI: http://a.example/trackback/9</p>'

    assert found(open_rdf, Protocol.TRACKBACK) == ["http://a.example/tb"]
    assert found(shown, Protocol.TRACKBACK) == ["http://a.example/trackback/9"]
    assert found("<a rel=trackback href=/t>", Protocol.TRACKBACK) == ["http://a.example/t"]


def test_hostile_headers_take_no_time() -> None:
    assert found("", Protocol.WEBMENTION, {"link": "<" * 20_000 + ";" * 20_000}) == []
