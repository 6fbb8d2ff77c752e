"""How alike two sightings of comments are: their texts, and their dates."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from crawler.archive.folding import folded
from crawler.model import Moment, Precision

#: Letters of a text that are looked at for likeness.
_LOOKED_AT = 4000
_WRITTEN_WIDTH = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.HOUR: 13,
                  Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # fmt: skip


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 1: Dice's coefficient over pairs of letters.

    >>> likeness("the same words", "the same words!") > 0.9
    True
    >>> likeness("abc", "xyz")
    0.0
    """
    if one == other:
        return 1.0
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def compatible(one: Moment, other: Moment) -> bool:
    """False when two dates cannot be of one comment; dates that say little go with any."""
    width = min(_WRITTEN_WIDTH.get(one.precision, 0), _WRITTEN_WIDTH.get(other.precision, 0))
    if not width or one.local is None or other.local is None:
        return True
    if one.utc and other.utc:
        return one.utc[:width] == other.utc[:width]
    if one.local[:width] == other.local[:width]:
        return True
    return (one.offset is None) != (other.offset is None) and _zones_apart(one.local, other.local)


def absolute(moment: Moment) -> str | None:
    """The date if it is absolute, in one spelling per instant; ``None`` if it is not."""
    if moment.local is None or moment.precision in (Precision.RELATIVE, Precision.NONE):
        return None
    return moment.utc or moment.local


def _zones_apart(one: str, other: str) -> bool:
    """True when two wall clocks can show one instant in two time zones."""
    try:
        apart = abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
    except ValueError:
        return True
    width = timedelta(minutes=15)
    seconds = apart % width
    return apart <= timedelta(hours=26) and min(seconds, width - seconds) < timedelta(minutes=1)


def _pairs(text: str) -> Counter[str]:
    letters = folded(text[:_LOOKED_AT])
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1)) or Counter([letters])
