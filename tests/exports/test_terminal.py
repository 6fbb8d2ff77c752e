"""Text from pages on a terminal: no control, no reordering, right widths."""

import unicodedata
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.terminal import safe, shorten, when, width, wrap

ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x07\r\n\t\x9b\u202e\u2066\u200fא漢字e\u0301 \ud800"),
    )
)


@given(ANYTHING)
def test_nothing_reaches_the_terminal_that_acts_on_it(text: str) -> None:
    for line in [safe(text), shorten(text, 20), *wrap(text, 20)]:
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
        assert line.count("\u2068") == line.count("\u2069") <= 1
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f")
        line.encode()


@given(ANYTHING, st.integers(10, 100))
def test_wrapped_and_shortened_lines_fit(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns, "  "))
    assert width(shorten(text, columns)) <= columns


@given(st.lists(st.text("abc漢é", min_size=1, max_size=8), max_size=30))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 20)).split() == words


def test_a_very_long_word_is_cut_in_one_pass() -> None:
    lines = wrap("x" * 1_000_000, 80)
    assert len(lines) == 12_500
    assert "".join(lines) == "x" * 1_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x9b31m", "\ufffd31m"),
        ("one\r\ntwo\tthree", "one  two three"),
        ("שלום", "\u2068שלום\u2069"),
        ("abc\u202edef", "abcdef"),
    ],
)
def test_safe(text: str, expected: str) -> None:
    assert safe(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("한", 2), ("\u200b", 0), ("Ａ", 2)],
)
def test_width(text: str, expected: int) -> None:
    assert width(text) == expected


def test_wrap_keeps_paragraphs_and_indents() -> None:
    assert wrap("\n\na b c d e f\n\n\n\nsecond\n", 10, "> ") == [
        "> a b c d",
        "> e f",
        "",
        "> second",
    ]


def test_shorten_marks_the_cut() -> None:
    assert shorten("a rather long title", 10) == "a rather…"
    assert shorten("漢字漢字", 5) == "漢字…"


@pytest.mark.parametrize(
    ("iso", "utc", "written", "expected"),
    [
        (None, None, "", "no date"),
        (None, None, "last\x1bTuesday", "last␛Tuesday"),
        ("2009-03", None, "March 2009", "2009-03 (March 2009)"),
        ("2009-03-12", None, "2009-03-12", "2009-03-12"),
        ("2009-03-12T14:05", None, "14:05", "2009-03-12 14:05 in the page's time (14:05)"),
        (
            "2009-03-12T14:05:00+01:00",
            "2009-03-12T13:05:00Z",
            "2009-03-12T14:05:00+01:00",
            "2009-03-12 13:05 UTC",
        ),
    ],
)
def test_when(iso: str | None, utc: str | None, written: str, expected: str) -> None:
    assert when(iso, utc, written) == expected


def test_when_in_a_zone() -> None:
    shown = when("2009-03-12T14:05Z", "2009-03-12T14:05:00Z", "", ZoneInfo("Asia/Tokyo"))
    assert shown == "2009-03-12 23:05 JST"
