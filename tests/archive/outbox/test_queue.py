"""What waits in the outbox comes out as it went in, in order, and stays until it is let go."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from crawler.archive import Finding
from crawler.archive.outbox.packing import packed, unpacked
from crawler.archive.outbox.queue import Queue
from crawler.archive.scrubbing import scrubbed
from crawler.model import Evidence, Hop, HopKind, Run
from tests.support import strategies


def a_run(ended: str | None = None) -> Run:
    started = "2026-01-01T00:00:00Z"
    return Run("r", "c", ("http://a.example/",), "blog", started, "1", {"a": [1]}, ended)


@settings(deadline=None, max_examples=60)
@given(finding=strategies.findings())
def test_findings_come_back_as_they_were(finding: Finding) -> None:
    clean = scrubbed(finding)
    assert unpacked(Finding, packed(clean)) == clean


def test_hops_and_runs_come_back_as_they_were() -> None:
    evidence = (Evidence("link", "http://a.example/1", "body", "see ½"),)
    hop = Hop("http://a.example/1", "http://b.example/", HopKind.LINK, True, 0.1, evidence=evidence)
    assert unpacked(Hop, packed(hop)) == hop
    run = a_run()
    assert unpacked(Run, packed(run)) == run


def test_things_are_taken_oldest_first_and_one_kind_at_a_time(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "outbox.db")
    queue.put("finding", [b"a", b"b"])
    queue.put("run", [b"c"])
    first = queue.first(10, 1000)
    assert [(t.kind, t.body) for t in first] == [("finding", b"a"), ("finding", b"b")]
    assert [t.body for t in queue.first(1, 1000)] == [b"a"]
    assert [t.body for t in queue.first(10, 1)] == [b"a"]
    queue.sent(first, ["http://a.example/1"])
    assert [t.body for t in queue.first(10, 1000)] == [b"c"]
    assert queue.due(10) == ["http://a.example/1"]
    queue.put("hop", [b"d"], derived_of=["http://a.example/1"])
    assert queue.due(10) == []
    queue.close()


def test_what_is_put_away_can_be_tried_again_or_dropped(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "outbox.db")
    queue.put("finding", [b"a", b"b"])
    for thing in queue.first(10, 1000):
        queue.bury(thing, "400 too large")
    assert [(d.body, d.reason) for d in queue.dead()] == [
        (b"a", "400 too large"),
        (b"b", "400 too large"),
    ]
    assert queue.load().waiting == 0
    assert queue.retry() == 2
    assert (queue.load().waiting, queue.load().dead) == (2, 0)
    queue.bury(queue.first(1, 1000)[0], "again")
    assert queue.drop() == 1
    assert (queue.load().waiting, queue.load().dead) == (1, 0)
    queue.close()


def test_an_emptied_outbox_gives_its_room_back(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    queue = Queue(path)
    for _ in range(20):
        queue.put("finding", [bytes(1_000_000)])
    while things := queue.first(5, 10_000_000):
        queue.sent(things)
    queue.close()
    assert path.stat().st_size < 2_000_000
