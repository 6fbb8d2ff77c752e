"""One walk over the elements of a page, for all who look for tags, class words and ids."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

Element = etree._Element


class Index:
    """The elements of a tree in document order, and where each tag, class word and id stands.

    The elements are held: each further walk would make their Python objects anew.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._tagged: dict[tuple[str, ...], list[Element]] = {}
        self.elements: list[Element] = list(root.iter("*"))
        #: The first element with an id, by id.
        self.ids: dict[str, Element] = {}
        #: The elements that have a class word, by word.
        self.classes: dict[str, list[Element]] = dict(self._fill())

    def _fill(self) -> dict[str, list[Element]]:
        classes: defaultdict[str, list[Element]] = defaultdict(list)
        ids = self.ids
        for element in self.elements:
            value = element.get("class")
            if value:
                for word in value.split():
                    classes[word].append(element)
            value = element.get("id")
            if value and value not in ids:
                ids[value] = element
        return classes

    def every(self, *tags: str) -> list[Element]:
        """The elements with one of these tags, in document order."""
        found = self._tagged.get(tags)
        if found is None:
            # The parser's own walk looks at no element but these, and makes no list of the others.
            found = self._tagged[tags] = list(self._root.iter(*tags))
        return found
