"""An hour of fuzzing in the slow lane, where the fuzzer is installed; `.ci/run` has a minute."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.model import Comment
from tests.fuzz.target import check, check_tree
from tests.platforms.test_cases import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
HOUR = 3600


@pytest.mark.slow
def test_an_hour_of_fuzzing_finds_nothing(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    if pytestconfig.getoption("--slow-sample") is not None:
        pytest.skip("an hour is no sample; .ci/run fuzzes for a minute")
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not here: CONTRIBUTING.md says how to get it")
    command = [sys.executable, "-m", "tests.fuzz", "--seconds", str(HOUR), "--keep", str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("kind", [b"\0", b"\1", b"\2", b"\3", b"\4", b"\5"])
def test_the_cases_pass_as_documents_of_every_type(kind: bytes) -> None:
    for folder in FOLDERS[::20]:
        (page,) = folder.glob("page.*")
        check(kind + page.read_bytes())


def test_an_empty_input_passes() -> None:
    check(b"")


def test_a_circle_of_parents_does_not_pass() -> None:
    circle = (Comment("1", parent_id="2"), Comment("2", parent_id="1"))

    with pytest.raises(AssertionError, match="circle"):
        check_tree(circle)
