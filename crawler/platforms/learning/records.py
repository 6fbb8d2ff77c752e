"""The records of a thread on a page, as learned selectors find them, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crawler.pages import Page
from crawler.platforms.learning.marks import own_mark, selected
from crawler.platforms.learning.model import LONGEST, Family, Place
from crawler.platforms.records import Element
from crawler.text import HIDDEN, clean, text_of

#: A record with more elements is none.
LARGEST = 3000
#: The longest value that is looked at, and the longest that can be learned from.
MOST = 500
#: Siblings that make up one record, at most.
_MOST_PARTS = 40


@dataclass(slots=True, eq=False)
class Entry:
    """A record: its elements, and the elements of others that stand inside it."""

    family: Family
    parts: list[Element]
    nested: set[Element] = field(default_factory=set)
    outer: Entry | None = None


def entries_of(page: Page, families: Sequence[Family]) -> list[Entry]:
    """The records in document order, each with the one it stands in."""
    heads: dict[Element, Family] = {}
    for family in families:
        for element in selected(page, family.record):
            heads.setdefault(element, family)
    owners: dict[Element, Entry] = {}
    for element, family in heads.items():
        entry = Entry(family, _parts_of(element, family, heads))
        for part in entry.parts:
            owners.setdefault(part, entry)
    entries = list(dict.fromkeys(owners.values()))
    for entry in entries:
        around = (owners[a] for a in entry.parts[0].iterancestors() if a in owners)
        entry.outer = next(around, None)
        if entry.outer is not None:
            entry.outer.nested.update(entry.parts)
    places = {element: place for place, element in enumerate(page.elements)} if entries else {}
    return sorted(entries, key=lambda entry: places.get(entry.parts[0], 0))


def _parts_of(element: Element, family: Family, heads: Mapping[Element, Family]) -> list[Element]:
    """The siblings of a record: from its first to the next one's, or back from its last."""
    parts = [element]
    if family.edge == "whole":
        return parts
    last = family.edge == "last"
    for sibling in element.itersiblings(preceding=last):
        if sibling in heads or len(parts) == _MOST_PARTS:
            break
        if isinstance(sibling.tag, str):
            parts.append(sibling)
    return parts[::-1] if last else parts


class Parts:
    """What stands in a record itself, nested records left out."""

    def __init__(self, entry: Entry) -> None:
        self.parts = entry.parts
        self.nested = entry.nested
        self.head = entry.parts[-1] if entry.family.edge == "last" else entry.parts[0]
        #: The body, once it is known: what is said in it signs nothing, but what only stands there.
        self.body: Element | None = None
        self.furniture: frozenset[str] = frozenset()

    @cached_property
    def elements(self) -> list[tuple[Element, str]]:
        """The elements in document order with their marks; the selected element has none."""
        out: list[tuple[Element, str]] = []
        for part in self.parts:
            stack = [(part, "" if part is self.head else own_mark(part))]
            while stack and len(out) < LARGEST:
                element, mark = stack.pop()
                out.append((element, mark))
                children = [
                    (child, _mark(child, mark))
                    for child in element
                    if isinstance(child.tag, str) and child not in self.nested
                ]
                stack.extend(reversed(children))
        return out

    @cached_property
    def by_mark(self) -> dict[str, list[Element]]:
        """The elements of each mark."""
        found: dict[str, list[Element]] = {}
        for element, mark in self.elements:
            found.setdefault(mark, []).append(element)
        return found

    def at(self, place: Place) -> Element | None:
        """The element at a place."""
        found = self.by_mark.get(place.mark, ())
        inside = -len(found) <= place.index < len(found)
        return found[place.index] if inside else None

    def raw(self, place: Place) -> str:
        """The whole text or attribute at a place, empty where there is none."""
        element = self.at(place)
        if element is None:
            return ""
        if place.attribute:
            return clean(element.get(place.attribute) or "")[:MOST]
        return self.text(element)

    def value(self, place: Place | None) -> str:
        """The value at a place, between what stands before and after it."""
        if place is None:
            return ""
        text = self.raw(place)
        if place.before:
            _, found, text = text.partition(place.before)
            if not found:
                return ""
        if place.after:
            text = text.partition(place.after)[0]
        return text.strip()

    def text(self, element: Element) -> str:
        """The text of an element without what others say in it, and without the comment's words."""
        skip = self.nested
        if self.body is not None and self.body is not element and self.body is not self.head:
            skip = skip | {self.body}
        return text_of(element, skip)[:MOST]

    def values(self) -> Iterator[tuple[str, int, str, str]]:
        """Every text and attribute outside the words: mark, index, attribute and value."""
        counts: dict[str, int] = {}
        body = self.body if self.body is not self.head else None
        within: set[Element] = set()
        for element, mark in self.elements:
            index = counts.get(mark, 0)
            counts[mark] = index + 1
            if element.getparent() in within and mark not in self.furniture:
                within.add(element)
                continue
            if element is body:
                within.add(element)
            elif element.tag not in HIDDEN:
                yield mark, index, "", self.text(element)
            for name, value in element.attrib.items():
                yield mark, index, str(name), clean(str(value))[:MOST]


def _mark(element: Element, above: str) -> str:
    """The mark of an element; a bare one is described with what it stands in."""
    own = own_mark(element)
    if own == element.tag and above:
        return f"{above}>{own}"[-LONGEST:]
    return own
