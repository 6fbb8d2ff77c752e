"""The demo, as somebody sees it who has just installed the project."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.journeys.crawling import START
from tests.support.blogosphere import truth
from tests.support.command import refused, threadhop


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def test_it_ends_with_the_conversation_and_what_to_type_next(folder: Path) -> None:
    (folder / "demo").mkdir()
    (folder / "demo" / "mine.txt").write_text("kept")
    result = threadhop("demo", cwd=folder, timeout=60)
    assert result.returncode == 0, result.stderr
    posts = truth().posts
    assert [post["title"] for post in posts if post["title"] not in result.stdout] == []
    assert {post["blog"] for post in posts if post["blog"] not in result.stdout} == set()
    assert "sqlite:demo/demo.db" in result.stderr
    commands = [line.split("(")[0] for line in result.stderr.rpartition("next:")[2].splitlines()]
    typed = [shlex.split(command)[1:] for command in commands if "--archive" in command]
    assert len(typed) >= 4
    for words in typed:
        answer = threadhop(*words, cwd=folder)
        assert (answer.returncode, bool(answer.stdout)) == (0, True), answer.stderr
    assert (folder / "demo" / "mine.txt").read_text() == "kept"


def test_it_begins_afresh_unless_the_archive_is_to_be_kept(tmp_path: Path) -> None:
    first = threadhop("demo", "--folder=talk", cwd=tmp_path, timeout=60)
    kept = threadhop("demo", "--folder=talk", "--keep", cwd=tmp_path, timeout=60)
    assert "new: 0 posts, 0 comments" in kept.stderr
    assert kept.stdout == first.stdout
    afresh = threadhop("demo", "--folder=talk", cwd=tmp_path, timeout=60)
    assert "new: 0 posts" not in afresh.stderr
    assert afresh.stdout == first.stdout


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = refused(threadhop("demo", "--folder=file/demo", cwd=tmp_path))
    assert "--folder" in said


def test_the_start_is_a_post_of_the_truth() -> None:
    from crawler.cli.demo import START as start

    assert start == START
