"""A page to one reading: the readers that are sure of it, merged by rank, and the post itself."""

from __future__ import annotations

from dataclasses import replace

from crawler.errors import UsageError
from crawler.linkbacks.endpoints import endpoints_of
from crawler.model import AskReason, Rank, Reading, ThreadState
from crawler.pages import Page
from crawler.platforms import PLATFORMS, generic
from crawler.platforms.claims import claimed
from crawler.platforms.embed_asks import service_asks
from crawler.platforms.listing import further_of, is_listing, listed_on
from crawler.platforms.merging import merge
from crawler.platforms.post import address_of, aliases_of, canonical_or_same, post_of, whole_post
from crawler.platforms.reader import SURE, Reader, TryNext
from crawler.platforms.thread import verdict

# Readers that tell no software: what they read may stand on any.
_NO_PLATFORMS = frozenset(("generic", "structured", "feed", "none"))


def read_page(page: Page, *, only: str | None = None) -> Reading:
    """What a page says about one post and its thread; never raises on what a page holds.

    ``only`` names the one reader to use (`UsageError` where there is none of that name).
    """
    notes: list[str] = []
    readings = _read(page, _chosen(page, only), notes)
    if only is None and page.is_html and _falls_short(page, readings):
        readings += _read(page, [generic], notes)
    reading = merge(readings) if readings else _empty(page, only)
    notes = [*page.notes, *reading.notes, *notes]
    if not page.is_html:
        return replace(reading, notes=tuple(notes))
    return replace(_completed(page, reading), notes=tuple(notes))


def _chosen(page: Page, only: str | None) -> list[Reader]:
    if only is None:
        sure = [(reader.sure(page), reader) for reader in PLATFORMS]
        surest = sorted(sure, key=lambda pair: -pair[0])
        return [reader for how, reader in surest if how >= SURE]
    for reader in (*PLATFORMS, generic):
        if only == reader.NAME:
            return [reader]
    names = ", ".join(reader.NAME for reader in (*PLATFORMS, generic))
    raise UsageError(f"--only {only}: no such reader", f"use one of: {names}")


def _read(page: Page, readers: list[Reader], notes: list[str]) -> list[Reading]:
    readings = []
    for reader in readers:
        try:
            readings.append(reader.read(page))
        except TryNext as step:
            notes.append(f"{reader.NAME} stepped back: {step}")
    return readings


def _falls_short(page: Page, readings: list[Reading]) -> bool:
    """Whether the platforms' readers left enough of a thread for the generic one to look for."""
    found = sum(len(reading.comments) for reading in readings)
    if not found:
        return True
    told = max((reading.claimed or 0 for reading in readings), default=0)
    paged = any(ask.reason is AskReason.COMMENT_PAGE for r in readings for ask in r.asks)
    paged = paged or whole_post(page.url) != page.url
    return not paged and found * 2 < told


def _empty(page: Page, only: str | None) -> Reading:
    """The reading of a document that no reader reads; `_completed` says more where it is HTML."""
    kind = page.header("content-type") or "of no stated type"
    told = f"HTTP {page.status}" if page.status >= 400 else f"a document that is no page: {kind}"
    return Reading(
        canonical_or_same(page.url),
        only or "none",
        Rank.GENERIC,
        state=ThreadState.ERROR,
        reason=told if not page.is_html else "",
    )


def _completed(page: Page, reading: Reading) -> Reading:
    """The reading with the post, the state of the thread and what else the page tells."""
    post_url = address_of(page)
    count = claimed(page) if reading.claimed is None else reading.claimed
    listing = not reading.comments and is_listing(page)
    is_post = not listing and page.status < 400
    asks = (*reading.asks, *(service_asks(page, post_url) if is_post else ()))
    said = verdict(page, reading.comments, count, asks)
    own = post_url.rstrip("/") + "/" if not listing else "\0"
    named = [name for name in reading.source.split("+") if name not in _NO_PLATFORMS]
    feeds = (
        page.absolute(link.href)
        for link in page.head.rel("alternate")
        if ("rss" in link.type or "atom" in link.type) and "comments" not in link.href
    )
    return replace(
        reading,
        post_url=post_url,
        post=post_of(page, post_url, named[0] if named else None) if is_post else None,
        claimed=count,
        state=said.state,
        reason=reading.reason or said.reason,
        whole=said.whole,
        endpoints=endpoints_of(page, post_url) if is_post else (),
        asks=tuple(dict.fromkeys(asks)),
        aliases=aliases_of(page, post_url) if is_post else (),
        listed=listed_on(page) if listing else (),
        further=further_of(page) if listing else None,
        feeds=tuple(dict.fromkeys(feed for feed in feeds if feed and not feed.startswith(own))),
    )
