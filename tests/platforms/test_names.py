"""The name in a byline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.platforms.generic.bylines import bare
from crawler.platforms.names import name_in_byline, name_of

BYLINES = json.loads(
    (Path(__file__).parents[1] / "data" / "names" / "bylines.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", BYLINES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_the_words_of_a_language_around_a_name(case: dict[str, str]) -> None:
    assert name_in_byline(case["text"]) == bare(case["text"]) == case["name"]
    if case["text"].endswith((":", "：", "…", "...")):
        assert name_of(case["text"]) == case["name"]


def test_the_bylines_are_of_many_languages() -> None:
    assert len({case["language"] for case in BYLINES}) >= 30


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna", "Anna"),
        (" Anna  B. ", "Anna B."),
        ("Anna says:", "Anna"),
        ("Anna said...", "Anna"),
        ("Edward Said", "Edward Said"),
        ("Sa", "Sa"),
        ("山田さんのコメント：", "山田"),
        ("Otto (nicht überprüft)", "Otto"),
        ("Guest (not verified)", "Guest"),
        ("Jean a dit :", "Jean"),
        ("Ольга говорит:", "Ольга"),
        ("", None),
        (" : ", None),
    ],
)
def test_an_element_that_holds_a_name(text: str, name: str | None) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Posted by: Bo | ", "Bo"),
        ("by Ann", "Ann"),
        ("von Ina sagt", "Ina"),
        ("Le commentaire de Léa", "Léa"),
        ("投稿者 白玉  : ", "白玉"),
        ("Hedy on :", "Hedy"),
        ("Anonymous said...", "Anonymous"),
        ("Publicado por: Ana", "Ana"),
        ("Submitted by Callum (not verified)", "Callum"),
        ("por", "por"),
        ("Anna Berg at at 4:13 PM", "Anna Berg"),
        ("#1 - Anna Berg | at 4:45", "Anna Berg"),
        ("Submitted by Anna (not verified) on - 18:12.", "Anna"),
        ("3. Anna", "Anna"),
        ("#1 - Anna Berg - - (Reply)", "Anna Berg"),
        ("Anna Berg — #1 |", "Anna Berg"),
        ("Anna Berg | (edited", "Anna Berg"),
        ("on , 1:19 pm, par Anna Berg", "Anna Berg"),
        ("", None),
    ],
)
def test_a_byline_around_a_name(text: str, name: str | None) -> None:
    assert name_in_byline(text) == name


def test_a_sentence_is_cut() -> None:
    assert len(name_of("x" * 5000) or "") == 300
