"""Searching from the command line: words, filters, marks, JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, LEVELS
from tests.support.command import refused, threadhop
from tests.support.schema import faults, schema


def hits(archive: Path, *arguments: str) -> list[tuple[str, str | None]]:
    result = threadhop("search", "--json", *arguments, cwd=archive.parent)
    assert result.returncode == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for hit in found:
        assert faults(hit, schema("hit")) == []
    return [(hit["post_url"], hit["comment_id"]) for hit in found]


def test_hits_are_shown_with_marks_and_where_they_are(archive: Path) -> None:
    result = threadhop("search", "tide", cwd=archive.parent)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Ben · “A bridge too low” · harbour.example" in result.stdout
    assert f"{BRIDGE}  (101)" in result.stdout
    assert "    They measured at low *tide*." in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["tide", "--kind", "post"], [(BRIDGE, None)]),
        (["tide"], [(BRIDGE, "102"), (BRIDGE, "101"), (BRIDGE, None)]),
        (["tide", "--limit", "1"], [(BRIDGE, "102")]),
        (["tide", "--author", "ben"], [(BRIDGE, "101")]),
        (["tide", "table"], [(BRIDGE, "102")]),
        (["tide table"], [(BRIDGE, "102")]),
        (["table tide"], []),
        (["measur*", "--kind", "comment"], [(BRIDGE, "101")]),
        (["table", "--blog", "tides.example"], [(LEVELS, None)]),
        (["tide", "--until", "2012-05-13"], []),
        (["שלום"], [(LEVELS, None)]),
        (["--", '-x" OR "'], []),
    ],
)
def test_words_and_filters(
    archive: Path, arguments: list[str], found: list[tuple[str, str | None]]
) -> None:
    assert sorted(hits(archive, *arguments), key=str) == sorted(found, key=str)


def test_nothing_found_is_said_and_is_no_error(archive: Path) -> None:
    result = threadhop("search", "elephant", cwd=archive.parent)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "nothing found\n")


def test_without_an_archive(tmp_path: Path) -> None:
    assert "there is no archive threadhop.db" in refused(threadhop("search", "x", cwd=tmp_path))
