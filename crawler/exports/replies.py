"""The comments of a thread in the order of a talk: each below what it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crawler.model import StoredComment


def in_reply_order(comments: Sequence[StoredComment]) -> Iterator[tuple[StoredComment, int]]:
    """Each entry once with its depth, depth first, siblings in their given order.

    An entry whose parent is missing stands at the top, and so does the first of several that name
    each other as parents. Linear, without recursion.
    """
    known = {stored.comment.id for stored in comments}
    below: dict[str | None, list[StoredComment]] = defaultdict(list)
    for stored in comments:
        parent = stored.comment.parent_id
        below[parent if parent in known else None].append(stored)
    told: set[str] = set()
    # The second round meets only what hangs on a circle of parents.
    for top in (*below[None], *comments):
        stack = [(top, 0)]
        while stack:
            stored, depth = stack.pop()
            if stored.comment.id in told:
                continue
            told.add(stored.comment.id)
            yield stored, depth
            stack += [(reply, depth + 1) for reply in reversed(below[stored.comment.id])]
