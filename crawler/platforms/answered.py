"""What a post says in microformats (h-entry) that it answers or reposts, wherever it says so."""

from __future__ import annotations

from dataclasses import replace

from crawler.model import Link, LinkPlace
from crawler.pages import Page
from crawler.platforms.records import Element
from crawler.text import text_of

#: Properties of h-entry (microformats.org/wiki/h-entry) and what ``rel`` calls the same.
_PROPERTIES = {"u-in-reply-to": "in-reply-to", "u-repost-of": "repost-of"}
#: So much of the words around a link is kept (`crawler.model.Link`).
_AROUND = 300


def with_answered(page: Page, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links of a post, with those that its h-entry says to be answered or reposted.

    Such a link may stand above the text, alone or as a citation (h-cite) with its own address;
    what comments say in the same words is theirs.
    """
    found = {link.url: link for link in links}
    stated: dict[str, Link] = {}
    for name, rel in _PROPERTIES.items():
        for element in page.classes.get(name, ()):
            anchor = None if _in_thread(page, element) else _anchor(element)
            url = page.absolute(anchor.get("href")) if anchor is not None else None
            if anchor is None or url is None:
                continue
            link = stated.get(url) or found.get(url)
            if link is None:
                outer = anchor.getparent()
                around = text_of(outer)[:_AROUND] if outer is not None else ""
                link = Link(url, LinkPlace.BODY, text_of(anchor)[:_AROUND], around)
            rels = dict.fromkeys((*link.rel.split(), rel))
            better = replace(link, rel=" ".join(rels))
            if better != link:
                stated[url] = better
    own = [stated.pop(link.url, link) for link in links] if stated else links
    return (*own, *stated.values())


def _anchor(element: Element) -> Element | None:
    if element.tag == "a":
        return element
    anchors = [a for a in element.iter("a") if a.get("href")]
    cited = [a for a in anchors if "u-url" in (a.get("class") or "").split()]
    return next(iter(cited or anchors), None)


def _in_thread(page: Page, element: Element) -> bool:
    """Whether an element belongs to a comment."""
    around = [element, *element.iterancestors()]
    words = {word for outer in around for word in (outer.get("class") or "").split()}
    return not words.isdisjoint(("u-comment", "p-comment")) or not page.taken.isdisjoint(around)
