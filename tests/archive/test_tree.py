"""Replies form a tree, whatever they say of their parents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.tree import cuts

replies = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghxyz"))


@given(replies, st.permutations("abcdefgh"))
def test_nothing_answers_itself_and_nothing_else_is_cut(
    parents: dict[str, str], order: list[str]
) -> None:
    places = {comment: place for place, comment in enumerate(order)}
    cut = cuts(parents, places)
    left = {child: parent for child, parent in parents.items() if child not in cut}
    for start in left:
        seen = {start}
        here = left.get(start)
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = left.get(here)
    for comment in cut:
        ring = [comment]
        while parents[ring[-1]] != comment:
            ring.append(parents[ring[-1]])
        assert places[comment] == min(places[member] for member in ring)


@given(replies, st.permutations("abcdefgh"), st.randoms())
def test_it_does_not_matter_where_one_starts_to_look(
    parents: dict[str, str], order: list[str], chance: object
) -> None:
    places = {comment: place for place, comment in enumerate(order)}
    items = list(parents.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert cuts(parents, places) == cuts(dict(items), places)


def test_a_hundred_thousand_replies_in_a_row_are_walked_once() -> None:
    parents = {str(n): str(n - 1) for n in range(1, 100_000)}
    assert cuts(parents, {str(n): n for n in range(100_000)}) == set()
