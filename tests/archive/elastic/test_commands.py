"""`threadhop archive` and its like on a real server, as somebody at a terminal meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.elastic import ElasticArchive
from crawler.archive.elastic import schema as mapped
from crawler.archive.elastic.bulk import Action
from crawler.archive.elastic.documents import post_id
from crawler.archive.elastic.writes import write
from tests.cli.conftest import BRIDGE, archive
from tests.support.command import refused, threadhop
from tests.support.elasticsearch import archive_at, dropped
from tests.support.schema import faults, schema

__all__ = ["archive"]

pytestmark = pytest.mark.elasticsearch

FILE = "sqlite:threadhop.db"


def said(folder: Path, *words: str, code: int = 0) -> Any:
    """What a command printed as JSON, which is as its schema says."""
    result = threadhop(*words, "--json", cwd=folder)
    assert result.returncode == code, result.stderr
    told = json.loads(result.stdout)
    name = told["schema"].removeprefix("threadhop.").removesuffix("/1")
    assert faults(told, schema(name)) == []
    return told


def at(far: ElasticArchive) -> str:
    return f"{far.address.hosts[0]}/{far.address.prefix}"


def ok(folder: Path, *words: str) -> str:
    result = threadhop(*words, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stderr


def test_what_is_decided_at_the_beginning_is_shown_and_kept(
    far: ElasticArchive, tmp_path: Path
) -> None:
    prefix = f"{far.address.prefix}-words"
    there = f"--archive={far.address.hosts[0]}/{prefix}"
    init = ("archive", "init", there, "--replicas=0")
    try:
        unknown = threadhop(*init, "--language=klingon", cwd=tmp_path)
        assert "no analyser 'klingon'" in refused(unknown)
        assert "the archive is made" in ok(tmp_path, *init, "--language=simple", "--language=stop")
        told = said(tmp_path, "archive", "status", there)
        assert told["languages"] == ["simple", "stop"]
        assert told["outbox"] is None
        shown = threadhop("archive", "status", there, cwd=tmp_path).stdout
        assert "languages: 2\n  simple\n  stop\n" in shown
        again = ("archive", "init", there)
        assert "was there already" in ok(tmp_path, *again)
        assert "was there already" in ok(tmp_path, *again, "--language=stop", "--language=simple")
        other = threadhop(*again, "--language=simple", cwd=tmp_path)
        assert "was made for the languages simple, stop" in refused(other)
        assert "Change them on the server" in refused(threadhop(*init, cwd=tmp_path))
    finally:
        dropped(archive_at(far.address.hosts[0], prefix))


def test_relevance_takes_in_analysers_and_order_by_date_does_not(
    far: ElasticArchive, archive: Path
) -> None:
    """The analyser `simple` cuts words at what is no letter: it finds route in route66."""
    folder, prefix = archive.parent, f"{far.address.prefix}-words"
    address = f"{far.address.hosts[0]}/{prefix}"
    ok(folder, "archive", "init", f"--archive={address}", "--language=simple", "--replicas=0")
    try:
        ok(folder, "archive", "copy", FILE, address)
        made = archive_at(far.address.hosts[0], prefix)
        alias = made.store.alias("posts")
        page = made.store.get("posts", [post_id(BRIDGE)])[post_id(BRIDGE)].document
        text = {"text": "route66 is closed", "title_words": "", "text_words": "route66 is closed"}
        write(made.store, [Action("index", alias, page["key"], {**page, **text})])
        made.store.refresh("posts")
        made.close()
        asked = ("search", "route", f"--archive={address}", "--json")
        assert threadhop(*asked, "--sort=date", cwd=folder).stdout == ""
        hit = json.loads(threadhop(*asked, "--sort=relevance", cwd=folder).stdout)
        assert hit["post_url"] == BRIDGE
    finally:
        dropped(archive_at(far.address.hosts[0], prefix))


def test_a_copy_there_and_back_has_the_same_digest(far: ElasticArchive, archive: Path) -> None:
    folder, there = archive.parent, at(far)
    copied = threadhop("archive", "copy", FILE, there, cwd=folder)
    assert copied.returncode == 0, copied.stderr
    assert "copied 2 visits, 2 threads" in copied.stderr.replace("1 aliases, ", "")
    back = threadhop("archive", "copy", there, "sqlite:back.db", cwd=folder)
    assert back.stdout == copied.stdout
    told = said(folder, "archive", "verify", f"--archive={there}", "--against=sqlite:back.db")
    assert told["digest"] == copied.stdout.strip()


def test_verifying_finds_what_differs(far: ElasticArchive, archive: Path) -> None:
    folder, there = archive.parent, at(far)
    ok(folder, "archive", "copy", FILE, there)
    change = {"doc": {"comment_count": 99}}
    write(far.store, [Action("update", far.store.alias("posts"), post_id(BRIDGE), change)])
    far.store.refresh("posts")
    alone = threadhop("archive", "verify", f"--archive={there}", cwd=folder)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr == f"threadhop: {BRIDGE}: comment_count not as it should be\n"
    told = said(folder, "archive", "verify", f"--against={there}", code=2)
    assert told["problems"] == [
        f"only the other has posts {BRIDGE}",
        f"only this one has posts {BRIDGE}",
    ]
    mended = threadhop("archive", "copy", there, "sqlite:mended.db", cwd=folder)
    assert mended.returncode == 2
    assert "is not the same as" in mended.stderr


def test_migrating_says_what_it_would_do_and_does(far: ElasticArchive, archive: Path) -> None:
    folder, there = archive.parent, f"--archive={at(far)}"
    copied = threadhop("archive", "copy", FILE, at(far), cwd=folder).stdout
    assert "has the present schema" in ok(folder, "archive", "migrate", there)
    would = ok(folder, "archive", "migrate", there, "--rebuild", "--dry-run")
    assert would.startswith("threadhop: would write ")
    assert "-000001" in next(
        iter(far.store.client.indices.get(index=far.store.alias("posts")).body)
    )
    done = ok(folder, "archive", "migrate", there, "--rebuild")
    assert f"{far.address.prefix}-posts-v{mapped.SCHEMA}-000002 has taken over" in done
    assert threadhop("archive", "verify", there, cwd=folder).stdout == copied


def test_the_doctor_asks_the_server(far: ElasticArchive, tmp_path: Path) -> None:
    found = said(tmp_path, "doctor", f"--archive={at(far)}")
    (check,) = (c for c in found["checks"] if c["name"] == "archive")
    assert (check["verdict"], check["found"][:14]) == ("ok", "Elasticsearch ")
    none = said(tmp_path, "doctor", f"--archive={at(far)}-none", code=2)
    (check,) = (c for c in none["checks"] if c["name"] == "archive")
    assert (check["verdict"], check["advice"][:12]) == ("FAIL", "Make it with")
    away = said(tmp_path, "doctor", "--archive=http://127.0.0.1:9/x")
    (check,) = (c for c in away["checks"] if c["name"] == "archive")
    assert check["verdict"] == "warn"
    assert "outbox" in check["advice"]
