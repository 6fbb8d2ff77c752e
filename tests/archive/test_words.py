"""What a query asks for."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.words import terms, tokens
from crawler.errors import UsageError


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("red house", [("red",), ("house",)]),
        ('"Red  House" by', [("red", "house"), ("by",)]),
        ("can't", [("can", "t")]),
        ("ÀÉÎ straße", [("aei",), ("straße",)]),
        ("NOT (a OR b)", [("not",), ("a",), ("or",), ("b",)]),
        ('"unclosed phrase', [("unclosed",), ("phrase",)]),
        ("col:value", [("col", "value")]),
        ("a -b", [("a",), ("b",)]),
    ],
)
def test_a_query_is_words_and_phrases(words: str, asked: list[tuple[str, ...]]) -> None:
    assert [term.words for term in terms(words)] == asked


@pytest.mark.parametrize(
    ("words", "prefixes"),
    [("a* b", [True, False]), ('"a b"*', [True]), ('"a b*"', [False]), ("*a", [False])],
)
def test_a_star_at_the_end_asks_for_a_beginning(words: str, prefixes: list[bool]) -> None:
    assert [term.is_prefix for term in terms(words)] == prefixes


@given(st.text())
def test_any_text_is_a_query_or_holds_no_word(words: str) -> None:
    try:
        asked = terms(words)
    except UsageError:
        assert not any(letter.isalnum() for letter in words)
    else:
        assert all(term.words for term in asked)


@given(st.text("abcXYZ àéîöñÇŠžøΑΣςαжЖйабв019,.;-'\"()\n_", max_size=40))
def test_words_are_those_of_the_index(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(
            "create virtual table t using fts5 (x, tokenize = 'unicode61 remove_diacritics 2')"
        )
        memory.execute("create virtual table v using fts5vocab (t, instance)")
        memory.execute("insert into t values (?)", (text,))
        indexed = memory.execute("select term from v order by offset").fetchall()
    assert [token.word for token in tokens(text)] == [term for (term,) in indexed]


@given(st.text())
def test_a_word_stands_where_it_says(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
