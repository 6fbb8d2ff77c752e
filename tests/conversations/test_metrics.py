"""The figures of a conversation, against values worked out by hand."""

import pytest

from crawler.conversations import metrics as m
from crawler.conversations.people import participants
from crawler.model import CommentKind, Conversation, ThreadState
from tests.support.talks import comment, conversation, hop, post, stored, thread

A, B, C, D = (f"http://{name}.example/{name}" for name in "abcd")
A2 = "http://a.example/again"


def talk(*ends: tuple[str, str]) -> Conversation:
    urls = sorted({url for pair in ends for url in pair})
    dated = [
        post(url, f"2009-03-{day:02}") for day, url in zip(range(1, 28, 4), urls, strict=False)
    ]
    return conversation(map(thread, dated), [hop(*pair) for pair in ends])


CHAIN = talk((B, A), (C, B), (D, C))
STAR = talk((B, A), (C, A), (D, A))


def test_depth_and_width() -> None:
    assert m.depth_and_width(CHAIN) == (3, 1)
    assert m.depth_and_width(STAR) == (1, 3)
    assert m.depth_and_width(conversation([thread(post(A))])) == (0, 1)


def test_depth_takes_the_shortest_way() -> None:
    assert m.depth_and_width(talk((B, A), (C, B), (C, A))) == (1, 2)


def test_changes_of_blog() -> None:
    assert m.blog_hops(CHAIN) == 3
    assert m.blog_hops(STAR) == 1
    # From A over the same blog's other post to B: one change, although two steps.
    assert m.blog_hops(talk((A2, A), (B, A2))) == 1
    assert m.blog_hops(conversation([thread(post(A))])) == 0


def test_cross_blog_share_counts_pairs() -> None:
    threads = [thread(post(url)) for url in (A, A2, B)]
    hops = [hop(A2, A), hop(B, A), hop(B, A, "pingback"), hop(B, A2)]
    assert m.cross_blog_share(conversation(threads, hops)) == pytest.approx(2 / 3, abs=1e-4)
    assert m.cross_blog_share(conversation(threads[:1])) is None


def test_reciprocity_is_between_blogs() -> None:
    # a->b, b->a, c->a: two of three directed links are returned.
    threads = [thread(post(url)) for url in (A, A2, B, C)]
    hops = [hop(A2, B), hop(B, A), hop(C, A), hop(A2, A)]
    assert m.reciprocity(conversation(threads, hops)) == pytest.approx(2 / 3, abs=1e-4)
    assert m.reciprocity(conversation(threads, hops[3:])) is None


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [([1, 1, 1, 1], 0.0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25), ([5], 0.0), ([], None)],
)
def test_gini(amounts: list[int], expected: float | None) -> None:
    assert m.gini(amounts) == expected


def test_hops_by_kind() -> None:
    hops = [hop(B, A), hop(C, A), hop(B, A, "pingback")]
    talked = conversation([thread(post(url)) for url in (A, B, C)], hops)
    assert m.hops_by_kind(talked) == {"link": 2, "pingback": 1}


def test_time_span_takes_comments_in() -> None:
    threads = [
        thread(post(A, "2009-03-01"), [comment("1", published="2009-03-20T10:00+01:00")]),
        thread(post(B)),
    ]
    assert m.time_span(conversation(threads, [hop(B, A)])) == ("2009-03-01", "2009-03-20T09:00:00")
    assert m.time_span(conversation([thread(post(B))])) == (None, None)


def test_completeness_is_of_what_the_pages_claim() -> None:
    threads = [
        thread(stored(post(A), claimed=4), [comment("1"), comment("2")]),
        # More than claimed does not make up for what another thread lacks.
        thread(stored(post(B), claimed=1), [comment("1"), comment("2")]),
        thread(post(C), [comment("1")]),
    ]
    talked = conversation(threads, [hop(B, A), hop(C, A)])
    assert m.completeness(talked) == pytest.approx(3 / 5)
    assert m.completeness(conversation(threads[2:])) is None


def test_all_figures() -> None:
    threads = [
        thread(
            stored(post(A, "2009-03-01", author=comment("", "Anna").author), claimed=4),
            [
                comment("1", "Bo", "2009-03-02", site="http://b.example/"),
                comment("2", "Anna", "2009-03-03", by_post_author=True, parent_id="1"),
                comment("3", "About b", kind=CommentKind.PINGBACK, site=B),
                comment("4", "Cleo", kind=CommentKind.LIKE),
            ],
        ),
        thread(post(B, "2009-03-04", author=comment("", "Bo").author)),
        thread(stored(post(C), ThreadState.ERROR, reason="HTTP 404")),
    ]
    hops = [hop(B, A), hop(B, A, "pingback"), hop(B, C)]
    assert m.metrics(conversation(threads, hops), participants(threads)) == {
        "posts": 3,
        "blogs": 3,
        "people": 2,
        "comments": 2,
        "linkbacks": 1,
        "hops": 3,
        "hops_by_kind": {"link": 2, "pingback": 1},
        "cross_blog_share": 1.0,
        "depth": 1,
        "width": 1,
        "blog_hops": 2,
        "reciprocity": 0.0,
        "gini": 0.0,
        "started": "2009-03-01",
        "ended": "2009-03-04",
        "claimed_comments": 4,
        "completeness": 0.75,
        "gaps": 1,
    }
