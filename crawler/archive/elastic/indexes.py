"""Making, opening and describing the indexes of an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, NotFoundError

from crawler.archive.elastic import schema
from crawler.archive.elastic.store import Store
from crawler.archive.protocol import ArchiveStatus
from crawler.errors import ArchiveError, UsageError

#: Templates of ours come before the general ones that clusters have.
_PRIORITY = 300


@dataclass(frozen=True, slots=True)
class Made:
    """What the indexes were made for, and whether that was just now."""

    schema: int
    languages: tuple[str, ...]
    is_new: bool = False


def open_indexes(
    store: Store, *, create: bool, languages: Sequence[str], replicas: int | None, any_schema: bool
) -> Made:
    """What the archive was made for; it is made if it is absent and ``create``.

    Raises `ArchiveError` for an absent archive and one of another schema.
    """
    made = _made(store)
    if made is None and create:
        _create(store, tuple(languages), replicas)
        made = _made(store, is_new=True)
    if made is None:
        raise ArchiveError(
            f"there is no archive {store.address}",
            f"Make it with: threadhop archive init --archive {store.address}",
        )
    if made.schema > schema.SCHEMA:
        raise ArchiveError(
            f"{store.address} has schema {made.schema}, newer than the {schema.SCHEMA} known here",
            "Upgrade threadhop",
        )
    if made.schema < schema.SCHEMA and not any_schema:
        raise ArchiveError(
            f"{store.address} has the older schema {made.schema}",
            f"Bring it to schema {schema.SCHEMA}: threadhop archive migrate",
        )
    return made


def index_name(store: Store, name: str, generation: int) -> str:
    """The name of an index behind its alias."""
    return f"{store.alias(name)}-v{schema.SCHEMA}-{generation:06d}"


def make_index(store: Store, name: str, generation: int, made: Made, settings: Any) -> str:
    """Make an index that no alias names yet; returns its name."""
    index = index_name(store, name, generation)
    mapping = schema.mapping_of(name, made.languages)
    store.client.indices.create(index=index, mappings=mapping, settings=settings)
    return index


def put_template(store: Store, name: str, languages: Sequence[str], settings: Any) -> None:
    """Tell the server how an index of the present schema is made."""
    store.client.indices.put_index_template(
        name=store.alias(name),
        index_patterns=[f"{store.alias(name)}-v{schema.SCHEMA}-*"],
        priority=_PRIORITY,
        template={"settings": settings, "mappings": schema.mapping_of(name, languages)},
    )


def status(store: Store, made: Made) -> ArchiveStatus:
    """Counts, size and schema version."""
    store.settle()
    counted = (schema.POSTS, schema.COMMENTS, schema.LINKS, schema.HOPS, schema.VISITS, schema.RUNS)
    counts = {name: store.count(name) for name in counted}
    blogs = store.client.search(
        index=store.alias(schema.POSTS),
        size=0,
        aggs={"blogs": {"cardinality": {"field": "blog", "precision_threshold": 40000}}},
    )
    stats = store.client.indices.stats(
        index=[store.alias(name) for name in schema.NAMES], metric="store"
    )
    return ArchiveStatus(
        address=str(store.address),
        schema=made.schema,
        counts={**counts, "blogs": blogs["aggregations"]["blogs"]["value"]},
        bytes=stats["_all"]["primaries"]["store"]["size_in_bytes"],
    )


def _made(store: Store, *, is_new: bool = False) -> Made | None:
    try:
        found = store.client.indices.get_mapping(index=store.alias(schema.SHEETS))
    except NotFoundError:
        return None
    (mapping,) = found.body.values()
    meta = mapping["mappings"].get("_meta", {}).get("threadhop")
    if meta is None:
        raise ArchiveError(
            f"the indexes {store.address.prefix}-* are of another program",
            "Take another prefix: https://HOST:9200/PREFIX",
        )
    return Made(meta["schema"], tuple(meta["languages"]), is_new)


def _create(store: Store, languages: tuple[str, ...], replicas: int | None) -> None:
    for language in languages:
        _check_analyser(store, language)
    settings = schema.settings_of(replicas)
    # The sheets come last: an archive that has them has all the others.
    for name in schema.NAMES:
        put_template(store, name, languages, settings)
        aliases: dict[str, Any] = {store.alias(name): {"is_write_index": True}}
        if name in (schema.POSTS, schema.COMMENTS):
            aliases[store.alias(schema.ENTRIES)] = {}
        try:
            store.client.indices.create(index=index_name(store, name, 1), aliases=aliases)
        except BadRequestError as error:
            # Another process makes the same archive at this moment.
            if error.error != "resource_already_exists_exception":
                raise


def _check_analyser(store: Store, language: str) -> None:
    try:
        store.client.indices.analyze(analyzer=language, text="word")
    except BadRequestError as error:
        raise UsageError(
            f"the server has no analyser {language!r}",
            "Name one that it has, such as english (full distributions have about thirty),"
            " or none: plain search needs none",
        ) from error
