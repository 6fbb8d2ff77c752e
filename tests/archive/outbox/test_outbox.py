"""Nothing that was accepted is lost: what a server does not take waits, and arrives later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Changes, Finding, Query, open_archive
from crawler.archive.outbox import OutboxArchive, Queue
from crawler.archive.refusal import Refusal
from crawler.archive.sqlite import SqliteArchive
from crawler.errors import ArchiveUnreachable, LimitReached
from crawler.model import Comment, Hop, HopKind, Post
from tests.support.archives import finding


class Door(SqliteArchive):
    """An archive in a file that can be away, and that never takes some words."""

    away = False
    poison = "poison"

    def record(self, findings: Sequence[Finding]) -> Changes:
        if Door.away:
            raise ArchiveUnreachable("the server is away")
        for found in findings:
            if found.reading and found.reading.post and self.poison in found.reading.post.text:
                raise Refusal(f"400 {self.poison}")
        return super().record(findings)


@pytest.fixture
def clock() -> list[float]:
    """A simulated clock; sleeping moves it on."""
    return [0.0]


@pytest.fixture
def outbox(tmp_path: Path, clock: list[float]) -> Iterator[Callable[..., OutboxArchive]]:
    opened: list[OutboxArchive] = []

    def connect() -> Door:
        if Door.away:
            raise ArchiveUnreachable("the server is away")
        return Door(tmp_path / "far.db", create=True)

    def new(**more: int) -> OutboxArchive:
        def sleep(seconds: float) -> None:
            clock[0] += seconds

        queue = Queue(tmp_path / "outbox.db")
        archive = OutboxArchive(queue, connect, clock=lambda: clock[0], sleep=sleep, **more)
        opened.append(archive)
        return archive

    Door.away = False
    yield new
    for archive in opened:
        archive.close()


def post(number: int, text: str = "words") -> Finding:
    return finding(Post(f"http://a.example/{number}", "a.example", text=text), [Comment("c1")])


def urls(folder: Path) -> set[str]:
    with closing(open_archive(f"sqlite:{folder / 'far.db'}")) as archive:
        return {hit.post_url for hit in archive.search(Query("word*", limit=1000))}


def test_what_the_server_takes_is_there_at_once(
    tmp_path: Path, outbox: Callable[..., OutboxArchive]
) -> None:
    archive = outbox()
    assert archive.record([post(1), post(2)]) == Changes(posts=2, comments=2)
    assert archive.queue.load().waiting == 0
    assert archive.due() == ["http://a.example/1", "http://a.example/2"]
    hop = Hop("http://a.example/1", "http://a.example/2", HopKind.LINK, False, 1.0)
    assert archive.put_hops_of(archive.due(), [hop]) == 1
    assert archive.due() == []


def test_an_hour_without_a_server_loses_nothing(
    tmp_path: Path, outbox: Callable[..., OutboxArchive], clock: list[float]
) -> None:
    archive = outbox()
    archive.record([post(0)])
    Door.away = True
    for minute in range(1, 61):
        clock[0] += 60
        assert archive.record([post(minute)]) == Changes()
    assert archive.queue.load().waiting == 60
    with pytest.raises(ArchiveUnreachable, match="60 things wait"):
        archive.flush()
    Door.away = False
    archive.flush()
    assert archive.queue.load().waiting == 0
    assert urls(tmp_path) == {f"http://a.example/{n}" for n in range(61)}


def test_a_server_that_is_away_is_not_asked_for_every_page(
    outbox: Callable[..., OutboxArchive], clock: list[float]
) -> None:
    Door.away = True
    archive = outbox()
    asked = 0

    def connect() -> Door:
        nonlocal asked
        asked += 1
        raise ArchiveUnreachable("the server is away")

    archive._connect = connect
    for number in range(600):
        clock[0] += 1
        archive.record([post(number)])
    # 1, 1, 2, 4, ... 60 seconds apart, and every minute from then on.
    assert asked == 15


def test_a_server_that_is_away_at_the_start_is_found_later(
    tmp_path: Path, outbox: Callable[..., OutboxArchive], clock: list[float]
) -> None:
    Door.away = True
    archive = outbox()
    assert archive.record([post(1)]) == Changes()
    assert archive.last_visit("http://a.example/1") is None
    with pytest.raises(ArchiveUnreachable):
        archive.posts(["http://a.example/1"])
    Door.away = False
    clock[0] += 120
    assert archive.record([post(2)]) == Changes(posts=2, comments=2)
    assert urls(tmp_path) == {"http://a.example/1", "http://a.example/2"}


def test_what_is_refused_is_put_away_alone(
    tmp_path: Path, outbox: Callable[..., OutboxArchive]
) -> None:
    archive = outbox()
    batch = [post(n, "word poison" if n in (3, 17) else "word") for n in range(20)]
    assert archive.record(batch).posts == 18
    load = archive.queue.load()
    assert (load.waiting, load.dead) == (0, 2)
    assert {dead.reason for dead in archive.queue.dead()} == {"400 poison"}
    assert len(urls(tmp_path)) == 18
    Door.poison = "nothing"
    try:
        assert archive.queue.retry() == 2
        archive.flush()
    finally:
        Door.poison = "poison"
    assert len(urls(tmp_path)) == 20


def test_a_full_outbox_slows_the_crawl_and_then_stops_it(
    outbox: Callable[..., OutboxArchive], clock: list[float]
) -> None:
    Door.away = True
    archive = outbox(most_bytes=30_000)
    before = clock[0]
    archive.record([post(0, "word " * 4000)])
    assert clock[0] == before
    archive.record([post(1, "word " * 4000)])
    assert clock[0] > before
    with pytest.raises(LimitReached, match="is full"):
        archive.record([post(2)])
    assert archive.queue.load().waiting == 2


def test_a_process_that_dies_between_sending_and_letting_go_sends_again(
    tmp_path: Path, outbox: Callable[..., OutboxArchive]
) -> None:
    archive = outbox()
    things = [post(1)]
    archive.record(things)
    archive.queue.put("finding", [_packed(things[0])])
    again = outbox()
    again.flush()
    assert archive.queue.load().waiting == 0
    assert urls(tmp_path) == {"http://a.example/1"}


def _packed(found: Finding) -> bytes:
    from crawler.archive.outbox.packing import packed

    return packed(found)
