"""Documents of visits, runs and hops."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import resolve
from crawler.archive.elastic.bulk import Action
from crawler.archive.elastic.documents import post_id
from crawler.archive.elastic.reading import hop_pair
from crawler.archive.elastic.store import Store
from crawler.archive.protocol import Finding, HopKey
from crawler.model import Hop, Run, key
from crawler.urls import blog_of


def visit_actions(store: Store, findings: Sequence[Finding]) -> list[Action]:
    """What stores visits; the same one again is the same document."""
    known = resolve(store, {f.visit.post_url for f in findings if f.visit.post_url})
    return [_visit_action(store, finding, known) for finding in findings]


def hop_actions(store: Store, hops: Sequence[Hop]) -> list[Action]:
    """What stores hops, of equal ones the last, with their ends by the aliases known now."""
    known = resolve(store, {url for hop in hops for url in (hop.source_url, hop.target_url)})
    actions = {}
    for hop in hops:
        document = _hop_document(hop, known[hop.source_url], known[hop.target_url])
        actions[document["key"]] = store.index(schema.HOPS, document["key"], document)
    return list(actions.values())


def hops_gone(store: Store, keys: Collection[HopKey]) -> list[Action]:
    """What removes hops, however the addresses of their ends were spelled."""
    store.settle(schema.HOPS)
    known = resolve(store, {url for key in keys for url in (key.source_url, key.target_url)})
    wanted = {(known[k.source_url], known[k.target_url], k.kind.value) for k in keys}
    ids = {post_id(source) for source, _, _ in wanted}
    return [
        Action("delete", store.alias(schema.HOPS), hit["_id"])
        for hit in store.terms(schema.HOPS, "source_id", ids)
        if hop_pair(hit["_source"]) in wanted
    ]


def run_document(run: Run) -> dict[str, Any]:
    """The document of a run, with the counts that dashboards show as numbers."""
    return {
        "key": key("run", run.id),
        "id": run.id,
        "crawl": run.crawl,
        "seeds": list(run.seeds),
        "scope": run.scope,
        "started": run.started,
        "@timestamp": run.started,
        "ended": run.ended,
        "exit_code": run.exit_code,
        "version": run.version,
        "options": {name: _plain(value) for name, value in sorted(run.options.items())},
        "counts": dict(sorted(run.counts.items())),
        "pages": run.counts.get("pages", 0),
        "failed": run.counts.get("failed", 0),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _visit_action(store: Store, finding: Finding, known: dict[str, str]) -> Action:
    visit, reading = finding.visit, finding.reading
    post_url = visit.post_url
    document: dict[str, Any] = {
        "url": visit.url,
        "url_id": post_id(visit.url),
        "at": visit.at,
        "@timestamp": visit.at,
        "status": visit.status,
        "run": visit.run,
        "raw_post_url": post_url,
        "note": visit.note,
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "digest": visit.digest,
        "size": visit.size,
        "via": visit.via,
        "warc": visit.warc,
        "warc_offset": visit.warc_offset,
        "source": reading.source if reading else None,
        "notes": list(reading.notes) if reading else [],
    }
    given = key("visit", *(f"{name}={value}" for name, value in document.items()))
    document["key"] = given
    document["post_url"] = known[post_url] if post_url else post_url
    document["raw_id"] = post_id(post_url) if post_url else None
    return store.index(schema.VISITS, given, document)


def _hop_document(hop: Hop, source_url: str, target_url: str) -> dict[str, Any]:
    return {
        "key": key("hop", hop.source_url, hop.target_url, hop.kind.value),
        "source": hop.source_url,
        "source_url": source_url,
        "source_id": post_id(source_url),
        "source_blog": _blog(source_url),
        "raw_source_id": post_id(hop.source_url),
        "target": hop.target_url,
        "target_url": target_url,
        "target_id": post_id(target_url),
        "target_blog": _blog(target_url),
        "raw_target_id": post_id(hop.target_url),
        "moved": (source_url, target_url) != (hop.source_url, hop.target_url),
        "kind": hop.kind.value,
        "cross_blog": hop.cross_blog,
        "confidence": hop.confidence,
        "confirmed": hop.confirmed,
        "evidence": [
            {"kind": e.kind, "url": e.url, "where": e.where, "words": e.words} for e in hop.evidence
        ],
        "source_comment_id": hop.source_comment_id,
        "target_comment_id": hop.target_comment_id,
        "source_published": hop.source_published,
        "target_published": hop.target_published,
        "later_edit": hop.later_edit,
        "bond": hop.bond,
        "bond_words": hop.bond_words,
        "bond_texts": hop.bond_texts,
        "bond_days": hop.bond_days,
        "bond_links": hop.bond_links,
        "@timestamp": hop.source_published,
    }


def _blog(url: str) -> str | None:
    try:
        return blog_of(url)
    except ValueError:
        return None
