"""Full-text search over posts and comments: the same hits as in every other archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.store import PAGE, Store
from crawler.archive.folding import folded
from crawler.archive.protocol import Facets, Hit, Query, Sort
from crawler.archive.queries import end_of
from crawler.archive.snippets import snippet
from crawler.archive.words import Term

_FIELDS = ("title_words", "text_words")
#: A title counts three times as much as a text, as in the other archive.
_BOOSTS = {"title_words": 3.0, "text_words": 1.0}
#: A post has no comment id and comes before its comments.
_COMMENT_ID = {"id": {"order": "asc", "missing": "_first", "unmapped_type": "keyword"}}
#: What a phrase that ends in the beginning of a word is expanded to, at most.
_EXPANSIONS = 10_000
#: The analyser that splits at white space cuts a longer word into words of this length.
_LONGEST = 255
_SHOWN = ["kind", "post_url", "id", "post_title", "author_name", "blog", "text", "published_utc",
          "published", "published_precision", "order"]  # fmt: skip


def hits(
    store: Store, query: Query, wanted: Sequence[Term], languages: Sequence[str]
) -> Iterator[Hit]:
    """What matches, in the order asked for; ``languages`` are the analysers that texts have."""
    store.settle(schema.POSTS, schema.COMMENTS)
    names = [schema.POSTS] if query.kind == "post" else [schema.POSTS, schema.COMMENTS]
    by_date = query.sort is Sort.DATE
    left = query.limit
    for asked in _parts(query, wanted, () if by_date else languages):
        order: list[Any] = [{"order": "desc"}, "post_url", _COMMENT_ID, "key"]
        if not by_date:
            order.insert(0, "_score")
        found = store.scan(names, asked, order, size=min(left, PAGE), source=_SHOWN)
        for hit in found:
            yield _hit(hit["_source"], wanted)
            left -= 1
            if not left:
                return


def facets(store: Store, query: Query, wanted: Sequence[Term], most: int) -> Facets:
    """How the hits are spread; exact, since an index has one shard."""
    store.settle(schema.POSTS, schema.COMMENTS)
    fields = {"blog": "blog", "kind": "kind", "author": "author_name"}
    answer = store.client.search(
        index=f"{store.alias(schema.POSTS)},{store.alias(schema.COMMENTS)}",
        query={"bool": {"filter": [*_matches(wanted, ()), *_filters(query)]}},
        aggs={name: {"terms": {"field": field, "size": most}} for name, field in fields.items()},
        size=0,
        track_total_hits=False,
    )
    counted = answer["aggregations"]
    return {name: [(b["key"], b["doc_count"]) for b in counted[name]["buckets"]] for name in fields}


def _parts(
    query: Query, wanted: Sequence[Term], languages: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """The whole question, or by date two: what is dated, and after it what is not."""
    matches = _matches(wanted, languages)
    if query.sort is not Sort.DATE:
        yield {"bool": {"must": matches, "filter": _filters(query)}}
        return
    dated = {"exists": {"field": "order"}}
    filters = [*matches, *_filters(query)]
    yield {"bool": {"filter": [*filters, dated]}}
    yield {"bool": {"filter": filters, "must_not": [dated]}}


def _matches(wanted: Sequence[Term], languages: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "dis_max": {
                "queries": [
                    *(_in_field(field, term) for field in _FIELDS),
                    *({"match_phrase": {f"text.{lang}": term.text}} for lang in languages),
                ]
            }
        }
        for term in wanted
    ]


def _in_field(field: str, term: Term) -> dict[str, Any]:
    boost = _BOOSTS[field]
    words = [word[i : i + _LONGEST] for word in term.words for i in range(0, len(word), _LONGEST)]
    text = " ".join(words)
    if not term.is_prefix and len(words) == 1:
        return {"term": {field: {"value": text, "boost": boost}}}
    if not term.is_prefix:
        return {"match_phrase": {field: {"query": text, "boost": boost}}}
    if len(words) == 1:
        return {"prefix": {field: {"value": text, "boost": boost}}}
    phrase = {"query": text, "max_expansions": _EXPANSIONS, "boost": boost}
    return {"match_phrase_prefix": {field: phrase}}


def _filters(query: Query) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if query.blog is not None:
        found.append({"term": {"blog": {"value": query.blog, "case_insensitive": True}}})
    if query.author is not None:
        found.append({"term": {"signed_as": folded(query.author)}})
    if query.kind is not None:
        found.append({"term": {"kind": query.kind}})
    span = {"gte": (query.since or "").rstrip("Z") or None, "lte": end_of(query.until)}
    bounds = {name: value for name, value in span.items() if value is not None}
    if bounds:
        found.append({"range": {"order": bounds}})
    return found


def _hit(row: Mapping[str, Any], wanted: Sequence[Term]) -> Hit:
    shown, marks = snippet(row["text"], wanted)
    return Hit(
        kind=row["kind"],
        post_url=row["post_url"],
        comment_id=row.get("id"),
        title=row["post_title"],
        author_name=row["author_name"],
        blog=row["blog"],
        # `order` is the UTC instant or the wall clock, without the Z.
        published=row["published_utc"] or row["order"] or None,
        snippet=shown,
        marks=marks,
    )
