"""However many entries match, the same ones are found in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archive import Archive, Finding, Query, Sort, open_archive
from crawler.archive.sqlite import searching
from crawler.model import Author, Comment, Moment, Post, Precision, Rank, Reading, Visit

QUERIES = ["word", "word even", "wor*", '"word number"', "number thre*"]
FILTERS: list[dict[str, str]] = [
    {},
    {"blog": "b.example"},
    {"author": "person 1"},
    {"since": "2009-03-05", "until": "2009-03-20"},
    {"kind": "comment", "blog": "a.example"},
]


def page(blog: str) -> Finding:
    url = f"http://{blog}/1"
    comments = tuple(
        Comment(
            f"c{n}",
            author=Author(f"Person {n % 5}"),
            published=Moment("", f"2009-03-{1 + n * 7 % 28:02d}", None, Precision.DAY)
            if n % 5
            else Moment(),
            text=f"word number {['even', 'odd'][n % 2]} number {['three', 'no'][n % 3 > 0]}",
        )
        for n in range(60)
    )
    post = Post(url, blog, text="word")
    return Finding(
        Visit(url, "2026-01-01T12:00:00Z", 200, "run", url),
        Reading(url, "test", Rank.PLATFORM, post, comments),
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("search") / "a.db"
    with closing(open_archive(str(path), create=True)) as opened:
        opened.record([page("b.example"), page("a.example")])
        yield opened


@pytest.mark.parametrize("words", QUERIES)
@pytest.mark.parametrize("narrowed", FILTERS, ids=str)
def test_many_matches_are_found_as_few_are(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, words: str, narrowed: dict[str, str]
) -> None:
    query = Query(words, limit=25, **narrowed)  # type: ignore[arg-type]
    few = list(archive.search(query))
    monkeypatch.setattr(searching, "CANDIDATES", 3)
    assert list(archive.search(query)) == few
    assert few


@pytest.mark.parametrize("narrowed", FILTERS, ids=str)
def test_of_many_matches_the_ones_stored_last_are_weighed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, narrowed: dict[str, str]
) -> None:
    query = Query("word", sort=Sort.RELEVANCE, limit=500, **narrowed)  # type: ignore[arg-type]
    every = {(hit.post_url, hit.comment_id) for hit in archive.search(query)}
    assert every == {
        (hit.post_url, hit.comment_id) for hit in archive.search(replace(query, sort=Sort.DATE))
    }
    monkeypatch.setattr(searching, "CANDIDATES", 3)
    last = {(hit.post_url, hit.comment_id) for hit in archive.search(query)}
    assert len(last) == min(3, len(every))
    assert last <= every
