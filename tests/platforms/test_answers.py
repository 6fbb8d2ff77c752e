"""JSON answers are hostile too: whatever stands in them, they end in a reading."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.model import Rank, Reading
from crawler.pages import Page
from crawler.platforms import PLATFORMS
from crawler.platforms.answers import at, below, dated, identity, number, plain, things, word
from crawler.platforms.reader import SURE, TryNext
from crawler.platforms.reading import read_page
from crawler.urls import canonical, is_trap
from tests.platforms.test_cases import CASES, FOLDERS, page_of

ANSWERS = sorted(path.parent for path in CASES.glob("*/*/page.json"))
API_READERS = [reader for reader in PLATFORMS if reader.RANK is Rank.API]
NAMES = [reader.NAME for reader in API_READERS]
#: Values that no service means.
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**40,
    1e300,
    float("inf"),
    float("nan"),
    "",
    "0",
    "\ud800",
    "\0<p>",
    "x" * 5000,
    "http://[bad",
    "<div>" * 300,
    [],
    {},
    [[]],
    [None, 3, "x"],
    {"id": {"id": []}},
]


def answered(url: str, data: Any) -> Page:
    """A page that holds the data as JSON, lone surrogates and infinities included."""
    body = json.dumps(data, ensure_ascii=True).encode("ascii")
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Page(url, body, {"content-type": "application/json"}, fetched_at=at)


@pytest.mark.parametrize("folder", ANSWERS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_an_answer_is_read_by_the_one_reader_of_its_kind(folder: Path) -> None:
    page = page_of(folder)

    sure = [reader.NAME for reader in PLATFORMS if reader.sure(page) >= SURE]

    assert sure == [folder.parent.name]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_what_is_asked_for_is_no_trap_and_an_address(folder: Path) -> None:
    for ask in read_page(page_of(folder)).asks:
        assert not is_trap(ask.url), ask.url
        assert canonical(ask.url)


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_of_another_kind_is_left_alone(name: str) -> None:
    for data in [*ODD, {"comments": [{}]}, [{"id": 1}], {"children": {}}]:
        assert not read_page(answered("http://a.example/x", data), only=name).comments


@pytest.mark.parametrize("reader", API_READERS, ids=NAMES)
def test_a_reader_of_answers_steps_back_from_a_page(reader: Any) -> None:
    with pytest.raises(TryNext):
        reader.read(Page("http://a.example/x", b"<p>no answer", {"content-type": "text/html"}))


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container in the data with each key or index of it."""
    found: list[tuple[Any, Any]] = []
    stack = [data]
    while stack:
        value = stack.pop()
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            found.append((value, key))
            if isinstance(value[key], dict | list):
                stack.append(value[key])
    return found


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_mutated_answers_do_not_raise(data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(ANSWERS))
    page = page_of(folder)
    thing = json.loads(page.body)
    for _ in range(data.draw(st.integers(1, 5))):
        spots = places(thing)
        if not spots:
            break
        holder, key = data.draw(st.sampled_from(spots))
        other = data.draw(st.sampled_from(spots))
        what = data.draw(st.sampled_from(["odd", "odd", "gone", "other", "twice"]))
        if what == "gone":
            del holder[key]
        elif what == "twice" and isinstance(holder, list):
            holder.append(holder[key])
        else:
            value = other[0][other[1]] if what == "other" else data.draw(st.sampled_from(ODD))
            # A copy, for JSON holds nothing twice.
            holder[key] = json.loads(json.dumps(value))

    page = answered(page.url, thing)
    for reading in (read_page(page), read_page(page, only=folder.parent.name)):
        ids = [comment.id for comment in reading.comments]
        assert len(ids) == len(set(ids))
        assert all(isinstance(ask.url, str) for ask in reading.asks)
        parents = {comment.id: comment.parent_id for comment in reading.comments}
        for start in parents:
            steps, here = 0, parents[start]
            while here in parents:
                steps, here = steps + 1, parents[here]
                assert steps <= len(parents)


@pytest.mark.parametrize("levels", [300, 100_000])
@pytest.mark.parametrize(
    ("url", "start", "inner", "end"),
    [
        ("http://a.example/api/v1/post/1/comments", '{"comments":[', '{"id":%d,"children":[', "]}"),
        ("http://a.example/?uri=x", '{"total_replies":1,"hidden_replies":0,"replies":[',
         '{"id":%d,"replies":[', "]}"),
        ("http://a.example/items/0", '{"id":0,"created_at_i":1,"children":[',
         '{"id":%d,"author":"a","children":[', "]}"),
    ],
)  # fmt: skip
def test_deep_trees_end_in_a_reading(
    levels: int, url: str, start: str, inner: str, end: str
) -> None:
    tail = '],"automod_hidden_comments":[]}' if "post" in url else "]}"
    body = start + "".join(inner % n for n in range(1, levels)) + end * (levels - 1) + tail

    reading = read_page(Page(url, body.encode(), {"content-type": "application/json"}))

    assert isinstance(reading, Reading)
    if levels == 300:
        assert len(reading.comments) == 299
        assert reading.comments[-1].parent_id == "298"


def test_the_parts_of_an_answer_are_nothing_where_they_are_of_another_type() -> None:
    thing = {"a": {"b": [1, {"c": "x"}]}, "n": "12", "f": 1.5, "t": True, "z": 0}

    assert at(thing, "a", "b", "c") is None
    assert things(thing, "a", "b") == [{"c": "x"}]
    assert (word(thing, "a"), word(thing, "n")) == ("", "12")
    assert (number(thing, "n"), number(thing, "f"), number(thing, "t")) == (12, None, None)
    assert (identity(thing, "n"), identity(thing, "t"), identity(thing, "z")) == ("12", "", "")


def test_a_date_without_a_zone_is_utc_only_where_the_service_says_so() -> None:
    thing = {"d": "2020-01-02T03:04:05", "e": 1577934245, "z": 0}

    assert dated(thing, "d").offset is None
    assert dated(thing, "d", utc=True).utc == dated(thing, "e").utc == "2020-01-02T03:04:05Z"
    assert dated(thing, "z").local is None


def test_a_tree_is_walked_in_the_order_in_which_it_is_shown() -> None:
    tree: list[Any] = [{"id": 1, "c": [{"id": 2, "c": [{"id": 3}]}, {"id": 4}]}, {"id": 5}]

    walked = [(t["id"], at(above, "id")) for t, above in below(tree, lambda t: things(t, "c"))]

    assert walked == [(1, None), (2, 1), (3, 2), (4, 1), (5, None)]


def test_addresses_in_plain_text_are_links() -> None:
    text, links = plain("See [this](http://a.example/x) and http://b.example/z, twice.")

    assert text.startswith("See [this]")
    assert [link.url for link in links] == ["http://a.example/x", "http://b.example/z"]
