"""The RDF of TrackBack auto-discovery: what a page tells of a post inside an HTML comment."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from crawler.pages import Page
from crawler.urls import canonical

_COMMENTS = etree.XPath("//comment()[contains(., 'rdf:Description')]")
_OPEN = etree.XPath("//*[@*[name()='rdf:about']]")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def rdf_blocks(page: Page) -> list[dict[str, str]]:
    """The attributes of each ``rdf:Description``, names in lower case.

    TrackBack Technical Specification 1.2, "Auto-Discovery"; ``rdf:about`` or ``dc:identifier`` is
    the post, ``dc:title``, ``dc:date`` and ``dc:creator`` are added by many engines.
    """
    if not page.holds(b"rdf:Description"):
        return []
    blocks = []
    for comment in _COMMENTS(page.tree):
        for part in (comment.text or "").split("<rdf:Description")[1:]:
            found = _ATTRIBUTE.findall(part)
            blocks.append({name.lower(): unescape(a or b).strip() for name, a, b in found})
    if not blocks:
        for element in _OPEN(page.tree):
            blocks.append({str(k).lower(): str(v).strip() for k, v in element.attrib.items()})
    return blocks


def rdf_of(page: Page, post_url: str) -> dict[str, str]:
    """The block about a post: the one that names it, or the only one; empty where there is none."""
    blocks = rdf_blocks(page)
    for block in blocks:
        if any(_same(block.get(name), post_url) for name in ("dc:identifier", "rdf:about")):
            return block
    return blocks[0] if len(blocks) == 1 else {}


def _same(about: str | None, post_url: str) -> bool:
    try:
        return bool(about) and canonical(about or "", post_url or None) == canonical(post_url)
    except ValueError:
        return False
