"""Long sequences in pieces that an archive takes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")

#: How many addresses an archive is asked for at once.
AT_ONCE = 1_000


def chunks(items: Iterable[_T], size: int = AT_ONCE) -> Iterator[list[_T]]:
    """The items in lists of at most ``size``, in their order."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
