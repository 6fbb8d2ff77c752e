"""The conversation around a post, on the terminal and for programs."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import open_archive
from crawler.conversations.hops import derive
from crawler.model import Link, LinkPlace, Moment, Post
from tests.cli.conftest import BRIDGE, LEVELS
from tests.support.archives import finding
from tests.support.command import ROOT, refused, threadhop
from tests.support.schema import faults, schema

ANSWER = "http://far.example/2012/06/answer/"


@pytest.fixture
def talk(archive: Path) -> Path:
    """The folder of an archive in which one post goes on from another and a third from that."""
    links = (Link(LEVELS, LinkPlace.BODY, "Dora", "In response to Dora: nobody, ever."),)
    post = Post(
        ANSWER,
        "far.example",
        "Nobody, ever",
        published=Moment("June", "2012-06", None),
        text="In response to Dora: nobody, ever.",
        links=links,
    )
    with closing(open_archive(f"sqlite:{archive}")) as opened:
        opened.record([finding(post)])
        opened.put_hops(derive(opened, [BRIDGE, LEVELS, ANSWER]))
    return archive.parent


@pytest.mark.parametrize("url", [BRIDGE, LEVELS, ANSWER, f"{BRIDGE}#comment-101"])
def test_the_tree_is_the_same_from_each_post(talk: Path, url: str) -> None:
    result = threadhop("trace", url, cwd=talk)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == threadhop("trace", BRIDGE, cwd=talk).stdout
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "A bridge too low",
        "3 posts on 3 blogs, 2 comments by 4 people, 1 linkback, 14 May to Jun 2012",
    ]
    assert "[1] A bridge too low" in lines
    assert "└─ [2] Who reads tables?" in lines
    assert "   │   ← pingback on [1], 22 hours later; 0.50" in lines
    assert "   └─ [3] Nobody, ever" in lines
    assert "          ← answers [2]; 0.95" in lines
    assert "\x1b" not in result.stdout


def test_options_of_the_tree(talk: Path) -> None:
    told = threadhop("trace", BRIDGE, "--comments", "0", "--tz", "Asia/Tokyo", cwd=talk).stdout
    assert "… 2 more" in told
    assert "2012-05-14 16:30 JST (May 14, 2012)" in told
    assert "Ben" not in told


def test_what_was_left_out_is_said(talk: Path) -> None:
    near = threadhop("trace", BRIDGE, "--max-hops", "1", cwd=talk).stdout
    assert "left out: 1 hop beyond a distance of 1" in near
    sure = threadhop("trace", BRIDGE, "--min-confidence", "0.6", cwd=talk).stdout
    assert "1 post on 1 blog" in sure
    assert "left out: 1 hop below confidence 0.6" in sure


def test_json(talk: Path) -> None:
    result = threadhop("trace", LEVELS, "--format", "json", cwd=talk)
    told = json.loads(result.stdout)
    assert faults(told, schema("trace")) == []
    assert told["root"] == BRIDGE
    assert [post["url"] for post in told["posts"]] == [BRIDGE, LEVELS, ANSWER]
    assert [(hop["source_url"], hop["kind"]) for hop in told["hops"]] == [
        (ANSWER, "reply"),
        (LEVELS, "pingback"),
    ]
    assert "\x1b" not in result.stdout


def test_the_fields_are_those_of_the_exports(talk: Path) -> None:
    told = json.loads(threadhop("trace", LEVELS, "--format", "json", cwd=talk).stdout)
    for what, rows in (
        ("comments", [entry for post in told["posts"] for entry in post.pop("comments")]),
        ("posts", told["posts"]),
        ("hops", told["hops"]),
    ):
        exported = threadhop("export", what, cwd=talk).stdout.splitlines()
        known = [json.loads(line) for line in exported]
        for row in rows:
            assert any(all(one[name] == row[name] for name in row) for one in known)


def test_csv(talk: Path) -> None:
    hops = threadhop("trace", LEVELS, "--format", "csv", cwd=talk).stdout
    rows = list(csv.DictReader(io.StringIO(hops)))
    assert [(row["source_url"], row["target_url"]) for row in rows] == [
        (ANSWER, LEVELS),
        (LEVELS, BRIDGE),
    ]
    posts = threadhop("trace", LEVELS, "--format", "csv", "--nodes", cwd=talk).stdout
    assert [row["url"] for row in csv.DictReader(io.StringIO(posts))] == [BRIDGE, LEVELS, ANSWER]


def test_what_cannot_be_traced(talk: Path) -> None:
    near = refused(threadhop("trace", f"{BRIDGE}2", cwd=talk))
    assert near.startswith(f"{BRIDGE}2 is not in sqlite:")
    assert near.endswith(f"threadhop.db. The nearest there is {BRIDGE}")
    assert "'nonsense'" in refused(threadhop("trace", "nonsense", cwd=talk))
    assert "--format csv" in refused(threadhop("trace", BRIDGE, "--nodes", cwd=talk))
    assert "--max-hops" in refused(threadhop("trace", BRIDGE, "--max-hops", "-1", cwd=talk))
    assert "--min-confidence" in refused(
        threadhop("trace", BRIDGE, "--min-confidence", "2", cwd=talk)
    )
    assert "Asia/Tokyo" in refused(threadhop("trace", BRIDGE, "--tz", "Asia/Tokio", cwd=talk))
    assert "none.db" in refused(threadhop("trace", BRIDGE, "--archive", "none.db", cwd=talk))


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_only(talk: Path, env: dict[str, str], coloured: bool) -> None:
    own, other = pty.openpty()
    with os.fdopen(own, "rb", buffering=0) as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler", "trace", BRIDGE],
            cwd=talk,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", **env},
            stdout=other,
            stdin=subprocess.DEVNULL,
        )
        os.close(other)
        shown = b""
        while chunk := _read(terminal.fileno()):
            shown += chunk
        assert process.wait(timeout=60) == 0
    assert (b"\x1b[1mA bridge too low\x1b[0m" in shown) is coloured
    assert b"\x1b[2J" not in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux ends a terminal whose other side is closed so.
        return b""


def test_a_reader_that_has_had_enough_is_no_error(talk: Path) -> None:
    command = f"{sys.executable} -m crawler trace {BRIDGE} --format json | head -c 1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=talk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, b"{", b"")
