"""The Kibana pack holds together, and every field in it exists in our mapping."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from crawler.archive.elastic import schema
from tests.support.command import ROOT

INDEXES = {"entries": ("posts", "comments")}


def fields(view: str) -> set[str]:
    """The fields that a data view has."""
    names = INDEXES.get(view, (view,))
    return {field for name in names for field in schema.fields_of(name)}


@pytest.fixture(scope="module", name="pack")
def _pack() -> list[dict[str, Any]]:
    made = subprocess.run(
        [sys.executable, "contrib/kibana/make.py", "blogs"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return [json.loads(line) for line in made.stdout.splitlines()]


def test_the_pack_that_is_shipped_is_the_one_that_is_made() -> None:
    shipped = (ROOT / "contrib" / "kibana" / "threadhop.ndjson").read_text("utf-8")
    made = subprocess.run(
        [sys.executable, "contrib/kibana/make.py", "threadhop"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert made.stdout == shipped


def test_three_dashboards_and_all_that_they_refer_to(pack: list[dict[str, Any]]) -> None:
    there = {(saved["type"], saved["id"]) for saved in pack}
    assert len(there) == len(pack)
    assert sum(kind == "dashboard" for kind, _ in there) == 3
    for saved in pack:
        for reference in saved["references"]:
            assert (reference["type"], reference["id"]) in there
        if saved["type"] == "dashboard":
            panels = json.loads(saved["attributes"]["panelsJSON"])
            assert {panel["panelRefName"] for panel in panels} == {
                reference["name"] for reference in saved["references"]
            }


def test_data_views_are_aliases_of_ours_with_their_time_fields(pack: list[dict[str, Any]]) -> None:
    for saved in pack:
        if saved["type"] == "index-pattern":
            view = saved["attributes"]["title"].removeprefix("blogs-")
            assert view in {schema.ENTRIES, *schema.PUBLIC}
            assert saved["attributes"].get("timeFieldName", "key") in fields(view) | {"key"}


def test_every_field_exists_and_can_be_grouped_by(pack: list[dict[str, Any]]) -> None:
    checked = 0
    for saved in pack:
        if saved["type"] != "visualization":
            continue
        view = saved["references"][0]["id"].removeprefix("threadhop-")
        source = json.loads(saved["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        asked = set(re.findall(r"([@\w.]+)\s*(?::|<|>)", source["query"]["query"]))
        for agg in json.loads(saved["attributes"]["visState"])["aggs"]:
            if "field" in agg["params"]:
                asked.add(agg["params"]["field"])
                assert kind_of(view, agg["params"]["field"]) not in ("text", "object")
        assert asked <= fields(view), (saved["attributes"]["title"], asked - fields(view))
        checked += len(asked)
    assert checked > 20


def kind_of(view: str, field: str) -> str:
    """The type of a field in a data view."""
    for name in INDEXES.get(view, (view,)):
        mapping = schema.mapping_of(name)["properties"].get(field)
        if mapping:
            return str(mapping["type"])
    return "text"
