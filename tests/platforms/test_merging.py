"""Several readings of one thread to one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.model import Author, Comment, Moment, Precision, Rank, Reading
from crawler.platforms.merging import merge, settled

DAY = Moment("1 May", "2010-05-01", precision=Precision.DAY)
SECOND = Moment("x", "2010-05-01T08:00:00", 0, Precision.SECOND)


def reading(source: str, rank: Rank, *comments: Comment) -> Reading:
    return Reading("http://a.example/p", source, rank, comments=comments)


def test_the_higher_rank_wins_and_the_lower_fills_what_it_lacks() -> None:
    page = Comment(
        "1", author=Author("Ann", "http://ann.example"), published=DAY, text="hello there"
    )
    feed = Comment(
        "1", author=Author("Ann A."), published=SECOND, text="hello there", parent_id="0"
    )

    (comment,) = merge(
        [reading("wp", Rank.PLATFORM, page), reading("feed", Rank.FEED, feed)]
    ).comments

    assert comment.published is SECOND
    assert comment.author == Author("Ann A.", "http://ann.example")
    assert comment.parent_id == "0"
    assert dict(comment.sources)["published"] == "feed"


def test_an_instant_is_told_on_the_clock_that_the_page_shows() -> None:
    shown = Moment("1 May, 10:00", "2010-05-01T10:00", precision=Precision.MINUTE)
    page = Comment("1", published=shown, text="hello there")
    stated = Comment("1", published=SECOND, text="hello there")

    (comment,) = merge(
        [reading("wp", Rank.PLATFORM, page), reading("structured", Rank.STRUCTURED, stated)]
    ).comments

    assert comment.published.iso == "2010-05-01T10:00:00+02:00"
    assert comment.published.utc == SECOND.utc


def test_an_id_is_the_same_in_the_short_form_of_a_better_source() -> None:
    better = (Comment("5", text="one"), Comment("6", text="two"))
    generic = (
        Comment("comment-5", text="[…] one […]"),
        Comment("comment-7", text="three"),
        Comment("comment-8", text="four"),
    )

    merged = merge(
        [reading("generic", Rank.GENERIC, *generic), reading("wp", Rank.PLATFORM, *better)]
    )

    assert sorted(comment.id for comment in merged.comments) == ["5", "6", "comment-7", "comment-8"]


def test_comments_without_ids_are_matched_by_their_words() -> None:
    generic = (
        Comment("~0", text="one", author=Author("A")),
        Comment("~1", text="two", parent_id="~0"),
    )
    known = Comment("77", text="one", author=Author("A"))

    merged = merge(
        [reading("generic", Rank.GENERIC, *generic), reading("wp", Rank.PLATFORM, known)]
    )

    assert [(c.id, c.parent_id) for c in merged.comments] == [("77", None), ("~1", "77")]
    assert merged.source == "wp+generic"


def test_what_only_one_source_has_is_kept() -> None:
    merged = merge(
        [
            reading("a", Rank.PLATFORM, Comment("~0", text="one")),
            reading("b", Rank.STRUCTURED, Comment("~0", text="two")),
        ]
    )

    assert sorted(c.text for c in merged.comments) == ["one", "two"]
    assert len({c.id for c in merged.comments}) == 2


def test_a_comment_printed_twice_is_kept_once() -> None:
    twice = (Comment("1", text="a"), Comment("1", text="a"), Comment("1", text="b"))

    assert [c.text for c in settled(twice)] == ["a", "b"]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 12))), max_size=30)
)
def test_ids_are_unique_and_parents_never_make_a_circle(
    pairs: list[tuple[int, int | None]],
) -> None:
    comments = [
        Comment(str(a), text=str(n), parent_id=None if b is None else str(b))
        for n, (a, b) in enumerate(pairs)
    ]

    done = settled(comments)

    parents = {c.id: c.parent_id for c in done}
    assert len(parents) == len(done)
    for start in parents:
        steps, here = 0, parents[start]
        while here in parents:
            here, steps = parents[here], steps + 1
            assert steps <= len(parents)
