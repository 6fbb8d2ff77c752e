"""How elements are known again on other pages: by tag, words and attributes, not by numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.pages import Page
from crawler.platforms.learning.model import LONGEST, Selector
from crawler.platforms.records import Element

_NUMBERS = re.compile(r"\d+")
# Attributes that any element may have; those of a site's own say what kind of thing it is.
_COMMON = frozenset(
    [
        "class",
        "id",
        "style",
        "title",
        "href",
        "src",
        "rel",
        "lang",
        "dir",
        "align",
        "valign",
        "width",
        "height",
        "border",
        "target",
        "name",
        "alt",
        "tabindex",
        "role",
        "datetime",
        "content",
        "type",
        "value",
        "onclick",
        "colspan",
        "rowspan",
        "bgcolor",
    ]
)
# Words for the place among others, which the next record may lack.
_PASSING = frozenset(("odd", "even", "alt", "alternate", "first", "last"))
#: How far a bare element is described by those around it.
_REACH = 6
#: More words than this on one element are utilities of layout.
_MOST_WORDS = 12


def fold(word: str) -> str:
    """A class word without its numbers.

    >>> fold("say-817"), fold("lvl2")
    ('say-#', 'lvl#')
    """
    return _NUMBERS.sub("#", word)[:60]


def words_of(element: Element) -> tuple[str, ...]:
    """The folded class words of an element, and its folded id, each once, in order."""
    value = element.get("class")
    words = [fold(word) for word in value.split()[:_MOST_WORDS]] if value else []
    words = [word for word in words if word not in _PASSING]
    ident = element.get("id")
    if ident and any(map(str.isdigit, ident)):
        words.append(f"##{fold(ident)}")
    return tuple(sorted(set(words)))


def attributes_of(element: Element) -> tuple[str, ...]:
    """The names of the attributes that few elements have."""
    names = [name for name in element.keys() if name not in _COMMON]  # noqa: SIM118
    return tuple(sorted(name[:60] for name in names[:_MOST_WORDS]))


def own_mark(element: Element) -> str:
    """The tag with the class words; with the telling attributes where it has no words."""
    words = [word for word in words_of(element) if not word.startswith("##")]
    extra = "".join(f".{word}" for word in words)
    return str(element.tag) + (extra or _named(element))


def _named(element: Element) -> str:
    return "".join(f"[{name}]" for name in attributes_of(element))


def under(element: Element) -> str:
    """The way to a bare element from the nearest one around it that has words or an id.

    Lists in lists are described by the outermost, so that answers are like what they answer.
    """
    way = [str(element.tag)]
    for outer in element.iterancestors():
        if outer.get("class") or outer.get("id") or outer.tag == "body":
            ident = "" if outer.get("class") else fold(outer.get("id") or "")
            return f"{own_mark(outer)}#{ident!s}>{'>'.join(way)}"[:LONGEST]
        tag = str(outer.tag)
        if tag in way:
            del way[: way.index(tag) + 1]
        way.insert(0, tag)
        if len(way) > _REACH:
            break
    return "/" + ">".join(way)


def selected(page: Page, selector: Selector) -> Iterator[Element]:
    """The elements of a page that a selector means, in document order."""
    needed = set(selector.words)
    for element in page.elements:
        if element.tag != selector.tag:
            continue
        if needed and not needed.issubset(words_of(element)):
            continue
        if any(element.get(name) is None for name in selector.attributes):
            continue
        if not selector.under or under(element) == selector.under:
            yield element


def common(elements: Iterable[Element]) -> Selector | None:
    """What all of some elements have in common; ``None`` where their tags differ."""
    alike = list(elements)
    if len({element.tag for element in alike}) != 1:
        return None
    words = set.intersection(*(set(words_of(element)) for element in alike))
    names = set.intersection(*(set(attributes_of(element)) for element in alike))
    way = ""
    if not words and not names:
        ways = {under(element) for element in alike}
        if len(ways) != 1:
            return None
        (way,) = ways
    return Selector(str(alike[0].tag), tuple(sorted(words)), tuple(sorted(names)), way)
