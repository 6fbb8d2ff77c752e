"""The conversation spider follows the talk and nothing else, and asks for it once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing

from crawler.archive import open_archive
from crawler.archive.protocol import Table
from tests.spiders.conftest import WORDS, link, talk
from tests.support.blogserver import BlogServer, comment, home, post
from tests.support.crawling import ROOT, Crawls


def test_a_conversation_is_followed_and_kept(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run(talk(server), fresh=True)
    assert ended.code == 0, ended.err
    assert ended.out == ""
    pages = [line for line in server.asked() if not line.endswith("robots.txt")]
    assert sorted(pages) == [
        "a.example/2009/03/one",
        "b.example/2009/two",
        "c.example/",
        "c.example/2009/mine",
        "d.example/2009/gone",
        "e.example/",
        "f.example/2009/ping",
    ]
    posts = dict(crawls.rows("SELECT url, thread_state FROM posts"))
    assert posts.keys() == {
        "http://a.example/2009/03/one",
        "http://b.example/2009/two",
        "http://c.example/2009/mine",
        "http://d.example/2009/gone",
        "http://f.example/2009/ping",
    }
    assert posts["http://d.example/2009/gone"] == "error"
    hops = {(s, t) for s, t, *_ in crawls.contents()["hops"]}
    seed = "http://a.example/2009/03/one"
    assert {
        (seed, "http://b.example/2009/two"),
        ("http://b.example/2009/two", seed),
        ("http://c.example/2009/mine", seed),
        ("http://f.example/2009/ping", seed),
    } <= hops
    assert "next: threadhop trace http://a.example/2009/03/one" in ended.err


def test_every_request_says_who_asks(server: BlogServer, crawls: Crawls) -> None:
    crawls.run(talk(server), "--contact", "me@university.example")
    agents = {asked.headers["user-agent"] for asked in server.log}
    assert len(agents) == 1
    assert agents.pop().endswith(" (+me@university.example)")
    assert not any("cookie" in asked.headers or "referer" in asked.headers for asked in server.log)


def test_a_second_run_asks_only_for_what_changed(server: BlogServer, crawls: Crawls) -> None:
    seed = talk(server)
    crawls.run(seed)
    before, asked = crawls.contents(), len(server.log)
    ended = crawls.run(seed, "--json")
    again = server.log[asked:]
    statuses = {one.host + one.path: one.status for one in again}
    assert statuses["a.example/2009/03/one"] == 304
    assert statuses["b.example/2009/two"] == 304
    assert statuses["c.example/2009/mine"] == 304
    assert not any(path.endswith("robots.txt") for path in statuses), "kept for a day"
    assert crawls.contents() == before
    record = json.loads(ended.out)
    assert record["counts"]["unchanged"] == 5
    assert record["counts"]["posts"] == record["counts"]["comments"] == 0


def test_a_changed_page_is_read_again(server: BlogServer, crawls: Crawls) -> None:
    seed = talk(server)
    crawls.run(seed)
    server.put(
        "b.example",
        "/2009/two",
        post("Two", link(seed), comment(9, "Ann", "A new remark, said a day later.")),
        headers={"ETag": '"new"'},
    )
    ended = crawls.run(seed)
    assert "1 comment" in ended.err
    assert crawls.rows("SELECT author_name FROM comments WHERE post_url LIKE '%two'") == [("Ann",)]


def test_hops_bound_how_far_it_goes(server: BlogServer, crawls: Crawls) -> None:
    for n in range(4):
        onward = link(f"http://h{n + 1}.example/2009/x")
        server.put(f"h{n}.example", "/2009/x", post(f"Post {n}", onward))
    crawls.run("http://h0.example/2009/x", "--hops", "2")
    hosts = {asked.host for asked in server.log}
    assert hosts == {"h0.example", "h1.example", "h2.example"}


def test_old_posts_are_kept_and_not_followed(server: BlogServer, crawls: Crawls) -> None:
    old = post("Old", link("http://b.example/2009/x"), published="2001-01-01T00:00:00+00:00")
    server.put("a.example", "/2001/old", old)
    crawls.run("http://a.example/2001/old", "--since", "2005")
    assert {asked.host for asked in server.log} == {"a.example"}
    assert crawls.rows("SELECT title FROM posts") == [("Old",)]


def test_a_site_whose_home_shows_no_link_is_asked_for_its_feed(
    server: BlogServer, crawls: Crawls
) -> None:
    seed = "http://a.example/2009/03/one"
    said = comment(1, "Bob", "I have more to say elsewhere.", "http://c.example/")
    server.put("a.example", "/2009/03/one", post("One", f"<p>{WORDS}</p>", said))
    listing = home("C", [("http://c.example/2009/mine", "Mine", "<p>Read more…</p>")])
    listing = listing.replace(
        "</head>",
        '<link rel="alternate" type="application/rss+xml" href="http://c.example/feed/"></head>',
    )
    server.put("c.example", "/", listing)
    server.put(
        "c.example",
        "/feed/",
        f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>C</title>
<link>http://c.example/</link><item><title>Mine</title><link>http://c.example/2009/mine</link>
<content:encoded><![CDATA[{link(seed)}]]></content:encoded></item></channel></rss>""",
        headers={"Content-Type": "application/rss+xml"},
    )
    server.put("c.example", "/2009/mine", post("Mine", link(seed)))
    crawls.run(seed)
    # The feed of the month first, which this WordPress does not have.
    asked = ["/robots.txt", "/", "/feed/?m=200903", "/feed/", "/2009/mine"]
    assert server.asked("c.example") == asked
    assert ("http://c.example/2009/mine", seed) in {
        (s, t) for s, t, *_ in crawls.contents()["hops"]
    }


def test_links_that_change_something_are_never_asked_for(
    server: BlogServer, crawls: Crawls
) -> None:
    body = "".join(
        link(url)
        for url in (
            "http://b.example/2009/x?like_comment=5&_wpnonce=abc",
            "http://b.example/2009/y/trackback/",
            "http://b.example/wp-login.php",
            "http://a.example/2009/03/one?replytocom=7",
        )
    )
    server.put("a.example", "/2009/03/one", post("One", body))
    crawls.run("http://a.example/2009/03/one")
    assert server.asked() == ["a.example/robots.txt", "a.example/2009/03/one"]


def test_scrapy_itself_can_start_it(server: BlogServer, crawls: Crawls) -> None:
    seed = talk(server)
    given = {
        "ARCHIVE": crawls.archive,
        "CONNECT_TO": f"*.example={server.place}",
        "ALLOW_PRIVATE_HOSTS": "true",
        "DELAY": "0.02",
        "HOPS": "1",
    }
    settings = [word for k, v in given.items() for word in ("-s", f"THREADHOP_{k}={v}")]
    process = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "conversation", "-a", f"url={seed}", *settings],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert crawls.last_run()["exit_code"] == 0
    assert crawls.last_run()["counts"]["posts"] == 5


def test_logs_hold_no_names_and_no_words(server: BlogServer, crawls: Crawls) -> None:
    ended = crawls.run(talk(server), "--verbose")
    for said in ("Bob", "Eve", "I wrote about this"):
        assert said not in ended.err


def test_a_page_of_comments_that_leads_back_to_its_post_is_an_address_of_it(
    server: BlogServer, crawls: Crawls
) -> None:
    seed = "http://a.example/2009/03/one/"
    further = "".join(f'<a href="{seed}comment-page-{n}/#comments">{n}</a>' for n in (1, 2))
    server.put("a.example", "/2009/03/one/", post("One", "<p>It.</p>", comment(1, "Bob", "Yes")))
    server.put(
        "a.example",
        "/2009/03/one/comment-page-2/",
        post("One", "<p>It.</p>", comment(2, "Eve", "No") + further),
    )
    server.put(
        "a.example", "/2009/03/one/comment-page-1/", "", status=301, headers={"Location": seed}
    )
    assert crawls.run(seed + "comment-page-2/").code == 0
    with closing(open_archive(crawls.archive)) as archive:
        pages = [f"{seed}comment-page-{n}/" for n in (1, 2)]
        assert archive.resolve(pages) == dict.fromkeys(pages, seed)
        assert [row["url"] for row in archive.export(Table.POSTS)] == [seed]
