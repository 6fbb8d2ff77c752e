"""Texts are clean before any store sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.protocol import Finding
from crawler.frontier import Lease, Settled, Task
from crawler.model import Author, Comment, Post, Rank, Reading, Visit
from crawler.runs import Fetched
from pipelines.clean import MAX_TEXT, CleanPipeline, cleaned


def reading(text: str) -> Reading:
    comment = Comment("1", author=Author(name=text), text=text)
    return Reading(
        "http://a.example/1",
        "test",
        Rank.GENERIC,
        post=Post("http://a.example/1", "a.example", title=text, tags=("fine", text)),
        comments=(comment,),
    )


@given(st.text(alphabet=st.characters(), max_size=50))
def test_every_text_can_be_written_as_utf_8(text: str) -> None:
    clean = cleaned(reading(text + "\ud800"))
    assert clean.post is not None
    for part in (clean.post.title, clean.comments[0].text, clean.comments[0].author.name):
        assert part is not None
        part.encode()
        assert "\0" not in part


def test_what_is_clean_is_left_as_it_is() -> None:
    was = reading("grüße \U0001f600")
    assert cleaned(was) is was


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\0b", "a\ufffdb"), ("a\udc80b", "a\ufffdb"), ("x" * (MAX_TEXT + 5), "x" * MAX_TEXT)],
)
def test_what_is_mended(text: str, clean: str) -> None:
    assert cleaned(reading(text)).comments[0].text == clean


def test_an_item_is_cleaned_with_its_visit() -> None:
    visit = Visit("http://a.example/1", "2026-01-01T00:00:00Z", 200, "run", note="\ud800")
    lease = Lease(Task(visit.url), "a.example", "w", 0.0)
    item = CleanPipeline().process_item(Fetched(Finding(visit, reading("\0")), Settled(lease)))
    assert item.finding is not None
    assert item.finding.visit.note == "\ufffd"
    assert item.finding.reading == reading("\ufffd")
    assert CleanPipeline().process_item(Fetched(None, Settled(lease))).finding is None
