"""Texts as any store takes them: no lone surrogates, no NUL, nothing without end."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
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
    return _cleaned(thing)  # type: ignore[no-any-return]


def _cleaned(thing: Any) -> Any:
    if isinstance(thing, str):
        return _text(thing)
    if isinstance(thing, tuple):
        parts = tuple(map(_cleaned, thing))
        return thing if all(a is b for a, b in zip(parts, thing, strict=True)) else parts
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {
            field.name: new
            for field in fields(thing)
            if (new := _cleaned(old := getattr(thing, field.name))) is not old
        }
        return replace(thing, **changed) if changed else thing
    return thing


def _text(text: str) -> str:
    # An enum's word is a text too, and is never touched: it is short and ASCII.
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
    return text if text.isascii() and "\0" not in text else _BROKEN.sub("\ufffd", text)
