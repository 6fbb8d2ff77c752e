"""A thread as a tree of lines: every entry once, folded with its count, at any depth."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.terminal import width
from crawler.exports.tree import View, thread_lines
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Moment,
    Post,
    Precision,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
)

URL = "http://a.example/1"
SEEN = "2026-01-31T12:00:00Z"


def comment(name: str, parent: str | None = None, text: str = "") -> Comment:
    return Comment(name, author=Author(name), text=text or f"words of {name}", parent_id=parent)


def thread(*comments: Comment, text: str = "The post.", claimed: int | None = None) -> Thread:
    moment = Moment("12. März 2009", "2009-03-12T14:05:00", 60, Precision.SECOND)
    post = Post(URL, "a.example", "A title", Author("Anna"), moment, text)
    stored = StoredPost(
        post, ThreadState.PARTIAL, "2 pages of 3", claimed, len(comments), SEEN, SEEN
    )
    return Thread(
        stored,
        tuple(StoredComment(c, URL, place, SEEN, SEEN) for place, c in enumerate(comments)),
    )


def lines(shown: Thread, columns: int = 80, *, whole: bool = False) -> list[str]:
    return list(thread_lines(shown, View(columns, whole=whole)))


def test_a_small_thread() -> None:
    shown = thread(
        comment("Ben"),
        comment("Cleo", "Ben"),
        replace(comment("Dan", "Cleo"), status=CommentStatus.DELETED, text=""),
        replace(
            comment("ping"), kind=CommentKind.PINGBACK, author=Author("B", "http://b.example/2")
        ),
        claimed=5,
    )
    assert lines(shown) == [
        "A title",
        "http://a.example/1",
        "Anna · 2009-03-12 13:05 UTC (12. März 2009) · a.example",
        "4 comments (the page says 5) · partial · 2 pages of 3",
        "",
        "  The post.",
        "",
        "├─ Ben · no date",
        "│  words of Ben",
        "│  └─ Cleo · no date",
        "│     words of Cleo",
        "│     └─ Dan · no date · [deleted]",
        "└─ B · no date · pingback · http://b.example/2",
        "   words of ping",
    ]


def test_text_from_the_page_cannot_leave_its_place() -> None:
    shown = thread(comment("\x1b[2JEve", text="\x1b]0;x\x07\u202eabc\r\nשלום"))
    text = "\n".join(lines(shown))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "\u2068שלום\u2069" in text


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), unique_by=lambda p: p[0]))
def test_every_entry_is_shown_once_whatever_the_parents_say(pairs: list[tuple[int, int]]) -> None:
    shown = thread(*(comment(f"<{name}>", f"<{parent}>") for name, parent in pairs))
    names = re.findall(r"─ (<\d+>)", "\n".join(lines(shown, whole=True)))
    assert sorted(names) == sorted(f"<{name}>" for name, _ in pairs)


@given(st.lists(st.integers(0, 100), min_size=70, max_size=100))
def test_what_is_folded_is_counted(parents: list[int]) -> None:
    shown = thread(
        *(
            comment(f"<{name}>", f"<{parent}>" if parent < name else None)
            for name, parent in enumerate(parents)
        )
    )
    text = "\n".join(lines(shown))
    folded = sum(map(int, re.findall(r"… (\d+) entr(?:y|ies) folded", text)))
    assert len(re.findall(r"─ <\d+>", text)) + folded == len(parents)


def test_many_siblings_fold_in_the_middle() -> None:
    text = "\n".join(lines(thread(*(comment(f"<{n}>") for n in range(100)))))
    assert "├─ … 85 entries folded (--all shows them)" in text
    assert re.findall(r"─ (<\d+>)", text) == [f"<{n}>" for n in [*range(12), 97, 98, 99]]


def test_long_texts_fold_and_say_how_much() -> None:
    long = "\n".join(f"line {n}" for n in range(50))
    shown = thread(comment("Ben", text=long), text=long)
    assert "  … 38 more lines (--all shows them)" in lines(shown)
    assert "   … 30 more lines (--all shows them)" in lines(shown)
    assert "   line 49" in lines(shown, whole=True)


@pytest.mark.parametrize("whole", [True, False])
def test_a_chain_of_ten_thousand_replies_stays_within_the_terminal(whole: bool) -> None:
    chain = [comment("<0>"), *(comment(f"<{n}>", f"<{n - 1}>") for n in range(1, 10_000))]
    shown = lines(thread(*chain), whole=whole)
    assert max(map(width, shown)) <= 80
    assert any("[level 10000]" in line for line in shown) is whole


def test_a_narrow_terminal_still_shows_everything() -> None:
    text = "\n".join(lines(thread(comment("Ben", text="some words here")), columns=12))
    assert re.sub(r"[\s─└│]", "", text).endswith("Bennodatesomewordshere")
