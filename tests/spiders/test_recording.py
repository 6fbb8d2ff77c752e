"""Crawls that record into WARC files, and crawls over those files without a network."""

from __future__ import annotations

import gzip
import json
import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import open_archive
from crawler.archive.protocol import Table
from tests.spiders.conftest import WORDS, link, talk
from tests.support.blogserver import Answer, BlogServer, comment, post
from tests.support.crawling import Crawls, Ended
from tests.support.webarchive import BASE, WebArchive

SEED = "http://a.example/2009/x"
OTHER = "http://b.example/2009/y"

Row = dict[str, Any]


@pytest.fixture
def again(server: BlogServer, tmp_path: Path) -> Crawls:
    """Crawls into another archive, which replay the recording."""
    (tmp_path / "again").mkdir()
    return Crawls(server, tmp_path / "again")


def record(crawls: Crawls, *words: str, **how: Any) -> Ended:
    return crawls.run(*words, "--warc", str(crawls.folder / "warc"), **how)


def replay(crawls: Crawls, *words: str) -> Ended:
    """Crawl over the recording; whatever is asked of the server is a failure."""
    warc = crawls.folder.parent / "warc"
    before = len(crawls.server.log)
    ended = crawls.run(*words, "--replay", str(warc), private=False, route=False)
    assert len(crawls.server.log) == before, crawls.server.log[before:]
    return ended


def holds(crawls: Crawls) -> dict[str, list[Row]]:
    """All that an archive holds, but for the run it is from and whether that was a replay."""
    found = {}
    with closing(open_archive(crawls.archive)) as archive:
        for table in Table:
            if table is not Table.RUNS:
                rows = [dict(row) for row in archive.export(table)]
                for row in rows:
                    row.pop("run", None)
                    if row.get("via") in ("live", "warc"):
                        row["via"] = ""
                found[table.value] = sorted(rows, key=json.dumps)
    return found


def records(crawls: Crawls) -> list[tuple[str, str]]:
    found = []
    for path in sorted((crawls.folder / "warc").iterdir()):
        with path.open("rb") as file:
            for one in ArchiveIterator(file):
                kind = one.rec_type
                found.append((kind, one.rec_headers.get_header("WARC-Target-URI") or ""))
    return found


def test_a_conversation_comes_out_the_same(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    seed = talk(server)
    assert record(crawls, seed).code == 0
    assert replay(again, seed).code == 0
    assert holds(again) == holds(crawls)


def test_every_visit_says_where_it_stands(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    seed = talk(server)
    record(crawls, seed)
    replay(again, seed)
    for one, via in ((crawls, "live"), (again, "warc")):
        places = one.rows("SELECT url, via, warc, warc_offset FROM visits")
        assert {row[1] for row in places} == {via}
        for url, _, name, offset in places:
            with (crawls.folder / "warc" / name).open("rb") as file:
                file.seek(offset)
                found = next(iter(ArchiveIterator(file)))
                assert found.rec_headers.get_header("WARC-Target-URI") == url


def test_edits_and_removals_come_out_the_same(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    for said, comments in (
        ("First", comment(1, "Ann", "One") + comment(2, "Bob", "Two")),
        ("Second", comment(1, "Ann", "One, edited")),
        ("Second", comment(1, "Ann", "One, edited") + comment(3, "Cid", "Three")),
    ):
        server.put("a.example", "/2009/x", post(said, f"<p>{said} {WORDS}</p>", comments))
        assert record(crawls, SEED).code == 0
        # Looks of one second are one look: visits are dated to the second.
        time.sleep(1)
    assert replay(again, SEED).code == 0
    assert holds(again) == holds(crawls)
    removed = again.rows("SELECT author_name, removed IS NOT NULL FROM comments ORDER BY id")
    assert removed == [("Ann", 0), ("Bob", 1), ("Cid", 0)]


def test_unchanged_pages_come_out_the_same(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    body = post("X", link(OTHER))
    server.put("a.example", "/2009/x", body, headers={"ETag": '"1"'})
    server.put("b.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    for _ in range(2):
        assert record(crawls, SEED).code == 0
    assert ("revisit", SEED) in records(crawls)
    assert replay(again, SEED).code == 0
    assert holds(again) == holds(crawls)


def test_what_failed_fails_the_same_way(server: BlogServer, crawls: Crawls, again: Crawls) -> None:
    links = "".join(
        link(url)
        for url in (
            "http://gone.example/2009/404",
            "http://busy.example/2009/503",
            "http://away.example/2009/off",
            "http://shy.example/2009/robots",
            "http://a.example/2009/moved",
            "http://a.example/2009/image",
            "http://bomb.example/2009/bomb",
        )
    )
    server.put("a.example", "/2009/x", post("X", links))
    server.put("busy.example", "/2009/503", "busy", status=503)
    server.put("shy.example", "/robots.txt", "User-agent: *\nDisallow: /")
    server.put("a.example", "/2009/moved", "", status=301, headers={"Location": OTHER})
    server.put("a.example", "/2009/image", b"\x89PNG", headers={"Content-Type": "image/png"})
    bomb = {"Content-Encoding": "gzip"}
    server.put("bomb.example", "/2009/bomb", gzip.compress(bytes(20_000_000)), headers=bomb)
    server.put("b.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    away = f"away.example=127.0.0.1:9,*.example={server.place}"
    crawls.options = ["--connect-to", away]
    assert record(crawls, SEED, "--max-error-rate=1").code == 0
    assert replay(again, SEED, "--max-error-rate=1").code == 0
    reasons = dict(crawls.rows("SELECT url, thread_reason FROM posts"))
    assert reasons["http://away.example/2009/off"] == "connection refused"
    assert reasons["http://shy.example/2009/robots"] == "robots.txt does not allow it"
    assert holds(again) == holds(crawls)


def test_compressed_and_old_encodings_come_out_the_same(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    page = post("Grüße", f"<p>Über {WORDS}</p>").replace("utf-8", "iso-8859-1").encode("latin-1")
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html; charset=iso-8859-1"}
    server.put("a.example", "/2009/x", gzip.compress(page), headers=headers)
    record(crawls, SEED)
    replay(again, SEED)
    assert crawls.rows("SELECT title FROM posts") == [("Grüße",)]
    assert holds(again) == holds(crawls)


def test_what_a_web_archive_gave_comes_out_the_same(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    gone = "http://gone.example/2009/post"
    server.put("a.example", "/2009/x", post("X", link(gone)))
    archive = WebArchive(server)
    archive.keep(gone, "2009-04-01", post("Gone", f"<p>{WORDS}</p>", comment(1, "Ann", "One")))
    archive.keep(gone, "2010-04-01", post("Gone", link(OTHER), comment(2, "Bob", "Two")))
    server.put("b.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    assert record(crawls, SEED, "--memento", BASE).code == 0
    assert replay(again, SEED, "--memento", BASE).code == 0
    assert holds(again) == holds(crawls)
    assert ("Gone",) in again.rows("SELECT title FROM posts")


def test_what_is_missing_is_told_and_leaves_nothing(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    server.put("a.example", "/2009/x", post("X", link(OTHER)))
    server.put("b.example", "/2009/y", post("Y", f"<p>{WORDS}</p>"))
    record(crawls, SEED, "--hops=0")
    ended = replay(again, SEED)
    assert ended.code == 0
    assert "1 not in the WARC" in ended.err
    assert f"not in the WARC: {OTHER}" in ended.err
    assert again.tasks()[OTHER] == ("failed", "not in the WARC")
    assert holds(again) == holds(crawls)


def test_a_seed_that_is_missing_is_told(server: BlogServer, crawls: Crawls, again: Crawls) -> None:
    server.put("a.example", "/2009/x", post("X", f"<p>{WORDS}</p>"))
    record(crawls, SEED)
    ended = replay(again, OTHER)
    assert ended.code == 4
    assert f"not read: {OTHER} (not in the WARC)" in ended.err
    ended = replay(again, SEED, OTHER)
    assert ended.code == 3


def test_two_workers_record_into_files_of_their_own(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    links = "".join(link(f"http://n{n}.example/2009/x") for n in range(12))
    server.put("a.example", "/2009/x", post("X", links))
    for number in range(12):
        server.pages[f"n{number}.example", "/2009/x"] = Answer(
            post(f"N{number}", f"<p>{WORDS}</p>"), wait=0.05
        )
    warc = ["--warc", str(crawls.folder / "warc"), "--join"]
    both = [crawls.start(SEED, *warc), crawls.start(SEED, *warc)]
    assert [one.wait().code for one in both] == [0, 0]
    runs = {path.name.rpartition("-")[0] for path in (crawls.folder / "warc").iterdir()}
    assert len(runs) == 2
    replay(again, SEED)
    assert holds(again) == holds(crawls)


def test_a_crawl_that_was_killed_is_recorded_up_to_there(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    links = "".join(link(f"http://n{n}.example/2009/x") for n in range(8))
    server.put("a.example", "/2009/x", post("X", links))
    for number in range(8):
        server.pages[f"n{number}.example", "/2009/x"] = Answer(
            post(f"N{number}", f"<p>{WORDS}</p>"), wait=0.1
        )
    running = crawls.start(SEED, "--warc", str(crawls.folder / "warc"))
    while len(server.asked()) < 8 and not running.over:
        os.sched_yield()
    running.kill()
    assert record(crawls, SEED).code == 0
    replay(again, SEED)
    mine, theirs = holds(crawls), holds(again)
    for table in ("posts", "comments", "hops"):
        assert [without_times(row) for row in theirs[table]] == [
            without_times(row) for row in mine[table]
        ]


def without_times(row: Row) -> Row:
    return {name: value for name, value in row.items() if not name.endswith("_seen")}


def test_recording_that_cannot_write_stops_and_loses_nothing(
    server: BlogServer, crawls: Crawls
) -> None:
    server.put("a.example", "/2009/x", post("X", f"<p>{WORDS}</p>"))
    (crawls.folder / "file").write_text("")
    ended = crawls.run(SEED, "--warc", str(crawls.folder / "file"))
    assert ended.code == 2
    assert "Choose another place with --warc" in ended.err
    assert server.log == []


def test_recording_and_replaying_exclude_each_other(crawls: Crawls) -> None:
    ended = crawls.run(SEED, "--warc=a", "--replay=b")
    assert ended.code == 2
    assert "exclude each other" in ended.err


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_warc_files_is_a_slip(crawls: Crawls, folder: str) -> None:
    (crawls.folder / "empty").mkdir()
    ended = crawls.run(SEED, "--replay", str(crawls.folder / folder))
    assert ended.code == 2
    assert "Name another with --replay" in ended.err


def test_a_replay_needs_neither_contact_nor_leave(
    server: BlogServer, crawls: Crawls, again: Crawls
) -> None:
    local = f"http://{server.place}/2009/x"
    server.put(server.place, "/2009/x", post("X", f"<p>{WORDS}</p>"))
    record(crawls, local, route=False)
    assert replay(again, local).code == 0
    assert again.rows("SELECT title FROM posts") == [("X",)]
