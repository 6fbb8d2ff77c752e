"""What posts and comments say, and which of them bear a fingerprint."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from crawler.archive.absorbing import POST_ID
from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import resolve
from crawler.archive.elastic.documents import (
    BEARING,
    Document,
    entry_key,
    moment_in,
    post_id,
    print_of,
)
from crawler.archive.elastic.store import MOST, Store, chunks
from crawler.archive.protocol import Bearer, Text

#: So many fingerprints are asked for at once.
_TOGETHER = 10_000


def texts(store: Store, urls: Collection[str]) -> Iterator[Text]:
    """The texts of these posts and of the comments on them, in order of address and id."""
    store.settle(schema.COMMENTS)
    ids = [post_id(url) for url in set(resolve(store, urls).values())]
    documents = [got.document for got in store.get(schema.POSTS, ids).values()]
    documents += [hit["_source"] for hit in store.terms(schema.COMMENTS, "post_id", ids)]
    found = [_text(document) for document in documents if document["kind"] in BEARING]
    yield from sorted(found, key=lambda text: text.bearer)


def texts_of(store: Store, wanted: Collection[Bearer]) -> Iterator[Text]:
    """The texts that stand in these places."""
    for name, some in (
        (schema.POSTS, [one for one in wanted if one.comment_id == POST_ID]),
        (schema.COMMENTS, [one for one in wanted if one.comment_id != POST_ID]),
    ):
        ids = {entry_key(post_id(url), given) for url, given in some}
        for got in store.get(name, ids).values():
            if got.document["kind"] in BEARING:
                yield _text(got.document)


def bearers(store: Store, prints: Collection[int], most: int) -> dict[int, list[Bearer]]:
    """Who bears each of these fingerprints, but for those that more than so many texts bear.

    Also what other writers have stored by now is found.
    """
    store.refresh(schema.POSTS, schema.COMMENTS)
    found: dict[int, list[Bearer]] = {}
    for some in chunks(prints, _TOGETHER):
        named = {print_of(value): value for value in some}
        counted = _counted(store, list(named))
        few = {value for value, count in counted.items() if count <= most}
        found.update((value, []) for name, value in named.items() if counted.get(name, 0) <= most)
        for hit in _hits(store, sorted(few)):
            row = hit["_source"]
            bearer = Bearer(row["post_url"], row.get("id", POST_ID))
            for name in few.intersection(hit["fields"]["prints"]):
                found[named[name]].append(bearer)
    return found


def _counted(store: Store, named: list[str]) -> dict[str, int]:
    answer = store.client.search(
        index=store.alias(schema.ENTRIES),
        size=0,
        query={"terms": {"prints": named}},
        aggs={"borne": {"terms": {"field": "prints", "include": named, "size": len(named)}}},
        allow_partial_search_results=False,
    )
    return {
        bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["borne"]["buckets"]
    }


def _hits(store: Store, few: list[str]) -> Iterator[Mapping[str, Any]]:
    if few:
        yield from store.scan(
            [schema.ENTRIES],
            {"terms": {"prints": few}},
            ["key"],
            size=MOST,
            source=["post_url", "id"],
            docvalue_fields=["prints"],
        )


def _text(document: Document) -> Text:
    packed = json.loads(document["state"])
    told = json.loads(packed["texts"]) if packed["texts"] else {}
    return Text(
        Bearer(document["post_url"], document.get("id", POST_ID)),
        document["blog"],
        document["signed_as"],
        moment_in(document, packed),
        document["text"],
        tuple(sorted(told.keys() - {document["text"]})),
    )
