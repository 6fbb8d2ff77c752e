"""What nearly every record of a list shows alike: labels of its theme, no words of comments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

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

    "Edited", "Tweet Share" and "3 people like this" are alike whatever their numbers. What stands
    first may be the words themselves: "Comment 12" says no more, and stays.
    """
    bare = [sketch for sketch in sketches if not sketch.bodies]
    if len(bare) < _SEVERAL:
        return
    shown: dict[str, list[tuple[Sketch, Element]]] = defaultdict(list)
    for sketch in bare:
        own: dict[str, Element] = {}
        worded = ((element, opening_of(element, _LONGEST)) for element in _pieces(sketch))
        for element, text in islice((pair for pair in worded if pair[1]), 1, None):
            if len(text) <= _LONGEST and not (shows_date(text) or holds_clock(text)):
                own.setdefault(_NUMBER.sub("0", text.casefold()), element)
        for label, element in own.items():
            shown[label].append((sketch, element))
    for several in shown.values():
        if len(several) >= _SHARE * len(bare):
            for sketch, element in several:
                sketch.dropped.add(element)


def _pieces(sketch: Sketch) -> Iterator[Element]:
    """The largest elements of a record that hold none of its signs, in order."""
    signs = {*sketch.authors, *sketch.bylines, *sketch.dates, *sketch.metas, *sketch.permalinks}
    passed = signs | sketch.dropped
    holders = {outer for sign in signs for outer in sign.iterancestors()}
    stack = [iter(sketch.record.parts)]
    holders.update(sketch.record.parts)
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child in holders:
            stack.append(iter(child))
        elif isinstance(child.tag, str) and child not in passed:
            yield child
