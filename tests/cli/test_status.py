"""What the archive holds and how far the crawls are."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from crawler.config import load
from crawler.frontier import Settled, Task
from crawler.runs import Session
from tests.cli.conftest import BRIDGE
from tests.support.command import refused, threadhop
from tests.support.schema import faults, schema


def status(archive: Path) -> dict[str, Any]:
    result = threadhop("status", "--json", cwd=archive.parent)
    assert result.returncode == 0, result.stderr
    said: dict[str, Any] = json.loads(result.stdout)
    assert faults(said, schema("status")) == []
    return said


def test_counts(archive: Path) -> None:
    said = status(archive)
    assert said["address"] == "sqlite:threadhop.db"
    assert said["counts"]["posts"] == 2
    assert said["counts"]["comments"] == 3
    assert said["crawls"] == []
    text = threadhop("status", cwd=archive.parent).stdout
    assert "no crawl yet: `threadhop crawl URL` starts one" in text


def begin(*seeds: str) -> Session:
    """A run of a crawl in this process, in the archive of the current folder."""
    return Session(load(contact="me@lab.example"), seeds, map(Task, seeds))


def test_a_crawl_while_it_runs_and_after(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    session = begin(BRIDGE, "http://tides.example/")
    session.frontier.lease(1)
    (running,) = status(archive)["crawls"]
    assert running == {
        "id": session.crawl,
        "seeds": [BRIDGE, "http://tides.example/"],
        "scope": "conversation",
        "state": "running",
        "round": 1,
        "tasks": {"leased": 1, "queued": 1},
    }
    session.close()
    said = status(archive)
    assert said["crawls"][0]["state"] == "unfinished"
    assert [run["exit_code"] for run in said["runs"]] == [session.run.exit_code]
    text = threadhop("status", cwd=archive.parent).stdout
    assert "  unfinished  conversation: 2 queued" in text
    assert f"              {BRIDGE}" in text


def test_a_finished_crawl_and_the_round_after(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    session = begin(BRIDGE)
    session.frontier.settle([Settled(lease) for lease in session.frontier.lease(1)])
    session.close()
    (finished,) = status(archive)["crawls"]
    assert (finished["state"], finished["tasks"]) == ("finished", {"done": 1})
    begin(BRIDGE).close()
    (again,) = status(archive)["crawls"]
    assert (again["state"], again["round"]) == ("unfinished", 2)


def test_a_crawl_that_was_killed_is_stopped(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    child = os.fork()
    if child == 0:
        try:
            begin(BRIDGE)
        finally:
            os._exit(9)  # as a kill would: nothing is closed, the kernel drops the lock
    os.waitpid(child, 0)
    said = status(archive)
    assert said["crawls"][0]["state"] == "stopped"
    assert said["runs"][0]["ended"] is None
    assert "not ended" in threadhop("status", cwd=archive.parent).stdout


def test_a_frontier_that_is_none(archive: Path) -> None:
    folder = archive.with_name("threadhop.db-state")
    folder.mkdir()
    (folder / "frontier.db").write_text("not a database, but a note to myself")
    said = refused(threadhop("status", cwd=archive.parent))
    assert "frontier.db cannot be read" in said
    assert "the archive is safe" in said
