"""What a server refuses is told document by document, and all else is stored."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Finding
from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.elastic.bulk import Action, Sent
from crawler.archive.outbox import OutboxArchive, Queue
from crawler.archive.refusal import Refusal
from crawler.archive.sqlite import SqliteArchive
from crawler.archive.states import digest
from crawler.errors import ArchiveUnreachable
from crawler.model import Alias, AliasReason, Comment, Link, LinkPlace, Post, key
from tests.contracts.archive_contract import everything, read

pytestmark = pytest.mark.elasticsearch


def address(number: int) -> dict[str, object]:
    return {"key": key(str(number)), "url": f"http://a.example/{number}", "root": "x"}


def actions(far: ElasticArchive, numbers: Iterable[int]) -> list[Action]:
    return [far.store.index(schema.ADDRESSES, key(str(n)), address(n)) for n in numbers]


def stored(far: ElasticArchive) -> set[str]:
    far.store.refresh(schema.ADDRESSES)
    return {h["_id"] for h in far.store.scan([schema.ADDRESSES], {"match_all": {}}, ["key"])}


def threads(numbers: range) -> list[Finding]:
    return [
        read(1, Comment("c1", text=f"words {n}"), post=Post(f"http://a.example/{n}", "a.example"))
        for n in numbers
    ]


def test_one_bad_id_does_not_take_its_chunk_along(far: ElasticArchive) -> None:
    sent = actions(far, range(1500))
    sent.insert(700, far.store.index(schema.ADDRESSES, "x" * 600, address(-1)))
    outcomes = list(far.store.send(sent))
    refused = [outcome for outcome in outcomes if outcome.sent is Sent.REFUSED]
    assert [(r.action.id, r.reason[:3]) for r in refused] == [("x" * 600, "400")]
    assert "id" in refused[0].reason
    assert stored(far) == {key(str(n)) for n in range(1500)}


def test_a_field_that_the_mapping_lacks_is_refused_with_its_name(far: ElasticArchive) -> None:
    sent = actions(far, range(10))
    odd = {**address(3), "surprise": 1}
    sent[3] = far.store.index(schema.ADDRESSES, key("3"), odd)
    refused = [o for o in far.store.send(sent) if o.sent is Sent.REFUSED]
    assert "surprise" in refused[0].reason
    assert len(stored(far)) == 9


def test_a_version_that_somebody_has_overwritten_is_a_conflict(far: ElasticArchive) -> None:
    list(far.store.send(actions(far, [1])))
    got = far.store.get(schema.ADDRESSES, [key("1")])[key("1")]
    alias = far.store.alias(schema.ADDRESSES)
    change = Action("index", alias, key("1"), {**address(1), "root": "y"}, got.version)
    create = Action("create", alias, key("1"), address(1))
    told = [outcome.sent for outcome in far.store.send([change, change, create])]
    assert told == [Sent.DONE, Sent.CONFLICT, Sent.CONFLICT]


def test_no_index_is_made_by_the_way(far: ElasticArchive) -> None:
    from crawler.errors import ArchiveError

    stray = Action("index", f"{far.address.prefix}-stray", "1", {"a": 1})
    with pytest.raises(ArchiveError, match="does not take documents"):
        list(far.store.send([stray]))


def test_a_full_disk_fills_the_outbox_and_empties_it_when_there_is_room(
    far: ElasticArchive, tmp_path: Path
) -> None:
    """The block that Elasticsearch sets at the flood stage is set by hand, and lifted."""
    found = threads(range(30))
    near = SqliteArchive(tmp_path / "near.db", create=True)
    near.record(found)
    far.store.sender.patience = 0.5
    outbox = OutboxArchive(Queue(tmp_path / "outbox.db"), lambda: far)
    block = "index.blocks.read_only_allow_delete"
    put = far.store.client.indices.put_settings
    outbox.record(found[:10])
    put(index=f"{far.address.prefix}-*", settings={block: True})
    assert outbox.record(found[10:20]).posts == 0
    with pytest.raises(ArchiveUnreachable, match="10 things wait"):
        outbox.flush(0.5)
    assert outbox.record(found[20:]).posts == 0
    put(index=f"{far.address.prefix}-*", settings={block: None})
    outbox.flush()
    assert outbox.queue.load().waiting == 0
    far.store.settle()
    assert digest(far) == digest(near)
    near.close()
    outbox.queue.close()


def test_what_was_cut_off_anywhere_is_completed_by_being_recorded_again(
    far: ElasticArchive, tmp_path: Path
) -> None:
    """One index after the other takes no writes: what goes into those before it is there then."""
    far.store.sender.patience = 0.3
    put = far.store.client.indices.put_settings
    with closing(SqliteArchive(tmp_path / "near.db", create=True)) as near:
        for number, name in enumerate(WRITTEN):
            first, second = cut_off(f"http://{number}.example/1", f"http://{number}.example/?p=1")
            for archive in (far, near):
                archive.record([*first])
            put(index=far.store.alias(name), settings={"index.blocks.write": True})
            with pytest.raises(ArchiveUnreachable):
                far.record([*second])
            put(index=far.store.alias(name), settings={"index.blocks.write": False})
            for archive in (far, near):
                archive.record([*second])
            assert list(far.problems()) == [], name
        assert everything(far) == everything(near)
        assert digest(far) == digest(near)


#: The indexes that recording writes into.
WRITTEN = (schema.ALIASES, schema.ADDRESSES, schema.LINKS, schema.VISITS, schema.SHEETS,
           schema.COMMENTS, schema.POSTS)  # fmt: skip


def cut_off(url: str, other: str) -> tuple[list[Finding], list[Finding]]:
    """Readings of one post by two addresses, and one that shows them to be one and has more."""
    to_other = Link(other, LinkPlace.BODY, "there")
    post = Post(url, "a.example", title="One", links=(to_other,))
    named, unnamed = Comment("c1", text="one"), Comment("~1", text="two")
    first = [
        read(1, named, unnamed, post=post),
        read(1, Comment("c2", text="of the other"), post=Post(other, "a.example")),
    ]
    more = Comment("c3", text="three", links=(Link(other, LinkPlace.COMMENT, "see"), to_other))
    alias = Alias(other, url, AliasReason.SHORTLINK)
    edited = Comment("c1", text="one, edited", links=(to_other,))
    second = [read(2, edited, more, Comment("~1", text="2"), post=post, aliases=(alias,))]
    return first, second


def test_refused_documents_are_an_error_after_all_else_is_stored(far: ElasticArchive) -> None:
    from crawler.archive.elastic.writes import write

    sent = actions(far, range(5))
    sent[2] = far.store.index(schema.ADDRESSES, key("2"), {**address(2), "odd": 1})
    with pytest.raises(Refusal, match="odd"):
        write(far.store, sent)
    assert len(stored(far)) == 4
