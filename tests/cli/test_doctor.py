"""The doctor: what is fit for work, what is not, and that nothing is changed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.damage import DAMAGED
from tests.support.command import threadhop
from tests.support.schema import faults, schema


def doctor(folder: Path, *arguments: str, code: int = 0) -> dict[str, dict[str, Any]]:
    result = threadhop("doctor", "--json", *arguments, cwd=folder)
    assert result.returncode == code, result.stderr
    said = json.loads(result.stdout)
    assert faults(said, schema("doctor")) == []
    return {check["name"]: check for check in said["checks"]}


def test_an_empty_folder_is_fit_for_work(tmp_path: Path) -> None:
    checks = doctor(tmp_path)
    assert {name: check["verdict"] for name, check in checks.items()} == {
        "Python": "ok",
        "SQLite": "ok",
        "Scrapy": "ok",
        "configuration": "ok",
        "contact": "warn",
        "manners": "ok",
        "archive": "warn",
        "state folder": "ok",
        "crawls": "ok",
        "disk": checks["disk"]["verdict"],
    }
    assert all(check["advice"] for check in checks.values() if check["verdict"] != "ok")


def test_a_sound_archive(archive: Path) -> None:
    before = archive.read_bytes()
    assert doctor(archive.parent)["archive"]["verdict"] == "ok"
    assert archive.read_bytes() == before


def test_each_line_says_what_to_do(tmp_path: Path) -> None:
    result = threadhop("doctor", cwd=tmp_path, env={"THREADHOP_DELAY": "0.1"})
    assert "warn  manners: a delay of 0.1 s" in result.stdout
    assert "      -> Raise it (THREADHOP_DELAY): blogs are small machines" in result.stdout


def test_a_broken_configuration_fails_and_the_rest_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "threadhop.toml").write_text("delay = 'fast'\nhopps = 2\n")
    result = threadhop("doctor", cwd=tmp_path)
    assert result.returncode == 2
    assert "FAIL  configuration: 2 problems:" in result.stdout
    assert "archive" not in result.stdout
    assert result.stderr == "threadhop: not fit for work: configuration\n"


@pytest.mark.parametrize("kind", DAMAGED)
def test_an_archive_that_is_none_fails(archive: Path, kind: str) -> None:
    DAMAGED[kind](archive)
    checks = doctor(archive.parent, code=2)
    assert checks["archive"]["verdict"] == "FAIL"
    assert checks["archive"]["advice"]


def test_a_place_that_cannot_be_written_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    checks = doctor(tmp_path, "--archive", "sqlite:file/threadhop.db", code=2)
    assert checks["archive"]["verdict"] == "FAIL"
    assert checks["state folder"]["verdict"] == "FAIL"


def test_an_older_archive_is_a_warning_and_stays_as_it_is(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute("pragma user_version = 0")
    assert doctor(archive.parent)["archive"]["verdict"] == "warn"
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (0,)


def test_private_hosts_are_a_warning(tmp_path: Path) -> None:
    (tmp_path / "threadhop.toml").write_text(
        "allow_private_hosts = true\ncontact = 'a@b.example'\n"
    )
    checks = doctor(tmp_path)
    assert checks["manners"]["verdict"] == "warn"
    assert "threadhop.toml, line 1" in checks["manners"]["advice"]
    assert checks["contact"]["found"] == "a@b.example"


def test_a_run_record_that_is_none_fails(archive: Path) -> None:
    folder = archive.with_name("threadhop.db-state")
    (folder / "runs").mkdir(parents=True)
    (folder / "runs" / "20260131T120000Z-1.json").write_text("{")
    checks = doctor(archive.parent, code=2)
    assert "is no run record" in checks["crawls"]["found"]
    assert checks["crawls"]["advice"] == "Move it away"
