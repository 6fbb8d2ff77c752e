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
        self.elements: list[Element] = list(root.iter("*"))
        self._tags: defaultdict[str, list[Element]] = defaultdict(list)
        #: The elements that have a class word, by word.
        self.classes: dict[str, list[Element]] = {}
        #: The first element with an id, by id.
        self.ids: dict[str, Element] = {}
        self._fill()

    def _fill(self) -> None:
        tags, classes, ids = self._tags, self.classes, self.ids
        for element in self.elements:
            tags[element.tag].append(element)  # type: ignore[index]
            value = element.get("class")
            if value:
                for word in value.split():
                    if word in classes:
                        classes[word].append(element)
                    else:
                        classes[word] = [element]
            value = element.get("id")
            if value and value not in ids:
                ids[value] = element

    def every(self, *tags: str) -> list[Element]:
        """The elements with one of these tags, in document order."""
        if len(tags) == 1:
            return self._tags.get(tags[0], [])
        # A tag is held by its element once it was asked for: a look at all is cheap.
        wanted = frozenset(tags)
        return [element for element in self.elements if element.tag in wanted]
