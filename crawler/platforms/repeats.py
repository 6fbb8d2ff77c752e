"""What nearly every record of a list shows alike: labels of its theme, no words of comments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crawler.dates.looks import holds_clock, shows_date
from crawler.platforms.records import Element, Sketch
from crawler.text import opening_of

#: Fewer records tell nothing in common.
_SEVERAL = 4
#: What so many of them show is a label.
_SHARE = 0.6
#: Letters of a label.
_LONGEST = 60
_NUMBER = re.compile(r"\d+")


def drop_repeats(sketches: Sequence[Sketch]) -> None:
    """Leave out of records without an element for the words what most of them show alike.

    "Edited", "Tweet Share" and "3 people like this" are alike whatever their numbers.
    """
    bare = [sketch for sketch in sketches if not sketch.bodies]
    if len(bare) < _SEVERAL:
        return
    shown: dict[str, list[tuple[Sketch, Element]]] = defaultdict(list)
    for sketch in bare:
        own: dict[str, Element] = {}
        for element in _pieces(sketch):
            text = opening_of(element, _LONGEST)
            if text and len(text) <= _LONGEST and not (shows_date(text) or holds_clock(text)):
                own.setdefault(_NUMBER.sub("0", text.casefold()), element)
        for label, element in own.items():
            shown[label].append((sketch, element))
    for several in shown.values():
        if len(several) >= _SHARE * len(bare):
            for sketch, element in several:
                sketch.dropped.add(element)


def _pieces(sketch: Sketch) -> Iterator[Element]:
    """The largest elements of a record that hold none of its signs."""
    signs = {*sketch.authors, *sketch.bylines, *sketch.dates, *sketch.metas, *sketch.permalinks}
    passed = signs | sketch.dropped
    holders = {outer for sign in signs for outer in sign.iterancestors()}
    stack = list(sketch.record.parts)
    while stack:
        for child in stack.pop():
            if child in holders:
                stack.append(child)
            elif isinstance(child.tag, str) and child not in passed:
                yield child
