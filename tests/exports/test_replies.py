"""Comments below what they answer, each once."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.replies import in_reply_order
from tests.support.talks import comment, post, thread


def order(*parents: tuple[str, str | None]) -> list[tuple[str, int]]:
    entries = [comment(id, parent_id=parent) for id, parent in parents]
    kept = thread(post("http://a.example/a"), entries).comments
    return [(stored.comment.id, depth) for stored, depth in in_reply_order(kept)]


def test_replies_follow_what_they_answer() -> None:
    told = order(("1", None), ("2", None), ("3", "1"), ("4", "3"), ("5", "1"), ("6", "gone"))
    assert told == [("1", 0), ("3", 1), ("4", 2), ("5", 1), ("2", 0), ("6", 0)]


def test_a_circle_of_parents_is_told_once() -> None:
    assert order(("1", "2"), ("2", "1"), ("3", "3")) == [("1", 0), ("2", 1), ("3", 0)]


def test_very_deep() -> None:
    told = order(("0", None), *((str(number), str(number - 1)) for number in range(1, 20_000)))
    assert told[-1] == ("19999", 19_999)


@given(st.lists(st.none() | st.integers(0, 9).map(str), max_size=10))
def test_each_once(parents: list[str | None]) -> None:
    told = order(*((str(number), parent) for number, parent in enumerate(parents)))
    assert sorted(id for id, _ in told) == sorted(str(n) for n in range(len(parents)))
