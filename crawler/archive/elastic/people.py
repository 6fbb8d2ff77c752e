"""People and blogs: counted from posts and comments, and kept for analysts after every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.store import Store
from crawler.archive.elastic.writes import write
from crawler.model import LINKBACKS, key

Row = dict[str, Any]
_LINKBACKS = frozenset(kind.value for kind in LINKBACKS)
_SEEN = ["kind", "blog", "author_name", "author_url", "author_account", "signed_as", "order",
         "first_seen", "last_seen"]  # fmt: skip
_UNDATED = "9999"


@dataclass(slots=True)
class _Span:
    """What is counted of one person or blog."""

    names: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    blogs: set[str] = field(default_factory=set)
    posts: int = 0
    comments: int = 0
    first: str | None = None
    last: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None

    def add(self, entry: Mapping[str, Any]) -> None:
        """Count an entry."""
        is_post = entry["kind"] == "post"
        self.posts += is_post
        self.comments += not is_post
        self.blogs.add(entry["blog"])
        if entry["author_name"] is not None:
            self.names.add(entry["author_name"])
        if entry["author_url"] is not None:
            self.urls.add(entry["author_url"])
        when = entry["order"]
        if when is not None:
            self.first = min(self.first or when, when)
            self.last = max(self.last or when, when)
        self.first_seen = min(self.first_seen or entry["first_seen"], entry["first_seen"])
        self.last_seen = max(self.last_seen or entry["last_seen"], entry["last_seen"])


def people(store: Store) -> list[Row]:
    """Everybody who signed, in order of time; in memory, as many rows as there are people."""
    found: dict[tuple[str | None, ...], _Span] = {}
    for entry in _entries(store):
        account, name, url = (entry[f"author_{word}"] for word in ("account", "name", "url"))
        if entry["kind"] in _LINKBACKS or (account, name, url) == (None, None, None):
            continue
        who = (account, None, None) if account is not None else (None, entry["signed_as"], url)
        found.setdefault(who, _Span()).add(entry)
    rows = [
        {
            "name": min(span.names, default=None),
            "url": min(span.urls, default=None),
            "account": who[0],
            "posts": span.posts,
            "comments": span.comments,
            "blogs": len(span.blogs),
            "first_published": span.first,
            "last_published": span.last,
            "key": key("person", *(part or "" for part in who)),
        }
        for who, span in found.items()
    ]
    return sorted(rows, key=lambda r: _order(r, "name", "url", "account"))


def blogs(store: Store) -> list[Row]:
    """Every blog, in order of time."""
    found: dict[str, _Span] = {}
    for entry in _entries(store):
        found.setdefault(entry["blog"], _Span()).add(entry)
    rows = [
        {
            "blog": blog,
            "posts": span.posts,
            "comments": span.comments,
            "first_published": span.first,
            "last_published": span.last,
            "first_seen": span.first_seen,
            "last_seen": span.last_seen,
            "key": key("blog", blog),
        }
        for blog, span in found.items()
    ]
    return sorted(rows, key=lambda r: _order(r, "blog"))


def keep(store: Store) -> None:
    """Bring the documents of people and blogs in step with posts and comments."""
    for name, rows in ((schema.PEOPLE, people(store)), (schema.BLOGS, blogs(store))):
        write(store, (store.index(name, row["key"], row) for row in rows))


def _entries(store: Store) -> Iterator[Mapping[str, Any]]:
    store.settle(schema.POSTS, schema.COMMENTS)
    names = [schema.POSTS, schema.COMMENTS]
    for hit in store.frozen(names, {"match_all": {}}, ["_shard_doc"], source=_SEEN):
        yield hit["_source"]


def _order(row: Row, *names: str) -> tuple[Any, ...]:
    # As SQLite sorts: what is unknown comes first, a date that is unknown last.
    return row["first_published"] or _UNDATED, *((row[n] is not None, row[n] or "") for n in names)
