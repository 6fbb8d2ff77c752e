"""From any post of a conversation to the whole of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive, Finding
from crawler.conversations.tree import reading_order
from crawler.conversations.walk import Limits, follow, trace
from crawler.errors import NotInArchive, UsageError
from crawler.model import Alias, AliasReason, Hop, Rank, Reading, ThreadState, Visit
from tests.support.archives import archive_in, finding
from tests.support.talks import SEEN, comment, hop, post

A, B, C, D, E = (f"http://{name}.example/{name}" for name in "abcde")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all examples: each has hosts of its own, and none may see another's."""
    with archive_in(tmp_path_factory.mktemp("walk")) as opened:
        yield opened


def fill(archive: Archive, dates: dict[str, str | None], *hops: Hop) -> None:
    archive.record([finding(post(url, date)) for url, date in dates.items()])
    archive.put_hops(hops)


CHAIN = (hop(B, A), hop(C, B), hop(D, C))
DATES: dict[str, str | None] = {A: "2009-03-01", B: "2009-03-05", C: "2009-03-09", D: "2009-03-20"}


def test_the_same_conversation_from_each_of_its_posts(archive: Archive) -> None:
    fill(archive, {**DATES, E: "2009-03-02"}, *CHAIN)
    from_each = [trace(archive, url) for url in DATES]
    assert all(one == from_each[0] for one in from_each)
    assert from_each[0].root == A
    assert [thread.post.post.url for thread in from_each[0].threads] == [A, B, C, D]
    assert from_each[0].hops == CHAIN
    assert from_each[0].left_out == ()


def test_a_post_alone(archive: Archive) -> None:
    archive.record([finding(post(A), [comment("1")])])
    alone = trace(archive, A)
    assert (alone.root, alone.hops, len(alone.threads)) == (A, (), 1)
    assert [stored.comment.id for stored in alone.threads[0].comments] == ["1"]


def test_by_a_comments_permalink_and_by_an_alias(archive: Archive) -> None:
    alias = Alias("http://a.example/?p=7", A, AliasReason.SHORTLINK)
    reading = Reading(
        A, "test", Rank.PLATFORM, post(A), state=ThreadState.COMPLETE, aliases=(alias,)
    )
    archive.record([Finding(Visit(A, SEEN, 200, "run", post_url=A), reading)])
    expected = trace(archive, A)
    for other in (f"{A}#comment-12", alias.url, f"{alias.url}#comment-12", f"{A}?utm_source=x"):
        assert trace(archive, other) == expected


def test_a_circle_and_a_later_edit(archive: Archive) -> None:
    fill(archive, DATES, *CHAIN, hop(A, D, later_edit=True), hop(A, A))
    found = trace(archive, C)
    assert found.root == A
    assert len(found.hops) == 4
    assert [step.post_url for step in reading_order(found)] == [A, B, C, D]


def test_max_hops_counts_from_the_post_asked_for(archive: Archive) -> None:
    fill(archive, DATES, *CHAIN)
    near = trace(archive, B, Limits(max_hops=1))
    assert [thread.post.post.url for thread in near.threads] == [A, B, C]
    assert near.left_out == ((CHAIN[2], "beyond a distance of 1"),)
    assert trace(archive, B, Limits(max_hops=2)).left_out == ()
    only = trace(archive, B, Limits(max_hops=0))
    assert [thread.post.post.url for thread in only.threads] == [B]
    assert [left for left, _ in only.left_out] == [CHAIN[0], CHAIN[1]]


def test_weak_hops_are_left_out(archive: Archive) -> None:
    weak = hop(C, B, "trackback", 0.3)
    fill(archive, DATES, CHAIN[0], weak)
    assert len(trace(archive, A).threads) == 3
    sure = trace(archive, A, Limits(min_confidence=0.5))
    assert [thread.post.post.url for thread in sure.threads] == [A, B]
    assert sure.left_out == ((weak, "below confidence 0.5"),)


def test_the_limit_keeps_the_surest(archive: Archive) -> None:
    hops = (hop(B, A, confidence=0.5), hop(C, A, confidence=0.7), hop(D, A, confidence=0.9))
    fill(archive, DATES, *hops)
    found = trace(archive, A, Limits(max_posts=3))
    assert [thread.post.post.url for thread in found.threads] == [A, C, D]
    assert found.left_out == ((hops[0], "beyond 3 posts"),)
    assert len(trace(archive, A, Limits(max_posts=0)).threads) == 1


def test_hops_to_what_is_no_post_any_more(archive: Archive) -> None:
    fill(archive, {A: None, B: None}, hop(B, A), hop(B, C))
    found = trace(archive, A)
    assert [thread.post.post.url for thread in found.threads] == [A, B]
    assert found.left_out == ((hop(B, C), "no longer in the archive"),)


def test_not_in_the_archive(archive: Archive) -> None:
    archive.record([finding(post(A)), finding(post("http://a.example/2009/03/why-comments"))])
    with pytest.raises(NotInArchive) as error:
        trace(archive, "http://a.example/2009/03/why-coments")
    assert "http://a.example/2009/03/why-comments" in error.value.hint
    with pytest.raises(NotInArchive, match=r"threadhop crawl http://z\.example/1"):
        trace(archive, "http://z.example/1")
    with pytest.raises(UsageError, match="foo"):
        trace(archive, "foo")


def test_a_hub_and_a_long_chain(archive: Archive) -> None:
    hub = [f"http://h{number}.example/1" for number in range(1_500)]
    fill(archive, {A: "2009", **dict.fromkeys(hub)}, *(hop(url, A) for url in hub))
    assert len(follow(archive, hub[7]).posts) == 1_501
    chain = [f"http://c.example/{number:04}" for number in range(1_500)]
    fill(archive, dict.fromkeys(chain), *(hop(late, early) for early, late in pairwise(chain)))
    assert len(follow(archive, chain[700]).hops) == 1_499


NAMES = "pqrstu"
NUMBERS = count()


@given(
    dates=st.lists(
        st.sampled_from([None, "2009", "2009-03-01", "2009-03-05T10:00Z", "2009-03-05T10:00"]),
        min_size=len(NAMES),
        max_size=len(NAMES),
    ),
    ends=st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.sampled_from(["link", "pingback"]),
            st.sampled_from([0.3, 0.6, 0.9]),
        ),
        unique_by=lambda end: end[:3],
        max_size=14,
    ),
    random=st.randoms(use_true_random=False),
)
def test_on_any_graph(
    shared: Archive,
    dates: Sequence[str | None],
    ends: Sequence[tuple[str, str, str, float]],
    random: Random,
) -> None:
    number = next(NUMBERS)
    urls = {name: f"http://{name}{number}.example/{name}" for name in NAMES}
    posts = [finding(post(urls[name], date)) for name, date in zip(NAMES, dates, strict=True)]
    hops = [hop(urls[one], urls[other], kind, sure) for one, other, kind, sure in ends]
    random.shuffle(posts)
    random.shuffle(hops)
    shared.record(posts)
    shared.put_hops(hops)
    for least in (0.0, 0.5):
        for members in _components(urls.values(), [one for one in hops if one.confidence >= least]):
            found = [trace(shared, url, Limits(min_confidence=least)) for url in sorted(members)]
            assert all(one == found[0] for one in found)
            assert {thread.post.post.url for thread in found[0].threads} == members
            assert found[0].root in members
            told = {(one.source_url, one.target_url, one.kind) for one in found[0].hops}
            assert told == {
                (one.source_url, one.target_url, one.kind)
                for one in hops
                if one.source_url in members
                and one.source_url != one.target_url
                and one.confidence >= least
            }


def _components(urls: Iterable[str], hops: Sequence[Hop]) -> list[set[str]]:
    """The connected parts, found by merging sets: another way than the one under test."""
    parts = [{url} for url in urls]
    for one in hops:
        joined = [part for part in parts if {one.source_url, one.target_url} & part]
        parts = [part for part in parts if part not in joined] + [set().union(*joined)]
    return parts
