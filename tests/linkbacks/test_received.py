"""How linkbacks that a post has received appear."""

from __future__ import annotations

import pytest

from crawler.linkbacks.received import excerpt, unlabelled


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[…] as Anna says […]", "as Anna says"),
        ("[...] as Anna says [...]", "as Anna says"),
        ("(...) as Anna says (...)", "as Anna says"),
        ("As Anna says... Read More", "As Anna says..."),
        ("she waited [...] and left", "she waited [...] and left"),
        ("wait ...", "wait ..."),
        ("", ""),
    ],
)
def test_excerpt(text: str, words: str) -> None:
    assert excerpt(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pingback: Links", "Links"),
        ("[Trackback] Links", "] Links"),
        ("Pingback from Bo on May 1", "Bo on May 1"),
        ("Pingbacks are dead", "are dead"),
        ("Links: Pingback", "Links: Pingback"),
    ],
)
def test_unlabelled(text: str, words: str) -> None:
    assert unlabelled(text) == words
