"""How near a read thread comes to the true one: the figures of the extraction gate."""

from __future__ import annotations

import collections
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
WORD = re.compile(r"\w+")
#: A comment counts as found when the F1 of its words reaches this.
FOUND = 0.8


def words(text: str | None) -> collections.Counter[str]:
    return collections.Counter(WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def likeness(a: str, b: str) -> float:
    left, right = words(a), words(b)
    size = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / size if size else 1.0


def pairs(true: Sequence[Row], read: Sequence[Row]) -> dict[int, int]:
    """True comments matched one to one with read ones, the likest first, then by place."""
    scored = sorted(
        (-likeness(a["text"], b["text"]) - (a["author_name"] == b["author_name"]), abs(i - j), i, j)
        for i, a in enumerate(true)
        for j, b in enumerate(read)
        if likeness(a["text"], b["text"]) >= FOUND
    )
    found: dict[int, int] = {}
    for _, _, i, j in scored:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def f1(hits: int, true: int, read: int) -> float:
    return 2 * hits / (true + read) if true + read else 1.0


class Figures:
    """Counts over many pages, and what they come to."""

    def __init__(self) -> None:
        self.true = self.read = self.found = self.perfect = self.errors = self.wrongly_given = 0

    def add(self, true: Sequence[Row], read: Sequence[Row]) -> None:
        """Count one page. Parents are compared as places in the list, since ids may differ."""
        found = pairs(true, read)
        back = {j: i for i, j in found.items()}
        places_true = {row["id"]: i for i, row in enumerate(true)}
        places_read = {row["id"]: j for j, row in enumerate(read)}
        for i, j in found.items():
            parent = places_read.get(read[j]["parent_id"])
            same_parent = places_true.get(true[i]["parent_id"]) == (
                back.get(parent) if parent is not None else None
            )
            fields = ("author_name", "published", "kind")
            self.perfect += same_parent and all(true[i][f] == read[j][f] for f in fields)
        self.true += len(true)
        self.read += len(read)
        self.found += len(found)
        self.wrongly_given += not true and bool(read)

    def as_dict(self) -> dict[str, float]:
        return {
            "comment_f1": f1(self.found, self.true, self.read),
            "perfect_f1": f1(self.perfect, self.true, self.read),
            "pages_wrongly_given_comments": self.wrongly_given,
            "errors": self.errors,
        }
