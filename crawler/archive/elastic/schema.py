"""The indexes of an archive: their explicit, strict mappings, and the schema they are of.

An index ``PREFIX-NAME-v3-000001`` stands behind the alias ``PREFIX-NAME``, by which all read and
write; ``PREFIX-entries`` shows posts and comments together. What analysts may rely on is described
in ``docs/analyst/elasticsearch.md``; ``state``, ``key``, ``order``, ``number``, ``prints`` and the
fields in ``words`` are ours and may change with the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: The schema that this version writes.
SCHEMA = 3

POSTS, COMMENTS, LINKS, HOPS, VISITS, RUNS, PEOPLE, BLOGS = PUBLIC = (
    "posts", "comments", "links", "hops", "visits", "runs", "people", "blogs",
)  # fmt: skip
ALIASES, ADDRESSES, SHEETS = PRIVATE = ("aliases", "addresses", "sheets")
NAMES = (*PUBLIC, *PRIVATE)
#: The alias of posts and comments together.
ENTRIES = "entries"
#: Fields that are made of the others whenever a document is written, and not kept.
MADE = ("title_words", "text_words", "prints")

# A keyword is indexed by at most 32,766 bytes; a longer value is kept but not indexed.
_KEYWORD = {"type": "keyword", "ignore_above": 8191}
_TEXT = {"type": "text", "analyzer": "standard"}
_BOTH = {**_TEXT, "fields": {"keyword": _KEYWORD}}
_DATE = {"type": "date", "format": "strict_date_optional_time", "ignore_malformed": True}
_LONG = {"type": "long"}
_FLAG = {"type": "boolean"}
#: Kept as it is, and not indexed.
_KEPT = {"type": "object", "enabled": False}
_PACKED = {"type": "keyword", "index": False, "doc_values": False}
#: Words as `crawler.archive.words` finds them, so that both archives have the same hits.
_WORDS = {"type": "text", "analyzer": "whitespace", "norms": True}


def _fields(kind: Mapping[str, Any], names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), kind)


_DATED = {
    **_fields(_KEYWORD, "published published_precision published_written order sort_key"),
    **_fields(_DATE, "published_utc @timestamp first_seen last_seen"),
}
_ENTRY = {
    **_DATED,
    **_fields(_KEYWORD, "key kind post_id post_url blog author_name author_url author_account"),
    **_fields(_KEYWORD, "author_avatar signed_as language platform prints"),
    **_fields(_WORDS, "title_words text_words"),
    **_fields(_BOTH, "post_title"),
    "text": _TEXT,
    "state": _PACKED,
}
_FIELDS: dict[str, dict[str, Any]] = {
    POSTS: {
        **_ENTRY,
        **_fields(_KEYWORD, "url tags thread_state thread_reason"),
        **_fields(_LONG, "comment_count claimed_comments"),
        "title": _BOTH,
        "endpoints": _KEPT,
    },
    COMMENTS: {
        **_ENTRY,
        **_fields(_KEYWORD, "id parent_id permalink status"),
        **_fields(_LONG, "position number"),
        "by_post_author": _FLAG,
        "sources": _KEPT,
        "removed": _DATE,
    },
    LINKS: {
        **_fields(_KEYWORD, "key source_id source_url url target target_id target_url raw_id"),
        **_fields(_KEYWORD, "place rel comment_id kind author_name author_account blog"),
        **_fields(_KEYWORD, "published_order"),
        **_fields(_BOTH, "words around"),
        **_fields(_LONG, "n number"),
        "@timestamp": _DATE,
    },
    HOPS: {
        **_fields(_KEYWORD, "key source source_id source_url source_blog raw_source_id"),
        **_fields(_KEYWORD, "target target_id target_url target_blog raw_target_id"),
        **_fields(_KEYWORD, "kind source_comment_id target_comment_id"),
        **_fields(_KEYWORD, "source_published target_published"),
        **_fields(_FLAG, "cross_blog confirmed later_edit moved"),
        **_fields({"type": "double"}, "confidence bond bond_texts"),
        **_fields(_LONG, "bond_words bond_days bond_links"),
        "evidence": _KEPT,
        "@timestamp": _DATE,
    },
    VISITS: {
        **_fields(_KEYWORD, "key url url_id run post_url raw_post_url raw_id note etag"),
        **_fields(_KEYWORD, "last_modified digest via warc source notes at"),
        **_fields(_LONG, "status size warc_offset"),
        "@timestamp": _DATE,
    },
    RUNS: {
        **_fields(_KEYWORD, "key id crawl seeds scope version started"),
        **_fields(_DATE, "ended @timestamp"),
        **_fields(_LONG, "exit_code pages failed"),
        **_fields(_KEPT, "options counts"),
    },
    PEOPLE: {
        **_fields(_KEYWORD, "key name url account first_published last_published"),
        **_fields(_LONG, "posts comments blogs"),
    },
    BLOGS: {
        **_fields(_KEYWORD, "key blog first_published last_published"),
        **_fields(_LONG, "posts comments"),
        **_fields(_DATE, "first_seen last_seen"),
    },
    ALIASES: {**_fields(_KEYWORD, "key url url_id post_url post_id reason"), "settled": _FLAG},
    ADDRESSES: _fields(_KEYWORD, "key url root root_id"),
    SHEETS: {"key": _KEYWORD, "body": {"type": "binary"}},
}


def fields_of(name: str) -> frozenset[str]:
    """The fields of an index, sub-fields as ``field.sub``."""
    return frozenset(
        path
        for field, mapping in _FIELDS[name].items()
        for path in (field, *(f"{field}.{sub}" for sub in mapping.get("fields", ())))
    )


def mapping_of(name: str, languages: Iterable[str] = ()) -> dict[str, Any]:
    """The mapping of an index: strict, with what it was made for in ``_meta``.

    ``languages`` are names of analysers by which the server also reads texts.
    """
    properties = dict(_FIELDS[name])
    languages = tuple(languages)
    if "text" in properties and languages:
        by_language = {lang: {"type": "text", "analyzer": lang} for lang in languages}
        properties["text"] = {**_TEXT, "fields": by_language}
    mapping: dict[str, Any] = {
        "dynamic": "strict",
        "_meta": {"threadhop": {"schema": SCHEMA, "languages": list(languages)}},
        "properties": properties,
    }
    if name in (POSTS, COMMENTS):
        mapping["_source"] = {"excludes": list(MADE)}
    return mapping


def settings_of(replicas: int | None) -> dict[str, Any]:
    """The settings of an index: one shard, and the server's own number of replicas if ``None``."""
    settings: dict[str, Any] = {"number_of_shards": 1, "refresh_interval": "5s"}
    if replicas is not None:
        settings["number_of_replicas"] = replicas
    return settings
