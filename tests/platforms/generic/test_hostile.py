"""Whatever a page holds, the generic reader ends well and tells a tree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.model import Comment
from crawler.pages import Page
from crawler.platforms import generic
from crawler.platforms.reader import TryNext
from tests.platforms.generic.test_reader import FOLDERS, signed

PAGES = [(folder / "page.html").read_bytes() for folder in FOLDERS]
PIECES = [
    b"<div class='comment' id='comment-1'>",
    b"</div>",
    b"</li></ul>",
    b"<table><tr><td>",
    b"<a href='#comment-1' class='reply-to'>",
    b"<form>",
    b"<time datetime='99999-99-99'>",
    b"<b class=author>",
    b"data-parent-id='comment-1' ",
    b"<!--",
    b"<script>",
    b"\x00\xff\xfe",
    "\u202e\ud7ff\u00ad".encode(),
    b"&#xD800;&#0;&amp",
    b"1 Jan 0000, 31 February 2020 25:61",
    b"<ol><ol><ol>",
    b"<dt><dd><dt>",
    b"style='margin-left:1e99px' ",
    b"http://[::1",
    b"<a href='http://[bad' rel=nofollow>x</a>",
]


def comments_of(body: bytes) -> tuple[Comment, ...]:
    page = Page("https://blog.example/post/", body, {"content-type": "text/html"})
    try:
        return generic.read(page).comments
    except TryNext:
        return ()


def check_tree(comments: tuple[Comment, ...]) -> None:
    above = {comment.id: comment.parent_id for comment in comments}
    assert len(above) == len(comments)
    assert set(above.values()) - {None} <= set(above)
    done: set[str] = set()
    for ident in above:
        seen = set()
        place: str | None = ident
        while place is not None and place not in done:
            assert place not in seen, "the parents form a circle"
            seen.add(place)
            place = above[place]
        done |= seen


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    body = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        how = draw(st.sampled_from(("cut", "double", "insert", "move")))
        if how == "cut":
            body = body[:start] + body[end:]
        elif how == "double":
            body = body[:end] + body[start:end] + body[end:]
        elif how == "insert":
            body = body[:start] + draw(st.sampled_from(PIECES)) + body[start:]
        else:
            body = body[end:] + body[start:end] + body[:start]
    return body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_broken_pages_end_well(body: bytes) -> None:
    check_tree(comments_of(body))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120))
def test_heaps_of_markup_end_well(pieces: list[bytes]) -> None:
    check_tree(comments_of(b"".join(pieces)))


@pytest.mark.parametrize("tag", ["div class=comment", "ul", "span", "blockquote", "b class=author"])
def test_deep_nesting_ends_well(tag: str) -> None:
    record = signed("Anna").encode()

    check_tree(comments_of((f"<{tag}>".encode() + record) * 2_000))
    check_tree(comments_of(f"<{tag}>".encode() * 100_000 + record))


def test_an_empty_page_has_no_thread() -> None:
    assert comments_of(b"") == comments_of(b"<") == comments_of(b"<html>") == ()


def test_a_long_thread_is_read_whole() -> None:
    count = 5_000
    items = "".join(
        f'<li class="comment" id="comment-{n}">{signed(f"N{n}", f"<p>Words {n}.</p>")}</li>'
        for n in range(count)
    )

    comments = comments_of(f"<ol id=comments>{items}</ol>".encode())

    assert [comment.id for comment in comments] == [f"comment-{n}" for n in range(count)]
    check_tree(comments)


def test_a_heap_of_entities_ends_well() -> None:
    text = "&amp;&eacute;&#8230;&bogus;" * 250_000

    [one, two] = comments_of(
        f"<ol id=comments><li class=comment>{signed('Anna', f'<p>{text}</p>')}</li>"
        f"<li class=comment>{signed('Ben')}</li></ol>".encode()
    )

    assert len(one.text) > 500_000
    assert two.author.name == "Ben"


@pytest.mark.slow
def test_two_hundred_thousand_comments_are_read() -> None:
    count = 200_000
    items = "".join(
        f'<div class="comment" id="c{n}">{signed(f"N{n}", f"<p>Words {n}.</p>")}</div>'
        for n in range(count)
    )

    assert len(comments_of(f"<div id=comments>{items}</div>".encode())) == count
