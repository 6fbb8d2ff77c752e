"""A page to one reading: the readers that are sure of it, merged by rank, and the post itself."""

from __future__ import annotations

from dataclasses import replace

from crawler.errors import UsageError
from crawler.linkbacks.endpoints import endpoints_of
from crawler.model import (
    AskReason,
    Comment,
    CommentKind,
    CommentStatus,
    Precision,
    Rank,
    Reading,
    ThreadState,
)
from crawler.pages import Page
from crawler.platforms import PLATFORMS, generic
from crawler.platforms.after_post import made_clear
from crawler.platforms.claims import claimed
from crawler.platforms.comment_feeds import feed_asks
from crawler.platforms.embed_asks import service_asks
from crawler.platforms.learning import Learned, LearnedReader
from crawler.platforms.listing import further_of, is_listing, listed_on, lists_posts
from crawler.platforms.merging import merge
from crawler.platforms.post import address_of, aliases_of, canonical_or_same, post_of, whole_post
from crawler.platforms.reader import SURE, Reader, TryNext
from crawler.platforms.thread import verdict

#: A reading with a smaller share of what the page claims falls short, as does one of which a larger
#: share has no name, no date or no words.
WHOLE, POOR = 0.5, 0.3
# Readers that tell no software: what they read may stand on any.
_SHOWN = (CommentStatus.VISIBLE, CommentStatus.COLLAPSED)
_NO_PLATFORMS = frozenset(("generic", "learned", "structured", "feed", "none"))


def read_page(page: Page, *, only: str | None = None, learned: Learned | None = None) -> Reading:
    """What a page says about one post and its thread; never raises on what a page holds.

    ``only`` names the one reader to use (`UsageError` where there is none of that name).
    ``learned`` are the selectors of the page's site, used where no platform's reader suffices.
    """
    notes: list[str] = []
    readings = _read(page, _chosen(page, only), notes)
    last: list[Reader] = [generic] if learned is None else [LearnedReader(learned), generic]
    for reader in last if only is None and page.is_html else ():
        if _falls_short(page, readings):
            readings += _read(page, [reader], notes)
    readings = [reading for reading in readings if not _is_silent(reading)]
    reading = merge(readings, loose=page.loose) if readings else _empty(page, only)
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
    comments = [comment for reading in readings for comment in reading.comments]
    if not comments:
        # A thread that is shown whole is empty, and what stands on a home is no post's.
        return not any(reading.whole for reading in readings) and not (
            readings and lists_posts(page)
        )
    if page.loose:
        return True
    told = max((reading.claimed or 0 for reading in readings), default=0)
    paged = any(ask.reason is AskReason.COMMENT_PAGE for r in readings for ask in r.asks)
    paged = paged or whole_post(page.url) != page.url
    if not paged and len(comments) < WHOLE * told:
        return True
    said = [c for c in comments if c.kind is CommentKind.COMMENT and c.status in _SHOWN]
    poor = sum(1 for comment in said if _is_poor(comment))
    return poor > POOR * len(said)


def _is_silent(reading: Reading) -> bool:
    """Whether what was found for comments has no words: lists of likes, ratings, signatures."""
    if reading.rank is not Rank.GENERIC:
        return False
    said = [comment for comment in reading.comments if comment.kind is CommentKind.COMMENT]
    return sum(not comment.text for comment in said) * 2 > len(said)


def _is_poor(comment: Comment) -> bool:
    """Whether a comment lacks what nearly every page shows: who, when and what."""
    undated = comment.published.precision is Precision.NONE
    return not comment.author.name or not comment.text or undated


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
    if reading.comments and lists_posts(page):
        # A thread on a home is of many posts: the latest comments, or those of each inline.
        reading = replace(reading, comments=(), asks=())
        page.taken.clear()
    listing = not reading.comments and is_listing(page)
    is_post = not listing and page.status < 400
    named = [name for name in reading.source.split("+") if name not in _NO_PLATFORMS]
    asks = (*reading.asks, *(service_asks(page, post_url) if is_post else ()))
    if is_post and not named and count != 0:
        asks += feed_asks(page, post_url)
    said = verdict(page, reading.comments, count, asks)
    own = post_url.rstrip("/") + "/" if not listing else "\0"
    feeds = (
        page.absolute(link.href)
        for link in page.head.rel("alternate")
        if ("rss" in link.type or "atom" in link.type) and "comments" not in link.href
    )
    post = post_of(page, post_url, named[0] if named else None) if is_post else None
    comments = reading.comments
    if post is not None:
        comments = made_clear(comments, post.published, page.locale, page.fetched_at)
    return replace(
        reading,
        post_url=post_url,
        post=post,
        comments=comments,
        claimed=count,
        state=said.state,
        reason=reading.reason or said.reason,
        whole=said.whole,
        endpoints=endpoints_of(page, post_url) if is_post else (),
        asks=tuple(dict.fromkeys(asks)),
        aliases=aliases_of(page, post_url, comments) if is_post else (),
        listed=listed_on(page) if listing else (),
        further=further_of(page) if listing else None,
        feeds=tuple(dict.fromkeys(feed for feed in feeds if feed and not feed.startswith(own))),
    )
