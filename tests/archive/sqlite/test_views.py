"""The documented interface: views, export rows and their schemas say the same."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive import Finding, Table, open_archive
from crawler.model import Evidence, Hop, HopKind, Run
from tests.support import strategies
from tests.support.schema import faults, schema

DOC = Path(__file__).resolve().parents[3] / "docs" / "analyst" / "views.md"


def documented() -> dict[str, list[str]]:
    sections = re.split(r"^## ", DOC.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        for section in sections
    }


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("views") / "a.db"
    open_archive(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as file:
        names = [row[0] for row in file.execute("select name from sqlite_schema where type='view'")]
        return {
            name: [row[1] for row in file.execute(f"pragma table_info({name})")] for name in names
        }


def test_every_view_and_column_is_documented_and_no_other(views: dict[str, list[str]]) -> None:
    assert documented() == views


@pytest.mark.parametrize("table", list(Table))
def test_every_table_has_its_view_and_a_versioned_schema_of_its_columns(
    table: Table, views: dict[str, list[str]]
) -> None:
    rules = schema(table.value)
    assert rules["$id"] == f"threadhop.{table.value}/1"
    assert list(rules["properties"]) == rules["required"] == views[table.value]


def test_the_queries_of_the_page_run(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    (script,) = re.findall(r"```sql\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)
    queries = [query for query in script.split(";") if query.strip()]
    assert len(queries) >= 4
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        for query in queries:
            file.execute(query).fetchall()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(found=st.lists(strategies.findings(), min_size=1, max_size=4))
def test_every_exported_row_is_as_its_schema_says(
    tmp_path_factory: pytest.TempPathFactory, found: list[Finding]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "a.db"
    with closing(open_archive(str(path), create=True)) as archive:
        archive.record(found)
        evidence = (Evidence("link", "http://a.example/1", "body", "words"),)
        archive.put_hops(
            [
                Hop(
                    "http://a.example/1",
                    "http://b.example/1",
                    HopKind.LINK,
                    True,
                    0.5,
                    evidence=evidence,
                )
            ]
        )
        archive.put_run(Run("r1", "c1", ("http://a.example/",), "blog", "2026-01-01", "0.1"))
        for table in Table:
            rules = schema(table.value)
            for row in archive.export(table):
                assert faults(row, rules) == []
                assert list(row) == rules["required"]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(found=st.lists(strategies.findings(), min_size=1, max_size=4))
def test_rows_and_threads_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, found: list[Finding]
) -> None:
    path = tmp_path_factory.mktemp("same") / "a.db"
    with closing(open_archive(str(path), create=True)) as archive:
        archive.record(found)
        comments: dict[str, list[dict[str, object]]] = {}
        for row in archive.export(Table.COMMENTS):
            comments.setdefault(str(row["post_url"]), []).append(row)
        for row in archive.export(Table.POSTS):
            thread = archive.thread(str(row["url"]))
            assert thread is not None
            moment = thread.post.post.published
            assert (row["published"], row["published_utc"]) == (moment.iso, moment.utc)
            assert row["thread_state"] == thread.post.state
            assert row["comment_count"] == thread.post.comment_count
            told = sorted(
                comments.get(thread.post.post.url, []), key=lambda r: int(str(r["position"]))
            )
            assert [r["id"] for r in told] == [c.comment.id for c in thread.comments]
            for one, stored in zip(told, thread.comments, strict=True):
                comment = stored.comment
                assert one["published"] == comment.published.iso
                assert one["published_utc"] == comment.published.utc
                assert one["parent_id"] == comment.parent_id
                assert (one["removed"], one["position"]) == (stored.removed, stored.position)
            order = [c.comment.published.order for c in thread.comments]
            assert order == sorted(order)
