"""Writes the Kibana pack for a prefix: ``python contrib/kibana/make.py PREFIX > threadhop.ndjson``.

Import it in Kibana under Stack Management > Saved objects. It holds a data view for each index
and three dashboards of aggregation-based visualizations, in the form that Kibana 8.0 exports,
which later ones take in. Every field in it is checked against our mapping by
``tests/archive/elastic/test_kibana.py``; it was not opened in a Kibana.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

VERSION = "8.0.0"
#: Data views: the index, and its time field.
VIEWS = {
    "entries": "@timestamp",
    "hops": "@timestamp",
    "links": "@timestamp",
    "visits": "@timestamp",
    "runs": "@timestamp",
    "people": None,
    "blogs": None,
}
COUNT = {"id": "1", "type": "count", "schema": "metric", "params": {}}

Panel = tuple[str, str, str, list[dict[str, Any]], str]


def terms(field: str, size: int = 20, schema: str = "bucket") -> dict[str, Any]:
    """A bucket for each of the most frequent values of a field."""
    params = {"field": field, "size": size, "order": "desc", "orderBy": "1"}
    return {"type": "terms", "schema": schema, "params": params}


def over_time(field: str) -> dict[str, Any]:
    """A bucket for each stretch of time."""
    params = {"field": field, "interval": "auto", "min_doc_count": 1}
    return {"type": "date_histogram", "schema": "segment", "params": params}


#: Dashboards: their panels as (title, kind, data view, buckets, filter in KQL).
DASHBOARDS: dict[str, list[Panel]] = {
    "Overview": [
        ("Posts and comments over time", "histogram", "entries",
         [over_time("@timestamp"), terms("kind", 8, "group")], ""),
        ("Blogs", "table", "entries", [terms("blog")], ""),
        ("Who signs most", "table", "entries", [terms("author_name")], "not kind: pingback"),
        ("Languages", "pie", "entries", [terms("language", 10, "segment")], "kind: post"),
        ("State of threads", "pie", "entries", [terms("thread_state", 12, "segment")],
         "kind: post"),
        ("Platforms", "pie", "entries", [terms("platform", 12, "segment")], "kind: post"),
    ],
    "Conversation": [
        ("Entries by post", "table", "entries", [terms("post_url")], ""),
        ("The talk over time", "histogram", "entries",
         [over_time("@timestamp"), terms("post_url", 10, "group")], ""),
        ("Hops between blogs", "table", "hops",
         [terms("source_blog"), terms("target_blog")], "cross_blog: true"),
        ("Kinds of hops", "pie", "hops", [terms("kind", 12, "segment")], ""),
        ("Where links lead", "table", "links", [terms("target_url")], "not place: author"),
        ("Voices", "table", "entries", [terms("author_name"), terms("blog", 5)], ""),
    ],
    "Crawl health": [
        ("Pages over time", "histogram", "visits",
         [over_time("@timestamp"), terms("status", 10, "group")], ""),
        ("What failed", "table", "visits", [terms("note")], "not status: 200"),
        ("Read by", "table", "visits", [terms("source")], ""),
        ("Threads with gaps", "table", "entries", [terms("thread_state"), terms("blog")],
         "kind: post and not thread_state: complete and not thread_state: none"),
        ("Runs by exit code", "table", "runs", [terms("exit_code")], ""),
        ("Hops to check by hand", "table", "hops", [terms("kind"), terms("source_url")],
         "confidence < 0.6"),
    ],
}  # fmt: skip


def objects(prefix: str) -> Iterator[dict[str, Any]]:
    """The saved objects of the pack: data views, visualizations and dashboards."""
    for name, time_field in VIEWS.items():
        attributes = {"title": f"{prefix}-{name}"}
        if time_field:
            attributes["timeFieldName"] = time_field
        yield _object("index-pattern", f"threadhop-{name}", attributes, [])
    for title, panels in DASHBOARDS.items():
        for number, panel in enumerate(panels):
            yield _visualization(_id(title, number), panel)
        yield _dashboard(title, len(panels))


def _visualization(given: str, panel: Panel) -> dict[str, Any]:
    title, kind, view, buckets, query = panel
    aggs = [COUNT, *({"id": str(n + 2), **b} for n, b in enumerate(buckets))]
    source = {"query": {"query": query, "language": "kuery"}, "filter": [],
              "indexRefName": "kibanaSavedObjectMeta.searchSourceJSON.index"}  # fmt: skip
    attributes = {
        "title": title,
        "description": "",
        "uiStateJSON": "{}",
        "version": 1,
        "visState": json.dumps({"title": title, "type": kind, "aggs": aggs, "params": {}}),
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps(source)},
    }
    index = {"id": f"threadhop-{view}", "name": source["indexRefName"], "type": "index-pattern"}
    return _object("visualization", given, attributes, [index])


def _dashboard(title: str, panels: int) -> dict[str, Any]:
    placed, references = [], []
    for number in range(panels):
        place = {"x": number % 2 * 24, "y": number // 2 * 15, "w": 24, "h": 15, "i": str(number)}
        placed.append({"panelIndex": str(number), "gridData": place, "embeddableConfig": {},
                       "panelRefName": f"panel_{number}", "version": VERSION})  # fmt: skip
        references.append(
            {"id": _id(title, number), "name": f"panel_{number}", "type": "visualization"}
        )
    attributes = {
        "title": f"threadhop: {title}",
        "description": "",
        "panelsJSON": json.dumps(placed),
        "optionsJSON": json.dumps({"useMargins": True}),
        "timeRestore": False,
        "version": 1,
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": json.dumps(
                {"query": {"query": "", "language": "kuery"}, "filter": []}
            )
        },
    }
    return _object("dashboard", f"threadhop-{_word(title)}", attributes, references)


def _object(
    kind: str, given: str, attributes: dict[str, Any], references: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "id": given,
        "type": kind,
        "attributes": attributes,
        "references": references,
        "migrationVersion": {kind: VERSION if kind != "index-pattern" else "7.11.0"},
        "coreMigrationVersion": VERSION,
    }


def _id(title: str, number: int) -> str:
    return f"threadhop-{_word(title)}-{number}"


def _word(title: str) -> str:
    return title.lower().replace(" ", "-")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python contrib/kibana/make.py PREFIX > threadhop.ndjson")
    for saved in objects(sys.argv[1]):
        print(json.dumps(saved))
