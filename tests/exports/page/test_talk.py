"""Comments as lists: nested as they answer, never deep, folded, each once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.page.talk import talk
from crawler.model import Comment, CommentKind, CommentStatus
from tests.support.talks import comment, post, thread


def html(entries: list[Comment], **named: set[int]) -> str:
    kept = thread(post("http://a.example/a"), entries).comments
    return "".join(talk(kept, 4, named, None))


def chain(length: int) -> list[Comment]:
    return [comment(str(n), parent_id=str(n - 1) if n else None) for n in range(length)]


def depth(text: str) -> int:
    """The deepest nesting of lists; every tag is closed that is opened."""
    deepest, open_ = 0, []
    for slash, tag in re.findall(r"<(/?)(ol|li|details)\b", text):
        if slash:
            assert open_.pop() == tag
        else:
            open_.append(tag)
        deepest = max(deepest, open_.count("ol"))
    assert open_ == []
    return deepest


def test_a_reply_is_in_what_it_answers() -> None:
    shown = html([comment("1"), comment("2", parent_id="1"), comment("3")])
    assert re.sub(r"<(p|/p|b|/b|bdi|/bdi|time|/time)[^>]*>|[^<>]+(?=<)", "", shown) == (
        '<ol><li id="c4-0"><ol><li id="c4-1"></li></ol></li><li id="c4-2"></li></ol>'
    )
    assert "answers" not in shown


def test_deep_talks_stay_flat_and_say_who_is_answered() -> None:
    shown = html([*chain(20), comment("x", "Eve", parent_id="19")])
    assert depth(shown) == 6
    assert shown.count("answers <bdi>Anna</bdi>") == 15


def test_what_is_known_of_a_comment_is_said() -> None:
    shown = html(
        [
            comment(
                "1", "Eve", "2009-03-04T10:00Z", site="http://eve.example/", by_post_author=True
            ),
            comment("2", None, kind=CommentKind.PINGBACK, permalink="http://a.example/a#2"),
            comment("3", text="", status=CommentStatus.DELETED),
            comment("4", kind=CommentKind.LIKE),
        ],
        **{"1": {7, 5}},
    )
    assert 'href="http://eve.example/"><bdi>Eve</bdi></a></b> · the post\'s author' in shown
    assert "2009-03-04 10:00 UTC" in shown
    assert "(unsigned)</bdi></b> · pingback" in shown
    assert "[deleted]" in shown
    assert shown.count("<li") == 3
    assert '→ <a class="to" href="#p5">5</a>, <a class="to" href="#p7">7</a>' in shown


def test_many_comments_are_folded_by_the_hundred() -> None:
    shown = html([comment(str(n)) for n in range(240)])
    assert re.findall(r"<summary>(.*?)</summary>", shown) == [
        "100 more, 100 after that",
        "100 more",
    ]
    assert depth(shown) == 1


@given(st.lists(st.none() | st.integers(0, 150).map(str), max_size=160))
def test_every_comment_stands_once_whatever_answers_what(parents: list[str | None]) -> None:
    shown = html([comment(str(n), parent_id=parent) for n, parent in enumerate(parents)])
    found = [int(place) for place in re.findall(r'<li id="c4-(\d+)"', shown)]
    assert sorted(found) == list(range(len(parents)))
    assert depth(shown) <= 6
