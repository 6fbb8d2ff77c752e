"""A date as honestly as its source gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from crawler.model.quick import quick


class Precision(StrEnum):
    """How far a written date goes; ``relative`` was counted back from the time of capture."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"
    NONE = "none"


@quick
@dataclass(frozen=True, slots=True)
class Moment:
    """A written date: wall clock, zone offset and precision as the source told them.

    ``local`` is ISO 8601 without an offset, as long as ``precision`` says: ``2009-03-12T14:05:00``
    (second), ``2009-03-12T14:05`` (minute), ``2009-03-12`` (day), ``2009-03``, ``2009``.
    ``offset`` is in minutes east of UTC and is ``None`` where the source named no zone: no zone is
    ever assumed. A date that could not be read keeps only its words, with precision ``none``.
    """

    written: str = ""
    local: str | None = None
    offset: int | None = None
    precision: Precision = Precision.NONE

    @classmethod
    def of(cls, instant: datetime, written: str = "") -> Moment:
        """The moment of a datetime, to the second, with its offset if it has one."""
        shift = instant.utcoffset()
        return cls(
            written=written or instant.isoformat(),
            local=instant.replace(tzinfo=None, microsecond=0).isoformat(),
            offset=None if shift is None else int(shift.total_seconds() // 60),
            precision=Precision.SECOND,
        )

    @property
    def iso(self) -> str | None:
        """The date as the source gives it, ISO 8601, with its offset where it gave one."""
        if self.local is None or self.offset is None or "T" not in self.local:
            return self.local
        sign = "-" if self.offset < 0 else "+"
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{self.local}{sign}{hours:02d}:{minutes:02d}"

    @property
    def utc(self) -> str | None:
        """The instant in UTC, ``2009-03-12T13:05:00Z``; ``None`` where no zone is known."""
        return _utc_of(self.local, self.offset)

    @property
    def order(self) -> str:
        """A key that sorts moments by time: UTC where known, else the wall clock; unknown last."""
        return _order(self.local, self.offset)


# Asked for several times of every post that is put in order.
@lru_cache(maxsize=1 << 14)
def _order(local: str | None, offset: int | None) -> str:
    return (_utc_of(local, offset) or local or "9999").rstrip("Z")


def _utc_of(local: str | None, offset: int | None) -> str | None:
    if local is None or offset is None or "T" not in local:
        return None
    return _utc(local, offset)


@lru_cache(maxsize=1 << 14)
def _utc(local: str, offset: int) -> str | None:
    try:
        instant = datetime.fromisoformat(local).replace(tzinfo=None) - timedelta(minutes=offset)
    except (ValueError, OverflowError):
        return None
    if instant.year < 1000:
        return None
    # Not strftime, which costs ten times as much: this is asked for every comment.
    return f"{instant.isoformat(timespec='seconds')}Z"


#: The moment of something that shows no date.
UNDATED = Moment()
