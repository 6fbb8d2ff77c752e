"""Reading back: posts, threads, visits, links and hops, as they were recorded."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import resolve
from crawler.archive.elastic.documents import Document, moment_in, post_id
from crawler.archive.elastic.store import MOST, Store, chunks
from crawler.archive.merging import links_of
from crawler.archive.protocol import Backlink, StoredLink
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Evidence,
    Hop,
    HopKind,
    Link,
    LinkPlace,
    Post,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
    Visit,
)

#: What a document has of an entry besides what is read by people and programs.
WITHOUT_STATE = {"excludes": ["state", *schema.MADE]}


def posts(store: Store, urls: Collection[str]) -> dict[str, StoredPost]:
    """The posts at these addresses (or their aliases), by the post's own address."""
    own = set(resolve(store, urls).values())
    found = store.get(schema.POSTS, [post_id(url) for url in own])
    return {got.document["url"]: _post(got.document) for got in found.values()}


def threads(store: Store, urls: Collection[str]) -> Iterator[Thread]:
    """The posts at these addresses (or their aliases) with their comments."""
    for some in chunks(urls):
        found = posts(store, some)
        store.settle(schema.COMMENTS)
        comments: dict[str, list[StoredComment]] = {post_id(own): [] for own in found}
        for hit in store.terms(schema.COMMENTS, "post_id", comments.keys()):
            comments[hit["_source"]["post_id"]].append(_comment(hit["_source"]))
        for own, post in found.items():
            told = sorted(comments[post_id(own)], key=lambda comment: comment.position)
            yield Thread(post, tuple(told))


def links_from(store: Store, urls: Collection[str]) -> Iterator[StoredLink]:
    """The links set in these posts and in their comments."""
    own = set(resolve(store, urls).values())
    yield from _links(store, "source_id", own, lambda d: (d["source_url"],))


def links_to(store: Store, urls: Collection[str]) -> Iterator[StoredLink]:
    """The links anywhere that lead to one of these posts, by any of its addresses."""
    own = set(resolve(store, urls).values())
    yield from _links(store, "target_id", own, lambda d: (d["target"], d["source_url"]))


def last_visit(store: Store, url: str) -> Visit | None:
    """The newest visit of exactly this address that was answered with a document."""
    store.settle(schema.VISITS)
    query = {"bool": {"filter": [{"term": {"url_id": post_id(url)}}, {"term": {"status": 200}}]}}
    hits = store.client.search(
        index=store.alias(schema.VISITS), query=query, sort=[{"at": "desc"}, "key"], size=1
    )["hits"]["hits"]
    if not hits:
        return None
    row = hits[0]["_source"]
    return visit_of(row, row["post_url"])


def visit_of(row: Mapping[str, Any], post_url: str | None) -> Visit:
    """The visit of a document, of the post at ``post_url``."""
    return Visit(
        url=row["url"],
        at=row["at"],
        status=row["status"],
        run=row["run"],
        post_url=post_url,
        note=row["note"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        digest=row["digest"],
        size=row["size"],
        via=row["via"],
        warc=row["warc"],
        warc_offset=row["warc_offset"],
    )


def hops_from(store: Store, urls: Collection[str]) -> Iterator[Hop]:
    """The hops that start at these posts, by any of its addresses."""
    for _, row in sorted(_hops(store, ("source",), set(resolve(store, urls).values())).items()):
        yield hop_of(row, row["source_url"], row["target_url"])


def hops_to(store: Store, urls: Collection[str]) -> Iterator[Hop]:
    """The hops that end at these posts, by any of its addresses."""
    for _, row in sorted(_hops(store, ("target",), set(resolve(store, urls).values())).items()):
        yield hop_of(row, row["source_url"], row["target_url"])


def hops_at(store: Store, urls: Collection[str]) -> Iterator[Hop | Backlink]:
    """The hops that start at these posts, and what is needed of others that end there."""
    own = set(resolve(store, urls).values())
    for pair, row in _hops(store, ("source", "target"), own).items():
        if pair[0] in own:
            yield hop_of(row, *pair[:2])
        else:
            yield Backlink(*pair, row["confidence"], row["bond"], row["bond_days"])


def _hops(
    store: Store, ends: Sequence[Literal["source", "target"]], own: Collection[str]
) -> dict[tuple[str, str, str], Document]:
    """The hops of which one of ``ends`` is one of these posts.

    One query for a thousand posts, as long as they have no more than 10,000 hops.
    Where two hops prove to be one since their addresses are aliases, the surer one is given.
    """
    store.settle(schema.HOPS)
    found: dict[tuple[str, str, str], Document] = {}
    for some in chunks(post_id(url) for url in own):
        query = {"bool": {"should": [{"terms": {f"{end}_id": some}} for end in ends]}}
        for hit in store.scan([schema.HOPS], query, ["key"], size=MOST):
            row = hit["_source"]
            pair = hop_pair(row)
            if pair[0] != pair[1] and (pair not in found or sureness(row) < sureness(found[pair])):
                found[pair] = row
    return found


def hop_pair(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a hop is one of: source, target and kind, with aliases undone."""
    return row["source_url"], row["target_url"], row["kind"]


def sureness(row: Mapping[str, Any]) -> tuple[float, str, str]:
    """What the surest of hops that proved to be one is the least of."""
    return -row["confidence"], row["source"], row["target"]


def _post(document: Document) -> StoredPost:
    packed = json.loads(document["state"])
    post = Post(
        url=document["url"],
        blog=document["blog"],
        title=document["title"],
        author=_author(document),
        published=moment_in(document, packed),
        text=document["text"],
        language=document["language"],
        platform=document["platform"],
        tags=tuple(document["tags"]),
        links=links_of(packed["links"]),
    )
    return StoredPost(
        post,
        ThreadState(document["thread_state"]),
        document["thread_reason"],
        document["claimed_comments"],
        document["comment_count"],
        document["first_seen"],
        document["last_seen"],
    )


def _comment(document: Document) -> StoredComment:
    packed = json.loads(document["state"])
    comment = Comment(
        id=document["id"],
        kind=CommentKind(document["kind"]),
        author=_author(document),
        published=moment_in(document, packed),
        text=document["text"],
        parent_id=document["parent_id"],
        permalink=document["permalink"],
        status=CommentStatus(document["status"]),
        links=links_of(packed["links"]),
        by_post_author=document["by_post_author"],
        sources=tuple(document["sources"].items()),
    )
    return StoredComment(
        comment,
        document["post_url"],
        document["position"],
        document["first_seen"],
        document["last_seen"],
        document["removed"],
    )


def _author(document: Document) -> Author:
    return Author(
        document["author_name"],
        document["author_url"],
        document["author_account"],
        document["author_avatar"],
    )


def _links(store: Store, field: str, own: Collection[str], first: Any) -> Iterator[StoredLink]:
    store.settle(schema.LINKS)
    ids = [post_id(url) for url in own]
    found = [hit["_source"] for hit in store.terms(schema.LINKS, field, ids)]
    found.sort(key=lambda d: (*first(d), *_place(d)))
    for row in found:
        yield StoredLink(
            source_url=row["source_url"],
            target_url=row["target_url"],
            link=Link(row["url"], LinkPlace(row["place"]), row["words"], row["around"], row["rel"]),
            comment_id=row["comment_id"],
            published=row["published_order"],
            signed=row["author_name"],
            account=row["author_account"],
            kind=row["kind"],
        )


def _place(row: Document) -> tuple[Any, ...]:
    return row["published_order"] or "9999", row["number"], row["comment_id"] or "", row["n"]


def hop_of(row: Mapping[str, Any], source_url: str, target_url: str) -> Hop:
    """The hop of a document, between these posts."""
    return Hop(
        source_url=source_url,
        target_url=target_url,
        kind=HopKind(row["kind"]),
        cross_blog=row["cross_blog"],
        confidence=row["confidence"],
        confirmed=row["confirmed"],
        evidence=tuple(Evidence(**item) for item in row["evidence"]),
        source_comment_id=row["source_comment_id"],
        target_comment_id=row["target_comment_id"],
        source_published=row["source_published"],
        target_published=row["target_published"],
        later_edit=row["later_edit"],
        bond=row["bond"],
        bond_words=row["bond_words"],
        bond_texts=row["bond_texts"],
        bond_days=row["bond_days"],
        bond_links=row["bond_links"],
    )
