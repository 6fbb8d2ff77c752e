"""A day whose time of day stands elsewhere, in an element of its own or in a hint."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.dates.written import find_written
from crawler.model import Moment

#: A time of day: no part of a date in numbers, of an address or of a price.
_CLOCK = re.compile(
    r"(?<![\d:.,/-])\d?\d(?:\s?[:h：時时点點시]\s?[0-5]\d(?![\d.]\d)|\.[0-5]\d(?!\d|\.\d|,\d|\s?[%€$£])"
    r"|\s?[ap]\.?m\b|\s?Uhr\b)",
    re.IGNORECASE,
)
#: The word before a time of day may be its half: "PM 3:45", "下午3:45".
_LEAD = re.compile(r"[^\W\d_][^\s\d]{0,8}\s?$")
#: How far behind a time of day its half and its zone reach.
_BEHIND = 20


def clock_in(text: str) -> str:
    """The first time of day in a text, with what stands behind it; empty where there is none."""
    found = _CLOCK.search(text)
    return text[found.start() :] if found else ""


def with_clock(day: Moment, text: str, language: str | None) -> Moment | None:
    """The day with the first time of day that a text shows; None where it shows none."""
    for found in _CLOCK.finditer(text):
        lead = _LEAD.search(text, max(0, found.start() - 10), found.start())
        for start in dict.fromkeys((lead.start() if lead else found.start(), found.start())):
            words = text[start : found.end() + _BEHIND]
            read = find_written(f"{day.local} {words}", language)
            if read and (read[0].local or "").startswith(f"{day.local}T"):
                # The date of ten letters that stands in for the day is no words of the page.
                clock = words[: max(0, read[2] - len(f"{day.local} "))]
                return replace(read[0], written=f"{day.written} {clock}".strip())
    return None
