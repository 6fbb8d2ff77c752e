"""What can be asked of any archive by a search, and what cannot."""

from __future__ import annotations

import re

from crawler.archive.protocol import Query
from crawler.archive.words import Term, terms
from crawler.errors import UsageError
from crawler.model import CommentKind

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?Z?\Z", re.ASCII)
_KINDS = frozenset({"post", *CommentKind})


def check(query: Query) -> tuple[Term, ...]:
    """The terms of a query; raises `UsageError` for one that cannot be asked."""
    for name, value in (("since", query.since), ("until", query.until)):
        if value is not None and not _DATE.match(value):
            raise UsageError(f"{name}: {value!r} is no date", "Write it as 2009-03-12 or 2009-03")
    if query.kind is not None and query.kind not in _KINDS:
        raise UsageError(f"there is no kind {query.kind!r}", f"Kinds: {', '.join(sorted(_KINDS))}")
    if query.limit < 1:
        raise UsageError(f"a search for {query.limit} hits finds none", "Ask for one or more")
    return terms(query.words)


def end_of(until: str | None) -> str | None:
    """The last `Moment.order` key that ``until`` takes in: of a day, all its hours."""
    # "~" sorts after all that can follow in a date.
    return None if until is None else f"{until.rstrip('Z')}~"
