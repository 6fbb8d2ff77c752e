"""Posts that answer on a blog of its author's own, found by the days of what they answer."""

from __future__ import annotations

import json

from tests.spiders.conftest import link
from tests.support.blogserver import BlogServer, comment, home, post
from tests.support.crawling import Crawls

SEED = "http://a.example/2009/03/one"
MINE = "http://c.example/2009/mine"
API = '<link rel="https://api.w.org/" href="http://c.example/wp-json/">'
FEED = '<link rel="alternate" type="application/rss+xml" href="http://c.example/feed/">'
BY_API = (
    "/wp-json/wp/v2/posts?after=2009-03-12T00:00:00&before=2009-05-12T23:59:59&per_page=50"
    "&order=asc&orderby=date&_fields=link,date,date_gmt,title,content"
)


def feed(*entries: tuple[str, str, str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><description><![CDATA[{body}]]>"
        "</description></item>"
        for url, title, body in entries
    )
    return f'<rss version="2.0"><channel><title>C</title>{items}</channel></rss>'


def begin(server: BlogServer, head: str = "", **more: str) -> None:
    """A post with one comment, whose author's home page says nothing of it any more."""
    said = comment(1, "Bob", "I shall answer at home", "http://c.example/")
    server.put("a.example", "/2009/03/one", post("Who still reads by candle", "<p>I.</p>", said))
    front = home("C", [("http://c.example/2019/new", "New", "<p>Ten years on.</p>")])
    server.put("c.example", "/", front.replace("</head>", f"{head}</head>"))
    server.put("c.example", "/2009/mine", post("Mine", more.get("body") or link(SEED)))


def posts(crawls: Crawls) -> set[str]:
    return {url for (url,) in crawls.rows("SELECT url FROM posts")}


def test_the_api_of_a_commenters_blog_is_asked_for_the_days_after(
    server: BlogServer, crawls: Crawls
) -> None:
    begin(server, API + FEED)
    answered = [
        {"link": MINE, "date": "2009-03-14T10:00:00", "title": {"rendered": "Mine"},
         "content": {"rendered": link(SEED)}},
        {"link": "http://c.example/2009/cats", "date": "2009-03-15T10:00:00",
         "title": {"rendered": "Cats"}, "content": {"rendered": link("http://dogs.example/2009/d")}},
    ]  # fmt: skip
    as_json = {"Content-Type": "application/json"}
    server.put("c.example", BY_API, json.dumps(answered), headers=as_json)
    assert crawls.run(SEED).code == 0
    assert posts(crawls) == {SEED, MINE}
    asked = [path for path in server.asked("c.example") if path != "/robots.txt"]
    assert asked == ["/", BY_API, "/2009/mine"]


def test_an_api_that_is_switched_off_is_not_the_end(server: BlogServer, crawls: Crawls) -> None:
    begin(server, API)
    server.put("c.example", BY_API, "no", status=401)
    server.put(
        "c.example",
        "/?feed=rss2&m=200903",
        feed((MINE, "Mine", link(SEED))),
        headers={"Content-Type": "application/rss+xml"},
    )
    assert crawls.run(SEED).code == 0
    assert MINE in posts(crawls)


def test_an_archive_of_the_month_is_looked_at(server: BlogServer, crawls: Crawls) -> None:
    begin(server)
    page = home("C", []).replace("WordPress 6.1.9", "Movable Type 3.2")
    links = '<a href="/2009/03/">March 2009</a><a href="/2009/02/">February 2009</a>'
    server.put("c.example", "/", page.replace("</body>", f"{links}</body>"))
    entries = [(MINE, "Mine", link(SEED)), ("http://c.example/2009/cats", "Cats", "<p>Cats.</p>")]
    server.put("c.example", "/2009/03/", home("C in March", entries))
    assert crawls.run(SEED).code == 0
    assert MINE in posts(crawls)
    assert "/2009/02/" not in server.asked("c.example")


def test_a_post_that_names_the_other_without_a_link_is_read(
    server: BlogServer, crawls: Crawls
) -> None:
    words = "<p>Somebody asked who still reads by candle, and I do.</p>"
    begin(server, body=words)
    entries = [(MINE, "Mine", words), ("http://c.example/2009/cats", "Cats", "<p>Cats sleep.</p>")]
    server.put("c.example", "/", home("C", entries))
    assert crawls.run(SEED).code == 0
    assert posts(crawls) == {SEED, MINE}


def test_other_posts_of_a_blog_that_takes_part_are_found_once(
    server: BlogServer, crawls: Crawls
) -> None:
    """A blog is asked once, for the posts of the days around its first."""
    head = '<link rel="alternate" type="application/rss+xml" href="http://b.example/feed/">'
    server.put("a.example", "/2009/03/one", post("One", link("http://b.example/2009/two")))
    answer = "http://b.example/2009/three"
    server.put("b.example", "/2009/two", post("Two", "<p>Two.</p>", head=head))
    server.put("b.example", "/2009/three", post("Three", link(SEED), head=head))
    months = feed((answer, "Three", link(SEED)), ("http://b.example/2009/x", "X", "<p>No.</p>"))
    as_feed = {"Content-Type": "application/rss+xml"}
    server.put("b.example", "/feed/?m=200903", months, headers=as_feed)
    assert crawls.run(SEED).code == 0
    assert posts(crawls) == {SEED, "http://b.example/2009/two", answer}
    asked = [path for path in server.asked("b.example") if path != "/robots.txt"]
    assert asked == ["/2009/two", "/feed/?m=200903", "/2009/three"]
