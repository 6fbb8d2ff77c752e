"""What makes up a record on a site: the elements that hold one comment each with who signed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crawler.model import Comment
from crawler.pages import Page
from crawler.platforms.learning.marks import (
    attributes_of,
    common,
    own_mark,
    selected,
    under,
    words_of,
)
from crawler.platforms.learning.model import Family, Place, Selector
from crawler.platforms.learning.words import Text, squashed
from crawler.platforms.records import Element

Span = tuple[int, int]
Labelled = list[tuple["Label", Span]]
_Feature = tuple[str, str, str]

#: Records reach so many levels above the words, at most.
_REACH = 14
#: So many elements are searched for a name.
_MOST_SEARCHED = 500
#: So many siblings away may the name stand, where they make up a record.
_NEAR = 4
#: So many of the known comments must a layout explain, and have their names in it.
_COVERED, _SIGNED = 0.8, 0.8


@dataclass(eq=False)
class Label:
    """A known comment and where its words may stand on the page."""

    comment: Comment
    spans: list[Span]
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = squashed(self.comment.author.name or "")


@dataclass
class _Layout:
    """Elements, one for each label, that begin or are records."""

    selector: Selector
    edge: str
    elements: dict[Label, Element]


def families_of(
    page: Page, text: Text, labels: Sequence[Label]
) -> Iterator[tuple[Family, Labelled]]:
    """The kinds of records that hold the labels, comments first, with the labels of each."""
    placed: dict[Label, Span] = {}
    for label in labels:
        span = _placed(text, label, set(placed.values()))
        if span is not None:
            placed[label] = span
    said = [label for label in placed if not label.comment.kind.is_linkback]
    pings = [label for label in placed if label.comment.kind.is_linkback]
    layout = _layout(page, text, placed, said) if said else None
    if layout is None:
        return
    yield _family(layout, said[0]), [(label, placed[label]) for label in layout.elements]
    found = _of_pings(page, text, placed, pings, layout) if pings else None
    if found is not None:
        yield _family(found, pings[0]), [(label, placed[label]) for label in found.elements]


def _family(layout: _Layout, label: Label) -> Family:
    return Family(layout.selector, layout.edge, label.comment.kind.value, Place(""))


def _chain(text: Text, span: Span) -> list[Element]:
    """The elements around a span, smallest first, the page's own frame left out."""
    body = text.holder(span)
    if body is None:
        return []
    chain = [body, *islice(body.iterancestors(), _REACH)]
    return [element for element in chain if element.tag not in ("body", "html")]


def _placed(text: Text, label: Label, taken: set[Span]) -> Span | None:
    """The span nearest to the name, where the words stand on the page more than once."""
    free = [span for span in label.spans if span not in taken]
    if len(label.name) < 2:
        return free[0] if len(free) == 1 else None
    best: tuple[int, Span] | None = None
    for span in free:
        for level, element in enumerate(_chain(text, span)):
            if _signs(text, element, label.name, span) or _beside(text, element, label.name):
                if best is None or level < best[0]:
                    best = (level, span)
                break
    return best[1] if best else None


def _signs(text: Text, element: Element, name: str, span: Span | None) -> bool:
    """Whether an element holds a name outside the words."""
    start, end = text.spans.get(element, (0, 0))
    begins, ends = span or (end, end)
    if name in text.all[start : max(start, begins)] or name in text.all[ends:end]:
        return True
    return any(
        name in squashed(str(value))
        for inner in islice(element.iter("*"), _MOST_SEARCHED)
        for value in inner.attrib.values()
    )


def _beside(text: Text, element: Element, name: str) -> bool:
    return any(_sibling(text, element, name, last) is not None for last in (False, True))


def _sibling(text: Text, element: Element, name: str, last: bool) -> Element | None:
    """The nearest sibling before (or behind) an element that holds a name."""
    near = (s for s in element.itersiblings(preceding=not last) if isinstance(s.tag, str))
    return next((s for s in islice(near, _NEAR) if _signs(text, s, name, None)), None)


def _features(element: Element) -> list[_Feature]:
    tag = str(element.tag)
    words = [(tag, "word", word) for word in words_of(element)]
    names = [(tag, "attribute", name) for name in attributes_of(element)]
    return [*words, *names] or [(tag, "under", under(element))]


def _layout(
    page: Page, text: Text, placed: dict[Label, Span], labels: Sequence[Label]
) -> _Layout | None:
    whole = _whole(page, text, placed, labels)
    return whole or _split(page, text, placed, labels)


def _whole(
    page: Page, text: Text, placed: dict[Label, Span], labels: Sequence[Label]
) -> _Layout | None:
    """Records of one element each: the outermost that hold one comment and its name."""
    votes: dict[_Feature, dict[Label, Element]] = {}
    for label in labels:
        for element in _chain(text, placed[label]):
            for feature in _features(element):
                votes.setdefault(feature, {}).setdefault(label, element)
    candidates: list[tuple[int, _Feature, dict[Label, Element]]] = []
    for feature, elements in votes.items():
        if not _is_covered(elements, labels):
            continue
        signed = sum(
            not label.name or _signs(text, element, label.name, placed[label])
            for label, element in elements.items()
        )
        if signed >= _SIGNED * len(elements):
            depth = min(sum(1 for _ in e.iterancestors()) for e in elements.values())
            candidates.append((depth, feature, elements))
    candidates.sort(key=lambda candidate: candidate[0])
    for place, (_, feature, elements) in enumerate(candidates):
        if not any(_holds_two(page, feature, inner) for _, inner, _ in candidates[place + 1 :]):
            return _settled(page, feature, elements, "whole")
    return None


def _is_covered(elements: dict[Label, Element], labels: Sequence[Label]) -> bool:
    distinct = len(set(elements.values())) == len(elements)
    return distinct and len(elements) >= max(2, _COVERED * len(labels))


def _holds_two(page: Page, outer: _Feature, inner: _Feature) -> bool:
    """Whether what an outer feature means holds several of what an inner one means: branches."""
    frames = set(_meant(page, outer))
    seen: set[Element] = set()
    for element in _meant(page, inner):
        frame = next((a for a in (element, *element.iterancestors()) if a in frames), None)
        if frame is not None and frame in seen:
            return True
        if frame is not None:
            seen.add(frame)
    return False


def _selector(feature: _Feature) -> Selector:
    tag, kind, value = feature
    if kind == "word":
        return Selector(tag, words=(value,))
    if kind == "attribute":
        return Selector(tag, attributes=(value,))
    return Selector(tag, under=value)


def _meant(page: Page, feature: _Feature) -> list[Element]:
    return list(selected(page, _selector(feature)))


def _settled(
    page: Page, feature: _Feature, elements: dict[Label, Element], edge: str
) -> _Layout | None:
    """The layout by the one feature that means most elements, of those that mean only its like.

    All that the known records have in common would miss the records of others: the known ones may
    all be by guests.
    """
    full = common(elements.values())
    if full is None:
        return _Layout(_selector(feature), edge, elements)
    frames = {own_mark(outer) for e in elements.values() if (outer := e.getparent()) is not None}
    shared = [(full.tag, "word", word) for word in full.words]
    shared += [(full.tag, "attribute", name) for name in full.attributes]
    best: tuple[int, Selector] | None = None
    for one in shared:
        meant = _meant(page, one)
        above = [outer for e in meant if (outer := e.getparent()) is not None]
        alike = all(own_mark(outer) in frames for outer in above)
        if alike and (best is None or len(meant) > best[0]):
            best = (len(meant), _selector(one))
    return _Layout(best[1] if best else full, edge, elements)


def _split(
    page: Page, text: Text, placed: dict[Label, Span], labels: Sequence[Label]
) -> _Layout | None:
    """Records of several siblings: those that hold the names begin or end them."""
    for edge in ("first", "last"):
        votes: dict[_Feature, dict[Label, Element]] = {}
        for label in labels:
            for element in _chain(text, placed[label]) if len(label.name) > 1 else ():
                found = _sibling(text, element, label.name, edge == "last")
                if found is not None:
                    for feature in _features(found):
                        votes.setdefault(feature, {}).setdefault(label, found)
                    break
        covered = [(f, e) for f, e in votes.items() if _is_covered(e, labels)]
        if covered:
            feature, elements = max(covered, key=lambda pair: len(pair[1]))
            return _settled(page, feature, elements, edge)
    return None


def _of_pings(
    page: Page, text: Text, placed: dict[Label, Span], pings: Sequence[Label], said: _Layout
) -> _Layout | None:
    """The layout of linkbacks: that of comments with a word more, or one of its own."""
    records = set(selected(page, said.selector))
    inside: dict[Label, Element] = {}
    for label in pings:
        found = _record_at(_chain(text, placed[label]), records, said.edge)
        if found is not None:
            inside[label] = found
    if len(inside) == len(pings):
        other = {word for element in said.elements.values() for word in words_of(element)}
        own = set.intersection(*(set(words_of(e)) for e in inside.values())) - other
        if own:
            return _Layout(Selector(said.selector.tag, tuple(sorted(own))), said.edge, inside)
        return None
    return _layout(page, text, placed, pings) if len(pings) > 1 else None


def _record_at(chain: Sequence[Element], records: set[Element], edge: str) -> Element | None:
    """The element that is, begins or ends the record of some words."""
    for element in chain:
        near = [element]
        if edge != "whole":
            near += islice(element.itersiblings(preceding=edge == "first"), _NEAR)
        found = next((one for one in near if one in records), None)
        if found is not None:
            return found
    return None
