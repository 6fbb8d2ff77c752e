"""Older files are brought to the present schema, after a copy was made."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Bearer, open_archive
from crawler.archive.fingerprints import fingerprints
from crawler.archive.sqlite import migrations
from tests.support.archives import archive_in, finding
from tests.support.talks import comment, post


@pytest.fixture
def a_step_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema that is one step ahead of the one in use."""
    present = migrations.steps()
    step = "create table later (x integer) strict;\ninsert into later values (7);\n"
    monkeypatch.setattr(migrations, "steps", lambda: [*present, step])


def test_an_older_file_is_copied_and_brought_forward(
    tmp_path: Path, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    old = migrations.schema_version()
    request.getfixturevalue("a_step_ahead")
    with caplog.at_level(logging.WARNING):
        open_archive(str(path)).close()
    copy = path.with_name(f"a.db.schema-{old}")
    assert str(copy) in caplog.text
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("pragma user_version").fetchone() == (old,)
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select x from later").fetchone() == (7,)
        assert file.execute("pragma user_version").fetchone() == (old + 1,)
        assert file.execute("select count(*) from posts").fetchone() == (0,)
    open_archive(str(path)).close()
    assert len(list(tmp_path.glob("a.db.schema-*"))) == 1


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    old = migrations.schema_version()
    present = migrations.steps()
    broken = "create table later (x integer) strict;\ninsert into nowhere values (7);\n"
    monkeypatch.setattr(migrations, "steps", lambda: [*present, broken])
    with pytest.raises(sqlite3.OperationalError):
        open_archive(str(path))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma user_version").fetchone() == (old,)
        assert file.execute("select count(*) from posts").fetchone() == (0,)
        assert not file.execute("select 1 from sqlite_schema where name = 'later'").fetchall()


def test_texts_of_older_files_get_their_fingerprints(tmp_path: Path) -> None:
    said = "every harbour owes its ships one honest light before any merchant asks for two"
    with archive_in(tmp_path, "a.db") as archive:
        archive.record([finding(post("http://a.example/a", text=said), [comment("c1", text=said)])])
    with closing(sqlite3.connect(tmp_path / "a.db")) as file:
        file.executescript("drop table print; drop table print_new; pragma user_version = 3;")
        file.executescript("create table print (x integer); create table printed (x integer);")
    prints = fingerprints(said)
    with archive_in(tmp_path, "a.db") as archive:
        bearers = [Bearer("http://a.example/a", ""), Bearer("http://a.example/a", "c1")]
        found = archive.bearers(prints, 5)
    assert {value: sorted(held) for value, held in found.items()} == dict.fromkeys(prints, bearers)


def test_every_table_is_strict(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as file:
        lax = file.execute(
            "select name from pragma_table_list where type = 'table' and strict = 0"
            " and schema = 'main' and name not like 'sqlite_%'"
        ).fetchall()
    assert lax == []
