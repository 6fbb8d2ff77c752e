"""Posts that are gone, read from a web archive: which copy, under which address, at what cost."""

from __future__ import annotations

import pytest

from tests.spiders.conftest import WORDS, link
from tests.support.blogserver import BlogServer, comment, post
from tests.support.command import threadhop
from tests.support.crawling import Crawls
from tests.support.webarchive import BASE, HOST, WebArchive

SEED = "http://a.example/2009/03/one"
GONE = "http://gone.example/2009/03/post"
BEYOND = "http://c.example/2009/02/three"


@pytest.fixture
def archive(server: BlogServer) -> WebArchive:
    server.put("a.example", "/2009/03/one", post("One", link(GONE)))
    server.put("c.example", "/2009/02/three", post("Three", f"<p>{WORDS}</p>"))
    return WebArchive(server)


def thread(crawls: Crawls, url: str = GONE) -> tuple[str, str, str]:
    rows = crawls.rows(f"SELECT title, thread_state, thread_reason FROM posts WHERE url = '{url}'")
    return rows[0]


def names(crawls: Crawls, url: str = GONE) -> list[str]:
    rows = crawls.rows(f"SELECT author_name FROM comments WHERE post_url = '{url}' ORDER BY id")
    return [name for (name,) in rows]


def crawl(crawls: Crawls, *more: str, code: int = 0) -> str:
    ended = crawls.run(SEED, "--memento", BASE, *more)
    assert ended.code == code, ended.err
    return ended.err


def test_without_an_archive_what_is_gone_is_a_gap(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawls.run(SEED, "--max-error-rate=1")
    assert thread(crawls) == (None, "error", "HTTP 404")
    assert archive.asked() == []


def test_what_is_gone_is_read_from_the_archive_and_says_so(
    archive: WebArchive, crawls: Crawls
) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", link(BEYOND), comment(1, "Ann", "Seen.")))
    said = crawl(crawls)
    title, state, reason = thread(crawls)
    assert (title, state) == ("Gone", "complete")
    copy = f"{BASE}20090401000000id_/{GONE}"
    assert reason == f"copy of 2009-04-01 in a web archive: {copy}; 1 comments"
    assert "1 gone, 1 read from a web archive" in said
    assert archive.asked() == [
        f"/web/timemap/link/{GONE}",
        f"/web/20090401000000id_/{GONE}",
    ]
    hops = crawls.rows("SELECT source_url, target_url, kind FROM hops ORDER BY 1")
    assert hops == [(SEED, GONE, "link"), (GONE, BEYOND, "link")]


def test_trace_and_show_say_that_it_is_a_copy(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>", comment(1, "Ann", "Seen.")))
    crawl(crawls)
    traced, shown = (
        threadhop(*words, f"--archive={crawls.archive}", cwd=crawls.folder).stdout
        for words in (("trace", SEED), ("show", GONE))
    )
    assert "1 comment, copy of 2009-04-01 in a web archive" in traced
    assert "copy of 2009-04-01 in a web archive:" in shown


def test_visits_tell_copies_from_live_pages(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls)
    visits = crawls.rows(f"SELECT at, status, via FROM visits WHERE url = '{GONE}' ORDER BY at")
    assert visits[0] == ("2009-04-01T00:00:00Z", 200, "memento")
    assert visits[1][1:] == (404, "live")


def test_copies_of_a_thread_are_a_union_with_the_times_of_capture(
    archive: WebArchive, crawls: Crawls
) -> None:
    ann, bob, cid = (comment(n, name, f"{name} speaks.") for n, name in enumerate("ABC", 1))
    body = f"<p>{WORDS}</p>"
    archive.keep(GONE, "2009-04-01", post("Gone", body, ann + bob))
    archive.keep(GONE, "2010-04-01", post("Gone", body, ann))
    archive.keep(GONE, "2011-04-01", post("Gone", body, ann + cid))
    crawl(crawls)
    assert len(archive.asked()) == 3, "the list, the copy nearest to the link, and the newest"
    seen = crawls.rows(
        "SELECT author_name, first_seen, last_seen, removed FROM comments"
        f" WHERE post_url = '{GONE}' ORDER BY id"
    )
    early, late = "2009-04-01T00:00:00Z", "2011-04-01T00:00:00Z"
    assert seen == [("A", early, late, None), ("B", early, early, late), ("C", late, late, None)]
    assert crawls.rows(f"SELECT first_seen, last_seen FROM posts WHERE url = '{GONE}'") == [
        (early, late)
    ]


def test_the_time_of_the_link_chooses_the_copy(archive: WebArchive, crawls: Crawls) -> None:
    for year in ("2007", "2009", "2013"):
        archive.keep(GONE, f"{year}-03-01", post(f"In {year}", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert [path[5:9] for path in archive.asked()[1:]] == ["2009", "2013"]


def test_the_time_of_a_comment_that_links_chooses_it_too(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    said = comment(5, "Eve", f'See <a href="{GONE}">this</a>.').replace("2009-03-13", "2012-02-02")
    server.put("a.example", "/2009/03/one", post("One", f"<p>{WORDS}</p>", said))
    for year in ("2009", "2012", "2020"):
        archive.keep(GONE, f"{year}-03-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert [path[5:9] for path in archive.asked()[1:]] == ["2012", "2020"]


def test_a_seed_that_is_gone_is_read_as_it_was_last(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Old", f"<p>{WORDS}</p>"))
    archive.keep(GONE, "2012-04-01", post("New", f"<p>{WORDS}</p>"))
    ended = crawls.run(GONE, "--memento", BASE)
    assert ended.code == 0, ended.err
    assert thread(crawls)[0] == "New"


def test_the_pages_of_a_thread_come_from_the_same_time(archive: WebArchive, crawls: Crawls) -> None:
    older = f'<a href="{GONE}/comment-page-1#comments">Older Comments</a>'
    archive.keep(
        GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>", comment(2, "Bob", "2") + older)
    )
    archive.keep(
        f"{GONE}/comment-page-1",
        "2009-04-01",
        post("Gone", f"<p>{WORDS}</p>", comment(1, "Ann", "1")),
    )
    crawl(crawls)
    assert names(crawls) == ["Ann", "Bob"]
    assert f"/web/20090401000000id_/{GONE}/comment-page-1" in archive.asked()
    assert [path for path in archive.server.asked("gone.example") if "comment-page" in path] == []


def test_a_host_that_does_not_answer_is_gone(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    routes = f"gone.example=127.0.0.1:9,*.example={archive.server.place}"
    crawls.options = ["--connect-to", routes]
    crawl(crawls)
    assert thread(crawls)[0] == "Gone"
    assert crawls.rows(f"SELECT note FROM visits WHERE url = '{GONE}' AND status = 0") == [
        ("connection refused",)
    ]


def test_a_parked_domain_is_gone(server: BlogServer, archive: WebArchive, crawls: Crawls) -> None:
    parked = "<html><body><h1>gone.example</h1><p>This domain is for sale.</p></body></html>"
    server.put("gone.example", "/2009/03/post", parked)
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert thread(crawls)[0] == "Gone"


def test_a_redirect_to_the_home_page_is_gone(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    server.put("gone.example", "/2009/03/post", "", status=301, headers={"Location": "/"})
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert thread(crawls)[0] == "Gone"


@pytest.mark.parametrize("status", [401, 403, 451])
def test_who_keeps_us_out_is_not_gone(
    server: BlogServer, archive: WebArchive, crawls: Crawls, status: int
) -> None:
    server.put("gone.example", "/2009/03/post", "no", status=status)
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls, "--max-error-rate=1")
    assert thread(crawls)[1] == "blocked"
    assert archive.asked() == []


def test_what_robots_txt_keeps_back_is_not_gone(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    server.put("gone.example", "/robots.txt", "User-agent: *\nDisallow: /2009/")
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert archive.asked() == []


def test_what_no_archive_has_is_said_to_be_in_none(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    crawl(crawls, "--max-error-rate=1")
    assert thread(crawls) == (None, "error", "HTTP 404; not in the web archive")
    assert len(archive.asked()) == 2, "neither a list nor a copy"


def test_a_copy_from_after_the_end_is_not_the_post(archive: WebArchive, crawls: Crawls) -> None:
    other = "Cheap watches and bags of all makes are sold in this shop, day and night. " * 5
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    archive.keep(GONE, "2019-04-01", post("Watches", f"<p>{other}</p>"))
    crawl(crawls, "--max-error-rate=1")
    assert thread(crawls)[0] == "Gone"


def test_a_copy_of_a_parked_domain_is_not_the_post(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    archive.keep(GONE, "2019-04-01", "<html><body><p>This domain is for sale.</p></body></html>")
    crawl(crawls, "--max-error-rate=1")
    assert thread(crawls)[0] == "Gone"


def test_a_redirect_that_was_captured_leads_to_the_new_address(
    archive: WebArchive, crawls: Crawls
) -> None:
    archive.keep(GONE, "2012-04-01", "", status=301, location=BEYOND)
    crawl(crawls)
    assert crawls.rows("SELECT url FROM posts ORDER BY url") == [(SEED,), (BEYOND,)]
    hops = crawls.rows("SELECT source_url, target_url FROM hops")
    assert hops == [(SEED, BEYOND)]


def test_an_archive_with_a_timegate_alone_will_do(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    opaque = WebArchive(server, wayback=False)
    page = post("Gone", link(BEYOND)).replace(f'"{BEYOND}"', f'"/copy/x/{BEYOND}"')
    opaque.keep(GONE, "2009-04-01", page)
    opaque.keep(GONE, "2013-04-01", post("Later", f"<p>{WORDS}</p>"))
    crawl(crawls)
    assert thread(crawls)[0] == "Gone"
    asked = opaque.asked()
    assert asked[:2] == [f"/web/timemap/link/{GONE}", f"/web/{GONE}"]
    assert len(asked) == 3
    hops = crawls.rows("SELECT source_url, target_url FROM hops ORDER BY 1")
    assert hops == [(SEED, GONE), (GONE, BEYOND)], "not to the archive's copy"


def test_the_archive_is_asked_with_manners(
    server: BlogServer, archive: WebArchive, crawls: Crawls
) -> None:
    server.put(HOST, "/robots.txt", "User-agent: *\nDisallow: /web/")
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>"))
    crawl(crawls, "--max-error-rate=1")
    assert archive.asked() == []
    crawls.delay = 0.3
    server.put(HOST, "/robots.txt", "")
    other = Crawls(server, crawls.folder / "other", 0.3)
    other.folder.mkdir()
    server.log.clear()
    crawl(other)
    assert len(archive.asked()) == 2
    assert min(server.gaps()[HOST]) > 0.25


def test_a_copy_is_not_asked_for_again(archive: WebArchive, crawls: Crawls) -> None:
    archive.keep(GONE, "2009-04-01", post("Gone", f"<p>{WORDS}</p>", comment(1, "Ann", "Seen.")))
    crawl(crawls)
    before = crawls.contents()
    archive.server.log.clear()
    crawl(crawls)
    assert archive.asked() == [f"/web/timemap/link/{GONE}"]
    assert crawls.contents() == before


def test_an_archive_that_is_away_leaves_the_gap(archive: WebArchive, crawls: Crawls) -> None:
    ended = crawls.run(SEED, "--memento", "http://127.0.0.1:9/web/", "--max-error-rate=1")
    assert ended.code == 0, ended.err
    assert thread(crawls) == (None, "error", "HTTP 404; connection refused")


def test_an_archive_inside_this_machine_needs_leave(crawls: Crawls) -> None:
    ended = crawls.run(
        "http://a.invalid/x",
        "--memento=http://127.0.0.1:9/web/",
        "--contact=me@university.example",
        private=False,
        route=False,
    )
    assert ended.code == 2
    assert "127.0.0.1:9 is a private address. Add --allow-private-hosts" in ended.err


def test_a_web_archive_without_an_address_is_a_slip(crawls: Crawls) -> None:
    ended = crawls.run(SEED, "--memento", "archive.org")
    assert ended.code == 2
    assert "https://web.archive.org/web/" in ended.err
