"""Re-indexing, verifying and what the indexes hold."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest

from crawler.archive import Query, Table
from crawler.archive.address import Secrets
from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.elastic.bulk import Action
from crawler.archive.elastic.migrating import leftovers
from crawler.archive.elastic.writes import write
from crawler.archive.states import digest
from crawler.errors import ArchiveError, UsageError
from crawler.model import Author, Comment, Hop, HopKind, Post
from tests.contracts.archive_contract import POST, read
from tests.support.elasticsearch import archive_at

pytestmark = pytest.mark.elasticsearch


def fill(archive: ElasticArchive) -> None:
    archive.record(
        [read(1, Comment("c1", author=Author("Anna", "http://anna.example/"), text="one"))]
    )
    archive.record([read(2, Comment("~1", text="two"), whole=True)])
    archive.put_hops([Hop(POST.url, "http://b.example/", HopKind.LINK, True, 0.5)])


def test_a_new_index_takes_over_while_others_read_and_write(far: ElasticArchive) -> None:
    fill(far)
    stop = threading.Event()
    seen: list[int] = []

    def reads() -> None:
        with closing(archive_at(far.address.hosts[0], far.address.prefix)) as other:
            while not stop.is_set():
                seen.append(len(list(other.search(Query("one")))))

    def writes() -> None:
        with closing(archive_at(far.address.hosts[0], far.address.prefix)) as other:
            number = 0
            while not stop.is_set() or number < 5:
                number += 1
                url = f"http://b.example/{number}"
                other.record([read(1, Comment("c1"), post=Post(url, "b.example"))])
                written.append(url)

    written: list[str] = []
    helpers = [threading.Thread(target=reads), threading.Thread(target=writes)]
    for helper in helpers:
        helper.start()
    list(far.rebuild())
    stop.set()
    for helper in helpers:
        helper.join()
    assert set(seen) == {1}
    far.store.refresh(*schema.NAMES)
    assert {row["url"] for row in far.export(Table.POSTS)} == {POST.url, *written}
    assert list(far.problems()) == []
    before = digest(far)
    assert len(leftovers(far.store)) == len(schema.NAMES)
    list(far.rebuild())
    assert digest(far) == before
    assert [hit.comment_id for hit in far.search(Query("one"))] == ["c1"]


def test_hops_of_schema_1_get_a_bond(far: ElasticArchive) -> None:
    fill(far)
    far.store.refresh(schema.HOPS)
    (hit,) = far.store.scan([schema.HOPS], {"match_all": {}}, ["key"])
    old = {name: value for name, value in hit["_source"].items() if name[:4] != "bond"}
    alias = far.store.alias(schema.HOPS)
    far.store.client.index(index=alias, id=hit["_id"], document=old, refresh=True)
    list(far.rebuild())
    (hop,) = far.hops_from([POST.url])
    assert (hop.bond, hop.bond_links) == (1.0, None)


def test_verifying_finds_what_was_tampered_with(far: ElasticArchive) -> None:
    fill(far)
    assert list(far.problems()) == []
    (page,) = (got for got in far.store.get(schema.POSTS, [_key(far)]).values())
    change = {"doc": {"comment_count": 99}}
    write(far.store, [Action("update", far.store.alias(schema.POSTS), _key(far), change)])
    write(far.store, [Action("delete", far.store.alias(schema.LINKS), _link(far))])
    orphan = {**page.document, "key": "x", "id": "c", "post_id": "y", "kind": "comment"}
    for name in set(orphan) - schema.fields_of(schema.COMMENTS):
        del orphan[name]
    write(far.store, [far.store.index(schema.COMMENTS, "x", orphan)])
    assert list(far.problems()) == [
        f"{POST.url}: comment_count not as it should be",
        f"link http://anna.example/ in {POST.url}: lacks",
        "a document of comments (x) belongs to no post",
    ]


def _key(far: ElasticArchive) -> str:
    from crawler.archive.elastic.documents import post_id

    return post_id(POST.url)


def _link(far: ElasticArchive) -> str:
    far.store.refresh(schema.LINKS)
    (hit,) = far.store.terms(schema.LINKS, "source_id", [_key(far)])
    return str(hit["_id"])


def test_mappings_are_strict_and_ids_short(far: ElasticArchive) -> None:
    fill(far)
    for name in schema.NAMES:
        told = far.store.client.indices.get_mapping(index=far.store.alias(name)).body
        ((index, mapping),) = told.items()
        assert index.endswith(f"-v{schema.SCHEMA}-000001")
        assert mapping["mappings"]["dynamic"] == "strict"
        for hit in far.store.scan([name], {"match_all": {}}, ["key"]):
            assert len(hit["_id"]) == 32
            assert hit["_source"]["key"] == hit["_id"]
    far.store.refresh(schema.POSTS, schema.COMMENTS)
    entries = far.store.client.count(index=far.store.alias(schema.ENTRIES))
    assert entries["count"] == 3


def test_people_and_blogs_are_kept_for_analysts(far: ElasticArchive) -> None:
    from tests.archive.outbox.test_queue import a_run

    fill(far)
    far.put_run(a_run("2026-01-01T01:00:00Z"))
    far.store.refresh(schema.PEOPLE, schema.BLOGS)
    (person,) = far.store.scan([schema.PEOPLE], {"match_all": {}}, ["key"])
    assert person["_source"]["name"] == "Anna"
    (blog,) = far.store.scan([schema.BLOGS], {"match_all": {}}, ["key"])
    assert (blog["_source"]["posts"], blog["_source"]["comments"]) == (1, 2)


def test_an_analyser_that_the_server_lacks_is_named(far: ElasticArchive) -> None:
    from crawler.archive.address import Address

    with pytest.raises(UsageError, match="no analyser 'klingon'"):
        ElasticArchive(
            Address(far.address.hosts, f"{far.address.prefix}-x"),
            Secrets(),
            create=True,
            languages=["klingon"],
        )


def test_a_schema_that_is_newer_or_of_another_program_is_left_alone(far: ElasticArchive) -> None:
    url, prefix = far.address.hosts[0], far.address.prefix
    put = far.store.client.indices.put_mapping
    index = far.store.alias(schema.SHEETS)
    put(index=index, meta={"threadhop": {"schema": 99, "languages": []}})
    with pytest.raises(ArchiveError, match="schema 99, newer"):
        archive_at(url, prefix, create=False)
    put(index=index, meta={"threadhop": {"schema": 0, "languages": []}})
    with pytest.raises(ArchiveError, match="archive migrate"):
        archive_at(url, prefix, create=False)
    put(index=index, meta={"other": 1})
    with pytest.raises(ArchiveError, match="another program"):
        archive_at(url, prefix, create=False)
    with pytest.raises(ArchiveError, match="archive init"):
        archive_at(url, f"{prefix}-none", create=False)


def test_an_older_schema_is_brought_to_a_newer_one(
    far: ElasticArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version has a field more, and finds the archive as this version left it."""
    fill(far)
    before = digest(far)
    url, prefix = far.address.hosts[0], far.address.prefix
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)
    more = {**schema._FIELDS[schema.POSTS], "mood": {"type": "keyword"}}
    monkeypatch.setitem(schema._FIELDS, schema.POSTS, more)
    with pytest.raises(ArchiveError, match="archive migrate"):
        archive_at(url, prefix, create=False)
    old = ElasticArchive(far.address, Secrets(), any_schema=True)
    assert not old.is_current
    taken = list(old.rebuild())
    old.close()
    assert taken == [f"{prefix}-{name}-v{schema.SCHEMA}-000002" for name in schema.NAMES]
    with closing(archive_at(url, prefix, create=False)) as new:
        assert new.is_current
        assert digest(new) == before
        assert list(new.problems()) == []
        client = new.store.client
        for name in schema.NAMES:
            assert list(client.indices.get_alias(name=f"{prefix}-{name}").body) == [
                f"{prefix}-{name}-v{schema.SCHEMA}-000002"
            ]
        mapping = client.indices.get_mapping(index=f"{prefix}-posts").body
        assert (
            "mood" in mapping[f"{prefix}-posts-v{schema.SCHEMA}-000002"]["mappings"]["properties"]
        )
        template = client.indices.get_index_template(name=f"{prefix}-posts").body
        patterns = template["index_templates"][0]["index_template"]["index_patterns"]
        assert patterns == [f"{prefix}-posts-v{schema.SCHEMA}-*"]


def test_a_migration_that_fails_does_not_hold_up_writers(far: ElasticArchive) -> None:
    fill(far)
    taken_over = far.rebuild()
    next(taken_over)
    # What the next index is to be called is taken already.
    far.store.client.indices.create(
        index=f"{far.address.prefix}-comments-v{schema.SCHEMA}-000002", aliases={"other": {}}
    )
    with pytest.raises(ArchiveError, match="already_exists"):
        list(taken_over)
    far.record([read(3, Comment("c9", text="later"))])
    assert [hit.comment_id for hit in far.search(Query("later"))] == ["c9"]
    far.store.client.indices.delete(index=f"{far.address.prefix}-comments-v{schema.SCHEMA}-000002")
    list(far.rebuild())
    assert list(far.problems()) == []
