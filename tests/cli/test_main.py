"""The one door: help, versions, errors with their exit codes, and what is imported for them."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from crawler import __version__, errors
from crawler.cli import main
from tests.cli.conftest import BRIDGE
from tests.support.command import ROOT, refused, threadhop

HEAVY = ("scrapy", "lxml", "twisted", "rich", "elasticsearch")


def test_help_lists_every_command_with_a_line(tmp_path: Path) -> None:
    result = threadhop("--help", cwd=tmp_path)
    assert result.returncode == 0
    for name, line in main.COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert line in result.stdout


def test_version(tmp_path: Path) -> None:
    assert threadhop("--version", cwd=tmp_path).stdout == f"threadhop {__version__}\n"


def test_without_a_command_the_help_goes_to_standard_error(tmp_path: Path) -> None:
    result = threadhop(cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: threadhop ")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["config", "show"], ["status"], ["doctor"], ["show", BRIDGE], ["search", "tide"]],
    ids=lambda arguments: arguments[0],
)
def test_the_quick_commands_import_nothing_heavy(archive: Path, arguments: list[str]) -> None:
    program = (
        "import json, sys\n"
        "from crawler.cli.main import run\n"
        f"assert run({arguments!r}) == 0\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=archive.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = json.loads(result.stderr.splitlines()[-1])
    assert "click" in modules
    assert not [name for name in modules if name.partition(".")[0] in HEAVY]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["craw"], "no such command 'craw'. Did you mean 'crawl'? Try `threadhop --help`"),
        (["--nope"], "no such option '--nope'. Try `threadhop --help`"),
        (["show"], "missing argument 'URL'. Try `threadhop show --help`"),
        (["search", "--sort", "size", "x"], "Try `threadhop search --help`"),
        (["search", "--since", "noon", "x"], "--since: 'noon' is no date. Write it as 2009-03-12"),
        (["show", "--tz", "Berlin", "x"], "--tz: there is no time zone 'Berlin'. Did you mean"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_two(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    message = refused(threadhop(*arguments, cwd=tmp_path))
    assert said in message
    assert "\n" not in message


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A list; the one error put into it is raised by `threadhop status` in this process."""
    raised: list[BaseException] = []

    @click.command()
    def status() -> None:
        raise raised[0]

    monkeypatch.setattr(main.threadhop, "get_command", lambda ctx, name: status)
    return raised


CODES = [kind for kind in vars(errors).values() if isinstance(kind, type)]


@pytest.mark.parametrize("kind", CODES)
def test_our_errors_are_one_line_with_their_code(
    failing: list[BaseException], capfd: pytest.CaptureFixture[str], kind: type[Exception]
) -> None:
    failing.append(kind("what was wrong", "what to do"))
    assert main.run(["status"]) == kind.exit_code  # type: ignore[attr-defined]
    assert capfd.readouterr() == ("", "threadhop: what was wrong. what to do\n")


@pytest.mark.parametrize("asked", [False, True])
def test_a_bug_asks_for_a_report(
    failing: list[BaseException],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: bool,
) -> None:
    monkeypatch.setenv("THREADHOP_DEBUG", "0")
    failing.append(ZeroDivisionError("over\nthe top"))
    assert main.run([*["--debug"][: int(asked)], "status"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert ("Traceback" in err) is asked
    last = err.splitlines()[-1]
    assert last.startswith(
        "threadhop: this is a bug: ZeroDivisionError: over the top (test_main.py:"
    )
    assert "report" in last


def test_an_interrupt_is_quiet(
    failing: list[BaseException], capfd: pytest.CaptureFixture[str]
) -> None:
    failing.append(KeyboardInterrupt())
    assert main.run(["status"]) == 130
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_can_be_resumed(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "crawler", "config", "show"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 6
    assert result.stderr == "threadhop: the disk is full. Make room, then run this again\n"


def test_an_error_of_the_system_that_is_no_full_disk_is_a_bug(
    failing: list[BaseException], capfd: pytest.CaptureFixture[str]
) -> None:
    failing.append(OSError(errno.EIO, "input/output error"))
    assert main.run(["status"]) == 1
    assert "this is a bug" in capfd.readouterr().err


def test_a_reader_who_has_enough_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "crawler", "config", "show"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    env = {"THREADHOP_CONTACT": "https://grüße.example/漢", "PYTHONIOENCODING": "ascii"}
    result = threadhop("config", "show", cwd=tmp_path, env=env)
    assert '"https://grüße.example/漢"' in result.stdout
