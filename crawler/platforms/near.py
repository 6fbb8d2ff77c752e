"""How near an element stands to a post's title, and what stands aside: rails, boxes, widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.pages import Page
from crawler.platforms.records import Element
from crawler.text import opening_of

_ASIDE = re.compile(
    r"(?<![a-z])(?:sidebar|aside|widgets?|related|popular|trending|recents?|latest|recommended"
    r"|recommendations|comments?|rail\w*|leftrail|rightrail|promo|teasers?|blogroll|menu|nav"
    r"|testimonials?|respond|read-?next|more-?stories|most-?read)(?![a-z])",
    re.I,
)
_ASIDE_TAGS = frozenset(("aside", "nav"))
#: An element that stands aside is as far as this from anything.
FAR = 100
#: How many elements before and behind the title, and behind what holds it, are lines beside it.
BEFORE, BEHIND = 3, 5
#: What is longer is no line, but words.
LINE = 400


class Near:
    """Distances from one element of a page, in steps up and down the tree."""

    def __init__(self, centre: Element | None) -> None:
        self._steps: dict[Element, int] = {}
        #: The steps from an element, and what standing aside adds to them, as far as asked.
        self._known: dict[Element, tuple[int, int]] = {}
        if centre is not None:
            for steps, outer in enumerate((centre, *centre.iterancestors())):
                self._steps[outer] = steps
                self._known[outer] = steps, 0

    def holds(self, element: Element) -> bool:
        """Whether the centre is the element or stands in it."""
        return element in self._steps

    def distance(self, element: Element) -> int:
        """The steps between an element and the centre; from `FAR` on it stands aside."""
        trail: list[Element] = []
        here: Element | None = element
        while here is not None and here not in self._known:
            trail.append(here)
            here = here.getparent() if here.tag not in ("body", "html") else None
        steps, aside = self._known[here] if here is not None else (-1, 0)
        for outer in reversed(trail):
            steps += 1
            aside = FAR if aside or _is_aside(outer) else 0
            self._known[outer] = steps, aside
        return steps + aside


def within(element: Element, region: set[Element]) -> bool:
    """Whether an element is one of a region's or stands in one."""
    if element in region:
        return True
    return bool(region) and any(outer in region for outer in element.iterancestors())


def _is_aside(element: Element) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _ASIDE_TAGS or (words != " " and _ASIDE.search(words) is not None)


def lines_beside(page: Page, heading: Element | None) -> Iterator[str]:
    """The texts, tags left out, of what stands before and behind the title and its holder.

    Of what is longer than `LINE` only the start.
    """
    parent = heading.getparent() if heading is not None else None
    skipped = page.taken.union(a for a, rel in page.related if "tag" in rel)
    for element in (heading, parent):
        if element is None or element.tag in ("body", "html"):
            continue
        for line in (
            *islice(element.itersiblings(preceding=True), BEFORE),
            *islice(element.itersiblings(), BEHIND),
        ):
            if isinstance(line.tag, str) and line not in page.taken:
                yield opening_of(line, LINE, skipped)
