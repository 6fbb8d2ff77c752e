"""Ids made for comments whose site has none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crawler.archive.likeness import compatible, likeness
from crawler.archive.matching import Sheet, assign, candidate, made_id
from crawler.model import Author, Comment, CommentKind, Moment, Precision
from tests.support.strategies import moments

WORDS = ["red", "house", "by", "the", "sea", "wind", "in", "autumn", "never", "again", "bread"]

sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=9).map(" ".join)
people = st.sampled_from([None, "Anna", "Bo", "Cy"])


def minute(number: int) -> Moment:
    return Moment("", f"2009-03-12T{number // 60:02d}:{number % 60:02d}", None, Precision.MINUTE)


@st.composite
def threads(draw: st.DrawFn, *, dated: bool | None = None) -> tuple[Comment, ...]:
    """A thread as one page shows it; dated comments stand in order of time."""
    said = draw(st.lists(st.tuples(people, sentences), min_size=1, max_size=8))
    has_dates = draw(st.booleans()) if dated is None else dated
    times = sorted(draw(st.lists(st.integers(0, 300), min_size=len(said), max_size=len(said))))
    return tuple(
        Comment(
            f"~{place}",
            author=Author(name),
            text=text,
            published=minute(time) if has_dates else Moment("", None, None, Precision.NONE),
        )
        for place, ((name, text), time) in enumerate(zip(said, times, strict=True), start=1)
    )


def renumbered(comments: list[Comment]) -> tuple[Comment, ...]:
    return tuple(replace(comment, id=f"~{place}") for place, comment in enumerate(comments, 1))


@given(threads())
def test_reading_twice_gives_the_same_ids(thread: tuple[Comment, ...]) -> None:
    first, second = assign([], [Sheet(thread), Sheet(thread)])
    assert first == second
    assert len(set(first)) == len(thread)


@given(threads(), st.data())
def test_a_day_later_what_was_there_keeps_its_id(
    thread: tuple[Comment, ...], data: st.DataObject
) -> None:
    texts = {comment.text for comment in thread}
    more = data.draw(st.lists(st.tuples(people, sentences), max_size=3))
    added = [
        Comment("~", author=Author(name), text=f"zzz {text} zzz qqqq", published=minute(400 + n))
        for n, (name, text) in enumerate(more)
        if text not in texts
    ]
    later = renumbered([*thread, *added])
    first, second = assign([], [Sheet(thread), Sheet(later)])
    assert second[: len(first)] == first
    assert len(set(second)) == len(later)


@given(threads(), st.data())
def test_a_comment_that_is_gone_takes_no_other_id_along(
    thread: tuple[Comment, ...], data: st.DataObject
) -> None:
    assume(len({(c.author.name, c.text) for c in thread}) == len(thread))
    gone = data.draw(st.integers(0, len(thread) - 1))
    left = renumbered([c for n, c in enumerate(thread) if n != gone])
    first, second = assign([], [Sheet(thread, whole=True), Sheet(left, whole=True)])
    assert second == first[:gone] + first[gone + 1 :]


@given(threads(), st.data())
def test_one_edited_comment_keeps_its_id(thread: tuple[Comment, ...], data: st.DataObject) -> None:
    edited = data.draw(st.integers(0, len(thread) - 1))
    addition = data.draw(st.sampled_from(["!", " (edited)", " indeed"]))
    other = list(thread)
    other[edited] = replace(thread[edited], text=thread[edited].text + addition)
    assume(all(other[edited].text != c.text for c in thread))
    first, second = assign([], [Sheet(thread), Sheet(tuple(other))])
    assert first == second


@given(threads(), st.data())
def test_a_rewritten_comment_keeps_its_id_where_its_surroundings_are_seen(
    thread: tuple[Comment, ...], data: st.DataObject
) -> None:
    edited = data.draw(st.integers(0, len(thread) - 1))
    other = list(thread)
    other[edited] = replace(thread[edited], text="kkkkk jjjjj xxxxx")
    first, second = assign([], [Sheet(thread, whole=True), Sheet(tuple(other), whole=True)])
    assert first == second


@given(threads(dated=True), st.sampled_from([0, 60, -300]))
def test_comments_of_a_feed_are_found_among_those_of_the_page(
    thread: tuple[Comment, ...], offset: int
) -> None:
    assume(len({(c.author.name, c.text) for c in thread}) == len(thread))
    named = [
        candidate(
            f"c{n}",
            comment.author.name,
            replace(comment.published, offset=offset, precision=Precision.MINUTE),
            [comment.text],
        )
        for n, comment in enumerate(thread)
    ]
    assert assign(named, [Sheet(thread)]) == [[f"c{n}" for n in range(len(thread))]]


@given(threads(), threads())
def test_no_two_comments_of_a_page_share_an_id(
    one: tuple[Comment, ...], other: tuple[Comment, ...]
) -> None:
    for settled in assign([], [Sheet(one), Sheet(other), Sheet(one)]):
        assert len(set(settled)) == len(settled)
        assert not any(given.startswith("~") for given in settled)


def test_another_page_of_the_thread_is_not_taken_for_an_edit() -> None:
    first = Comment("~1", author=Author("Anna"), text="about red bread", published=minute(5))
    second = Comment("~1", author=Author("Anna"), text="xylophones, quite", published=minute(5))
    (one,), (other,) = assign([], [Sheet((first,)), Sheet((second,))])
    assert one != other


def test_equals_on_one_page_get_an_ordinal() -> None:
    twin = Comment("~1", author=Author("Anna"), text="+1")
    (settled,) = assign([], [Sheet((twin, replace(twin, id="~2")))])
    assert settled == [made_id(twin), f"{made_id(twin)}.2"]


def test_an_id_of_the_sites_own_is_kept_and_given_to_no_other() -> None:
    own = Comment("c1", author=Author("Anna"), text="the same")
    waiting = Comment("~1", author=Author("Anna"), text="the same")
    assert assign([], [Sheet((own,)), Sheet((waiting,))]) == [["c1"], ["c1"]]
    (both,) = assign([], [Sheet((own, waiting))])
    assert both[0] == "c1"
    assert both[1] != "c1"


def test_the_id_holds_neither_the_name_nor_the_text() -> None:
    comment = Comment("~1", author=Author("Anna"), text="secret words", published=minute(3))
    assert len(made_id(comment)) == 17
    assert made_id(comment) == made_id(replace(comment, text="other words"))
    vague = replace(comment, published=replace(comment.published, precision=Precision.DAY))
    assert made_id(vague) != made_id(replace(vague, text="other words"))


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("2009-03-12T14:05", "2009-03-12T14:05", True),
        ("2009-03-12T14:05", "2009-03-12T14:06", False),
        ("2009-03-12", "2009-03-12T14:06", True),
        ("2009-03", "2009-04-12", False),
    ],
)
def test_dates_fit_as_far_as_both_are_written(one: str, other: str, fit: bool) -> None:
    precisions = {7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}
    left, right = (Moment("", m, None, precisions[len(m)]) for m in (one, other))
    assert compatible(left, right) is compatible(right, left) is fit


@given(moments(), moments())
def test_comparing_dates_never_fails_and_has_no_direction(one: Moment, other: Moment) -> None:
    assert compatible(one, other) is compatible(other, one)
    assert compatible(one, one)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


def test_a_linkback_printed_as_its_title_alone_is_the_one_that_the_feed_numbers() -> None:
    """Twenty Ten prints ``Pingback: <a>TITLE</a>`` without an id, a date or any of its words."""
    source = Author("The lamp ledger – The Map Drawer", "http://mapdrawer.example/ledger/")
    short = Comment("~1", CommentKind.PINGBACK, source)
    signed = Comment(
        "~2", author=replace(source, name="Idris"), text="I wrote more about it there."
    )
    said = minute(4)
    named = [candidate("18", "The lamp ledger", said, ["[…] was in April […]"], source.url or "")]
    assert assign(named, [Sheet((short, signed))])[0][0] == "18"
    assert assign(named, [Sheet((short, replace(short, id="~2")))])[0][1].startswith("x")
    full = replace(short, id="18", text="[…] was in April […]", published=said)
    assert assign([], [Sheet((full, signed)), Sheet((short,))])[1] == ["18"]
