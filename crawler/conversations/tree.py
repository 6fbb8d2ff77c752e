"""The order in which a conversation is read: from its first post, every post once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from crawler.conversations.order import by_time, steps_back
from crawler.model import Conversation, Hop, HopKind, Step

#: The kinds from the one that says most of how the talk went on to the one that says least.
TELLING = (
    HopKind.REPLY,
    HopKind.REPOST,
    HopKind.VIA,
    HopKind.LINK,
    HopKind.QUOTE,
    HopKind.COMMENT_LINK,
    HopKind.COMMENTER,
    HopKind.WEBMENTION,
    HopKind.PINGBACK,
    HopKind.TRACKBACK,
)
_Pair = frozenset[str]


class _Graph:
    """The posts joined by hops: who comes after whom, in order of time."""

    def __init__(self, conversation: Conversation) -> None:
        posts = {thread.post.post.url: thread.post for thread in conversation.threads}
        self.hops: dict[_Pair, list[Hop]] = defaultdict(list)
        after: dict[str, set[str]] = {url: set() for url in posts}
        before: dict[str, set[str]] = {url: set() for url in posts}
        for later, earlier, hop in steps_back(posts, conversation.hops):
            after[earlier].add(later)
            before[later].add(earlier)
            self.hops[frozenset((later, earlier))].append(hop)
        place = {url: by_time(stored) for url, stored in posts.items()}
        self.after = {url: sorted(others, key=place.__getitem__) for url, others in after.items()}
        self.before = {url: sorted(others, key=place.__getitem__) for url, others in before.items()}

    def between(self, one: str, other: str) -> list[Hop]:
        """The hops between two posts, the most telling kind first."""
        return sorted(self.hops[frozenset((one, other))], key=_telling)


def reading_order(conversation: Conversation) -> Iterator[Step]:
    """The posts depth-first from the root, what came later below what it refers to.

    This is the threaded view of the BlogPulse Conversation Tracker (Intelliseek, 2005): a
    depth-first walk that visits each post once, other ways to a post named beside it. A post that
    none of these walks back to the root (another thing that somebody referred to) stands below the
    first post that names it. Linear in posts and hops; the same for the same conversation.
    """
    graph = _Graph(conversation)
    tops, children = _hung(graph, conversation.root)
    read: set[str] = set()
    stack: list[tuple[str, int, str | None]] = [(top, 0, None) for top in reversed(tops)]
    while stack:
        url, depth, parent = stack.pop()
        others = graph.before[url] + graph.after[url]
        also = dict.fromkeys(other for other in others if other in read and other != parent)
        yield Step(
            post_url=url,
            depth=depth,
            parent_url=parent,
            hops=tuple(graph.between(url, parent)) if parent else (),
            also=tuple(hop for other in also for hop in graph.between(url, other)),
        )
        read.add(url)
        stack.extend((child, depth + 1, url) for child in reversed(children[url]))


def _hung(graph: _Graph, root: str) -> tuple[list[str], Mapping[str, list[str]]]:
    """The posts below which all others hang (the root, and any that no hop joins to it any more),
    and what hangs below each.
    """
    tops: list[str] = []
    children: dict[str, list[str]] = defaultdict(list)
    met: set[str] = set()
    for top in (root, *graph.after):
        if top in met:
            continue
        tops.append(top)
        # The list grows while it is gone through: what is found here is looked at in its turn.
        found = _descend(graph, top, met, children)
        for url in found:
            for other in graph.before[url]:
                if other not in met:
                    children[url].append(other)
                    found += _descend(graph, other, met, children)
    return tops, children


def _descend(graph: _Graph, top: str, met: set[str], children: dict[str, list[str]]) -> list[str]:
    """Hang below ``top`` whatever came after it and was not met yet, depth first; name it all."""
    found = [top]
    met.add(top)
    stack = [(top, iter(graph.after[top]))]
    while stack:
        url, others = stack[-1]
        for other in others:
            if other not in met:
                met.add(other)
                found.append(other)
                children[url].append(other)
                stack.append((other, iter(graph.after[other])))
                break
        else:
            stack.pop()
    return found


def _telling(hop: Hop) -> tuple[int, str]:
    return TELLING.index(hop.kind), hop.source_url
