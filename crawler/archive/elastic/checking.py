"""Finding what is amiss: documents that are not what their state says, and orphans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import resolve
from crawler.archive.elastic.documents import Document, documents, link_documents, post_id
from crawler.archive.elastic.pieces import states
from crawler.archive.elastic.store import Store, chunks
from crawler.archive.states import State

_TOGETHER = 50


def problems(store: Store) -> Iterator[str]:
    """What differs, each in a line; nothing where all is well.

    What is being written at the same time may show as a difference.
    """
    store.refresh(*schema.NAMES)
    for some in chunks(states(store), _TOGETHER):
        yield from _of_threads(store, some)
    yield from _orphans(store)


def _of_threads(store: Store, some: list[State]) -> Iterator[str]:
    right = {d["key"]: d for state in some for d in documents(state).values()}
    ids = [post_id(state.url) for state in some]
    stored = {key: got.document for key, got in store.get(schema.POSTS, ids).items()}
    for hit in store.terms(schema.COMMENTS, "post_id", ids):
        stored[hit["_id"]] = hit["_source"]
    for given, document in right.items():
        yield from _difference(_named(document), document, stored.get(given, {}))
    links = {x["key"]: x for document in right.values() for x in link_documents(document)}
    known = resolve(store, {link["target"] for link in links.values()}) if links else {}
    for hit in store.terms(schema.LINKS, "source_id", ids):
        link = links.pop(hit["_id"], None)
        if link is None:
            yield f"link {hit['_source']['url']} in {hit['_source']['source_url']}: stands nowhere"
            continue
        root = known[link["target"]]
        whole = {**link, "target_url": root, "target_id": post_id(root)}
        yield from _difference(f"link {link['url']} in {link['source_url']}", whole, hit["_source"])
    for link in links.values():
        yield f"link {link['url']} in {link['source_url']}: lacks"


def _difference(name: str, right: Document, stored: Mapping[str, Any]) -> Iterator[str]:
    wrong = sorted(field for field in right if right[field] != stored.get(field))
    if wrong:
        yield f"{name}: {', '.join(wrong)} not as it should be"


def _named(document: Document) -> str:
    comment = document.get("id")
    return f"comment {comment} of {document['post_url']}" if comment else document["post_url"]


def _orphans(store: Store) -> Iterator[str]:
    for name, field in ((schema.COMMENTS, "post_id"), (schema.LINKS, "source_id")):
        hits = store.scan([name], {"match_all": {}}, [field, "key"], source=[field, "key"])
        for some in chunks(hits):
            ids = {hit["_source"][field] for hit in some}
            lost = ids - store.get(schema.POSTS, ids).keys()
            for hit in some:
                if hit["_source"][field] in lost:
                    yield f"a document of {name} ({hit['_id']}) belongs to no post"
