"""What an HTTP answer means for the crawl: a document, a redirect, patience, or the end."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

#: RFC 9110, 15.4: these carry the new address in ``Location``.
REDIRECTS = frozenset({301, 302, 303, 307, 308})

#: Worth another try: the server is busy, away or broken for the moment.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})

#: Redirects followed from one address before it counts as a loop.
MAX_REDIRECTS = 10

#: Attempts at one address in a round, the first included.
MAX_TRIES = 3


class Means(StrEnum):
    """What to do with an answer."""

    DOCUMENT = "document"
    UNCHANGED = "unchanged"
    REDIRECT = "redirect"
    RETRY = "retry"
    FAILED = "failed"


def meaning(status: int, location: str, tries: int) -> Means:
    """What an answer means that is the one after ``tries`` earlier attempts."""
    if status == 304:
        return Means.UNCHANGED
    if status in REDIRECTS and location:
        return Means.REDIRECT
    if 200 <= status < 300 and status != 204:
        return Means.DOCUMENT
    return again(tries) if status in PASSING else Means.FAILED


def again(tries: int) -> Means:
    """Whether there is another attempt after ``tries`` earlier ones and the one now."""
    return Means.RETRY if tries + 1 < MAX_TRIES else Means.FAILED


def back_off(delay: float, tries: int) -> float:
    """Seconds to wait before another attempt: 5, then 15 times the usual delay."""
    return delay * 5.0 * 3.0**tries


def retry_after(value: str, now: float) -> float | None:
    """The instant that a ``Retry-After`` header names (RFC 9110, 10.2.3), ``None`` where none.

    ``now`` is in seconds since 1970, as the answer is.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + min(int(value[:9]), 366 * 86400)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def utc(instant: float) -> str:
    """An instant in the form that `Visit.at` has."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
