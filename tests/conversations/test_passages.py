"""What two texts share, whatever the case, punctuation and script, and how it is found."""

import pytest

from crawler.conversations.passages import prints, shared, units

SAID = (
    "The lamp keeper wrote that every harbour owes its ships one honest light before any "
    "merchant asks for two, and nobody laughed."
)


@pytest.mark.parametrize(
    "quoting",
    [
        "He said: “EVERY HARBOUR owes its ships — one honest light before any merchant asks.”",
        "every harbour owes its ships one honest lantern before any merchant asks for two",
        "keeper wrote that every harbour owes its ships one honest light [...] asks for two, and "
        "nobody laughed",
        "Once: “every harbour owes its ships … before any merchant asks for two, and nobody”",
    ],
)
def test_a_changed_passage_is_found_with_its_places(quoting: str) -> None:
    here, there = units(quoting), units(SAID)
    (passage,) = shared(here, quoting, there, SAID)
    assert passage.same >= 8
    assert prints(here).keys() & prints(there).keys()
    start = there[passage.there[0]].start
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
    assert len(shared(units(one), one, units(other), other)) == 1


def test_seven_words_are_no_passage() -> None:
    text = "every harbour owes its ships one honest"
    assert shared(units(text), text, units(SAID), SAID) == []
