"""A blog that is gone, read from a real pywb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spiders.conftest import WORDS, link
from tests.support.blogserver import BlogServer, comment, post
from tests.support.crawling import Crawls
from tests.support.pywb import programs, serving, write_warc

SEED = "http://a.example/2009/03/one"
GONE = "http://gone.example/2009/03/post/"
NEXT = f"{GONE}comment-page-2/"
BEYOND = "http://c.example/2009/02/three"


@pytest.fixture
def pywb(tmp_path: Path) -> Iterator[str]:
    body = link(BEYOND)
    ann, bob, cid = (comment(n, name, f"{name} speaks.") for n, name in enumerate("ABC", 1))
    newer = f'<a href="{NEXT}#comments">Newer Comments</a>'
    path = tmp_path / "blog.warc.gz"
    write_warc(
        path,
        [
            (GONE, "2009-03-20", post("Gone", body, ann)),
            (GONE, "2010-03-20", post("Gone", body, ann + bob)),
            (GONE, "2011-03-20", post("Gone", body, ann + bob + newer)),
            (NEXT, "2011-03-20", post("Gone", body, cid)),
        ],
    )
    folder = tmp_path / "pywb"
    folder.mkdir()
    with serving(folder, [path]) as archive:
        yield archive


def test_a_thread_comes_whole_from_its_copies(
    pywb: str, server: BlogServer, tmp_path: Path
) -> None:
    server.put("a.example", "/2009/03/one", post("One", link(GONE)))
    server.put("c.example", "/2009/02/three", post("Three", f"<p>{WORDS}</p>"))
    crawls = Crawls(server, tmp_path)
    ended = crawls.run(SEED, "--memento", pywb)
    assert ended.code == 0, ended.err
    rows = crawls.rows(
        f"SELECT url, title, thread_reason, first_seen, last_seen FROM posts WHERE url = '{GONE}'"
    )
    url, title, reason, first, last = rows[0]
    assert (title, first, last) == ("Gone", "2009-03-20T00:00:00Z", "2011-03-20T00:00:00Z")
    assert reason.startswith(f"copy of 2011-03-20 in a web archive: {pywb}20110320000000id_/")
    comments = crawls.rows(
        f"SELECT id, author_name, first_seen FROM comments WHERE post_url = '{url}' ORDER BY id"
    )
    assert [(name, seen[:4]) for _, name, seen in comments] == [
        ("A", "2009"),
        ("B", "2011"),
        ("C", "2011"),
    ]
    assert crawls.rows("SELECT source_url, target_url FROM hops ORDER BY 1") == [
        (SEED, GONE),
        (GONE, BEYOND),
    ]
    asked = crawls.rows("SELECT url FROM visits WHERE via = 'memento' AND url LIKE '%/coll/%'")
    assert [url for (url,) in asked] == [f"{pywb}timemap/link/{GONE}"]
    links = crawls.rows("SELECT source_url, target_url FROM links")
    assert [row for row in links if "/coll/" in row[0] + row[1]] == []


def test_what_we_recorded_is_what_a_web_archive_gives_back(
    server: BlogServer, tmp_path: Path
) -> None:
    """Our own WARC files, with a revisit record among them, in a pywb."""
    programs()
    gone = server.pages
    server.put("gone.example", "/2009/03/post/", post("Gone", link(BEYOND), comment(1, "Ann", "1")))
    server.put("c.example", "/2009/02/three", post("Three", f"<p>{WORDS}</p>"))
    first, then = tmp_path / "first", tmp_path / "then"
    for folder in (first, then, tmp_path / "pywb"):
        folder.mkdir()
    recording = Crawls(server, first)
    for _ in range(2):
        assert recording.run(GONE, "--warc", str(tmp_path / "warc")).code == 0
    del gone["gone.example", "/2009/03/post/"]
    server.put("a.example", "/2009/03/one", post("One", link(GONE)))
    with serving(tmp_path / "pywb", sorted((tmp_path / "warc").iterdir())) as archive:
        later = Crawls(server, then)
        ended = later.run(SEED, "--memento", archive)
    assert ended.code == 0, ended.err
    posts = f"SELECT url, title, text FROM posts WHERE url <> '{SEED}' ORDER BY url"
    assert later.rows(posts) == recording.rows(posts)
    comments = "SELECT post_url, id, text FROM comments"
    assert later.rows(comments) == recording.rows(comments)
