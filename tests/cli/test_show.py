"""A thread on the terminal and as JSON."""

import json
from pathlib import Path

from tests.cli.conftest import BRIDGE
from tests.support.command import refused, threadhop
from tests.support.schema import faults, schema


def test_a_thread_is_shown_as_a_tree(archive: Path) -> None:
    result = threadhop("show", BRIDGE, cwd=archive.parent)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "A bridge too low",
        BRIDGE,
        "Anna · 2012-05-14 07:30 UTC (May 14, 2012) · harbour.example",
        "3 comments (the page says 3) · complete",
        "",
        "  The ferry no longer fits under the bridge, and nobody measured the tide.",
        "",
        "├─ Ben · 2012-05-14 09:02 UTC",
        "│  They measured at low tide.",
        "│  └─ Cleo · 2012-05-14 12:40 in the page's time (May 14, 2012 at 12:40)",
        "│     Then the tide table was at fault.␛[2J",
        "└─ Who reads tables? · 2012-05-15 06:00 UTC · pingback",
        "   http://tides.example/2012/05/levels/",
    ]


def test_any_spelling_of_the_address_will_do_and_times_follow_the_zone(archive: Path) -> None:
    result = threadhop(
        "show", "HTTP://harbour.example:80/2012/05/bridge/#comment-101", "--tz", "Asia/Tokyo",
        cwd=archive.parent,
    )  # fmt: skip
    assert "Ben · 2012-05-14 18:02 JST" in result.stdout


def test_json(archive: Path) -> None:
    result = threadhop("show", BRIDGE, "--json", cwd=archive.parent)
    thread = json.loads(result.stdout)
    assert faults(thread, schema("thread")) == []
    assert thread["title"] == "A bridge too low"
    assert [(c["id"], c["parent_id"]) for c in thread["comments"]] == [
        ("101", None),
        ("102", "101"),
        ("103", None),
    ]
    assert result.stdout.isprintable() or result.stdout.rstrip("\n").isprintable()


def test_a_post_that_is_not_there(archive: Path) -> None:
    said = refused(threadhop("show", "http://a.example/none", cwd=archive.parent))
    assert said.startswith("http://a.example/none is not in sqlite:threadhop.db. ")
    assert "threadhop crawl" in said


def test_what_is_no_address(archive: Path) -> None:
    said = refused(threadhop("show", "nonsense", cwd=archive.parent))
    assert said == "'nonsense' is no web address. It begins with http or https"
