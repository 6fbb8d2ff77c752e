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
        self._tags: defaultdict[str, list[int]] = defaultdict(list)
        #: The elements that have a class word, by word.
        self.classes: dict[str, list[Element]] = {}
        #: The first element with an id, by id.
        self.ids: dict[str, Element] = {}
        self._fill()

    def _fill(self) -> None:
        tags, classes, ids = self._tags, self.classes, self.ids
        for place, element in enumerate(self.elements):
            tags[element.tag].append(place)  # type: ignore[index]
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
        places = [place for tag in tags for place in self._tags.get(tag, ())]
        if len(tags) > 1:
            places.sort()
        elements = self.elements
        return [elements[place] for place in places]
