"""Which of several addresses stands for a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.aliases import roots
from crawler.model import AliasReason

REDIRECT, CANONICAL, SHORT = "redirect", "canonical", "shortlink"

claims = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(AliasReason)),
    max_size=8,
)


@given(claims, st.randoms())
def test_no_order_of_the_claims_changes_the_answer(
    said: list[tuple[str, str, str]], chance: object
) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roots(said) == roots(shuffled + said[:1])


@given(claims)
def test_what_stands_for_others_stands_for_itself(said: list[tuple[str, str, str]]) -> None:
    found = roots(said)
    assert set(found) == {url for claim in said for url in claim[:2]}
    assert all(found[root] == root for root in found.values())
    assert all(found[url] == found[post_url] for url, post_url, _ in said)


@pytest.mark.parametrize(
    ("said", "root"),
    [
        ([("a", "b", REDIRECT), ("b", "c", CANONICAL)], "c"),
        ([("c", "b", SHORT), ("b", "a", REDIRECT)], "a"),
        ([("a", "b", REDIRECT), ("b", "a", CANONICAL)], "b"),
        ([("b", "a", REDIRECT), ("a", "b", CANONICAL)], "a"),
        ([("a", "b", CANONICAL), ("b", "a", CANONICAL)], "a"),
        ([("a", "c", REDIRECT), ("a", "b", REDIRECT)], "b"),
        ([("x", "a", SHORT), ("a", "b", REDIRECT), ("b", "a", CANONICAL)], "b"),
        ([("a", "a", CANONICAL)], "a"),
    ],
)
def test_chains_and_rings_end(said: list[tuple[str, str, str]], root: str) -> None:
    assert set(roots(said).values()) == {root}


def test_a_post_with_thousands_of_addresses_is_found_at_once() -> None:
    said = [(f"u{n}", "post", CANONICAL) for n in range(5000)]
    assert set(roots(said).values()) == {"post"}
