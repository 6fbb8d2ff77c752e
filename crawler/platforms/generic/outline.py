"""One walk over a page: its elements and texts as flat arrays in document order.

Every subtree is a run of items, ``[i, ends[i])``, so that any question about a region, whole
element or split over siblings, is a difference of two running sums.
"""

from __future__ import annotations

import re
from itertools import accumulate

from lxml import etree

from crawler import labels
from crawler.platforms.generic import words
from crawler.platforms.generic.datelike import LONGEST, shows_date

#: Elements whose content is not shown as words.
UNSEEN: frozenset[object] = frozenset(
    "script style template head iframe object embed svg math canvas audio video select textarea"
    " button datalist input noframes option link".split()
)
_INHERITED = (
    words.COMMENT | words.THREAD | words.NOISE | words.SOFT | words.FORM | words.PINGS | words.CODE
)
_TAG_MARKS = {
    "form": words.FORM,
    "fieldset": words.FORM,
    "nav": words.NOISE,
    "aside": words.SOFT,
    "time": words.DATE,
    "pre": words.CODE,
    "code": words.CODE,
    "cite": words.CITE,
}
_PERSONAL = re.compile(r"\b(?:author|nofollow|ugc|external|me)\b")
_SEMANTIC = etree.XPath("//*[@itemprop or @property or @itemtype or @typeof]")
#: Elements whose class and id describe the whole page.
_PAGE = ("html", "body")


class Outline:
    """The items of a page. Texts are items too: leaves with an empty tag.

    ``nodes`` holds the element, or for a text the element that it stands in or after; ``parents``
    the index of the item around it (-1 for the root); ``marks`` what an element's class and id
    say, ``around`` what it and the elements around it say. ``texts`` is empty for elements.
    """

    def __init__(self, root: etree._Element) -> None:
        self.nodes: list[etree._Element] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.depths: list[int] = []
        self.marks: list[int] = []
        self.around: list[int] = []
        self.classes: list[str] = []
        self.ids: list[str] = []
        self._weights: list[tuple[int, int, int, int, int]] = []
        self._links = 0
        self._semantic = self._semantics(root)
        self._walk(root)
        columns = list(zip(*self._weights, strict=True)) or [()] * 5
        sums = [list(accumulate(column, initial=0)) for column in columns]
        #: Running sums, one longer than the items: letters of prose, letters in links, dates,
        #: names of persons, labels that offer to reply.
        self.prose, self.linked, self.dates, self.people, self.replies = sums

    def __len__(self) -> int:
        return len(self.tags)

    def _walk(self, root: etree._Element) -> None:
        # A stack of open elements in place of recursion: pages nest deeper than Python does.
        self._open(root, root.tag if isinstance(root.tag, str) else "html", -1)
        stack = [(iter(root), 0)]
        while stack:
            children, parent = stack[-1]
            for child in children:
                tag = child.tag
                if tag in UNSEEN or not isinstance(tag, str):
                    self._text(child.tail, parent)
                    continue
                index = self._open(child, tag, parent)
                if len(child):
                    stack.append((iter(child), index))
                    break
                self._close(index)
                self._text(child.tail, parent)
            else:
                stack.pop()
                self._close(parent)
                if stack:
                    self._text(self.nodes[parent].tail, stack[-1][1])

    def _semantics(self, root: etree._Element) -> dict[etree._Element, tuple[int, str]]:
        """What microdata and RDFa attributes say, as bits and as a class name to group by."""
        out = {}
        for node in _SEMANTIC(root):
            get = node.get
            said = " ".join(
                get(name) or "" for name in ("itemprop", "property", "itemtype", "typeof")
            )
            out[node] = words.semantic_marks(said)
        return out

    def _open(self, node: etree._Element, tag: str, parent: int) -> int:
        index = len(self.tags)
        get = node.get
        names = get("class") or ""
        ident = get("id") or ""
        marks = _TAG_MARKS.get(tag, 0)
        if "-" in tag:  # elements of the site's own making tell by their names
            names = f"{tag} {names}"
        if tag == "form" and (parent < 0 or self.depths[parent] < 3):
            ident = names = ""  # some servers wrap the whole page in one form
            marks = 0
        if tag not in _PAGE:
            if names:
                marks |= words.marks_of(names)
            if ident:
                marks |= words.id_marks(ident)
        if self._semantic and node in self._semantic:
            bits, name = self._semantic[node]
            marks |= bits
            names = f"{names} {name}" if name else names
        around = marks & _INHERITED
        if parent >= 0:
            around |= self.around[parent]
        link = 0
        if tag == "a":
            link = 1
            if get("href"):
                rel = get("rel")
                if rel and marks & words.AUTHOR == 0 and _PERSONAL.search(rel):
                    marks |= words.PERSONAL
        self.nodes.append(node)
        self.tags.append(tag)
        self.texts.append("")
        self.parents.append(parent)
        self.ends.append(0)
        self.depths.append(self.depths[parent] + 1 if parent >= 0 else 0)
        self.marks.append(marks)
        self.around.append(around)
        self.classes.append(names)
        self.ids.append(ident)
        self._links += link
        date = 1 if tag == "time" else 0
        person = 1 if marks & (words.AUTHOR | words.CITE | words.PERSONAL) else 0
        if around & words.FORM:
            date = person = 0
        self._weights.append((0, 0, date, person, 0))
        self._text(node.text, index)
        return index

    def _close(self, index: int) -> None:
        self.ends[index] = len(self.tags)
        if self.tags[index] == "a":
            self._links -= 1

    def _text(self, text: str | None, parent: int) -> None:
        if not text or text.isspace():
            return
        self.nodes.append(self.nodes[parent])
        self.tags.append("")
        self.texts.append(text)
        self.parents.append(parent)
        self.ends.append(len(self.tags))
        self.depths.append(self.depths[parent] + 1)
        self.marks.append(0)
        self.around.append(self.around[parent])
        self.classes.append("")
        self.ids.append("")
        self._weights.append(self._weigh(text, parent))

    def _weigh(self, text: str, parent: int) -> tuple[int, int, int, int, int]:
        text = text.strip()
        size = len(text)
        if self.around[parent] & words.FORM:
            return (0, 0, 0, 0, 0)
        if size <= LONGEST:
            if size < 40 and text.casefold() in labels.CONTROLS:
                return (0, 0, 0, 0, text.casefold() in labels.REPLY)
            if shows_date(text):
                return (0, 0, self.tags[parent] != "time", 0, 0)
        return (0, size, 0, 0, 0) if self._links else (size, 0, 0, 0, 0)
