"""The links in what somebody wrote, with the words around them."""

from __future__ import annotations

from crawler.model import Link, LinkPlace
from crawler.pages import Page
from crawler.platforms.records import Element
from crawler.text import text_of

#: How much of the paragraph around a link is kept (`Link.around`).
AROUND = 300


def links_in(
    page: Page, root: Element, skip: set[Element], place: LinkPlace, text: str
) -> list[Link]:
    """The http(s) links inside an element, ``skip`` left out; ``text`` is the element's text."""
    links: list[Link] = []
    start = 0
    for anchor in root.iter("a"):
        url = page.absolute(anchor.get("href"))
        if url is None or (skip and _inside(anchor, skip, root)):
            continue
        words = text_of(anchor)
        found = text.find(words, start) if words else -1
        start = max(start, found)
        left = max(0, found - (AROUND - len(words)) // 2)
        around = text[left : left + AROUND] if found >= 0 else ""
        rel = " ".join((anchor.get("rel") or "").lower().split())
        links.append(Link(url, place, words[:AROUND], around, rel))
    return links


def _inside(element: Element, skip: set[Element], root: Element) -> bool:
    if element in skip:
        return True
    for outer in element.iterancestors():
        if outer is root:
            return False
        if outer in skip:
            return True
    return False
