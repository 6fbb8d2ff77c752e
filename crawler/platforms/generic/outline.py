"""One walk over a page: its elements and texts as flat arrays in document order.

Every subtree is a run of items, ``[i, ends[i])``, so that any question about a region, whole
element or split over siblings, is a difference of two running sums.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import accumulate, chain

from lxml import etree

from crawler import labels
from crawler.dates.looks import LONGEST, ends_in_clock, shows_clock, shows_date
from crawler.pages.lazy import lazy
from crawler.platforms.generic import flags, words
from crawler.text import BLOCKS, HIDDEN

#: Elements whose content is not shown as words.
UNSEEN: frozenset[object] = (HIDDEN - {"noscript"}) | {"noframes", "option", "link"}
_INHERITED = (
    flags.COMMENT | flags.THREAD | flags.NOISE | flags.SOFT | flags.FORM | flags.PINGS | flags.CODE
)
# In ``around``: inside a link, inside a heading.
_LINK, _HEADLINE = 1 << 29, 1 << 30
_TAG_MARKS = {
    "form": flags.FORM,
    "fieldset": flags.FORM,
    "nav": flags.NOISE,
    "aside": flags.SOFT,
    "time": flags.DATE,
    "pre": flags.CODE,
    "code": flags.CODE,
    "cite": flags.CITE,
}
_WITHIN = {"a": _LINK, **dict.fromkeys(("h1", "h2", "h3", "h4"), _HEADLINE)}
_PERSONAL = re.compile(r"\b(?:nofollow|ugc|external)\b")
#: Pages of members of a site.
_PROFILE = re.compile(
    r"/(?:(?:users?|profiles?|members?|people|person|u|utilisateurs?|usuarios?|perfil|benutzer)"
    r"/(?!log|sign|reg|pass)[^/?#]+/?$|[~@]\w[^/?#]*/?$)",
    re.IGNORECASE,
)
#: The same where a program shows them. Apart, for an address without a query need not be looked at.
_MEMBER = re.compile(
    r"(?:member|profile|user)\w*\.(?:php|aspx?|do|cgi)\?[^#]*(?:\bu|id|user|name|view\w*)=",
    re.IGNORECASE,
)
#: Words of bylines, no prose.
_AROUND_NAMES = labels.SAYS | labels.BY | labels.JOINS
#: Elements whose class and id describe the whole page.
_PAGE = frozenset(("html", "body"))
#: Elements that tell something without any class or id.
_TELLING = _PAGE | set(_WITHIN) | set(_TAG_MARKS)
_PARTS = flags.AUTHOR | flags.DATE | flags.BODY | flags.META | flags.AVATAR
_PERSON = flags.AUTHOR | flags.CITE | flags.PERSONAL | flags.PROFILE
#: In place of the item of a node that is not shown.
_UNKEPT = -2
#: A form whose parent is one of so many first items is the whole page.
_OUTERMOST = 4
#: An anchor and the link to it are parts of one record if no more items lie between them.
_REACH = 300


class Outline:
    """The items of a page. Texts are items too: leaves with an empty tag.

    ``nodes`` holds the element, or for a text the element that it stands in or after; ``parents``
    the index of the item around it (-1 for the root); ``marks`` what an element's class and id
    say, ``around`` what it and the elements around it say. ``texts`` is empty for elements.
    ``host`` is the page's: headlines that link elsewhere are names of people;
    ``semantic`` are the elements with attributes of microdata or RDFa.
    """

    def __init__(
        self,
        root: etree._Element,
        *,
        host: str = "",
        semantic: Container[etree._Element] = (),
    ) -> None:
        self.nodes: list[etree._Element] = []
        self.tags: list[str] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.around: list[int] = []
        #: The elements that head the page.
        self.titles: list[int] = []
        #: What the texts before an item announce, as far as it was asked (`headings.before`).
        self.announced: dict[int, float] = {}
        self._semantic = semantic
        self.host = host
        self._prose: list[tuple[int, int]] = []
        self._linked: list[tuple[int, int]] = []
        self._dates: list[tuple[int, int]] = []
        self._people: list[tuple[int, int]] = []
        self._replies: list[tuple[int, int]] = []
        self._visitors: list[tuple[int, int]] = []
        self._teasers: list[tuple[int, int]] = []
        self._parts: list[tuple[int, int]] = []
        self._records: list[tuple[int, int]] = []
        self._fragments: list[tuple[int, str]] = []
        # Most items have no words, no class and no id: these are kept by item until all are known.
        self._words: dict[int, str] = {}
        #: Class, id and marks of the items that have any, by item.
        self.said: dict[int, tuple[str, str, int]] = {}
        self._walk(root)
        self._spread()
        #: Running sums, one longer than the items: letters of prose and in links, dates, names of
        #: persons, labels that offer to reply.
        self.prose = self._sums(self._prose)
        self.linked = self._sums(self._linked)
        self.dates = self._sums(self._dates)
        self.people = self._sums(self._people)
        self.replies = self._sums(self._replies)

    def __len__(self) -> int:
        return len(self.tags)

    @lazy
    def depths(self) -> list[int]:
        """How many elements stand around each item."""
        out: list[int] = []
        for parent in self.parents:
            out.append(out[parent] + 1 if parent >= 0 else 0)
        return out

    @lazy
    def blocks(self) -> list[int]:
        """For each item the nearest element around it that stands on lines of its own."""
        out: list[int] = []
        lines: list[int] = []  # for what stands inside an item
        for index, (tag, parent) in enumerate(zip(self.tags, self.parents, strict=True)):
            around = lines[parent] if parent >= 0 else 0
            out.append(around)
            lines.append(index if tag in BLOCKS else around)
        return out

    @lazy
    def visitors(self) -> list[int]:
        """The running sum of links that visitors set."""
        return self._sums(self._visitors)

    @lazy
    def teasers(self) -> list[int]:
        """The running sum of headlines that lead away."""
        return self._sums(self._teasers)

    @lazy
    def parts(self) -> list[int]:
        """The running sum of parts that are named after comments."""
        return self._sums(self._parts)

    @lazy
    def records(self) -> list[int]:
        """The running sum of records that are named after comments."""
        return self._sums(self._records)

    @lazy
    def anchored(self) -> list[int]:
        """The running sum of links to the record that they stand in."""
        return self._sums(self._anchored())

    def holds(self, fragment: str, start: int, end: int) -> bool:
        """Whether an anchor of that name stands in the items from ``start`` to ``end``."""
        return start <= self._places.get(fragment, -1) < end

    def is_here(self, path: str) -> bool:
        """Whether an address, relative or whole, is of this site."""
        return "//" not in path or (bool(self.host) and self.host in path)

    def _sums(self, events: list[tuple[int, int]]) -> list[int]:
        column = [0] * len(self.tags)
        for index, amount in events:
            column[index] = amount
        return list(accumulate(column, initial=0))

    @lazy
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        nodes = self.nodes
        for index, (ident, tag) in enumerate(zip(self.ids, self.tags, strict=True)):
            if ident:
                places.setdefault(ident, index)
            elif tag == "a":
                name = nodes[index].get("name")
                if name:
                    places.setdefault(name, index)
        return places

    def _anchored(self) -> list[tuple[int, int]]:
        places = self._places
        return [
            (index, 1)
            for index, fragment in self._fragments
            if 0 <= index - places.get(fragment, index + 1) < _REACH
        ]

    def _walk(self, root: etree._Element) -> None:
        # A stack of open nodes in place of recursion: pages nest deeper than Python does.
        open_: list[etree._Element | None] = [None]
        items = [-1]  # of the open nodes; `_UNKEPT` where they are not shown
        ends, tags = self.ends, self.tags
        for node in chain(root.iter(), (None,)):
            parent = node.getparent() if node is not None else None
            while (closed := open_[-1]) is not parent and closed is not None:
                open_.pop()
                item = items.pop()
                if item >= 0:
                    ends[item] = len(tags)
                tail = closed.tail
                if tail and items[-1] >= 0:
                    self._after(tail, closed.tag, items[-1])
            if node is not None:
                tag = node.tag
                kept = items[-1] != _UNKEPT and (tag not in UNSEEN or node is root)
                items.append(self._open(node, str(tag), items[-1]) if kept else _UNKEPT)
                open_.append(node)

    def _spread(self) -> None:
        """Make columns of what was kept by item."""
        size = len(self.tags)
        self.texts = [""] * size
        self.classes = [""] * size
        self.ids = [""] * size
        self.marks = [0] * size
        for index, text in self._words.items():
            self.texts[index] = text
        for index, (names, ident, marks) in self.said.items():
            self.classes[index] = names
            self.ids[index] = ident
            self.marks[index] = marks

    def _after(self, tail: str, tag: object, parent: int) -> None:
        """Take what stands after an element; mere space tells that another word follows."""
        if not tail.isspace():
            self._text(tail, parent)
        elif tag not in BLOCKS and not self.tags[-1]:
            self._words[len(self.tags) - 1] += " "

    def _open(self, node: etree._Element, tag: str, parent: int) -> int:
        index = len(self.tags)
        around = self.around[parent] if parent >= 0 else 0
        names = node.get("class") or ""
        ident = node.get("id") or ""
        if names or ident or tag in _TELLING or "-" in tag or node in self._semantic:
            names, ident, marks = self._told(node, tag, parent, names, ident)
            around |= marks & _INHERITED
            if tag in _WITHIN:
                around |= _WITHIN[tag]
                if tag == "a":
                    marks |= self._link(node, index, marks, around)
                elif tag == "h1":
                    self.titles.append(index)
            if names or ident or marks:
                self.said[index] = names, ident, marks
                if marks and not around & flags.FORM:
                    self._note(index, tag, marks)
        self.nodes.append(node)
        self.tags.append(tag)
        self.parents.append(parent)
        self.ends.append(index + 1)
        self.around.append(around)
        text = node.text
        if text and not text.isspace():
            self._text(text, index)
        return index

    def _told(
        self, node: etree._Element, tag: str, parent: int, names: str, ident: str
    ) -> tuple[str, str, int]:
        """The class and id of an element, and what they, its tag and microdata say it is."""
        if tag in _PAGE or (tag == "form" and parent < _OUTERMOST):
            return "", "", 0  # they speak of the page; some servers wrap it in one form
        if "-" in tag:  # elements of the site's own making tell by their names
            names = f"{tag} {names}"
        marks = words.marks_of(names, ident) | _TAG_MARKS.get(tag, 0)
        if node in self._semantic:
            said = node.get("itemprop") or node.get("property")
            kind = node.get("itemtype") or node.get("typeof")
            if said or kind:
                more, name = words.semantic_marks(f"{said} {kind}")
                return f"{names} {name}" if name else names, ident, marks | more
        return names, ident, marks

    def _link(self, node: etree._Element, index: int, marks: int, around: int) -> int:
        """What the attributes of a link add to its marks."""
        href = node.get("href")
        if not href:
            return 0
        path, mark, fragment = href.partition("#")
        if fragment:
            self._fragments.append((index, fragment))
        rel = node.get("rel")
        if rel and not marks & flags.AUTHOR and _PERSONAL.search(rel):
            return flags.PERSONAL
        if not fragment and (_PROFILE.search(path) or ("?" in path and _MEMBER.search(path))):
            return flags.PROFILE
        if around & _HEADLINE and path and not mark and not marks & flags.AUTHOR:
            self._teasers.append((index, int(self.is_here(path))))
        return 0

    def _note(self, index: int, tag: str, marks: int) -> None:
        """Keep what an element counts for in the running sums."""
        if tag == "time":
            self._dates.append((index, 1))
        if marks & _PERSON:
            self._people.append((index, 1))
            if marks & flags.PERSONAL:
                self._visitors.append((index, 1))
        if marks & flags.COMMENT:
            if marks & _PARTS:
                self._parts.append((index, 1))
            if marks & flags.RECORD:
                self._records.append((index, 1))

    def _text(self, text: str, parent: int) -> None:
        index = len(self.tags)
        around = self.around[parent]
        self.nodes.append(self.nodes[parent])
        self.tags.append("")
        self.parents.append(parent)
        self.ends.append(index + 1)
        self.around.append(around)
        self._words[index] = text
        if around & flags.FORM:
            return
        text = text.strip()
        size = len(text)
        if size <= LONGEST:
            if size < 40:
                folded = text.casefold()
                if folded in labels.CONTROLS:
                    if folded in labels.REPLY:
                        self._replies.append((index, 1))
                    return
                if size < 16 and folded.strip(" .:…") in _AROUND_NAMES:
                    return
            if shows_date(text) or shows_clock(text) or ends_in_clock(text):
                if self.tags[parent] != "time" or not self.nodes[parent].get("datetime"):
                    self._dates.append((index, 1))
                return
        (self._linked if around & _LINK else self._prose).append((index, size))
