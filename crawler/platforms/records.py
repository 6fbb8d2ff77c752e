"""Records of a thread on a page, and the parts of each that hold its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from crawler.model import CommentKind, CommentStatus
from crawler.pages import Page
from crawler.platforms.roles import COMMON, PROPERTIES, Role, Roles, fold
from crawler.text import HIDDEN

Element = etree._Element

_SKIPPED = HIDDEN | {"form"}
_ROLE_OF_PART = {"dt": Role.META, "dd": Role.BODY}
# A heading above the words of a comment is its subject or its byline.
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# Tags that tell something whatever their class.
_TELLING = frozenset(("time", "cite", "abbr")) | _SKIPPED
_LEADING = frozenset(("a", "img", "link"))
# Tags that name an author or a date only where they stand in a record's own layout, not its prose.
_PROSE = frozenset(("p", "blockquote", "q", "em", "i"))


@dataclass(slots=True, eq=False)
class Record:
    """An entry of a thread as it stands on the page.

    ``parts`` are its elements in order: one, or the ``dt`` and ``dd`` of a definition list.
    ``id`` is the reduced id, empty where the page shows none; ``anchors`` are the fragments that
    link to it. ``parent_id`` is what the markup says outright; `nest` fills it from the tree.
    """

    parts: list[Element]
    id: str = ""
    anchors: frozenset[str] = frozenset()
    kind: CommentKind = CommentKind.COMMENT
    status: CommentStatus = CommentStatus.VISIBLE
    parent_id: str | None = None
    depth: int | None = None
    account: str | None = None
    by_post_author: bool = False


@dataclass(slots=True)
class Sketch:
    """A record taken apart: elements by role, in document order."""

    record: Record
    authors: list[Element] = field(default_factory=list)
    bylines: list[Element] = field(default_factory=list)
    dates: list[Element] = field(default_factory=list)
    metas: list[Element] = field(default_factory=list)
    bodies: list[Element] = field(default_factory=list)
    dropped: set[Element] = field(default_factory=set)
    #: Links to the record itself.
    permalinks: list[Element] = field(default_factory=list)
    #: Fragments of other links outside the words: replies may name what they answer so.
    fragments: list[str] = field(default_factory=list)
    avatar: Element | None = None
    #: All links of the record, those of records in it left out; and whether any has a body around.
    links: list[Element] = field(default_factory=list)
    linked: bool = False


def owners_of(records: Iterable[Record]) -> dict[Element, Record]:
    """The record of each element that begins one or is a part of one."""
    return {part: record for record in records for part in record.parts}


def with_definition(element: Element) -> list[Element]:
    """The parts of a record that begins at an element: a ``dt`` with what follows it."""
    parts = [element]
    if element.tag == "dt":
        for sibling in element.itersiblings():
            if sibling.tag == "dt":
                break
            if sibling.tag == "dd":
                parts.append(sibling)
    return parts


def number(records: list[Record]) -> None:
    """Gives the records that have no id of their own one by their place (`Comment.id`)."""
    for place, record in enumerate(records):
        record.id = record.id or f"~{place}"


def nest(records: list[Record], owners: Mapping[Element, Record]) -> None:
    """Fills in parents: by containment, else by depth where the markup tells it.

    Records must be in document order and have ids.
    """
    trail: list[Record] = []
    for record in records:
        if record.parent_id is None:
            outer = next((owners[a] for a in record.parts[0].iterancestors() if a in owners), None)
            record.parent_id = outer.id if outer else _shallower(trail, record)
        if record.depth is not None:
            while trail and (trail[-1].depth or 0) >= record.depth:
                trail.pop()
            trail.append(record)


def _shallower(trail: list[Record], record: Record) -> str | None:
    if not record.depth:
        return None
    return next((r.id for r in reversed(trail) if (r.depth or 0) < record.depth), None)


def sketch_all(
    page: Page, records: Sequence[Record], owners: Mapping[Element, Record], roles: Roles = COMMON
) -> list[Sketch]:
    """The records taken apart by the words of their classes and properties, in one walk of each."""
    propertied = bool(page.properties) or _is_rdfa(records)
    walk = _Walk(records, owners, _roles_on(page, roles), propertied)
    for part in owners:
        if part not in walk.inside:
            walk.visit(part)
    return walk.finished()


def _is_rdfa(records: Sequence[Record]) -> bool:
    """Whether records have properties of RDFa: where one has, all have."""
    ends = (*records[0].parts, *records[-1].parts) if records else ()
    return any(e.get("typeof") or e.get("property") for part in ends for e in part.iter("*"))


def _roles_on(page: Page, roles: Roles) -> dict[Element, Role]:
    """The role of each element whose class has a word of the table."""
    known: dict[Element, Role] = {}
    for word, elements in page.classes.items():
        role = roles.get(word)
        if role is None and ("_" in word or word != word.lower()):
            role = roles.get(fold(word))
        if role is not None:
            for element in elements:
                if element not in known or known[element] > role:
                    known[element] = role
    return known


#: Where an element stands: its record, the body around it, and whether in a label.
_Place = tuple[Record, Element | None, bool]


class _Walk:
    """The walk over records: where an element stands follows from where its parent does."""

    def __init__(
        self,
        records: Sequence[Record],
        owners: Mapping[Element, Record],
        known: dict[Element, Role],
        propertied: bool,
    ) -> None:
        self.known = known
        self.owners = owners
        self.propertied = propertied
        self.sketches = {record: Sketch(record) for record in records}
        #: The place of what stands in an element.
        self.inside: dict[Element, _Place] = {}
        self._around: dict[Element, tuple[Record, Element | None]] = {}
        self._mixed: set[Element] = set()

    def visit(self, root: Element) -> None:
        """Enters an element and all in it into the sketches of their records."""
        known, owners, inside, propertied = self.known, self.owners, self.inside, self.propertied
        for element in root.iter("*"):
            if element in owners:
                place = self._begin(element)
            else:
                place = inside[element.getparent()]  # type: ignore[index]
                tag = element.tag
                role = known.get(element)
                if role is None and (tag in _TELLING or propertied):
                    role = _role_of_tag(element, owners)
                    if tag == "cite" and self._is_prose(element, place):
                        role = None
                if role is None and tag in _HEADINGS and place[1] is None:
                    role = Role.META
                if role is not None:
                    place = self._note(element, role, place)
                if tag in _LEADING:
                    _place_link(self.sketches[place[0]], element, place[1])
            inside[element] = place

    def _is_prose(self, cite: Element, place: _Place) -> bool:
        """Whether a title is cited: in or amid the words, where it is told already who signed."""
        sketch = self.sketches[place[0]]
        signed = bool(sketch.authors or sketch.bylines)
        if place[1] is not None and signed:
            return True
        before, parent = cite.getprevious(), cite.getparent()
        lead = before.tail if before is not None else parent.text if parent is not None else ""
        amid = bool((lead or "").strip() and (cite.tail or "").strip())
        return amid and (signed or place[1] is not None)

    def _begin(self, part: Element) -> _Place:
        """Enters the part of a record; it is no part of the record that it stands in."""
        parent = part.getparent()
        outer = self.inside.get(parent) if parent is not None else None
        if outer is not None:
            self.sketches[outer[0]].dropped.add(part)
        record = self.owners[part]
        place: _Place = (record, None, False)
        role = self._role_of_part(part, record)
        if role is not None:
            place = self._note(part, role, place)
        if part.tag in _LEADING:
            _place_link(self.sketches[record], part, place[1])
        return place

    def _role_of_part(self, element: Element, record: Record) -> Role | None:
        """A whole record has no role, but each of several parts may: a ``dt`` signs its ``dd``."""
        if len(record.parts) == 1:
            return None
        role = self.known.get(element)
        return _ROLE_OF_PART.get(str(element.tag)) if role is None else role

    def _note(self, element: Element, role: Role, place: _Place) -> _Place:
        """Enters an element with a role, and says where what is in it stands."""
        record, body, dropped = place
        if dropped:
            return place
        sketch = self.sketches[record]
        if role is Role.DROP:
            sketch.dropped.add(element)
            return record, body, True
        if role is Role.BODY:
            self._around[element] = (record, body)
            return record, element, False
        _place(sketch, role, element)
        while body is not None and body not in self._mixed:
            self._mixed.add(body)
            body = self._around[body][1]
        return place

    def finished(self) -> list[Sketch]:
        """The sketches: a body that holds a name or a date is a wrapper and no body."""
        for body, (record, outer) in self._around.items():
            if body not in self._mixed and (outer is None or outer in self._mixed):
                self.sketches[record].bodies.append(body)
        return list(self.sketches.values())


def _role_of_tag(element: Element, owners: Mapping[Element, Record]) -> Role | None:
    told = element.get("itemprop") or element.get("property")
    if told:
        role = _role_of_property(element, told.lower())
        if role is not None:
            return role
    tag = element.tag
    if tag == "time":
        return Role.DATE
    if tag in _SKIPPED:
        return Role.DROP
    if tag in ("cite", "abbr"):
        parent = element.getparent()
        if parent is None:
            return None
        if parent.tag in _PROSE and parent not in owners:
            return Role.BYLINE if tag == "cite" and _is_line(element, parent) else None
        if tag == "cite":
            return Role.BYLINE
        return Role.DATE if (element.get("title") or "")[:4].isdigit() else None
    return None


def _is_line(cite: Element, parent: Element) -> bool:
    """Whether a paragraph is but a line of name and date, as in WordPress's theme Classic."""
    alone = len(parent) == 1 and not ((parent.text or "") + (cite.tail or "")).strip()
    return alone and any(map(str.isdigit, "".join(map(str, cite.itertext()))))


def _role_of_property(element: Element, told: str) -> Role | None:
    if told != "name":
        return PROPERTIES.get(told)
    # Any thing may have a name: it is the author's where it stands in one.
    for outer in (element, element.getparent()):
        holder = outer.getparent() if outer is not None else None
        if holder is not None and holder.get("itemprop") in ("author", "creator"):
            return Role.AUTHOR
    return None


def _place(sketch: Sketch, role: Role, element: Element) -> None:
    if role is Role.AUTHOR:
        sketch.authors.append(element)
    elif role is Role.BYLINE:
        sketch.bylines.append(element)
    elif role is Role.DATE:
        sketch.dates.append(element)
    else:
        sketch.metas.append(element)


def _place_link(sketch: Sketch, element: Element, body: Element | None) -> None:
    if element.tag == "img":
        if sketch.avatar is None and (body is None or "avatar" in (element.get("class") or "")):
            sketch.avatar = element
        return
    if element.tag == "a":
        sketch.links.append(element)
        sketch.linked |= body is not None
    fragment = (element.get("href") or "#").rpartition("#")[2]
    if fragment in sketch.record.anchors:
        if "reply" not in (element.get("class") or ""):
            sketch.permalinks.append(element)
    elif fragment and body is None:
        sketch.fragments.append(fragment)
