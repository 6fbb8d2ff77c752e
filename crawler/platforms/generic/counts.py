"""How many comments a heading says there are."""

from __future__ import annotations

import re

from crawler.platforms.generic.choose import announces
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plans import Plan

_NUMBER = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d+")


def claimed(outline: Outline, chosen: list[Plan]) -> int | None:
    """The number in the nearest text before the first record that announces comments."""
    first = chosen[0].spans[0][0]
    looked = 0
    for index in range(first - 1, max(-1, first - 200), -1):
        text = outline.texts[index].strip()
        if not text or len(text) > 90:
            continue
        looked += 1
        if announces(text) > 2:
            number = _NUMBER.search(text)
            if number is None:
                continue
            return int(re.sub(r"\D", "", number[0])[:9])
        if looked > 12:
            break
    return None
