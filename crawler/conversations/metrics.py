"""Figures of a conversation. In the formulas G = (V, E), an edge u→v says that u refers to v."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from crawler.conversations.cascade import cascade_of
from crawler.conversations.pace import known_times, link_rot, response_hours, thread_figures
from crawler.model import Conversation, HopKind, Person, StoredComment, Thread

#: What a figure rests on; the share that is known of it stands beside the figure.
RESTS_ON: Mapping[str, str] = {
    "hops": "posts",
    "shape": "posts",
    "cascade_size": "posts",
    "initiators": "posts",
    "depth": "posts",
    "width": "posts",
    "star_share": "posts",
    "chain_share": "posts",
    "branching": "posts",
    "virality": "posts",
    "blog_hops": "posts",
    "cross_blog_share": "posts",
    "reciprocity": "posts",
    "people": "comments",
    "comments": "comments",
    "linkbacks": "comments",
    "gini": "comments",
    "top_voice_share": "comments",
    "author_share": "comments",
    "reply_share": "comments",
    "thread_depth": "comments",
    "thread_h": "comments",
    "started": "times",
    "ended": "times",
    "later_edits": "times",
    "response_hours": "times",
}


def metrics(conversation: Conversation, people: Sequence[Person]) -> dict[str, object]:
    """All figures by name, ``people`` being those who take part.

    Shares are from 0 to 1, ``None`` where there is nothing to divide. ``known`` is the share of
    posts, comments and times that the figures rest on; ``rests_on`` says which on which.
    """
    threads = conversation.threads
    cascade = cascade_of(conversation)
    rot, rot_by_year = link_rot(conversation)
    gaps = sum(1 for thread in threads if thread.post.state.is_gap)
    voices = [person.posts + person.comments for person in people]
    started, ended = time_span(conversation)
    return {
        "posts": len(threads),
        "blogs": len({thread.post.post.blog for thread in threads}),
        "people": len(voices),
        "comments": sum(1 for stored in _counted(threads) if not stored.comment.kind.is_linkback),
        "linkbacks": sum(1 for stored in _counted(threads) if stored.comment.kind.is_linkback),
        "hops": len(conversation.hops),
        "hops_by_kind": hops_by_kind(conversation),
        "cross_blog_share": cross_blog_share(conversation),
        "shape": cascade.shape,
        "cascade_size": cascade.size,
        "initiators": cascade.initiators,
        "depth": cascade.depth,
        "width": cascade.width,
        "star_share": cascade.star_share,
        "chain_share": cascade.chain_share,
        "branching": cascade.branching,
        "virality": cascade.virality,
        "blog_hops": blog_hops(conversation),
        "reciprocity": reciprocity(conversation),
        "gini": gini(voices),
        "top_voice_share": _share(max(voices, default=0), sum(voices)),
        **thread_figures(threads),
        "response_hours": response_hours(conversation),
        "later_edits": sum(hop.later_edit for hop in conversation.hops),
        "link_rot": rot,
        "link_rot_by_year": rot_by_year,
        "started": started,
        "ended": ended,
        "claimed_comments": sum(thread.post.claimed or 0 for thread in threads),
        "completeness": completeness(conversation),
        "gaps": gaps,
        "known": {
            "posts": _share(len(threads) - gaps, len(threads)),
            "comments": completeness(conversation),
            "times": known_times(threads),
        },
        "rests_on": dict(RESTS_ON),
    }


def hops_by_kind(conversation: Conversation) -> dict[str, int]:
    """How many hops there are of each kind that occurs, in the order of `HopKind`."""
    counts = Counter(hop.kind for hop in conversation.hops)
    return {kind.value: counts[kind] for kind in HopKind if counts[kind]}


def cross_blog_share(conversation: Conversation) -> float | None:
    """|{(u,v) ∈ E : b(u) ≠ b(v)}| / |E|, b the blog of a post, E the pairs joined by hops."""
    pairs = {(hop.source_url, hop.target_url): hop.cross_blog for hop in conversation.hops}
    return _share(sum(pairs.values()), len(pairs))


def blog_hops(conversation: Conversation) -> int:
    """The most changes of blog that the talk went through: max_u of the fewest changes on a chain
    of hops, of either direction, from the root to u (breadth-first search with weights 0 and 1).
    """
    joined: dict[str, dict[str, int]] = {
        thread.post.post.url: {} for thread in conversation.threads
    }
    for hop in conversation.hops:
        joined[hop.source_url][hop.target_url] = int(hop.cross_blog)
        joined[hop.target_url][hop.source_url] = int(hop.cross_blog)
    changes: dict[str, int] = {}
    queue = deque([(conversation.root, 0)])
    while queue:
        url, count = queue.popleft()
        if url in changes:
            continue
        changes[url] = count
        for other, cost in joined[url].items():
            if other not in changes:
                (queue.append if cost else queue.appendleft)((other, count + cost))
    return max(changes.values())


def reciprocity(conversation: Conversation) -> float | None:
    """r = L↔ / L: the share of directed links between two blogs that are returned.

    Garlaschelli, Loffredo: Patterns of Link Reciprocity in Directed Networks, PRL 93, 2004.
    """
    blogs = {thread.post.post.url: thread.post.post.blog for thread in conversation.threads}
    links = {
        (blogs[hop.source_url], blogs[hop.target_url])
        for hop in conversation.hops
        if hop.cross_blog
    }
    return _share(sum(1 for one, other in links if (other, one) in links), len(links))


def gini(voices: Collection[int]) -> float | None:
    """G = Σ_i (2i − n − 1) x_i / (n Σ x), x ascending: 0 when all say as much (Gini 1912)."""
    amounts = sorted(voices)
    count = len(amounts)
    weighted = sum((2 * i - count - 1) * x for i, x in enumerate(amounts, start=1))
    return _share(weighted, count * sum(amounts))


def time_span(conversation: Conversation) -> tuple[str | None, str | None]:
    """The first and the last known date of a post or comment, as `Moment.order` keys."""
    moments = [thread.post.post.published for thread in conversation.threads]
    moments += [stored.comment.published for stored in _counted(conversation.threads)]
    dates = [moment.order for moment in moments if moment.local is not None]
    return min(dates, default=None), max(dates, default=None)


def completeness(conversation: Conversation) -> float | None:
    """Σ min(found, claimed) / Σ claimed, over the threads whose page says how many there are."""
    threads = [thread.post for thread in conversation.threads if thread.post.claimed is not None]
    claimed = sum(post.claimed or 0 for post in threads)
    return _share(sum(min(post.comment_count, post.claimed or 0) for post in threads), claimed)


def _counted(threads: tuple[Thread, ...]) -> Iterator[StoredComment]:
    """The entries that a comment count includes: no reactions, nothing that was removed."""
    for thread in threads:
        for stored in thread.comments:
            if not stored.comment.kind.is_reaction and stored.removed is None:
                yield stored


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
