"""What a page says about itself: meta elements, links, its title and JSON-LD, in one pass."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

#: More JSON-LD than this is a catalogue, not a description of the page.
MOST_LD = 2_000_000


@dataclass(slots=True)
class HeadLink:
    """A ``link`` element; ``rel`` holds its tokens in lower case."""

    rel: tuple[str, ...]
    href: str
    type: str
    title: str


@dataclass(slots=True)
class Head:
    """The page's statements about itself.

    ``assets`` are the addresses of scripts and linked files and the generator, a line each: what
    tells the software at a glance. ``meta`` has lower-case names (of ``name``, ``property``,
    ``itemprop`` or ``http-equiv``) with all their contents in order. ``ld`` are the JSON-LD
    objects, graphs and lists opened.
    """

    title: str = ""
    base: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: list[HeadLink] = field(default_factory=list)
    ld: list[dict[str, Any]] = field(default_factory=list)
    assets: str = ""

    def first(self, *names: str) -> str | None:
        """The first content that is not empty of the first of these names that has one."""
        for name in names:
            for content in self.meta.get(name, ()):
                if content.strip():
                    return content.strip()
        return None

    def rel(self, token: str) -> Iterator[HeadLink]:
        """The links with this rel token."""
        return (link for link in self.links if token in link.rel)


def read_head(elements: Iterable[etree._Element]) -> Head:
    """The statements of a page's ``meta``, ``link``, ``title``, ``script`` and ``base``."""
    head = Head()
    assets: list[str] = []
    for element in elements:
        tag = element.tag
        if tag == "meta":
            _meta(head, element)
        elif tag == "link":
            rel, href = element.get("rel"), element.get("href")
            if rel and href:
                words = tuple(rel.lower().split())
                kind, title = element.get("type") or "", element.get("title") or ""
                head.links.append(HeadLink(words, href.strip(), kind.lower(), title))
                assets.append(href)
        elif tag == "script":
            assets.append(element.get("src") or "")
            if "ld+json" in (element.get("type") or ""):
                head.ld.extend(_objects(element.text or ""))
        elif tag == "title":
            head.title = head.title or "".join(element.itertext())
        else:
            head.base = head.base or (element.get("href") or "").strip()
    head.assets = "\n".join([*head.meta.get("generator", ()), *assets])
    return head


def _meta(head: Head, element: etree._Element) -> None:
    content = element.get("content")
    if not content:
        return
    for attribute in ("name", "property", "itemprop", "http-equiv"):
        name = element.get(attribute)
        if name:
            head.meta.setdefault(name.lower(), []).append(content)


def _objects(source: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script; broken JSON has none."""
    if len(source) > MOST_LD:
        return
    try:
        # Themes put line breaks into strings, which strict JSON forbids.
        value = json.loads(source.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            graph = value.get("@graph")
            if isinstance(graph, list):
                stack.extend(reversed(graph))
