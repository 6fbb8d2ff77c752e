"""The shape of a thread: replies that name each other as parents are cut apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def cuts(parents: Mapping[str, str], order: Mapping[str, Any]) -> set[str]:
    """The comments whose parent has to be dropped so that no reply answers itself.

    ``parents`` gives the parent of each reply, ``order`` the place of every comment. Of each ring
    the first in order is cut, which does not depend on where one starts to look. Parents outside
    the thread end a walk.

    >>> cuts({"a": "b", "b": "a", "c": "a"}, {"a": 1, "b": 2, "c": 3})
    {'a'}
    """
    cut: set[str] = set()
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            parent = parents.get(here)
            here = parent if parent in order else None
        if here is not None and here in path:
            walked = list(path)
            ring = walked[walked.index(here) :]
            cut.add(min(ring, key=lambda comment: order[comment]))
        done.update(path)
    return cut
