"""The zone of a blog, where a comment shows both its wall clock and its instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.model import Moment


def zoned(moment: Moment, instant: datetime) -> Moment | None:
    """The moment with the offset at which its wall clock shows the instant (aware, UTC).

    ``None`` where no zone on earth does, from twelve hours west to fourteen east.
    """
    if moment.local is None or "T" not in moment.local:
        return None
    behind = datetime.fromisoformat(moment.local).replace(tzinfo=UTC) - instant
    # A wall clock without seconds is up to a minute behind; zones are whole quarters of an hour.
    quarters = round((behind + timedelta(seconds=30)) / timedelta(minutes=15))
    return replace(moment, offset=quarters * 15) if -48 <= quarters <= 56 else None
