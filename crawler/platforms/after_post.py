"""Dates of comments that only the post's date makes clear: of no year, of numbers alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler import dates
from crawler.model import Comment, Moment, Precision

_HAS_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|2[05])\d\d(?!\d)|[’']\d\d\b|\d[./-]\d\d?[./-]\d\d")
_DIGIT = re.compile(r"\d")
_MONTHS = 12
#: A comment without a year is taken to be no older than its post, and younger than this.
_YEAR = timedelta(days=360)
_DAY = timedelta(days=1)


def made_clear(
    comments: Sequence[Comment], post: Moment, language: str | None, captured: datetime | None
) -> tuple[Comment, ...]:
    """The comments, their unclear dates read anew as following the ``post``.

    A day without a year falls within a year after the post (precision ``relative``). Dates of
    numbers that could name either part first name that under which they follow the post closely.
    Nothing changes where the day of the post is not known.
    """
    since = _start(post)
    if since is None:
        return tuple(comments)
    texts = [c.published.written for c in comments if dates.numbers_in(c.published.written)]
    order = None
    if texts and dates.learn_day_first(texts) is None:
        order = dates.learn_day_first([post.written, *texts], since.date())
    clear = []
    for comment in comments:
        moment = comment.published
        if moment.precision in (Precision.NONE, Precision.RELATIVE):
            moment = _following(moment, since, language)
        if order is not None and dates.numbers_in(moment.written):
            moment = dates.read_written(moment.written, language, captured, order)
        same = moment is comment.published
        clear.append(comment if same else replace(comment, published=moment))
    return tuple(clear)


def _start(post: Moment) -> datetime | None:
    """The first day that a post's date can mean; None where it is itself unclear."""
    local = post.local or ""
    numbers = dates.numbers_in(post.written)
    unclear = numbers is not None and max(numbers) <= _MONTHS
    if len(local) < len("2009-03") or unclear or post.precision is Precision.RELATIVE:
        return None
    return datetime.fromisoformat(local[:10] if len(local) >= 10 else f"{local}-01")


def _following(moment: Moment, since: datetime, language: str | None) -> Moment:
    text = moment.written
    if not _DIGIT.search(text) or _HAS_YEAR.search(text):
        return moment
    late = dates.find_written(text, language, since + _YEAR)
    later = dates.find_written(text, language, since + _YEAR + _DAY)
    # What is counted back from the capture moves along with it.
    if late is None or later is None or late[0].local is None or late[0].local != later[0].local:
        return moment
    return late[0]
