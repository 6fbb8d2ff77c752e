"""What is known of an entry is a join of its sightings: order, grouping and repetition are one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.entries import Entry, dumped, loaded, values
from crawler.archive.merging import (
    Known,
    current_text,
    join,
    join_all,
    moment_of,
    seen_comment,
    seen_post,
)
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    Moment,
    Precision,
    Rank,
    Reading,
    ThreadState,
)
from tests.support import strategies
from tests.support.strategies import TIMES


@st.composite
def sightings(draw: st.DrawFn) -> Known:
    if draw(st.booleans()):
        reading = draw(strategies.readings(urls=strategies.POSTS[:1]))
        return seen_post(reading, draw(st.sampled_from(TIMES)))
    comment = draw(strategies.comments("c1"))
    return seen_comment(
        comment, draw(st.sampled_from(Rank)), draw(st.sampled_from(TIMES)), comment.parent_id
    )


@given(sightings(), sightings())
def test_joining_has_no_direction(one: Known, other: Known) -> None:
    assert join(one, other) == join(other, one)


@given(sightings(), sightings())
def test_what_is_stored_has_no_direction_either(one: Known, other: Known) -> None:
    there, back = (
        Entry("c1", known, named=known) for known in (join(one, other), join(other, one))
    )
    assert values(there, 2, 1) == values(back, 2, 1)


@given(sightings(), sightings(), sightings())
def test_joining_has_no_grouping(one: Known, two: Known, three: Known) -> None:
    assert join(join(one, two), three) == join(one, join(two, three))


@given(sightings(), sightings())
def test_joining_again_adds_nothing(one: Known, other: Known) -> None:
    both = join(one, other)
    assert join(one, one) == one
    assert join(both, one) == join(other, both) == both


@given(sightings(), sightings())
def test_the_current_text_is_one_that_was_read(one: Known, other: Known) -> None:
    both = join(one, other)
    assert current_text(both.texts) in {*one.texts, *other.texts, ""}
    assert bool(current_text(both.texts)) == bool(both.texts)
    assert current_text(dict(reversed(both.texts.items()))) == current_text(both.texts)


@given(sightings(), sightings())
def test_what_is_known_survives_being_stored(one: Known, other: Known) -> None:
    both = join(one, other)
    assert loaded(dumped(both)) == both


def sighted(day: int, rank: Rank, **fields: object) -> Known:
    comment = Comment("c1", **fields)  # type: ignore[arg-type]
    return seen_comment(comment, rank, TIMES[day], comment.parent_id)


def test_a_more_trusted_source_wins_a_field_though_it_is_older() -> None:
    known = join(
        sighted(1, Rank.FEED, author=Author("Anna Lee")),
        sighted(4, Rank.GENERIC, author=Author("Anna", "http://anna.example/")),
    )
    assert known.fields["name"] == "Anna Lee"
    assert known.fields["url"] == "http://anna.example/"


def test_a_kind_that_a_feed_cannot_tell_is_kept() -> None:
    known = join(sighted(1, Rank.PLATFORM, kind=CommentKind.PINGBACK), sighted(2, Rank.FEED))
    assert known.fields["kind"] == "pingback"


def test_an_exact_date_beats_a_vague_one_and_the_earliest_relative_one_stands() -> None:
    early = Moment("3 hours ago", "2026-01-02T09:00:00", None, Precision.RELATIVE)
    late = Moment("yesterday", "2026-01-01T12:00:00", None, Precision.RELATIVE)
    exact = Moment("x", "2026-01-02T08:55", None, Precision.MINUTE)
    told = [
        sighted(2, Rank.PLATFORM, published=early),
        sighted(3, Rank.PLATFORM, published=late),
    ]
    assert moment_of(join_all(told).fields["published"]) == early
    told.append(sighted(1, Rank.GENERIC, published=exact))
    assert moment_of(join_all(told).fields["published"]) == exact


def test_every_text_is_kept_with_its_times() -> None:
    known = join_all(
        sighted(day, Rank.PLATFORM, text=text)
        for day, text in [(0, "one"), (2, "two"), (1, "one"), (4, "one")]
    )
    assert known.texts == {
        "one": {2: (TIMES[0], TIMES[4])},
        "two": {2: (TIMES[2], TIMES[2])},
    }
    assert current_text(known.texts) == "one"


def test_a_wall_says_more_than_an_error_and_less_than_a_thread() -> None:
    reading = Reading("http://a.example/1", "test", Rank.PLATFORM)
    said = [ThreadState.PARTIAL, ThreadState.LOGIN, ThreadState.ERROR]
    told = [seen_post(replace(reading, state=s), TIMES[day]) for day, s in enumerate(said)]
    assert join_all(told).fields["state"][1] == "partial"
    assert join_all(told[1:]).fields["state"][1] == "login"
    assert (join_all(told).first, join_all(told).last) == (TIMES[0], TIMES[1])
