"""Dates that attributes hold: those of machines, and full ones over short or relative words."""

from __future__ import annotations

import re

from crawler import dates, labels
from crawler.dates.looks import LONGEST, holds_clock, shows_date
from crawler.model import UNDATED, Moment, Precision
from crawler.platforms.records import Element

#: A count of seconds or milliseconds since 1970, from 2001 on.
_EPOCH = re.compile(r"1?\d{9}(?:\d{3})?(?:\.\d+)?$")
_ISO = re.compile(r"\s*\d{4}-?\d\d-?\d\d(?:[T ]\d|\s*$)")
_YEAR = re.compile(r"(?:19|20|25|1[34])\d\d|\d[./-]\d\d(?!\d)|[’'-]\d\d\b")
#: Names of ``data-`` attributes that hold the date of what they stand on.
_DATED = re.compile(
    r"^data-.*(?:date|time|stamp|created|published|posted|epoch|utc|unix|-ts$|when)", re.IGNORECASE
)
_PROPERTY = re.compile(r"date|time|created|published", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:updated|modified|edited|last-?edit|joined|member-?since|registered|last-?(?:seen|login|visit))\b",
    re.IGNORECASE,
)
#: What leads dates that are not of the writing.
OTHERS = tuple(labels.JOINED | labels.CHANGED)
#: Letters in which a label begins.
_LEAD = 24
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words may stand beside the date in a hint: "Posted on".
_WORDS = 3


def machine_date(element: Element) -> str:
    """The value for machines in an element's attributes, empty where there is none.

    ISO 8601, the formats of RFC 822 and 2822 and counts since 1970, in ``datetime``, ``content`` of
    a property, ``value`` of ``data``, ``title`` and ``data-``.
    """
    if element.tag == "meta":
        named = element.get("itemprop") or element.get("property") or ""
        return element.get("content") or "" if _PROPERTY.search(named) else ""
    for name, value in element.items():
        if name in ("datetime", "content") or (name == "value" and element.tag == "data"):
            if _ISO.match(value) or _EPOCH.match(value) or (name == "datetime" and _full(value)):
                return str(value)
        elif name == "title" or _DATED.match(name):
            epoch = _EPOCH.match(value) and (name != "title" or element.tag in ("abbr", "time"))
            if epoch or _ISO.match(value):
                return str(value)
    return ""


def hint(element: Element, shown: str) -> str:
    """The full date in a hint over what is ``shown``, where that lacks the year or the time."""
    if _YEAR.search(shown) and holds_clock(shown):
        return ""
    for name, value in element.items():
        if (name in ("title", "aria-label") or _DATED.match(name)) and _full(value):
            return str(value)
    return ""


def is_of_other(element: Element) -> bool:
    """Whether a date is not of the writing: of a change, a visit, or of when somebody joined.

    Told by the class of the element or of that around it, or by the label the element begins with.
    """
    around = element.getparent()
    told = element.get("class") or ""
    if around is not None:
        told = f"{told} {around.get('class') or ''}"
    if _OTHER.search(told) and "published" not in told:
        return True
    lead = (element.text or "").strip()[:_LEAD].casefold()
    return bool(lead) and not lead[0].isdigit() and lead.startswith(OTHERS)


def read_hint(value: str, language: str | None, day_first: bool | None = None) -> Moment:
    """The moment of what `machine_date` or `hint` gave; `UNDATED` where it cannot be read."""
    value = value.strip()
    if _EPOCH.match(value):
        return dates.from_epoch(float(value), value)
    moment = dates.read_machine(value)
    if moment.precision is not Precision.NONE:
        return moment
    told = dates.find_written(value, language, day_first=day_first)
    return told[0] if told else UNDATED


def _full(value: str) -> bool:
    """Whether a value is a whole day and little else, not merely how long ago something was."""
    if len(value) > LONGEST or not _YEAR.search(value) or not shows_date(value):
        return False
    told = dates.find_written(value, "en")
    rest = value[: told[1]] + value[told[2] :] if told else value
    return len(_WORD.findall(rest)) <= _WORDS if told else True
