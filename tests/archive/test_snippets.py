"""Snippets show what was searched for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.snippets import WIDTH, places, places_word_by_word, snippet
from crawler.archive.words import terms, tokens

LOREM = "lorem ipsum dolor sit amet " * 40


def marked(text: str, words: str) -> tuple[str, list[str]]:
    shown, marks = snippet(text, terms(words))
    return shown, [shown[start:end] for start, end in marks]


def test_a_short_text_is_shown_whole() -> None:
    assert marked("The red\n\thouse.", "red") == ("The red house.", ["red"])


def test_the_stretch_with_most_terms_is_shown() -> None:
    text = f"red {LOREM} a red house by the sea {LOREM}"
    shown, found = marked(text, "red sea")
    assert found == ["red", "sea"]
    assert "a red house by the sea" in shown
    assert shown[0] == shown[-1] == "…"


def test_phrases_and_beginnings_are_marked_and_single_words_of_a_phrase_are_not() -> None:
    _, found = marked("red house, house of red, Red  House; housekeeper", '"red house"')
    assert found == ["red house", "Red House"]
    assert marked("house housekeeper hose", "hous*")[1] == ["house", "housekeeper"]


def test_case_and_diacritics_do_not_matter() -> None:
    assert marked("Das KÄSEBROT", "käsebrot")[1] == ["KÄSEBROT"]
    assert marked("Das KÄSEBROT", "kasebrot")[1] == ["KÄSEBROT"]


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    shown, marks = snippet(LOREM, terms("nothing"))
    assert shown.startswith("lorem ipsum")
    assert shown.endswith("…")
    assert marks == ()


def test_markup_is_only_text() -> None:
    shown, found = marked("<script>alert(1)</script> & red", "red")
    assert shown == "<script>alert(1)</script> & red"
    assert found == ["red"]


texts = st.text("ab cé\n\t-—x", max_size=600) | st.text(max_size=200)


@given(texts, st.sampled_from(["a", "ab c", '"a b"', "x*", "ce", "aa bb cc"]))
def test_marks_are_in_order_inside_and_on_words(text: str, words: str) -> None:
    wanted = terms(words)
    shown, marks = snippet(text, wanted)
    assert len(shown) <= WIDTH + 2
    assert not re.search(r"\s\s", shown)
    end = 0
    folded = {word for term in wanted for word in term.words}
    for start, stop in marks:
        assert end <= start < stop <= len(shown)
        end = stop
        found = [token.word for token in tokens(shown[start:stop])]
        assert found
        assert all(w in folded or any(w.startswith(f) for f in folded) for w in found)


@given(texts)
def test_a_word_that_is_there_is_shown(text: str) -> None:
    words = [token for token in tokens(text) if token.end - token.start < WIDTH]
    for token in words[:5]:
        _, marks = snippet(text, terms(text[token.start : token.end]))
        assert marks


spoken = st.lists(
    st.sampled_from(
        ["a", "ab", "A", "Ab", "é", "É", "e\u0301", "ß", "İ", "ς", "Σ", "ﬁ", "x_a", "½"]
    )
    | st.text(max_size=4)
).flatmap(lambda words: st.sampled_from([" ", "-", ", ", "\u0301 "]).map(lambda s: s.join(words)))


@given(spoken, st.sampled_from(["a", '"a a"', "e", "a*", '"a a*"', "i", "a e ab", "σ", '"ab a"']))
def test_places_are_those_that_looking_at_each_word_finds(text: str, words: str) -> None:
    wanted = terms(words)
    assert list(places(text, wanted)) == list(places_word_by_word(text, wanted))
