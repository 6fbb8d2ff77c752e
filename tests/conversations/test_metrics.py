"""The figures of a conversation, against values worked out by hand."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.conversations import metrics as m
from crawler.conversations.cascade import cascade_of
from crawler.conversations.pace import link_rot, response_hours, thread_figures
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
ALONE = conversation([thread(post(A))])


def test_depth_and_width() -> None:
    for talked, expected in ((CHAIN, (3, 1)), (STAR, (1, 3)), (ALONE, (0, 1))):
        cascade = cascade_of(talked)
        assert (cascade.depth, cascade.width) == expected


def test_depth_takes_the_shortest_way() -> None:
    cascade = cascade_of(talk((B, A), (C, B), (C, A)))
    assert (cascade.depth, cascade.width) == (1, 2)


def test_shapes() -> None:
    assert [cascade_of(one).shape for one in (ALONE, CHAIN, STAR)] == ["single", "chain", "star"]
    assert cascade_of(talk((B, A))).shape == "pair"
    assert cascade_of(talk((B, A), (C, A), (D, B))).shape == "tree"
    assert cascade_of(talk((B, A), (C, B), (C, A))).shape == "web"


def test_shares_of_star_and_chain() -> None:
    for talked, star, chain, branching in ((CHAIN, 0.3333, 1.0, 1.0), (STAR, 1.0, 0.3333, 3.0)):
        cascade = cascade_of(talked)
        assert (cascade.star_share, cascade.chain_share) == (star, chain)
        assert (cascade.branching, cascade.initiators) == (branching, 1)
    nothing = cascade_of(ALONE)
    assert (nothing.star_share, nothing.chain_share, nothing.branching, nothing.virality) == (
        None, None, None, None,
    )  # fmt: skip
    # Two that others refer to and that refer to none; only one is the root.
    assert cascade_of(talk((C, A), (C, B))).initiators == 2


def test_structural_virality() -> None:
    assert cascade_of(STAR).virality == 2 - 2 / 4
    assert cascade_of(CHAIN).virality == pytest.approx(5 / 3, abs=1e-4)


@given(st.lists(st.integers(0, 100), max_size=20), st.integers(0, 5))
def test_against_networkx(steps: list[int], more: int) -> None:
    """Each post refers to one before it, some to another one as well."""
    ends = [(number, step % number) for number, step in enumerate(steps, start=1)]
    ends += [(number, number // 2) for number in range(1, min(more, len(steps) + 1))]
    urls = [f"http://{number:02}.example/" for number in range(len(steps) + 1)]
    posts = [post(url, f"2009-03-01T{number:02}:00Z") for number, url in enumerate(urls)]
    hops = [hop(urls[one], urls[other]) for one, other in dict.fromkeys(ends)]
    talked = conversation(map(thread, posts), hops)
    cascade = cascade_of(talked)
    graph = nx.DiGraph([(hop.source_url, hop.target_url) for hop in hops])
    graph.add_node(urls[0])
    distance = nx.single_source_shortest_path_length(graph.reverse(), talked.root)
    assert cascade.distance == distance
    tree = nx.Graph(list(cascade.above.items()))
    tree.add_node(talked.root)
    assert nx.is_tree(tree)
    if len(tree) > 1:
        assert cascade.virality == pytest.approx(nx.average_shortest_path_length(tree), abs=1e-3)
    pairs = nx.DiGraph([(a.split("/")[2], b.split("/")[2]) for a, b in graph.edges])
    if len(pairs):
        assert m.reciprocity(talked) == pytest.approx(nx.overall_reciprocity(pairs), abs=1e-3)


def test_response_hours() -> None:
    threads = [
        thread(
            post(A, "2009-03-01T10:00+01:00"),
            [
                comment("1", published="2009-03-01T10:30Z"),
                comment("2", published="2009-03-01T14:30Z", parent_id="1"),
                comment("3", published="2009-03-01T11:00"),
                comment("4", published="2009-03-02"),
                comment("5", published="2009-03-01T08:00Z"),
            ],
        ),
        thread(post(B, "2009-03-03T09:00Z")),
        thread(post(C, "2009-03-02T09:00Z")),
    ]
    hops = [hop(B, A), hop(C, A), hop(B, C, "via"), hop(C, B, "pingback")]
    # No zone (3), only a day (4) and before the post (5) tell no time; nor does what came before.
    assert response_hours(conversation(threads, hops)) == {
        "comment": {"count": 2, "q1": 2.12, "median": 2.75, "q3": 3.38},
        "link": {"count": 2, "q1": 30.0, "median": 36.0, "q3": 42.0},
        "via": {"count": 1, "q1": 24.0, "median": 24.0, "q3": 24.0},
    }
    on_a = hop(A, B, "comment_link", source_comment_id="2")
    late = conversation([threads[0], thread(post(B, "2009-03-01T12:30Z"))], [on_a])
    assert response_hours(late)["comment_link"]["median"] == 2.0


def test_link_rot_is_of_pairs_by_the_year_of_the_link() -> None:
    dead = thread(stored(post(D), ThreadState.ERROR, reason="HTTP 404"))
    threads = [thread(post(A, "2008")), thread(post(B, "2009-01")), thread(post(C)), dead]
    hops = [hop(A, D), hop(A, D, "trackback"), hop(B, D), hop(B, A), hop(C, A)]
    share, by_year = link_rot(conversation(threads, hops))
    assert (share, by_year) == (0.5, {"2008": 1.0, "2009": 0.5, "unknown": 0.0})
    assert link_rot(ALONE) == (None, {})


def test_threads_are_measured_by_levels() -> None:
    told = [
        comment("1"),
        comment("2", parent_id="1", by_post_author=True),
        comment("3", parent_id="1"),
        comment("4", parent_id="2"),
        comment("5", parent_id="gone"),
        comment("6", kind=CommentKind.PINGBACK),
    ]
    # Level 1: 1 and 5, level 2: 2 and 3, level 3: 4.
    assert thread_figures([thread(post(A), told), thread(post(B))]) == {
        "author_share": 0.2,
        "reply_share": 0.6,
        "thread_depth": 3,
        "thread_h": 2,
    }
    assert thread_figures([thread(post(B))])["reply_share"] is None


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


def test_every_figure_that_depends_on_what_was_collected_says_on_what() -> None:
    said = m.metrics(CHAIN, participants(CHAIN.threads))
    assert m.RESTS_ON.keys() <= said.keys()
    assert set(m.RESTS_ON.values()) == said["known"].keys()  # type: ignore[attr-defined]
    # Counts of what is there, and figures that are themselves about what is missing.
    about = {"posts", "blogs", "hops_by_kind", "link_rot", "link_rot_by_year", "claimed_comments"}
    assert said.keys() - m.RESTS_ON.keys() == about | {"completeness", "gaps", "known", "rests_on"}


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
        "shape": "pair",
        "cascade_size": 2,
        "initiators": 2,
        "depth": 1,
        "width": 1,
        "star_share": 1.0,
        "chain_share": 1.0,
        "branching": 1.0,
        "virality": 1.0,
        "blog_hops": 2,
        "reciprocity": 0.0,
        "gini": 0.0,
        "top_voice_share": 0.5,
        "author_share": 0.5,
        "reply_share": 0.5,
        "thread_depth": 2,
        "thread_h": 1,
        "response_hours": {},
        "later_edits": 0,
        "link_rot": 0.5,
        "link_rot_by_year": {"2009": 0.5},
        "started": "2009-03-01",
        "ended": "2009-03-04",
        "claimed_comments": 4,
        "completeness": 0.75,
        "gaps": 1,
        "known": {"posts": 0.6667, "comments": 0.75, "times": 0.0},
        "rests_on": m.RESTS_ON,
    }
