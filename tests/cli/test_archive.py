"""`threadhop archive` on files: made, described, brought up to date, checked, copied."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.sqlite import migrations
from crawler.cli.main import run
from tests.support.command import refused, threadhop
from tests.support.schema import faults, schema

FILE = "--archive=sqlite:threadhop.db"


def said(folder: Path, *words: str, code: int = 0) -> Any:
    """What a command printed as JSON, which is as its schema says."""
    result = threadhop("archive", *words, "--json", cwd=folder)
    assert result.returncode == code, result.stderr
    told = json.loads(result.stdout)
    name = told["schema"].removeprefix("threadhop.").removesuffix("/1")
    assert faults(told, schema(name)) == []
    return told


def change(archive: Path, statement: str) -> None:
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute(statement)


def digest(folder: Path, *words: str) -> str:
    result = threadhop("archive", *words, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_one_is_made_once(tmp_path: Path) -> None:
    made = threadhop("archive", "init", cwd=tmp_path)
    assert made.stderr == "threadhop: the archive is made: sqlite:threadhop.db\n"
    again = threadhop("archive", "init", cwd=tmp_path)
    assert again.stderr == "threadhop: the archive was there already: sqlite:threadhop.db\n"
    assert (made.returncode, again.returncode, made.stdout + again.stdout) == (0, 0, "")


@pytest.mark.parametrize("flag", ["--language=english", "--replicas=0"])
def test_what_only_servers_know_is_refused(tmp_path: Path, flag: str) -> None:
    assert "for archives on a server" in refused(threadhop("archive", "init", flag, cwd=tmp_path))
    assert not (tmp_path / "threadhop.db").exists()


def test_the_status_is_for_people_and_programs(archive: Path) -> None:
    told = said(archive.parent, "status")
    assert told["address"] == "sqlite:threadhop.db"
    assert (told["counts"]["posts"], told["counts"]["comments"]) == (2, 3)
    lines = threadhop("archive", "status", cwd=archive.parent).stdout.splitlines()
    assert lines[0] == "address: sqlite:threadhop.db"
    assert lines[2].startswith("counts: posts 2, comments 3, ")


def test_a_dry_run_brings_nothing_up_to_date(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = migrations.steps()
    step = "alter table run add column mood text;"
    monkeypatch.setattr(migrations, "steps", lambda: [*known, step])
    monkeypatch.chdir(archive.parent)
    assert run(["archive", "migrate", "--dry-run"]) == 0
    later = len(known) + 1
    would = (
        f"would bring sqlite:threadhop.db from schema {len(known)} to {later}, and copy it first"
    )
    assert capsys.readouterr().err == f"threadhop: {would}\n"
    assert list(archive.parent.glob("*.schema-*")) == []
    assert run(["archive", "migrate"]) == 0
    assert f"sqlite:threadhop.db has schema {later}\n" in capsys.readouterr().err
    assert len(list(archive.parent.glob("*.schema-*"))) == 1
    assert run(["archive", "migrate", "--dry-run"]) == 0
    assert f"sqlite:threadhop.db has schema {later}\n" in capsys.readouterr().err


def test_migrating_says_which_schema_a_file_has(archive: Path) -> None:
    told = threadhop("archive", "migrate", cwd=archive.parent)
    assert (told.returncode, told.stdout) == (0, "")
    assert "sqlite:threadhop.db has schema" in told.stderr
    assert "Leave it out" in refused(
        threadhop("archive", "migrate", "--rebuild", cwd=archive.parent)
    )
    none = threadhop("archive", "migrate", "--archive=sqlite:none.db", cwd=archive.parent)
    assert "there is no archive none.db" in refused(none)


def test_a_copy_has_the_same_digest(archive: Path) -> None:
    folder = archive.parent
    copied = threadhop("archive", "copy", "sqlite:threadhop.db", "sqlite:copy.db", cwd=folder)
    assert copied.returncode == 0, copied.stderr
    assert "2 threads" in copied.stderr
    assert (
        copied.stdout
        == digest(folder, "verify")
        == digest(folder, "verify", "--archive=sqlite:copy.db")
    )
    assert copied.stdout == digest(folder, "verify", "--against=sqlite:copy.db")
    assert said(folder, "verify")["digest"] == copied.stdout.strip()
    again = threadhop("archive", "copy", "sqlite:threadhop.db", "sqlite:copy.db", cwd=folder)
    assert again.stdout == copied.stdout
    assert "held something before" in again.stderr


def test_copying_needs_two_archives(archive: Path) -> None:
    folder, here = archive.parent, "sqlite:threadhop.db"
    itself = threadhop("archive", "copy", here, here, cwd=folder)
    assert "into itself" in refused(itself)
    none = threadhop("archive", "copy", "sqlite:none.db", "sqlite:copy.db", cwd=folder)
    assert "there is no archive none.db" in refused(none)
    assert not (folder / "copy.db").exists()
    assert "is no address" in refused(threadhop("archive", "copy", here, "ftp://x", cwd=folder))


def test_verifying_finds_what_differs(archive: Path) -> None:
    folder = archive.parent
    digest(folder, "copy", "sqlite:threadhop.db", "sqlite:copy.db")
    change(folder / "copy.db", "update thread set reason = 'other' where blog = 'tides.example'")
    found = threadhop("archive", "verify", "--against=sqlite:copy.db", cwd=folder)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.splitlines() == [
        f"threadhop: only {which} has {what} http://tides.example/2012/05/levels/"
        for which in ("the other", "this one")
        for what in ("posts", "thread")
    ]
    told = said(folder, "verify", "--against=sqlite:copy.db", code=2)
    assert (told["digest"], len(told["problems"])) == (None, 4)


def test_verifying_finds_what_is_damaged(archive: Path) -> None:
    change(archive, "delete from thread where blog = 'tides.example'")
    found = threadhop("archive", "verify", cwd=archive.parent)
    assert (found.returncode, found.stdout) == (2, "")
    assert "entries that belong to no post" in found.stderr
    assert said(archive.parent, "verify", code=2)["problems"]


@pytest.mark.parametrize("word", ["status", "flush", "retry", "drop"])
def test_a_file_has_no_outbox(archive: Path, word: str) -> None:
    result = threadhop("archive", "outbox", word, cwd=archive.parent)
    assert "has no outbox" in refused(result)
    away = threadhop(
        "archive", "outbox", word, "--archive=http://127.0.0.1:9/x", cwd=archive.parent
    )
    assert "there is no outbox of" in refused(away)
