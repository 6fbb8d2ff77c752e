"""A page to one reading: the readers that are sure of it, merged by rank."""

from __future__ import annotations

from crawler.errors import UsageError
from crawler.model import Rank, Reading, ThreadState
from crawler.pages import Page
from crawler.platforms import PLATFORMS
from crawler.platforms.reader import SURE, Reader, TryNext


def read_page(page: Page, *, only: str | None = None) -> Reading:
    """What a page says about one post and its thread; never raises on what a page holds.

    ``only`` names the one reader to use (`UsageError` where there is none of that name).
    """
    notes: list[str] = []
    readings: list[Reading] = []
    for reader in _readers(page, only):
        try:
            readings.append(reader.read(page))
        except TryNext as step:
            notes.append(f"{reader.NAME} stepped back: {step}")
    if not readings:
        return Reading(page.url, only or "none", Rank.GENERIC, state=ThreadState.NONE)
    return max(readings, key=lambda reading: (reading.rank, len(reading.comments)))


def _readers(page: Page, only: str | None) -> list[Reader]:
    from crawler.platforms import generic

    if only is None:
        sure = [reader for reader in PLATFORMS if reader.sure(page) >= SURE]
        return sure or [generic]
    for reader in (*PLATFORMS, generic):
        if only == reader.NAME:
            return [reader]
    names = ", ".join(reader.NAME for reader in (*PLATFORMS, generic))
    raise UsageError(f"--only {only}: no such reader", f"use one of: {names}")
