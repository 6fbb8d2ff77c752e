"""Lanes in the order of entering, circles by comments, the undated beside what names them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from crawler.exports.page.layout import Picture, picture
from crawler.exports.trace_ways import Manner
from crawler.model import CommentKind, ThreadState
from tests.support.talks import comment, conversation, hop, post, stored, thread, traced

A, B, C, D = (f"http://{name}.example/{name}" for name in "abcd")


def drawn(*threads: object, hops: tuple[object, ...] = ()) -> Picture:
    return picture(traced(conversation(threads, hops)))  # type: ignore[arg-type]


def test_lanes_are_in_the_order_of_entering() -> None:
    shown = drawn(
        thread(post(C, "2009-03-01")),
        thread(post(A, "2009-03-02")),
        thread(post("http://c.example/2", "2009-03-03")),
        hops=(hop(A, C), hop("http://c.example/2", A)),
    )
    assert [(lane.blog, lane.posts) for lane in shown.lanes] == [("c.example", 2), ("a.example", 1)]
    assert [mark.lane for mark in shown.marks] == [0, 1, 0]
    assert [mark.number for mark in shown.marks] == [1, 2, 3]
    assert [mark.x for mark in shown.marks] == sorted(mark.x for mark in shown.marks)
    assert len({mark.y for mark in shown.marks}) == 2


def test_the_area_of_a_circle_grows_with_the_comments() -> None:
    threads = [
        thread(post(url, f"2009-03-0{day}"), [comment(str(n)) for n in range(count)])
        for day, (url, count) in enumerate([(A, 0), (B, 10), (C, 20)], 1)
    ]
    areas = [mark.radius**2 for mark in drawn(*threads, hops=(hop(B, A), hop(C, B))).marks]
    assert round(areas[2] - areas[1], 6) == round(areas[1] - areas[0], 6) > 0


def test_comments_stand_at_their_own_time_and_reactions_nowhere() -> None:
    talk = [
        comment("1", published="2009-03-02T10:00Z"),
        comment("2", published="2009-03-02T10:01Z"),
        comment("3", published="2009-03-09T10:00Z"),
        comment("4"),
        comment("5", published="2009-03-05T10:00Z", kind=CommentKind.LIKE),
    ]
    (mark,) = drawn(thread(post(A, "2009-03-01T10:00Z"), talk)).marks
    assert [count for _, count in mark.ticks] == [2, 1]
    assert mark.x < mark.ticks[0][0] < mark.ticks[1][0]


def test_the_undated_stand_beside_what_they_hang_on() -> None:
    gap = thread(stored(post(D), ThreadState.ERROR))
    shown = drawn(
        thread(post(A, "2009-03-01")),
        thread(post(B, "2009-03-05")),
        thread(post(C)),
        gap,
        hops=(hop(B, A), hop(B, D), hop(C, B)),
    )
    assert [mark.stored.post.url for mark in shown.marks] == [A, D, B, C]
    assert [mark.stored.state.is_gap for mark in shown.marks] == [False, True, False, False]


def test_an_undated_conversation_has_a_picture() -> None:
    shown = drawn(thread(post(A)), thread(post(B)), hops=(hop(B, A),))
    assert len(shown.marks) == 2
    assert shown.dates == []


def test_a_date_of_a_month_says_how_far_it_may_mean() -> None:
    month, day, last = drawn(
        thread(post(A, "2009-03")),
        thread(post(B, "2009-03-20")),
        thread(post(C, "2009-06-20")),
        hops=(hop(B, A), hop(C, B)),
    ).marks
    assert month.until > day.x > month.x
    assert (day.until, last.until) == (day.x, last.x)


def test_hops_of_a_pair_are_one_way_of_the_most_telling_kind() -> None:
    shown = drawn(
        thread(post(A, "2009-03-01")),
        thread(post(B, "2009-03-05")),
        hops=(hop(B, A, "pingback", 0.6), hop(B, A, "link", 0.9), hop(B, A, "commenter", 0.8)),
    )
    (way,) = shown.ways
    assert (way.manner, way.confidence, way.is_brought) == (Manner.LINK, 0.9, True)
    assert [one.kind.value for one in way.hops] == ["link", "commenter", "pingback"]


def test_the_smallest_of_many_blogs_share_a_lane() -> None:
    urls = [f"http://b{n:03}.example/1" for n in range(200)]
    busy = [f"http://b007.example/{n}" for n in range(2, 6)]
    threads = [thread(post(url, "2009-03-01")) for url in [*urls, *busy]]
    shown = drawn(*threads, hops=tuple(hop(url, urls[0]) for url in [*urls[1:], *busy]))
    assert len(shown.lanes) == 150
    assert shown.lanes[-1].blog is None
    assert shown.lanes[-1].posts == 51
    assert sum(lane.posts for lane in shown.lanes) == 204
    assert any(lane.blog == "b007.example" and lane.posts == 5 for lane in shown.lanes)


def test_dates_are_said_in_the_zone_that_is_asked_for() -> None:
    of = traced(conversation([thread(post(A, "2009-03-01T22:00Z"))]))
    assert [words for _, words in picture(of).dates] == ["1 Mar 2009"]
    assert [words for _, words in picture(of, ZoneInfo("Asia/Tokyo")).dates] == ["2 Mar 2009"]


def test_a_talk_of_hours_shows_hours() -> None:
    shown = drawn(
        thread(post(A, "2009-03-01T08:00Z")),
        thread(post(B, "2009-03-01T20:30Z")),
        hops=(hop(B, A),),
    )
    assert [words for _, words in shown.dates] == ["1 Mar 2009", "20:30"]
