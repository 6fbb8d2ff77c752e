"""What users get wrong: a clear line, the promised exit code, no traceback, nothing harmed."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE
from tests.cli.damage import DAMAGED
from tests.support.command import refused, threadhop

COMMANDS = [
    ["show", BRIDGE],
    ["search", "tide"],
    ["status"],
    ["trace", BRIDGE],
    ["export", "posts"],
]


@pytest.mark.parametrize(
    ("command", "kind"),
    [*((COMMANDS[0], kind) for kind in DAMAGED), *((command, "newer") for command in COMMANDS[1:])],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_an_archive_that_cannot_be_used(archive: Path, command: list[str], kind: str) -> None:
    DAMAGED[kind](archive)
    before = archive.read_bytes()
    said = refused(threadhop(*command, cwd=archive.parent))
    assert "threadhop.db" in said
    assert archive.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path, command: list[str]) -> None:
    said = refused(threadhop(*command, "--archive", "sqlite:none.db", cwd=tmp_path))
    assert "there is no archive none.db" in said
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("none.db", "--archive: 'none.db' is no address of an archive; write sqlite:none.db"),
        ("https://me:hunter2@search.example/x", "is no address of an archive"),
        ("sqlite:.", "--archive: 'sqlite:.' is no address of an archive; write sqlite:PATH"),
        ("sqlite:folder", "folder"),
        ("sqlite:file/inside.db", "file/inside.db"),
    ],
)
def test_an_address_that_is_none(tmp_path: Path, address: str, said: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    message = refused(threadhop("status", "--archive", address, cwd=tmp_path))
    assert said in message
    assert "hunter2" not in message


@pytest.mark.parametrize("command", [*COMMANDS, ["config", "show"]], ids=lambda c: c[0])
def test_a_broken_configuration_is_told_whole_before_anything_is_done(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "threadhop.toml").write_text("delay = 'fast'\nhopps = 2\n")
    said = refused(threadhop(*command, cwd=tmp_path)).splitlines()
    assert said == [
        "2 problems:",
        "  threadhop.toml, line 1: 'fast' is no number between 0 and 86400; "
        "write a number such as 0.5",
        "  threadhop.toml, line 2: there is no option 'hopps'; did you mean hops?",
    ]


def test_what_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "threadhop.toml").write_text("delay = 2\nscope = blog\n")
    said = refused(threadhop("status", cwd=tmp_path))
    assert said.startswith("threadhop.toml: is no TOML: ")
    assert "at line 2" in said


def test_an_unknown_post(archive: Path) -> None:
    for command in ("show", "trace"):
        said = refused(threadhop(command, "http://a.example/none", cwd=archive.parent))
        assert "http://a.example/none is not in" in said
