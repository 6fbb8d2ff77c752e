"""The seam behind which archives live; `tests/contracts` holds every implementation to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from crawler.model import (
    Hop,
    HopKind,
    Link,
    Moment,
    Reading,
    Run,
    StoredPost,
    Thread,
    Visit,
)


class Table(StrEnum):
    """What can be exported, a row a thing."""

    POSTS = "posts"
    COMMENTS = "comments"
    LINKS = "links"
    HOPS = "hops"
    PEOPLE = "people"
    BLOGS = "blogs"
    VISITS = "visits"
    RUNS = "runs"


class Sort(StrEnum):
    """The order of search results; ``date`` is newest first and the same in every archive."""

    DATE = "date"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Finding:
    """One look at an address and what was read there; ``reading`` is ``None`` on a failure."""

    visit: Visit
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed; all zero when everything was known already.

    ``posts`` and ``comments`` are new; ``edited`` got another text; ``removed`` were found gone.
    """

    posts: int = 0
    comments: int = 0
    edited: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link as the archive holds it: set in a post (or in a comment of it) to ``target_url``.

    ``target_url`` is canonical, with the aliases known today undone. For ``place`` linkback the
    target is the page elsewhere that refers to ``source_url``. ``published`` is the
    `Moment.order` key of the comment or post that holds the link, ``None`` where unknown;
    ``signed`` is the name and ``account`` the platform account of the one who wrote it.
    """

    source_url: str
    target_url: str
    link: Link
    comment_id: str | None = None
    published: str | None = None
    signed: str | None = None
    account: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, order=True)
class HopKey:
    """What there is one hop of."""

    source_url: str
    target_url: str
    kind: HopKind


class Backlink(NamedTuple):
    """What walking a hop backwards needs of it: its ends and how sure and how close it is."""

    source_url: str
    target_url: str
    kind: str
    confidence: float
    bond: float
    bond_days: int | None


@dataclass(frozen=True, slots=True)
class Query:
    """A full-text search. ``words`` are plain words, ``"a phrase"`` or ``prefix*``, all required.

    ``since`` and ``until`` are ISO dates (until is inclusive); ``kind`` is ``post`` or a
    `CommentKind`; ``blog`` and ``author`` match exactly, case folded.
    """

    words: str
    blog: str | None = None
    author: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    sort: Sort = Sort.DATE
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A post or comment that matched. ``snippet`` is plain text, ``marks`` (start, end) in it.

    ``comment_id`` is ``None`` where the post itself matched; ``title`` is always the post's.
    ``published`` is UTC where the zone is known, else the wall clock.
    """

    kind: str
    post_url: str
    comment_id: str | None
    title: str | None
    author_name: str | None
    blog: str
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What an archive says of itself."""

    address: str
    schema: int
    counts: Mapping[str, int]
    bytes: int | None = None


#: For ``blog``, ``kind`` and ``author`` the most frequent values and how many hits have each, most
#: frequent first and by value among equals.
Facets = Mapping[str, list[tuple[str, int]]]


class Bearer(NamedTuple):
    """Where a text stands: a post (``comment_id`` is empty) or a comment on it."""

    post_url: str
    comment_id: str


@dataclass(frozen=True, slots=True)
class Text:
    """What a post or a comment says, as quotations are looked for in it.

    ``blog`` is that of the post; ``signed`` the folded name of whoever wrote it; ``earlier`` what
    stood there before or elsewhere, in order.
    """

    bearer: Bearer
    blog: str
    signed: str | None
    published: Moment
    text: str
    earlier: tuple[str, ...] = ()


class Archive(Protocol):
    """Where readings are kept. Synchronous; one instance is used by one thread at a time.

    The same findings, recorded in any order and any number of times, give the same archive.
    """

    def record(self, findings: Sequence[Finding]) -> Changes:
        """Store a batch durably, all of it or nothing.

        Raises `ArchiveError` when it cannot be written and `LimitReached` when the disk is full.
        """

    def put_hops(self, hops: Sequence[Hop]) -> int:
        """Store hops; a hop that is known is replaced. Returns how many were new."""

    def drop_hops(self, keys: Collection[HopKey]) -> None:
        """Remove hops, however the addresses of their ends are spelled."""

    def put_run(self, run: Run) -> None:
        """Store a run; the same id again replaces it."""

    def last_visit(self, url: str) -> Visit | None:
        """The newest visit of an address that was answered with a document (status 200)."""

    def resolve(self, urls: Collection[str]) -> dict[str, str]:
        """The post address behind each canonical address (itself where it is no alias)."""

    def posts(self, urls: Collection[str]) -> dict[str, StoredPost]:
        """The stored posts at these addresses, by the post's own address."""

    def thread(self, url: str) -> Thread | None:
        """A post with its comments, by any of its addresses."""

    def threads(self, urls: Collection[str]) -> Iterator[Thread]:
        """The posts at these addresses (or their aliases) with their comments, each once."""

    def links_from(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links set in these posts and in their comments, authors' and linkbacks' included."""

    def links_to(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links anywhere in the archive whose target is one of these posts."""

    def hops_from(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that start at these posts."""

    def hops_to(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that end at these posts."""

    def hops_at(self, post_urls: Collection[str]) -> Iterator[Hop | Backlink]:
        """The hops that start or end at these posts, each once.

        Those that start at another post are given as `Backlink`s, and in no order.
        """

    def texts(self, post_urls: Collection[str]) -> Iterator[Text]:
        """The texts of these posts and of the comments on them; linkbacks and reactions have none.

        Ordered by address and id.
        """

    def texts_of(self, bearers: Collection[Bearer]) -> Iterator[Text]:
        """The texts that stand there, in no order."""

    def bearers(self, prints: Collection[int], most: int) -> dict[int, list[Bearer]]:
        """Who bears each of these fingerprints of texts (`crawler.archive.fingerprints`).

        Those that more than ``most`` texts bear are left out. In no order.
        """

    def search(self, query: Query) -> Iterator[Hit]:
        """What matches; field values and words of the query are data, never query syntax."""

    def facets(self, query: Query, most: int = 10) -> Facets:
        """How all that matches is spread over blogs, kinds and authors; sort and limit are moot."""

    def export(self, table: Table) -> Iterator[dict[str, object]]:
        """Every row of a table in the public field names, ordered by time and key."""

    def status(self) -> ArchiveStatus:
        """Counts, size and schema version."""

    def close(self) -> None:
        """Flush and release; closing twice is harmless."""
