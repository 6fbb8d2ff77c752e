"""The examples in the documentation do what is written below them.

In a ``console`` block every line that begins with ``$ ./run`` is run in a folder that looks like a
checkout after `./run demo`, unless it needs the internet or sets the checkout up. What is written
below it is what it says, where ``...`` at the end of a line stands for the rest of that line, in a
line for anything there, and alone for any number of lines.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.command import ROOT, threadhop

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

#: What an example may run here; `crawl` asks the internet (unless it is a replay), and the rest
#: belongs to the checkout.
OFFLINE = {"extract", "trace", "search", "show", "export", "status", "archive", "config", "doctor"}


@dataclass(frozen=True)
class Example:
    """A command line, and what is written below it."""

    page: str
    command: str
    said: str


def examples(path: Path) -> list[Example]:
    blocks = re.findall(
        r"^```console\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    parts = [
        part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.M)
    ]
    return [
        Example(path.name, command.strip(), said.rstrip("\n"))
        for command, _, said in parts
        if command.startswith("./run ")
        and (command.split()[1] in OFFLINE or "--replay" in command.split())
    ]


EXAMPLES = [example for path in PAGES for example in examples(path)]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``run``, the samples, and the archive that the demo makes."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "run").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crawler "$@"\n')
    (folder / "run").chmod(0o755)
    (folder / "samples").symlink_to(ROOT / "samples")
    result = threadhop("demo", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


def pattern(said: str) -> str:
    """A regular expression for what is written below an example."""
    lines = []
    for line in said.splitlines():
        if line == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(r".*?".join(map(re.escape, line.split("..."))) + r"\n")
    return "".join(lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.page}: {e.command[:60]}")
def test_an_example_does_what_is_written(checkout: Path, example: Example) -> None:
    result = subprocess.run(
        ["sh", "-c", example.command],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    if example.said:
        assert re.fullmatch(pattern(example.said), result.stdout.rstrip("\n") + "\n"), result.stdout


def test_every_command_that_needs_no_network_has_an_example() -> None:
    assert {example.command.split()[1] for example in EXAMPLES} - {"crawl"} == OFFLINE
