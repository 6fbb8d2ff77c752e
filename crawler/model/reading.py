"""What one source said: a page, a feed or an API answer, read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from crawler.model.moment import UNDATED, Moment
from crawler.model.published import Comment, Link, Post


class Rank(IntEnum):
    """The order of trust among sources (design, section 2); a higher one wins a field."""

    GENERIC = 1
    PLATFORM = 2
    STRUCTURED = 3
    FEED = 4
    API = 5


class ThreadState(StrEnum):
    """What is known about a thread; nothing found is never silently "no comments"."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    CLOSED = "closed"
    NONE = "none"
    SCRIPT_ONLY = "script_only"
    CONSENT = "consent"
    LOGIN = "login"
    PROTECTED = "protected"
    AGE_GATE = "age_gate"
    PAYWALL = "paywall"
    BLOCKED = "blocked"
    ERROR = "error"

    @property
    def is_gap(self) -> bool:
        """True when nothing of the post itself could be read."""
        return self in (ThreadState.BLOCKED, ThreadState.ERROR)


class AskReason(StrEnum):
    """Why another address belongs to the same thread."""

    COMMENT_PAGE = "comment-page"
    COMMENT_FEED = "comment-feed"
    API = "api"


class AliasReason(StrEnum):
    """How it is known that two addresses are one post."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    SHORTLINK = "shortlink"


class Protocol(StrEnum):
    """The linkback protocols a post can receive."""

    TRACKBACK = "trackback"
    PINGBACK = "pingback"
    WEBMENTION = "webmention"


@dataclass(frozen=True, slots=True)
class Ask:
    """Another address to fetch (GET) for the same thread.

    ``documented`` is false for an endpoint that its service never promised to anybody: it is asked
    only where the user says so.
    """

    url: str
    reason: AskReason
    documented: bool = True


@dataclass(frozen=True, slots=True)
class Alias:
    """Another address of the same post: fetching or linking ``url`` means ``post_url``."""

    url: str
    post_url: str
    reason: AliasReason


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a post takes linkbacks. Recorded as evidence; never requested."""

    protocol: Protocol
    url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A post as a listing shows it (home page, archive page, feed), with the links in its text.

    ``text`` is as much of the post as the listing shows.
    """

    url: str
    title: str | None = None
    published: Moment = UNDATED
    links: tuple[Link, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one fetched document says about one post and its thread.

    ``post_url`` is the canonical address of the post that the comments belong to. ``post`` is
    ``None`` where the document is no post page (a feed, an API answer, a home page). ``source``
    names what read it (``wordpress``, ``generic``, ...; several joined by ``+``). ``whole`` is true
    where the document shows the thread from first to last, so that what is missing was removed.
    ``claimed`` is the number of comments that the document says there are. ``listed`` are the
    posts that a listing shows. ``feeds`` are addresses of feeds of the blog's posts. ``further``
    is the next page of the listing that the document is.
    """

    post_url: str
    source: str
    rank: Rank
    post: Post | None = None
    comments: tuple[Comment, ...] = ()
    state: ThreadState = ThreadState.NONE
    reason: str = ""
    claimed: int | None = None
    whole: bool = False
    endpoints: tuple[Endpoint, ...] = ()
    asks: tuple[Ask, ...] = ()
    aliases: tuple[Alias, ...] = ()
    listed: tuple[Listed, ...] = ()
    feeds: tuple[str, ...] = ()
    further: str | None = None
    notes: tuple[str, ...] = ()
