"""How many comments a page says there are."""

from __future__ import annotations

import re

from lxml import etree

from crawler.pages import Page
from crawler.text import text_of

_TITLES = (
    "comments-title",
    "comment-title",
    "comments_title",
    "comments-heading",
    "comment-count-area",
)
_TITLE_IDS = ("comments-title", "comments", "comments-block", "comment-header", "responses")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A count stands before the post's title, which may hold figures of its own.
_QUOTE = re.compile(r"[“”„«»\"‹›「『]|\bto\b|\bzu\b|\bauf\b|\bsur\b")
_COUNT = re.compile(r"(?<![\d#])(\d{1,3}(?:[.,\u202f\u00a0 ]\d{3})+|\d+)(?![\d:/])")
_ONE = re.compile(
    r"(?:one|ein|eine|un|une|uno|una|um|uma|één|een|en|ett|один|jeden|bir)\s+\w", re.I
)
_NONE = re.compile(
    r"(?:no|keine|aucun|aucune|sin|nessun|geen|nenhum|ingen|brak|žádné|нет)\s+\w", re.I
)


def claimed(page: Page) -> int | None:
    """The count in the heading of the thread or in structured data; ``None`` where none is."""
    for name in _TITLES:
        for element in page.classes.get(name, ())[:1]:
            count = count_in(text_of(element))
            if count is not None:
                return count
    for name in _TITLE_IDS:
        area = page.ids.get(name)
        heading = area if area is None or area.tag in _HEADINGS else _heading(area)
        count = count_in(text_of(heading)) if heading is not None else None
        if count is not None:
            return count
    return _stated(page)


def _stated(page: Page) -> int | None:
    """The count in microdata: `commentCount`, or the `interactionCount` of comments."""
    for element in page.properties:
        name, content = element.get("itemprop"), element.get("content") or ""
        if name == "commentCount":
            found = re.search(r"\d{1,9}", content or "".join(map(str, element.itertext())))
            return int(found[0]) if found else None
        if name == "interactionCount" and element.tag == "meta" and "Comment" in content:
            found = re.search(r"\d{1,9}", content)
            return int(found[0]) if found else None
    return None


def _heading(area: etree._Element) -> etree._Element | None:
    """The first heading of the area, or the one right before it or around it."""
    for number, element in enumerate(area.iter()):
        if element.tag in _HEADINGS:
            return element
        if number > 40:
            break
    before = area.getprevious()
    return before if before is not None and before.tag in _HEADINGS else None


def count_in(text: str) -> int | None:
    """The number of comments that a heading names.

    >>> count_in("12 thoughts on “7 ways to 30 friends”"), count_in("One Response"), count_in("Hi")
    (12, 1, None)
    """
    parts = _QUOTE.split(text)
    found = _COUNT.search(parts[0]) or (None if parts[0] else _COUNT.search(parts[-1]))
    if found:
        return int(re.sub(r"\D", "", found[1])[:9])
    if _ONE.match(text):
        return 1
    return 0 if _NONE.match(text) else None
