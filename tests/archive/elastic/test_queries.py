"""The ready queries of docs/analyst/elasticsearch.md: fields that exist, and answers."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.sqlite import SqliteArchive
from tests.cli.conftest import archive
from tests.support.command import ROOT

__all__ = ["archive"]

PAGE = (ROOT / "docs" / "analyst" / "elasticsearch.md").read_text("utf-8")
#: (language, index, query) of every block that names its index.
QUERIES = [
    (kind.split()[-1], index, query)
    for kind, index, query in re.findall(
        r"^```(json dsl|kql|esql|sql) (\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE
    )
]
#: Words of the languages, and names that queries give.
WORDS = frozenset(
    re.findall(
        r"\w+",
        "and or not true false now is null from where stats by sort limit desc eval keep min max"
        " count count_distinct hops comments blogs first missing select as avg distinct group order"
        " voices sureness",
    )
)


def fields(index: str) -> frozenset[str]:
    names = ("posts", "comments") if index == "entries" else (index,)
    return frozenset().union(*map(schema.fields_of, names))


def asked(kind: str, query: str) -> set[str]:
    """The names in a query that are neither words of its language nor values."""
    if kind == "dsl":
        named = re.findall(r'"field": "([^"]+)"', query)
        tested = re.findall(r'"(?:term|terms|range|match|match_phrase)": \{ "([^"]+)": [^{]', query)
        tested += re.findall(r'"(?:range|match_phrase)": \{ "([^"]+)"', query)
        shown = [n for part in re.findall(r'"_source": \[(.*?)\]', query) for n in part.split(", ")]
        sort = re.findall(r'"sort": \[\{ "([^"]+)"', query)
        return {*named, *tested, *sort, *(name.strip('"') for name in shown)} - {"field"}
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|talks-\w+|: \([^)]*\)|: [a-z]+(?= |$)|now-\w+", " ", query)
    return {
        word for word in re.findall(r"[@A-Za-z_]\w*(?:\.\w+)*", bare) if word.lower() not in WORDS
    }


@pytest.mark.parametrize(("kind", "index", "query"), QUERIES)
def test_every_field_exists(kind: str, index: str, query: str) -> None:
    assert asked(kind, query)
    assert asked(kind, query) <= fields(index)
    if kind in ("esql", "sql"):
        assert f"talks-{index}" in query


def test_there_are_queries_in_each_language() -> None:
    assert {kind for kind, _, _ in QUERIES} == {"dsl", "kql", "esql", "sql"}


def test_every_index_and_field_of_the_page_is_in_the_mapping() -> None:
    for name in re.findall(r"`PREFIX-([a-z]+)`", PAGE):
        assert name in {*schema.NAMES, schema.ENTRIES}
    every = set().union(*map(schema.fields_of, schema.NAMES))
    table = PAGE.partition("## Words for other worlds")[2].partition("\n## ")[0]
    for row in table.splitlines():
        if row.startswith("| `"):
            assert set(re.findall(r"`(\w+)`", row.split("|")[1])) <= every


@pytest.mark.elasticsearch
@pytest.mark.parametrize(
    ("index", "query"), [(index, query) for kind, index, query in QUERIES if kind == "dsl"]
)
def test_the_server_answers(far: ElasticArchive, archive: Path, index: str, query: str) -> None:
    with closing(SqliteArchive(archive)) as near:
        far.take(near.pieces())
    far.store.refresh(*schema.NAMES)
    answer = far.store.client.perform_request(
        "POST",
        f"/{far.store.alias(index)}/_search",
        headers={"content-type": "application/json", "accept": "application/json"},
        body=json.loads(query),
    )
    assert answer["_shards"]["failed"] == 0
    assert answer["hits"]["total"]["value"] >= 0
