"""`threadhop config`: what holds, where it is from, and a file to begin with."""

import json
import tomllib
from pathlib import Path

from crawler.config import OPTIONS
from tests.support.command import refused, threadhop
from tests.support.schema import faults, schema


def test_every_setting_is_shown_with_its_origin(tmp_path: Path) -> None:
    (tmp_path / "threadhop.toml").write_text("hops = 5\n")
    result = threadhop("config", "show", cwd=tmp_path, env={"THREADHOP_DELAY": "4"})
    rows = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert ["hops", "5", "threadhop.toml, line 1"] in rows
    assert ["delay", "4.0", "THREADHOP_DELAY"] in rows
    assert ["max_pages", "2000", "default"] in rows
    assert [row[0] for row in rows] == [name for name in OPTIONS if not OPTIONS[name].hidden]


def test_json(tmp_path: Path) -> None:
    result = threadhop(
        "config", "show", "--json", cwd=tmp_path, env={"THREADHOP_CONNECT_TO": "a.example=[::1]:80"}
    )
    said = json.loads(result.stdout)
    assert faults(said, schema("config")) == []
    assert said["options"]["connect_to"] == {
        "value": {"a.example": "[::1]:80"},
        "origin": "THREADHOP_CONNECT_TO",
    }


def test_init_writes_a_file_that_changes_nothing_yet(tmp_path: Path) -> None:
    before = threadhop("config", "show", cwd=tmp_path).stdout
    result = threadhop("config", "init", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "")
    assert threadhop("config", "show", cwd=tmp_path).stdout == before


def test_the_lines_of_that_file_are_settings(tmp_path: Path) -> None:
    threadhop("config", "init", cwd=tmp_path)
    path = tmp_path / "threadhop.toml"
    lines = [line.removeprefix("# ") for line in path.read_text().splitlines() if " = " in line]
    path.write_text("\n".join(lines))
    assert set(tomllib.loads(path.read_text())) == {
        name for name, option in OPTIONS.items() if not option.hidden
    }
    assert threadhop("config", "show", cwd=tmp_path).returncode == 0


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "threadhop.toml").write_text("hops = 5\n")
    assert "is here already" in refused(threadhop("config", "init", cwd=tmp_path))
    assert (tmp_path / "threadhop.toml").read_text() == "hops = 5\n"
