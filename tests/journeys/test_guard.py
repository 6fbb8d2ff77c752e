"""A crawl of the public web is led inside by its pages, and does not go."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.crawling import export
from tests.support.blogserver import post
from tests.support.publicnet import LOOPBACK, METADATA, PRIVATE, PUBLIC, crawled

SEED = "http://a.example/2009/one"
WORDS = "These are the words of a post that has something to say, and says it at some length."

NAMES = {
    "a.example": PUBLIC,
    "b.example": PUBLIC,
    "c.example": PUBLIC,
    "archive.example": PUBLIC,
    "inside.example": LOOPBACK,
    "meta.example": METADATA,
}

#: Where the redirects of a.example lead, by path.
REDIRECTS = {
    "/2009/loopback": f"http://{LOOPBACK}/2009/secret",
    "/2009/private": f"http://{PRIVATE}/2009/secret",
    "/2009/metadata": f"http://{METADATA}/latest/meta-data",
    "/2009/number": "http://2130706433/2009/secret",
    "/2009/hexadecimal": "http://0x7f.1/2009/secret",
    "/2009/ipv6": "http://[::1]/2009/secret",
    "/2009/mapped": "http://[::ffff:127.0.0.1]/2009/secret",
    "/2009/name": "http://inside.example/2009/secret",
    "/2009/twice": "http://b.example/2009/onward",
}


def page(body: str) -> tuple[int, dict[str, str], str]:
    return 200, {}, post("A post", body)


def moved(url: str) -> tuple[int, dict[str, str], str]:
    return 302, {"Location": url}, ""


def links(*urls: str) -> str:
    return "".join(f'<p>{WORDS} See <a href="{url}">this</a>.</p>' for url in urls)


def test_no_redirect_name_or_archive_leads_inside(tmp_path: Path) -> None:
    direct = [
        f"http://{LOOPBACK}/2009/secret",
        "http://inside.example/2009/linked",
        "http://meta.example/2009/linked",
        "http://c.example/2009/post",
        "http://gone.example.invalid/2009/post",
    ]
    pages = {
        "a.example/2009/one": page(
            links(*(f"http://a.example{path}" for path in REDIRECTS), *direct)
        ),
        **{f"a.example{path}": moved(url) for path, url in REDIRECTS.items()},
        "b.example/2009/onward": moved(f"http://{LOOPBACK}/2009/secret"),
        "c.example/robots.txt": moved(f"http://{LOOPBACK}/robots.txt"),
        "c.example/2009/post": page(f"<p>{WORDS}</p>"),
        "archive.example/web/timemap/link/http://gone.example.invalid/2009/post": (
            200,
            {"Content-Type": "application/link-format"},
            f'<http://{LOOPBACK}/copy>; rel="memento"; datetime="Thu, 12 Mar 2009 10:00:00 GMT"',
        ),
        f"{LOOPBACK}/2009/secret": page("<p>the secret</p>"),
    }
    ended = crawled(
        tmp_path,
        NAMES,
        pages,
        "crawl",
        SEED,
        "--archive=sqlite:talk.db",
        "--contact=me@university.example",
        "--memento=http://archive.example/web/",
        "--delay=0.02",
        "--max-error-rate=1",
    )
    assert ended.code == 0, ended.err
    assert {address for address, _, _ in ended.asked} == {PUBLIC}
    assert {path for _, host, path in ended.asked if host == "a.example"} >= set(REDIRECTS)
    posts = {row["url"]: row for row in export(tmp_path, "posts")}
    for path in REDIRECTS.keys() - {"/2009/name", "/2009/twice"}:
        row = posts[f"http://a.example{path}"]
        assert row["thread_state"] == "blocked", path
        assert "private address" in row["thread_reason"], path
    assert (
        "leads to the private address 127.0.0.1"
        in (posts["http://inside.example/2009/linked"]["thread_reason"])
    )
    notes = {row["url"]: row["note"] for row in export(tmp_path, "visits")}
    assert "private address" in notes["http://b.example/2009/onward"]
    assert "private address" in notes[f"http://{LOOPBACK}/copy"]
    assert posts["http://c.example/2009/post"]["title"] == "A post"
    assert not any("secret" in (row["text"] or "") for row in posts.values())
