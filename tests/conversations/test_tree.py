"""The order in which a conversation is read."""

import itertools
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from crawler.conversations.tree import reading_order
from crawler.model import Conversation
from tests.support.talks import conversation, hop, post, thread

A, B, C, D, E = (f"http://{name}.example/{name}" for name in "abcde")


def talk(dates: Mapping[str, str | None], *ends: tuple[str, str]) -> Conversation:
    threads = [thread(post(url, date)) for url, date in dates.items()]
    return conversation(threads, [hop(*pair) for pair in ends])


def shape(of: Conversation) -> list[tuple[str, int]]:
    return [(step.post_url, step.depth) for step in reading_order(of)]


def test_a_post_alone() -> None:
    (step,) = reading_order(talk({A: None}))
    assert (step.post_url, step.depth, step.parent_url, step.hops, step.also) == (
        A,
        0,
        None,
        (),
        (),
    )


def test_what_came_later_stands_below_in_order_of_time() -> None:
    dates = {A: "2009-03-01", B: "2009-03-09", C: "2009-03-05", D: "2009-03-12"}
    assert shape(talk(dates, (B, A), (C, A), (D, C))) == [(A, 0), (C, 1), (D, 2), (B, 1)]


def test_each_post_once_and_other_ways_named_beside_it() -> None:
    dates = {A: "2009-03-01", B: "2009-03-05", C: "2009-03-09"}
    steps = list(reading_order(talk(dates, (B, A), (C, A), (C, B))))
    assert [step.post_url for step in steps] == [A, B, C]
    assert [(one.source_url, one.target_url) for one in steps[2].hops] == [(C, B)]
    assert [(one.source_url, one.target_url) for one in steps[2].also] == [(C, A)]


def test_another_beginning_stands_below_the_first_that_names_it() -> None:
    dates = {A: "2009-03-01", B: "2009-03-05", C: "2009-03-03", D: "2009-03-07"}
    talked = talk(dates, (B, A), (B, C), (D, C))
    assert shape(talked) == [(A, 0), (B, 1), (C, 2), (D, 3)]
    assert next(step for step in reading_order(talked) if step.post_url == C).parent_url == B


def test_hops_of_one_pair_stand_together_the_most_telling_first() -> None:
    threads = [thread(post(A, "2009-03-01")), thread(post(B, "2009-03-05"))]
    hops = [hop(B, A, kind) for kind in ("commenter", "pingback", "via")]
    hops.append(hop(A, B, "comment_link"))
    _, step = reading_order(conversation(threads, hops))
    assert [one.kind.value for one in step.hops] == ["via", "comment_link", "commenter", "pingback"]


def test_a_long_chain_does_not_recurse() -> None:
    chain = [f"http://n.example/{number:05}" for number in range(5_000)]
    talked = talk(
        dict.fromkeys(chain), *((late, early) for early, late in itertools.pairwise(chain))
    )
    assert [step.depth for step in reading_order(talked)] == list(range(5_000))


@given(
    st.lists(st.sampled_from([None, "2009", "2009-03-01", "2009-03-05"]), min_size=5, max_size=5),
    st.lists(
        st.tuples(*[st.sampled_from([A, B, C, D, E])] * 2).filter(lambda ends: ends[0] != ends[1])
    ),
)
def test_every_post_and_every_hop_is_told_once(
    dates: list[str | None], ends: list[tuple[str, str]]
) -> None:
    talked = talk(dict(zip((A, B, C, D, E), dates, strict=True)), *sorted(set(ends)))
    steps = list(reading_order(talked))
    assert sorted(step.post_url for step in steps) == [A, B, C, D, E]
    told = [one for step in steps for one in (*step.hops, *step.also)]
    assert sorted(told, key=str) == sorted(talked.hops, key=str)
    before: dict[str, int] = {}
    for step in steps:
        if step.parent_url is not None:
            assert step.depth == before[step.parent_url] + 1
            assert step.hops
        before[step.post_url] = step.depth
