"""What two texts share, whatever the case, punctuation and script."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.fingerprints import fingerprints
from crawler.conversations.passages import FEWEST, shared, words_of

SAID = (
    "The lamp keeper wrote that every harbour owes its ships one honest light before any "
    "merchant asks for two, and nobody laughed."
)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzäñ", min_size=2, max_size=9)
PASSAGES = st.lists(WORDS, min_size=8, max_size=30, unique=True)
MARKS = st.sampled_from(["", ",", ";", " –", "!", "”", " (", "\n\n"])


@pytest.mark.parametrize(
    "quoting",
    [
        "He said: “EVERY HARBOUR owes its ships — one honest light before any merchant asks.”",
        "every harbour owes its ships one honest lantern before any merchant asks for two",
        "keeper wrote that every harbour owes its ships one honest light [...] asks for two, and "
        "nobody laughed",
        "Once: “every harbour owes its ships … before any merchant asks for two, and nobody”",
        "every harbour owes one honest light before any merchant asks for two",
    ],
)
def test_a_changed_passage_is_found_with_its_places(quoting: str) -> None:
    here, there = words_of(quoting), words_of(SAID)
    (passage,) = shared(here, there)
    assert passage.same >= FEWEST
    assert fingerprints(quoting) & fingerprints(SAID)
    start = there.places[passage.there[0]][0]
    assert SAID[start:].startswith(("every harbour", "keeper wrote"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "他说的港口欠它的船一盏诚实的灯在商人要求之前",
            "有人写道:港口欠它的船一盏诚实的灯在商人要求之前。",
        ),
        (
            "ท่าเรือทุกแห่งเป็นหนี้แสงไฟที่ซื่อสัตย์หนึ่งดวงแก่เรือ",
            "เขาว่า ท่าเรือทุกแห่งเป็นหนี้แสงไฟที่ซื่อสัตย์หนึ่งดวงแก่เรือ ครับ",
        ),
    ],
)
def test_scripts_without_spaces_are_counted_by_signs(one: str, other: str) -> None:
    (passage,) = shared(words_of(one), words_of(other))
    words = words_of(one)
    assert one[words.places[passage.here[0]][0] : words.places[passage.here[1] - 1][1]] in other
    assert fingerprints(one) & fingerprints(other)


def test_seven_words_are_no_passage() -> None:
    text = "every harbour owes its ships one honest"
    assert shared(words_of(text), words_of(SAID)) == []


@given(PASSAGES, st.data())
def test_case_and_punctuation_do_not_count(words: list[str], data: st.DataObject) -> None:
    changed = [
        (word.upper() if data.draw(st.booleans()) else word) + data.draw(MARKS) for word in words
    ]
    before, after = " ".join(words), "Somebody said: “" + " ".join(changed)
    assert words_of(before).words == words_of(after).words[2:]
    (passage,) = shared(words_of(before), words_of(after))
    assert passage.here == (0, len(words))
    assert passage.there == (2, 2 + len(words))


@given(PASSAGES, st.lists(WORDS, max_size=20), st.lists(WORDS, max_size=20))
def test_whatever_stands_around_it_eight_words_share_a_fingerprint(
    words: list[str], before: list[str], after: list[str]
) -> None:
    passage = " ".join(words)
    assert fingerprints(passage) & fingerprints(" ".join([*before, passage.upper(), *after]))


@given(st.lists(WORDS, min_size=16, max_size=40, unique=True), st.data(), st.integers(0, 60))
def test_an_ellipsis_stands_for_what_is_left_out(
    words: list[str], data: st.DataObject, left_out: int
) -> None:
    at = data.draw(st.integers(8, len(words) - 8))
    filler = [f"filler{n}" for n in range(left_out)]
    here = words_of(" ".join([*words[:at], "[…]", *words[at:]]))
    there = words_of(" ".join([*words[:at], *filler, *words[at:]]))
    (passage,) = shared(here, there)
    assert passage.here == (0, len(words))
    assert passage.there == (0, len(words) + left_out)


def test_texts_that_have_only_their_words_in_common_share_nothing() -> None:
    chance = random.Random(3)
    words = SAID.split() * 6
    shuffled = [" ".join(chance.sample(words, len(words))) for _ in range(12)]
    pairs = [(one, other) for one in shuffled for other in shuffled if one is not other]
    assert [pair for pair in pairs if shared(*map(words_of, pair))] == []
