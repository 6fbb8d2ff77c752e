"""Pieces of HTML inside feeds and API answers, as trees."""

from __future__ import annotations

from lxml import etree


def fragment_of(content: str) -> etree._Element | None:
    """The root of a tree around a piece of HTML; ``None`` where it holds nothing."""
    if not content.strip():
        return None
    # A wrapper, for text that stands before the first element would move.
    source = f"<div>{content}</div>".encode("utf-8", "replace").replace(b"\0", b"")
    return etree.fromstring(source, etree.HTMLParser(encoding="utf-8", huge_tree=True))
