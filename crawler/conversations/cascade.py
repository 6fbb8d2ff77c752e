"""The shape of a conversation: the cascade of posts that lead back to its root.

G = (V, E), an edge u→v says that u refers to v and is not surely older (`order.steps_back`). The
cascade of r are the posts from which edges lead to r (Leskovec, McGlohon, Faloutsos, Glance, Hurst:
Cascading Behavior in Large Blog Graphs, SDM 2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.conversations.order import by_time, steps_back
from crawler.model import Conversation


@dataclass(frozen=True, slots=True)
class Cascade:
    """The cascade of a conversation's root.

    ``distance`` is of each of its posts from the root, on shortest ways; ``above`` the post that a
    shortest way leads over (the first in time, equals by address); ``edges`` are those between its
    posts, and ``initiators`` how many posts of the whole conversation others refer to that refer to
    none themselves.
    """

    distance: Mapping[str, int]
    above: Mapping[str, str]
    edges: int
    answered: Mapping[str, int]
    initiators: int

    @property
    def size(self) -> int:
        """n = |V_c|, the root included."""
        return len(self.distance)

    @property
    def depth(self) -> int:
        """D = max_u dist(u, r)."""
        return max(self.distance.values())

    @property
    def width(self) -> int:
        """B = max_k |{u : dist(u, r) = k}|."""
        return max(Counter(self.distance.values()).values())

    @property
    def star_share(self) -> float | None:
        """S = indeg(r) / (n − 1): 1 where all answer the root itself."""
        at_one = sum(1 for steps in self.distance.values() if steps == 1)
        return round(at_one / (self.size - 1), 4) if self.size > 1 else None

    @property
    def chain_share(self) -> float | None:
        """C = D / (n − 1): 1 where each answers the one before."""
        return round(self.depth / (self.size - 1), 4) if self.size > 1 else None

    @property
    def branching(self) -> float | None:
        """(n − 1) / |{v : indeg(v) ≥ 1}|: the mean number of answers."""
        return round((self.size - 1) / len(self.answered), 4) if self.answered else None

    @property
    def shape(self) -> str:
        """``single``, ``pair``, ``star`` (D = 1), ``chain`` (D = n − 1), ``tree`` (|E_c| = n − 1),
        else ``web``: the classes of Leskovec et al. that have names.
        """
        if self.size <= 2:
            return "single" if self.size == 1 else "pair"
        if self.edges > self.size - 1:
            return "web"
        if self.depth == 1:
            return "star"
        return "chain" if self.depth == self.size - 1 else "tree"

    @property
    def virality(self) -> float | None:
        """ν = Σ_{i≠j} d_ij / (n(n − 1)), distances on the tree of `above` without directions.

        Structural virality (Goel, Anderson, Hofman, Watts: The Structural Virality of Online
        Diffusion, Management Science 62, 2016): 2 − 2/n for a star, (n + 1)/3 for a chain. Every
        edge of a tree stands between s and n − s posts, so that Σ_{i<j} d_ij = Σ_edges s(n − s).
        """
        if self.size < 2:
            return None
        below = dict.fromkeys(self.distance, 1)
        for url in sorted(self.distance, key=self.distance.__getitem__, reverse=True):
            if url in self.above:
                below[self.above[url]] += below[url]
        crossed = sum(below[url] * (self.size - below[url]) for url in self.above)
        return round(2 * crossed / (self.size * (self.size - 1)), 4)


def cascade_of(conversation: Conversation) -> Cascade:
    """The cascade of the root; linear in posts and hops but for the sorting of answers."""
    posts = {thread.post.post.url: thread.post for thread in conversation.threads}
    after: dict[str, set[str]] = defaultdict(set)
    refers: set[str] = set()
    for later, earlier, _ in steps_back(posts, conversation.hops):
        after[earlier].add(later)
        refers.add(later)
    distance = {conversation.root: 0}
    above: dict[str, str] = {}
    met = [conversation.root]
    for url in met:
        for other in sorted(after[url], key=lambda other: by_time(posts[other])):
            if other not in distance:
                distance[other] = distance[url] + 1
                above[other] = url
                met.append(other)
    answered = {url: len(after[url]) for url in met if after[url]}
    return Cascade(
        distance, above, sum(answered.values()), answered, sum(1 for u in after if u not in refers)
    )
