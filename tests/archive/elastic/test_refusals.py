"""What a server refuses for an hour, for lack of room or for good, and what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from crawler.archive.address import Address
from crawler.archive.elastic import schema
from crawler.archive.outbox import OutboxArchive
from crawler.archive.sqlite import SqliteArchive
from crawler.errors import ArchiveUnreachable
from tests.support.elasticnode import Node, nodes
from tests.support.elasticsearch import archive_at
from tests.support.outboxes import assert_equal, behind, threads, with_picture

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

#: How full the disk may be before Elasticsearch lets nothing more be written; and never.
_FULL, _ROOMY = "0.001%", "99.99%"


@pytest.fixture(name="node", scope="module")
def _node() -> Iterator[Node]:
    settings = {"cluster.routing.allocation.disk.threshold_enabled": "true"}
    with nodes(**settings, cluster__info__update__interval="10s") as (node,):
        node.settings |= _watermarks(_ROOMY)
        node.start()
        yield node


def _watermarks(level: str) -> dict[str, object]:
    names = ("low", "high", "flood_stage", "flood_stage.frozen")
    return {f"cluster.routing.allocation.disk.watermark.{name}": level for name in names}


def test_refused_for_an_hour(tmp_path: Path, node: Node) -> None:
    """The hour is the outbox's; the server that is not there is a real one."""
    found = threads(range(70))
    address = Address((node.url,), "hour")
    now = [0.0]
    outbox = behind(tmp_path, address, clock=lambda: now[0], sleep=lambda _: time.sleep(0.1))
    outbox.record(found[:10])
    node.kill()
    for minute in range(60):
        now[0] += 60
        outbox.record([found[10 + minute]])
    with pytest.raises(ArchiveUnreachable, match="60 things wait"):
        outbox.flush(0)
    print("after an hour without the server 60 readings wait")
    node.start()
    now[0] += 60
    outbox.record([])
    assert outbox.queue.load().waiting == 0
    outbox.close()
    assert_equal(tmp_path, address, found)


def test_a_disk_beyond_the_flood_stage(tmp_path: Path, node: Node) -> None:
    """The block is Elasticsearch's own, set and lifted by its watermarks."""
    found = threads(range(60))
    address = Address((node.url,), "flood")
    with (
        Elasticsearch(node.url) as client,
        closing(behind(tmp_path, address)) as outbox,
    ):
        outbox.record(found[:20])
        client.cluster.put_settings(persistent=_watermarks(_FULL))
        refused = _record_until(outbox, found[20:21], waiting=True)
        outbox.record(found[21:])
        client.cluster.put_settings(persistent=_watermarks(_ROOMY))
        outbox.flush(120)
        client.cluster.put_settings(persistent=dict.fromkeys(_watermarks(_ROOMY)))
        assert "flood-stage" in refused or "flood stage" in refused
        assert outbox.queue.load().waiting == 0
    assert_equal(tmp_path, address, found)


def _record_until(outbox: OutboxArchive, found: list, *, waiting: bool) -> str:
    """Record the same again until it has to wait (or has not); the reason that was given."""
    deadline = time.monotonic() + 120
    while bool(outbox.queue.load().waiting) != waiting:
        assert time.monotonic() < deadline, "the server goes on as before"
        outbox.record(found)
        time.sleep(0.5)
    with pytest.raises(ArchiveUnreachable) as told:
        outbox.flush(0)
    print(told.value.message)
    return told.value.message


def test_documents_that_the_server_will_never_take(tmp_path: Path, node: Node) -> None:
    """Somebody has made pictures a date: readings with one are poison among the others."""
    address = Address((node.url,), "poison")
    _made_otherwise(node, "poison", "author_avatar", {"type": "date"})
    good = threads(range(300))
    bad = [with_picture(n) for n in range(3)]
    with closing(behind(tmp_path, address)) as outbox:
        outbox.record([*good[:11], bad[0], *good[11:200], bad[1], bad[2], *good[200:]])
        dead = outbox.queue.dead()
        print([letter.reason for letter in dead])
        assert len(dead) == 3
        assert all("author_avatar" in letter.reason for letter in dead)
        assert not any("a.example" in letter.reason for letter in dead)
        assert (outbox.queue.load().waiting, outbox.queue.drop()) == (0, 3)
    with (
        closing(archive_at(node.url, "poison", create=False)) as far,
        closing(SqliteArchive(tmp_path / "good.db", create=True)) as near,
    ):
        near.record(good)
        for url in {finding.visit.url for finding in good}:
            assert far.thread(url) == near.thread(url)


def test_a_strict_mapping_that_lacks_a_field(tmp_path: Path, node: Node) -> None:
    """All of it is put away with the reason; when the field is there, it is sent again."""
    address = Address((node.url,), "strict")
    _made_otherwise(node, "strict", "signed_as", None)
    found = threads(range(40))
    with closing(behind(tmp_path, address)) as outbox:
        outbox.record(found)
        dead = outbox.queue.dead()
        print(len(dead), "put away:", dead[0].reason)
        assert len(dead) == 40
        assert "strict_dynamic_mapping_exception" in dead[0].reason
        assert "signed_as" in dead[0].reason
        with Elasticsearch(node.url) as client:
            field = schema.mapping_of(schema.COMMENTS)["properties"]["signed_as"]
            client.indices.put_mapping(index="strict-comments", properties={"signed_as": field})
        assert outbox.queue.retry() == 40
        outbox.flush(60)
        assert (outbox.queue.load().waiting, outbox.queue.load().dead) == (0, 0)
    assert_equal(tmp_path, address, found)


def _made_otherwise(node: Node, prefix: str, field: str, mapping: dict[str, str] | None) -> None:
    """Make an archive whose comments have another mapping of a field, or none."""
    archive_at(node.url, prefix).close()
    made = schema.mapping_of(schema.COMMENTS)
    del made["properties"][field]
    if mapping is not None:
        made["properties"][field] = mapping
    with Elasticsearch(node.url) as client:
        alias = f"{prefix}-{schema.COMMENTS}"
        (index,) = client.indices.get(index=alias)
        client.indices.delete(index=index)
        # By this name the template does not apply.
        index = f"{alias}-made-by-hand"
        aliases = {alias: {"is_write_index": True}, f"{prefix}-{schema.ENTRIES}": {}}
        settings = schema.settings_of(0)
        client.indices.create(index=index, mappings=made, settings=settings, aliases=aliases)
