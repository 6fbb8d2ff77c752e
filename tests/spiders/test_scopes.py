"""The scopes blog and page."""

from __future__ import annotations

from tests.spiders.conftest import WORDS, link
from tests.support.blogserver import BlogServer, comment, home, post
from tests.support.crawling import Crawls


def test_page_takes_the_thread_alone(server: BlogServer, crawls: Crawls) -> None:
    seed = "http://a.example/2009/03/one/"
    onward = {1: "comment-page-2/", 2: ""}
    for number, other in onward.items():
        said = comment(number, f"Name {number}", f"Remark number {number}.", "http://c.example/")
        page = post("One", link("http://b.example/2009/two"), said)
        more = f'<div class="nav-previous"><a href="{seed}{other}#comments">More</a></div>'
        path = "/2009/03/one/" + onward[3 - number]
        server.put("a.example", path, page.replace("</div></body>", f"{more}</div></body>"))
    assert crawls.run(seed, "--scope", "page").code == 0
    assert {asked.host for asked in server.log} == {"a.example"}
    assert [row[0] for row in crawls.rows("SELECT url FROM posts")] == [seed]
    assert len(crawls.rows("SELECT id FROM comments")) == 2


def test_blog_takes_what_the_blog_lists_and_its_feed_knows(
    server: BlogServer, crawls: Crawls
) -> None:
    listing = home(
        "A",
        [
            ("http://a.example/2009/one", "One", link("http://b.example/2009/two")),
            ("http://a.example/2009/three", "Three", f"<p>{WORDS}</p>"),
        ],
    )
    feed_link = '<link rel="alternate" type="application/rss+xml" href="/feed/"></head>'
    server.put("a.example", "/", listing.replace("</head>", feed_link))
    server.put(
        "a.example",
        "/feed/",
        """<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>
<link>http://a.example/</link><item><title>Old</title><link>http://a.example/2001/old</link>
<description>Old.</description></item></channel></rss>""",
        headers={"Content-Type": "application/rss+xml"},
    )
    for path in ("/2009/one", "/2009/three", "/2001/old"):
        server.put("a.example", path, post(path, link("http://b.example/2009/two")))
    assert crawls.run("http://a.example/2009/one", "--scope", "blog").code == 0
    assert sorted(server.asked("a.example")) == [
        "/",
        "/2001/old",
        "/2009/one",
        "/2009/three",
        "/feed/",
        "/robots.txt",
    ]
    assert server.asked("b.example") == []
    assert len(crawls.rows("SELECT * FROM posts")) == 3
