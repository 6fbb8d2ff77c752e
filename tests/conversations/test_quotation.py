"""Quotations without a link, told apart from what everybody says."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.conversations.hops import derive
from crawler.conversations.quotation import find_quotes
from crawler.model import Hop, Link, LinkPlace, Post
from tests.support.archives import archive_in, finding
from tests.support.talks import post

WORDS = "every harbour owes its ships one honest light before any merchant asks for two"
A = post("http://a.example/a", "2009-03-01", text=f"I think that {WORDS}. More follows.")
B = post("http://b.example/b", "2009-03-05", text=f"Somebody wrote: “{WORDS.upper()}”. Yes!")
C = post("http://c.example/c", "2009-03-09", text=f"And again: “{WORDS}”, as they say here.")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def read(archive: Archive, *posts: Post) -> list[Hop]:
    for one in posts:
        archive.record([finding(one)])
        archive.put_hops(derive(archive, [one.url]))
        find_quotes(archive, [one.url])
    urls = [one.url for one in posts]
    return [hop for hop in archive.hops_from(urls) if hop.kind == "quote"]


def test_a_passage_is_a_hop_with_its_places_in_both_texts(archive: Archive) -> None:
    (hop,) = read(archive, A, B)
    assert (hop.source_url, hop.target_url) == (B.url, A.url)
    assert [piece.words for piece in hop.evidence] == [WORDS.upper(), WORDS]
    for piece, one in zip(hop.evidence, (B, A), strict=True):
        start, end = map(int, piece.where.split()[1].split("-"))
        assert (piece.url, one.text[start:end]) == (one.url, piece.words)


@pytest.mark.parametrize("order", list(permutations((A, B, C))))
def test_every_order_of_reading_ends_alike_with_the_oldest_text(
    archive: Archive, order: tuple[Post, ...]
) -> None:
    found = read(archive, *order)
    assert [(hop.source_url, hop.target_url) for hop in found] == [(B.url, A.url), (C.url, A.url)]


def test_unknown_order_is_told_by_quotation_marks_or_not_at_all(archive: Archive) -> None:
    plain = post("http://d.example/d", text=A.text)
    (hop,) = read(archive, plain, post("http://e.example/e", text=B.text))
    assert hop.target_url == plain.url
    assert hop.evidence[0].where.endswith("order unknown")


def test_neither_quotes_where_nothing_tells_which_is_older(archive: Archive) -> None:
    assert read(archive, A, post("http://d.example/d", text=A.text)) == []


def test_what_stands_on_many_blogs_is_nobodys(archive: Archive) -> None:
    many = [
        post(f"http://m{n}.example/p", f"2009-03-{n + 10}", text=f"Number {n}: {WORDS}")
        for n in range(6)
    ]
    assert read(archive, *many) == []


def test_what_a_blog_repeats_is_its_furniture(archive: Archive) -> None:
    same = [
        post(f"http://a.example/{n}", f"2009-02-{n + 10}", text=f"Day {n}. {WORDS}")
        for n in range(3)
    ]
    assert read(archive, *same, B) == []


def test_two_that_quote_a_third_do_not_quote_each_other(archive: Archive) -> None:
    assert read(archive, B, C) == []


def test_an_edit_takes_the_quotation_back(archive: Archive) -> None:
    assert len(read(archive, A, B)) == 1
    later = post(A.url, "2009-03-01", text="Something else altogether.")
    archive.record([finding(later, at="2026-03-01T12:00:00Z")])
    find_quotes(archive, [A.url])
    assert [hop for hop in archive.hops_from([B.url]) if hop.kind == "quote"] == []


def test_a_linked_pair_needs_no_quotation(archive: Archive) -> None:
    linked = post(
        B.url, "2009-03-05", text=B.text, links=(Link(A.url, LinkPlace.BODY, "x", "x", ""),)
    )
    assert read(archive, A, linked) == []
