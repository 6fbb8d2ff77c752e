"""Texts as any store takes them: no lone surrogates, no NUL, nothing without end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar

from crawler.archive.protocol import Finding
from crawler.runs import Fetched

#: The longest text that is kept of a post or comment, in characters.
MAX_TEXT = 1_000_000

#: A lone surrogate cannot be written as UTF-8, and a NUL ends a text in C; both come from pages.
_BROKEN = re.compile("[\0\ud800-\udfff]")

_Thing = TypeVar("_Thing")


class CleanPipeline:
    """Cleans every text of an item."""

    def process_item(self, item: Fetched) -> Fetched:
        """The same item with clean texts."""
        if item.finding is not None:
            visit, reading = item.finding.visit, item.finding.reading
            item.finding = Finding(cleaned(visit), cleaned(reading))
        return item


def cleaned(thing: _Thing) -> _Thing:
    """A dataclass, tuple or text with every text in it clean; the same object where all were."""
    # Nearly always all is clean, and to look is much cheaper than to make anew.
    return thing if _is_clean(thing) else _cleaned(thing)


def _is_clean(thing: Any) -> bool:
    kind = type(thing)
    if kind is str:
        return len(thing) <= MAX_TEXT and _BROKEN.search(thing) is None
    if kind is tuple:
        return all(map(_is_clean, thing))
    if kind not in _VALUES:
        _VALUES[kind] = _values_of(kind)
    values = _VALUES[kind]
    return values is None or all(map(_is_clean, values(thing)))


_VALUES: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}


def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives all field values of a dataclass at once, ``None`` for any other type."""
    return attrgetter(*(field.name for field in fields(kind))) if is_dataclass(kind) else None


def _cleaned(thing: Any) -> Any:
    if isinstance(thing, Enum):
        return thing
    if isinstance(thing, str):
        return _BROKEN.sub("\ufffd", thing[:MAX_TEXT])
    if isinstance(thing, tuple):
        return tuple(map(_cleaned, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{f.name: _cleaned(getattr(thing, f.name)) for f in fields(thing)})
    return thing
