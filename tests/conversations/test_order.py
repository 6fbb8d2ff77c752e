"""Which post came first, and which one a conversation began with."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.conversations.order import is_younger, root_of, span, span_of_key, steps_back
from crawler.model import Hop, Moment, Precision, StoredPost, ThreadState
from tests.support.talks import at, hop, post, stored

A, B, C, D = (f"http://{name}.example/{name}" for name in "abcd")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2009-03-05T10:00Z", "2009-03-05T09:59Z", True),
        ("2009-03-05T10:00+02:00", "2009-03-05T09:00Z", False),
        ("2009-03-05T10:00", "2009-03-05T09:00Z", False),
        ("2009-03-06T10:01", "2009-03-05T09:00Z", True),
        ("2009-03-05", "2009-03-03", False),
        ("2009-03-06", "2009-03-03", True),
        ("2009-04", "2009-03-31", False),
        ("2010", "2009-03-28", True),
        ("2010", None, False),
        (None, "2009", False),
    ],
)
def test_younger_means_surely(one: str | None, other: str | None, expected: bool) -> None:
    assert is_younger(span(at(one)), span(at(other))) is expected
    assert not (expected and is_younger(span(at(other)), span(at(one))))


def test_a_relative_date_is_no_exact_one() -> None:
    relative = Moment("2 hours ago", "2009-03-05T10:00", 0, Precision.RELATIVE)
    assert not is_younger(span(relative), span(at("2009-03-05T09:00Z")))


def test_a_key_that_is_no_date_is_unknown() -> None:
    assert span_of_key("soon") is None
    assert span_of_key("9999-12-31") is None


def posts(*dated: tuple[str, str | None]) -> dict[str, StoredPost]:
    return {url: stored(post(url, date)) for url, date in dated}


def test_a_hop_leads_back_unless_the_dates_say_otherwise() -> None:
    known = posts((A, "2009-03-01T10:00Z"), (B, "2009-03-02T10:00Z"), (C, None))
    hops = [hop(B, A), hop(A, B, "comment_link"), hop(C, A), hop(A, C)]
    assert [step[:2] for step in steps_back(known, hops)] == [(B, A), (B, A), (C, A), (A, C)]


@pytest.mark.parametrize(
    ("dated", "hops", "expected"),
    [
        pytest.param([(A, None)], [], A, id="alone"),
        pytest.param(
            [(A, "2009-03-01"), (B, "2009-03-05"), (C, "2009-03-09")],
            [(B, A), (C, B), (A, C)],
            A,
            id="a later edit of the first links forward",
        ),
        pytest.param(
            [(A, None), (B, None), (C, None)], [(B, A), (C, B)], A, id="no dates: structure"
        ),
        pytest.param(
            [(A, "2009-03-05"), (B, "2009-03-06"), (C, None)],
            [(B, A), (A, C)],
            C,
            id="an undated post that the oldest refers to is older",
        ),
        pytest.param(
            [(A, "2009-03-05"), (B, "2009-03-01"), (C, "2009-03-09")],
            [(C, A), (C, B)],
            B,
            id="two beginnings: the earlier",
        ),
        pytest.param(
            [(A, "2009-03-05T10:00Z"), (B, "2009-03-05T09:00")],
            [(B, A)],
            A,
            id="within the tolerance the hop decides",
        ),
        pytest.param(
            [(A, None), (B, None), (C, None)],
            [(A, B), (B, A), (C, B)],
            B,
            id="a circle: the one with most steps to it",
        ),
        pytest.param([(A, None), (B, None)], [(A, B), (B, A)], A, id="equals: the address"),
        pytest.param(
            [(A, "2009-03-01"), (B, "2009-03-09")],
            [(A, B)],
            A,
            id="a link from a comment leads on",
        ),
        pytest.param([(A, "2009"), (B, None)], [(A, A), (B, A)], A, id="a link to itself"),
    ],
)
def test_root(
    dated: list[tuple[str, str | None]], hops: list[tuple[str, str]], expected: str
) -> None:
    for order in itertools.permutations(hops):
        assert root_of(posts(*dated), [hop(*ends) for ends in order]) == expected
        assert root_of(posts(*reversed(dated)), [hop(*ends) for ends in order]) == expected


def test_a_gap_is_no_beginning_unless_all_are() -> None:
    known = posts((A, "2009-03-01"), (B, "2009-03-05"))
    known[C] = stored(post(C), ThreadState.ERROR)
    assert root_of(known, [hop(B, A), hop(A, C)]) == A
    gaps = {url: stored(post(url), ThreadState.BLOCKED) for url in (A, B)}
    assert root_of(gaps, [hop(B, A)]) == A


def test_a_gap_in_the_middle_is_passed() -> None:
    known = posts((A, None), (B, None))
    known[C] = stored(post(C), ThreadState.ERROR)
    assert root_of(known, [hop(B, C), hop(C, A)]) == A


def test_a_long_chain_does_not_recurse() -> None:
    chain = [f"http://n.example/{number:06}" for number in range(20_000)]
    known = posts(*((url, None) for url in chain))
    hops = [hop(later, earlier) for earlier, later in itertools.pairwise(chain)]
    assert root_of(known, hops[::-1]) == chain[0]


@given(
    st.lists(
        st.sampled_from([None, "2009", "2009-03", "2009-03-01", "2009-03-05T10:00Z"]),
        min_size=4,
        max_size=4,
    ),
    st.lists(st.tuples(st.sampled_from([A, B, C, D]), st.sampled_from([A, B, C, D]))),
    st.randoms(),
)
def test_the_root_is_one_of_the_posts_in_any_order(
    dates: list[str | None], ends: list[tuple[str, str]], random: Random
) -> None:
    known = posts(*zip((A, B, C, D), dates, strict=True))
    hops: list[Hop] = [hop(*pair) for pair in ends]
    root = root_of(known, hops)
    assert root in known
    random.shuffle(hops)
    assert root_of(dict(reversed(known.items())), hops) == root
