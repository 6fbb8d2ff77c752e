"""Rows for export, in order of time and key, as of one moment, without holding them in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.archive.elastic import people, schema
from crawler.archive.elastic.reading import WITHOUT_STATE, hop_pair, sureness
from crawler.archive.elastic.store import Store
from crawler.archive.protocol import Table

Row = dict[str, object]

_ENTRY = ("published", "published_utc", "published_precision", "published_written")
FIELDS: dict[Table, tuple[str, ...]] = {
    Table.POSTS: (
        "url", "blog", "title", "author_name", "author_url", "author_account", "text", "language",
        "platform", "tags", *_ENTRY, "comment_count", "claimed_comments", "thread_state",
        "thread_reason", "endpoints", "first_seen", "last_seen",
    ),
    Table.COMMENTS: (
        "post_url", "id", "parent_id", "kind", "author_name", "author_url", "author_account",
        "author_avatar", "text", *_ENTRY, "permalink", "position", "status", "by_post_author",
        "sources", "blog", "first_seen", "last_seen", "removed",
    ),
    Table.LINKS: (
        "source_url", "target_url", "url", "place", "words", "around", "rel", "comment_id", "kind",
        "author_name", "author_account", "published_order", "blog",
    ),
    Table.HOPS: (
        "source_url", "target_url", "kind", "cross_blog", "confidence", "confirmed", "evidence",
        "source_comment_id", "target_comment_id", "source_published", "target_published",
        "later_edit", "bond", "bond_words", "bond_texts", "bond_days", "bond_links",
    ),
    Table.PEOPLE: (
        "name", "url", "account", "posts", "comments", "blogs", "first_published",
        "last_published",
    ),
    Table.BLOGS: (
        "blog", "posts", "comments", "first_published", "last_published", "first_seen",
        "last_seen",
    ),
    Table.VISITS: (
        "url", "at", "status", "run", "post_url", "note", "etag", "last_modified", "digest",
        "size", "via", "warc", "warc_offset", "source", "notes",
    ),
    Table.RUNS: (
        "id", "crawl", "seeds", "scope", "started", "ended", "exit_code", "version", "options",
        "counts",
    ),
}  # fmt: skip

_UNKNOWN_FIRST = {"order": "asc", "missing": "_first"}
_SORTS: dict[Table, list[Any]] = {
    Table.POSTS: ["sort_key", "url", "key"],
    Table.COMMENTS: ["sort_key", "post_url", "position", "key"],
    Table.LINKS: [
        {"published_order": {"order": "asc", "missing": "9999"}}, "source_url",
        {"comment_id": _UNKNOWN_FIRST}, "place", "url", "words.keyword", "around.keyword", "key",
    ],
    Table.HOPS: [
        {"source_published": {"order": "asc", "missing": "9999"}}, "source_url", "target_url",
        "kind", "key",
    ],
    Table.VISITS: [
        "at", "url", "run", "status", "via", {"digest": _UNKNOWN_FIRST}, "note",
        {"source": _UNKNOWN_FIRST}, "key",
    ],
    Table.RUNS: ["started", "id", "key"],
}  # fmt: skip


def rows(store: Store, table: Table) -> Iterator[Row]:
    """Every row of a table in the public field names."""
    names = FIELDS[table]
    for document in _documents(store, table):
        yield {name: document.get(name) for name in names}


def _documents(store: Store, table: Table) -> Iterator[Mapping[str, Any]]:
    if table is Table.PEOPLE:
        return iter(people.people(store))
    if table is Table.BLOGS:
        return iter(people.blogs(store))
    if table is Table.HOPS:
        return _standing_hops(store)
    return _all(store, table)


def _all(store: Store, table: Table) -> Iterator[Mapping[str, Any]]:
    store.settle(table.value)
    everything: dict[str, Any] = {"match_all": {}}
    hits = store.frozen([table.value], everything, _SORTS[table], source=WITHOUT_STATE)
    for hit in hits:
        yield hit["_source"]


def _standing_hops(store: Store) -> Iterator[Mapping[str, Any]]:
    """The hops, of those that proved to be one the surest."""
    store.settle(schema.HOPS)
    moved = [hit["_source"] for hit in store.terms(schema.HOPS, "moved", ["true"])]
    groups: dict[tuple[str, str, str], dict[str, Mapping[str, Any]]] = {
        hop_pair(row): {} for row in moved
    }
    for hit in store.terms(schema.HOPS, "source_id", {row["source_id"] for row in moved}):
        row = hit["_source"]
        if hop_pair(row) in groups:
            groups[hop_pair(row)][row["key"]] = row
    hidden = {
        given
        for group in groups.values()
        for given in sorted(group, key=lambda given: sureness(group[given]))[1:]
    }
    for row in _all(store, Table.HOPS):
        if row["key"] not in hidden and row["source_url"] != row["target_url"]:
            yield row
