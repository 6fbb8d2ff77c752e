"""Feeds as their entries."""

from __future__ import annotations

import pytest

from crawler.pages import Page
from crawler.pages.feeds import Feed, read_feed


def feed(body: str, content_type: str = "application/xml") -> Feed | None:
    return read_feed(Page("http://a.example/feed", body.encode(), {"content-type": content_type}))


def test_atom_with_xhtml_content_and_threads() -> None:
    read = feed(
        """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
        xmlns:thr="http://purl.org/syndication/thread/1.0">
        <title>T</title><link href="/p"/><entry><id>x:1</id><title>One</title>
        <updated>2010-01-01T00:00:00Z</updated>
        <link rel="replies" type="application/atom+xml" href="/p/feed"/><link href="/p#c1"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div></content>
        <thr:in-reply-to ref="x:0" href="/p#c0"/></entry></feed>"""
    )

    assert read is not None
    assert (read.title, read.link) == ("T", "http://a.example/p")
    (entry,) = read.entries
    assert (entry.id, entry.link, entry.published) == (
        "x:1",
        "http://a.example/p#c1",
        "2010-01-01T00:00:00Z",
    )
    assert "<b" in entry.content
    assert entry.replies_to == ("x:0", "/p#c0")
    assert entry.comments_feed == "http://a.example/p/feed"


def test_rss_one_has_its_items_beside_the_channel() -> None:
    read = feed(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>T</title><link>http://a.example</link></channel>
        <item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/1</link>
        <dc:date>2005-01-02</dc:date><dc:creator>Ann</dc:creator></item></rdf:RDF>"""
    )

    assert read is not None
    assert [(e.link, e.author, e.published) for e in read.entries] == [
        ("http://a.example/1", "Ann", "2005-01-02")
    ]


def test_entities_and_outside_files_are_not_resolved() -> None:
    read = feed(
        """<?xml version="1.0"?>
        <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>
        <rss version="2.0"><channel><title>&x;&y;</title></channel></rss>"""
    )

    assert read == Feed(title="&x;&y;")


@pytest.mark.parametrize(
    "body", ["<rss", "<feed><entry>", "<rss><channel><item><link>x</link></item></channel></rss>"]
)
def test_broken_feeds_do_not_raise(body: str) -> None:
    assert feed(body) is None or isinstance(feed(body), Feed)


@pytest.mark.parametrize(
    "body",
    ['{"feed": 3}', '{"feed": {"entry": [1, {"link": 4, "author": "x"}]}}', "[]", '{"a": 1}'],
)
def test_odd_answers_do_not_raise(body: str) -> None:
    read = feed(body, "application/json")

    assert read is None or isinstance(read, Feed)


def test_a_page_is_no_feed() -> None:
    assert feed("<html><body><rss></html>", "text/html") is None
