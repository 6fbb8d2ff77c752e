"""All that an archive knows can be taken by another one, and is the same there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive import Finding
from crawler.archive.elastic import ElasticArchive
from crawler.archive.sqlite import SqliteArchive
from crawler.archive.states import digest
from crawler.model import Alias, AliasReason, Comment, Hop, HopKind, Post, Run
from tests.contracts.archive_contract import POST, everything, read
from tests.support import strategies
from tests.support.elasticsearch import archive_at, dropped, emptied, server

__all__ = ["server"]

SOME = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def filled(archive: SqliteArchive, found: list[Finding]) -> SqliteArchive:
    archive.record(found)
    old = "http://old.example/1"
    alias = Alias(old, POST.url, AliasReason.REDIRECT)
    archive.record([read(3, Comment("~1", text="no id"), aliases=(alias,), whole=True)])
    archive.put_hops([Hop(old, "http://b.example/", HopKind.LINK, True, 0.5)])
    archive.put_run(Run("r", "c", (POST.url,), "blog", "2026-01-01T00:00:00Z", "1", {"a": [1]}))
    return archive


@SOME
@given(found=st.lists(strategies.findings(), max_size=4))
def test_a_copy_is_the_same_and_goes_on_the_same(
    tmp_path_factory: pytest.TempPathFactory, found: list[Finding]
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    with (
        closing(SqliteArchive(folder / "one.db", create=True)) as one,
        closing(SqliteArchive(folder / "two.db", create=True)) as two,
    ):
        filled(one, found)
        two.take(one.pieces())
        assert digest(one) == digest(two)
        two.take(one.pieces())
        assert digest(one) == digest(two)
        for archive in (one, two):
            archive.record([read(5, Comment("~1", text="no id!"), Comment("~2", text="more"))])
        assert digest(one) == digest(two)


def test_a_copy_joins_with_what_is_there(tmp_path: Path) -> None:
    with (
        closing(SqliteArchive(tmp_path / "one.db", create=True)) as one,
        closing(SqliteArchive(tmp_path / "two.db", create=True)) as two,
        closing(SqliteArchive(tmp_path / "both.db", create=True)) as both,
    ):
        early = [read(1, Comment("c1", text="first")), read(2, Comment("~1", text="no id"))]
        late = [read(4, Comment("c1", text="edited"), Comment("c2"), whole=True)]
        one.record(early)
        two.record(late)
        both.record(early + late)
        two.take(one.pieces())
        assert everything(two) == everything(both)
        assert digest(two) == digest(both)
        assert digest(one) != digest(both)


@pytest.mark.elasticsearch
class TestElastic:
    @pytest.fixture(name="far")
    def _far(self, server: str) -> Iterator[ElasticArchive]:
        archive = archive_at(server, f"test-{secrets.token_hex(4)}")
        yield archive
        dropped(archive)

    @settings(SOME, max_examples=8)
    @given(found=st.lists(strategies.findings(), max_size=4))
    def test_there_and_back(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        far: ElasticArchive,
        found: list[Finding],
    ) -> None:
        folder = tmp_path_factory.mktemp("copies")
        emptied(far)
        with (
            closing(SqliteArchive(folder / "one.db", create=True)) as one,
            closing(SqliteArchive(folder / "back.db", create=True)) as back,
        ):
            filled(one, found)
            far.take(one.pieces())
            assert everything(far) == everything(one)
            assert digest(far) == digest(one)
            back.take(far.pieces())
            assert digest(back) == digest(one)

    def test_a_copy_into_a_filled_archive_joins(self, tmp_path: Path, far: ElasticArchive) -> None:
        with closing(SqliteArchive(tmp_path / "one.db", create=True)) as one:
            one.record([read(1, Comment("c1", text="first"))])
            far.record([read(2, Comment("c1", text="second"), post=POST)])
            far.record([read(2, post=Post("http://b.example/1", "b.example"))])
            far.take(one.pieces())
            one.record([read(2, Comment("c1", text="second"), post=POST)])
            one.record([read(2, post=Post("http://b.example/1", "b.example"))])
            assert digest(far) == digest(one)
