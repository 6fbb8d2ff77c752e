"""What the archive keeps and gives back: visits, runs, hops, threads, conversations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crawler.model.published import Comment, Post
from crawler.model.quick import quick
from crawler.model.reading import ThreadState


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one address. ``at`` is UTC, ``2026-01-31T12:00:00Z``, to the second.

    ``status`` is the HTTP status, or 0 where there was no answer and ``note`` says why.
    ``post_url`` is the post that the document was read as a part of. ``digest`` is of the body,
    ``sha256:HEX``. ``warc`` and ``warc_offset`` are its place in a WARC file, where one is written.
    """

    url: str
    at: str
    status: int
    run: str
    post_url: str | None = None
    note: str = ""
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    size: int = 0
    via: str = "live"
    warc: str | None = None
    warc_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One start of a crawl, so that it can be cited: what was asked, when, and how it ended.

    ``options`` is the effective configuration without secrets; ``counts`` are the final figures.
    ``ended`` and ``exit_code`` are ``None`` while it runs, and for ever if it was killed.
    """

    id: str
    crawl: str
    seeds: tuple[str, ...]
    scope: str
    started: str
    version: str
    options: Mapping[str, object] = field(default_factory=dict)
    ended: str | None = None
    exit_code: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


class HopKind(StrEnum):
    """How one post refers to another."""

    LINK = "link"
    COMMENT_LINK = "comment_link"
    TRACKBACK = "trackback"
    PINGBACK = "pingback"
    WEBMENTION = "webmention"
    REPLY = "reply"
    REPOST = "repost"
    VIA = "via"
    COMMENTER = "commenter"
    QUOTE = "quote"


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows a hop: ``where`` is a `LinkPlace` word or a field, ``words`` the text there."""

    kind: str
    url: str
    where: str
    words: str


@quick
@dataclass(frozen=True, slots=True)
class Hop:
    """A directed step: the post at ``source_url`` refers to the post at ``target_url``.

    One per source, target and kind. ``confirmed`` is true when the other side, or another kind,
    shows the same pair. ``confidence`` is from 0 to 1. ``source_published`` and
    ``target_published`` are `Moment.order` keys, ``None`` where unknown. ``later_edit`` marks a
    step to a post that is younger than the one that refers to it.

    ``bond`` is how closely the two posts belong together, from 0 (one link of very many) to 1, and
    the others are what it is made of, ``None`` where unknown: ``bond_words`` the words around the
    link that are not its own, ``bond_texts`` the likeness of the two texts (0 to 1), ``bond_days``
    the days between the posts, ``bond_links`` the addresses that the text with the link leads to.
    """

    source_url: str
    target_url: str
    kind: HopKind
    cross_blog: bool
    confidence: float
    confirmed: bool = False
    evidence: tuple[Evidence, ...] = ()
    source_comment_id: str | None = None
    target_comment_id: str | None = None
    source_published: str | None = None
    target_published: str | None = None
    later_edit: bool = False
    bond: float = 1.0
    bond_words: int | None = None
    bond_texts: float | None = None
    bond_days: int | None = None
    bond_links: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class StoredComment:
    """A comment as the archive holds it. Times are UTC; ``removed`` is when it was found gone."""

    comment: Comment
    post_url: str
    position: int
    first_seen: str
    last_seen: str
    removed: str | None = None


#: How the reason of a thread begins that was read from a web archive; its day and address follow.
COPY = "copy of "


@quick
@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as the archive holds it. ``comment_count`` counts no reactions and nothing removed."""

    post: Post
    state: ThreadState
    reason: str
    claimed: int | None
    comment_count: int
    first_seen: str
    last_seen: str

    @property
    def copy(self) -> str:
        """The words that name the copy in a web archive that it was read from; empty if live."""
        words = self.reason.partition("; ")[0]
        return words if words.startswith(COPY) else ""


@quick
@dataclass(frozen=True, slots=True)
class Thread:
    """A post with its comments, in the order of ``position`` (time, then the site's order)."""

    post: StoredPost
    comments: tuple[StoredComment, ...] = ()


class TieKind(StrEnum):
    """What shows that signatures are one person's, from the surest to the weakest."""

    ACCOUNT = "account"
    AVATAR = "avatar"
    SITE = "site"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that signatures of one person share, and how many of them do.

    ``value`` is empty for pictures: the hash of an address is personal data.
    """

    kind: TieKind
    value: str
    signatures: int


@dataclass(frozen=True, slots=True)
class Person:
    """Signatures that are taken for one person's; nothing in the archive is joined for it.

    ``key`` is made of the surest of what they share. Names, sites and accounts are the most
    frequent first; ``comments`` holds no reactions; ``blogs`` is on how many blogs they stand.
    ``first`` and ``last`` are `Moment.order` keys.
    """

    key: str
    names: tuple[str, ...]
    urls: tuple[str, ...]
    accounts: tuple[str, ...]
    posts: int
    comments: int
    blogs: int
    first: str | None
    last: str | None
    ties: tuple[Tie, ...]

    @property
    def sureness(self) -> TieKind:
        """The kind of the weakest tie that the person depends on."""
        kinds = list(TieKind)
        return max((tie.kind for tie in self.ties), key=kinds.index)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Posts joined by hops, with their threads.

    ``root`` is the address of the first post; ``threads`` are in order of time. ``left_out`` are
    hops that were not followed, with the reason.
    """

    root: str
    threads: tuple[Thread, ...]
    hops: tuple[Hop, ...]
    left_out: tuple[tuple[Hop, str], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """A post at its place in the reading order of a conversation, every post once.

    ``parent_url`` is the post read before it from which ``hops`` lead here, strongest first;
    ``None`` and no hops for the first. ``also`` are the other hops that join it to posts before it
    in that order.
    """

    post_url: str
    depth: int
    parent_url: str | None = None
    hops: tuple[Hop, ...] = ()
    also: tuple[Hop, ...] = ()
