"""Quotations without a link, told apart from what everybody says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive import Archive, Finding, Table
from crawler.archive.outbox import OutboxArchive, Queue
from crawler.conversations import alike
from crawler.conversations.quotation import update_quotes
from crawler.model import Alias, AliasReason, Hop, Link, LinkPlace, Post, Rank, Reading, Visit
from pipelines.hops import store_hops
from tests.support.archives import archive_in, finding
from tests.support.talks import comment, post

WORDS = "every harbour owes its ships one honest light before any merchant asks for two"
A = post("http://a.example/a", "2009-03-01", text=f"I think that {WORDS}. More follows.")
B = post("http://b.example/b", "2009-03-05", text=f"Somebody wrote: “{WORDS.upper()}”. Yes!")
C = post("http://c.example/c", "2009-03-09", text=f"And again: “{WORDS}”, as they say here.")
LATER = "2026-03-01T12:00:00Z"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def take(archive: Archive, *findings: Finding) -> None:
    for one in findings:
        archive.record([one])
        store_hops(archive, [one])


def read(archive: Archive, *posts: Post) -> list[Hop]:
    take(archive, *map(finding, posts))
    return quotes(archive)


def quotes(archive: Archive) -> list[Hop]:
    rows = [row for row in archive.export(Table.HOPS) if row["kind"] == "quote"]
    return [
        hop
        for hop in archive.hops_from([str(row["source_url"]) for row in rows])
        if hop.kind == "quote"
    ]


def ends(found: Sequence[Hop]) -> list[tuple[str, str]]:
    return [(hop.source_url, hop.target_url) for hop in found]


def links(*urls: str) -> tuple[Link, ...]:
    return tuple(Link(url, LinkPlace.BODY, "this", "see this", "") for url in urls)


def test_a_passage_is_a_hop_with_its_places_in_both_texts(archive: Archive) -> None:
    (hop,) = read(archive, A, B)
    assert (hop.source_url, hop.target_url) == (B.url, A.url)
    assert [piece.words for piece in hop.evidence] == [WORDS.upper(), WORDS]
    for piece, one in zip(hop.evidence, (B, A), strict=True):
        start, end = map(int, piece.where.split()[1].split("-"))
        assert (piece.url, one.text[start:end]) == (one.url, piece.words)
    assert (hop.cross_blog, hop.bond_days) == (True, 4)


def test_comments_quote_and_are_quoted(archive: Archive) -> None:
    talk = post("http://d.example/d", "2009-03-02", text="Harbours, and what they are good for.")
    said = comment("c1", "Abel", "2009-03-03T10:00", text=f"Believe me: {WORDS}.")
    take(archive, finding(talk, [said]), finding(B))
    (hop,) = quotes(archive)
    assert (hop.target_url, hop.source_comment_id, hop.target_comment_id) == (talk.url, None, "c1")
    repeats = comment("c7", "Ruth", "2009-03-12T10:00", text=f"A man once said “{WORDS}”.")
    other = post("http://e.example/e", "2009-03-11", text="Of lamps.")
    take(archive, finding(other, [repeats]))
    assert ("c7", "c1") in {
        (hop.source_comment_id, hop.target_comment_id) for hop in quotes(archive)
    }


def test_a_comment_that_repeats_its_own_post_quotes_nobody_else(archive: Archive) -> None:
    repeats = comment("c1", "Abel", "2009-03-20T10:00", text=f"You say “{WORDS}”. Really?")
    take(archive, finding(B), finding(A, [repeats]))
    assert ends(quotes(archive)) == [(B.url, A.url)]


@pytest.mark.parametrize("order", list(permutations((A, B, C))))
def test_every_order_of_reading_ends_alike_with_the_oldest_text(
    archive: Archive, order: tuple[Post, ...]
) -> None:
    assert ends(read(archive, *order)) == [(B.url, A.url), (C.url, A.url)]


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
        for n in range(3)
    ]
    assert read(archive, *many) == []


def test_what_is_quoted_on_ever_more_blogs_becomes_a_saying(archive: Archive) -> None:
    many = [
        post(f"http://m{n}.example/p", f"2009-03-{n + 10}", text=f"Number {n}: “{WORDS}”")
        for n in range(20)
    ]
    assert len(read(archive, A, *many[:5])) == 5
    assert read(archive, *many) == []


def test_what_a_blog_repeats_is_its_furniture(archive: Archive) -> None:
    same = [
        post(f"http://a.example/{n}", f"2009-02-{n + 10}", text=f"Day {n}. {WORDS}")
        for n in range(3)
    ]
    assert read(archive, *same, B) == []


def test_what_somebody_signs_with_everywhere_is_a_signature(archive: Archive) -> None:
    for n in range(3):
        signed = comment("c1", "Abel", f"2009-02-{n + 10}T10:00", text=f"Yes {n}. {WORDS}")
        talk = post(f"http://t{n % 2}.example/{n}", f"2009-02-0{n + 1}", text=f"Talk {n}")
        take(archive, finding(talk, [signed]))
    assert quotes(archive) == []


def test_two_that_quote_a_third_do_not_quote_each_other(archive: Archive) -> None:
    assert read(archive, B, C) == []


def test_two_that_link_to_a_third_have_a_short_passage_from_there(archive: Archive) -> None:
    short = "owes its ships one honest light before any merchant"
    third = "http://third.example/t"
    one = post("http://d.example/d", "2009-03-03", text=f"He {short}, or so.", links=links(third))
    other = post("http://e.example/e", "2009-03-08", text=f"But {short}?", links=links(third))
    assert read(archive, one, other) == []
    unlinked = post("http://f.example/f", "2009-03-12", text=f"Well, “{short}” it is.")
    assert ends(read(archive, unlinked)) == [(unlinked.url, one.url)]


def test_an_edit_takes_the_quotation_back(archive: Archive) -> None:
    assert len(read(archive, A, B)) == 1
    edited = post(A.url, "2009-03-01", text="Something else altogether.")
    take(archive, finding(edited, at=LATER))
    assert quotes(archive) == []


def test_an_edit_of_the_source_hands_the_quotation_on(archive: Archive) -> None:
    plain = post("http://d.example/d", "2009-03-03", text=f"I hold that {WORDS}.")
    assert ends(read(archive, A, plain, C))[0] == (C.url, A.url)
    edited = post(A.url, "2009-03-01", text="Something else altogether.")
    take(archive, finding(edited, at=LATER))
    assert ends(quotes(archive)) == [(C.url, plain.url)]


def test_a_linked_pair_needs_no_quotation(archive: Archive) -> None:
    assert len(read(archive, A, B)) == 1
    linked = post(B.url, "2009-03-05", text=B.text, links=links(A.url))
    take(archive, finding(linked, at=LATER))
    assert quotes(archive) == []


def test_posts_that_prove_to_be_one_do_not_quote_each_other(archive: Archive) -> None:
    assert len(read(archive, A, B)) == 1
    alias = Alias(B.url, A.url, AliasReason.REDIRECT)
    reading = Reading(A.url, "test", Rank.PLATFORM, post=A, aliases=(alias,))
    take(archive, Finding(Visit(A.url, LATER, 200, "run", A.url), reading))
    assert quotes(archive) == []


def test_many_writers_of_one_archive_end_alike(tmp_path: Path) -> None:
    with archive_in(tmp_path) as one, archive_in(tmp_path) as other:
        one.record([finding(A), finding(C)])
        other.record([finding(B)])
        update_quotes(other, [B.url])
        update_quotes(one, [A.url])
        update_quotes(one, [C.url])
        assert ends(quotes(other)) == [(B.url, A.url), (C.url, A.url)]


def test_a_stale_quotation_is_seen_to_by_whoever_reads_next(archive: Archive) -> None:
    read(archive, A, B)
    (hop,) = quotes(archive)
    stale = Hop(C.url, B.url, hop.kind, True, 0.5)
    archive.put_hops([stale])
    assert ends(read(archive, C)) == [(B.url, A.url), (C.url, A.url)]


def test_what_is_in_the_archive_no_more_is_quoted_no_more(archive: Archive) -> None:
    (hop,) = read(archive, A, B)
    archive.put_hops([replace(hop, target_url="http://gone.example/g")])
    assert update_quotes(archive, ["http://gone.example/g"]) == 0
    assert quotes(archive) == [hop]


def test_behind_an_outbox_they_are_kept_and_dropped_too(tmp_path: Path) -> None:
    with archive_in(tmp_path) as there, archive_in(tmp_path) as seen:
        archive = OutboxArchive(Queue(tmp_path / "outbox.db"), lambda: there)
        for one in (A, B):
            archive.record([finding(one)])
            store_hops(archive, [finding(one)])
        assert ends(quotes(seen)) == [(B.url, A.url)]
        edited = finding(post(A.url, "2009-03-01", text="Something else."), at=LATER)
        archive.record([edited])
        store_hops(archive, [edited])
        assert quotes(seen) == []
        assert archive.due() == []


PASSAGES = (
    WORDS,
    "the ferry has never once been late on a day when nobody wanted to leave the island",
    "a letter that is answered at once was only ever a question about the weather",
)
DAYS = st.sampled_from(["2009-03-01", "2009-03-05", "2009-03-09", "2009-04-01", None])


@st.composite
def talks(draw: st.DrawFn) -> list[Finding]:
    """Readings of some posts on few blogs, edits among them, that have passages in common."""
    found = []
    for n in range(draw(st.integers(2, 9))):
        url = f"http://{draw(st.sampled_from('abcdefgh'))}.example/{draw(st.integers(1, 2))}"
        said = draw(st.lists(st.sampled_from(PASSAGES), max_size=2, unique=True))
        marked = draw(st.booleans())
        text = ". ".join(f"“{one}”" if marked else one for one in said)
        published = draw(DAYS)
        linked = links("http://a.example/1") if draw(st.integers(0, 5)) == 0 else ()
        seen = f"2026-01-{n + 1:02d}T12:00:00Z"
        written = post(url, published, text=f"{text}. Number {n}.", links=linked)
        repeated = comment("c1", "Abel", "2009-03-07T10:00", text=draw(st.sampled_from(PASSAGES)))
        comments = [repeated] if draw(st.integers(0, 3)) == 0 else []
        found.append(finding(written, comments, at=seen))
    return found


@settings(deadline=None, max_examples=60)
@given(talks(), st.data(), st.sampled_from([2, 4, alike.COMMON]))
def test_readings_in_any_order_end_with_the_same_quotations(
    found: list[Finding], data: st.DataObject, common: int
) -> None:
    shuffled = data.draw(st.permutations(found))
    cut = data.draw(st.integers(0, len(found)))
    with (
        pytest.MonkeyPatch.context() as patched,
        TemporaryDirectory() as folder,
        archive_in(Path(folder), "one.db") as one,
        archive_in(Path(folder), "two.db") as two,
    ):
        patched.setattr(alike, "COMMON", common)
        take(one, *found)
        take(two, *shuffled[:cut])
        two.record(shuffled[cut:])
        store_hops(two, shuffled[cut:])
        assert quotes(one) == quotes(two)
        urls = sorted(str(row["url"]) for row in one.export(Table.POSTS))
        assert update_quotes(one, urls) == 0
        assert quotes(one) == quotes(two)
