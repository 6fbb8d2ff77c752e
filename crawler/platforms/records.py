"""Records of a thread on a page, and the parts of each that hold its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from crawler.model import CommentKind, CommentStatus
from crawler.platforms.roles import COMMON, PROPERTIES, Role, Roles, fold
from crawler.text import HIDDEN

Element = etree._Element

_SKIPPED = HIDDEN | {"form"}
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


def owners_of(records: Iterable[Record]) -> dict[Element, Record]:
    """The record of each element that begins one or is a part of one."""
    return {part: record for record in records for part in record.parts}


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


class Sketcher:
    """Takes records apart by the words of their classes and properties, in one walk of each."""

    def __init__(self, owners: Mapping[Element, Record], roles: Roles = COMMON) -> None:
        self._owners = owners
        self._roles = roles
        self._known: dict[str, Role | None] = {}

    def sketch(self, record: Record) -> Sketch:
        """The record's own elements by role; those of records inside it are left out."""
        sketch = Sketch(record)
        mixed: set[Element] = set()
        around: dict[Element, Element | None] = {}
        stack: list[tuple[Element, Element | None, bool]] = [
            (part, None, False) for part in reversed(record.parts)
        ]
        while stack:
            element, body, dropped = stack.pop()
            role = self._role(element, record)
            if dropped or role is Role.DROP:
                sketch.dropped.update(() if dropped else (element,))
                dropped = True
            elif role is Role.BODY:
                around[element] = body
                body = element
            elif role is not None:
                _place(sketch, role, element)
                while body is not None and body not in mixed:
                    mixed.add(body)
                    body = around[body]
            if element.tag in ("a", "img"):
                _place_link(sketch, element, body)
            for child in element.iterchildren(reversed=True):
                if child in self._owners:
                    sketch.dropped.add(child)
                elif child.tag not in _SKIPPED:
                    stack.append((child, body, dropped))
        sketch.bodies = _outermost(around, mixed)
        return sketch

    def _role(self, element: Element, record: Record) -> Role | None:
        words = element.get("class")
        role = None
        if words:
            if words not in self._known:
                found = [self._roles.get(fold(word)) for word in words.split()]
                self._known[words] = min((r for r in found if r is not None), default=None)
            role = self._known[words]
        if element in record.parts:
            # A whole record is no field, but where it has several parts each may be one.
            if len(record.parts) == 1:
                return None
            return Role.BODY if role is None and element.tag == "dd" else role
        return role if role is not None else _role_of_tag(element, record)


def _outermost(around: Mapping[Element, Element | None], mixed: set[Element]) -> list[Element]:
    """The bodies that hold nothing but words and stand in no other such body."""
    return [
        b for b, outer in around.items() if b not in mixed and (outer is None or outer in mixed)
    ]


def _role_of_tag(element: Element, record: Record) -> Role | None:
    prop = element.get("itemprop") or element.get("property")
    if prop:
        role = PROPERTIES.get(prop.lower())
        if role is not None:
            return role
    tag = element.tag
    if tag == "time":
        return Role.DATE
    if tag in ("cite", "abbr"):
        parent = element.getparent()
        if parent is None or (parent.tag in _PROSE and parent not in record.parts):
            return None
        if tag == "cite":
            return Role.BYLINE
        return Role.DATE if (element.get("title") or "")[:4].isdigit() else None
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
        if sketch.avatar is None and body is None:
            sketch.avatar = element
        return
    fragment = (element.get("href") or "#").rpartition("#")[2]
    if fragment in sketch.record.anchors:
        if "reply" not in (element.get("class") or ""):
            sketch.permalinks.append(element)
    elif fragment and body is None:
        sketch.fragments.append(fragment)
