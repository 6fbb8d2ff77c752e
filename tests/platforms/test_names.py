"""The name in a byline."""

from __future__ import annotations

import pytest

from crawler.platforms.names import name_in_byline, name_of


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
        ("", None),
    ],
)
def test_a_byline_around_a_name(text: str, name: str | None) -> None:
    assert name_in_byline(text) == name


def test_a_sentence_is_cut() -> None:
    assert len(name_of("x" * 5000) or "") == 300
