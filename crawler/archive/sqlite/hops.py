"""Hops: stored one per source, target and kind, and given back with aliases undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import orjson

from crawler.archive.protocol import Backlink, HopKey
from crawler.archive.sqlite import addresses
from crawler.archive.sqlite.statements import chunks
from crawler.model import Evidence, Hop, HopKind

#: The columns in the order of `Hop`.
COLUMNS = (
    "source", "target", "kind", "cross_blog", "confidence", "confirmed", "evidence",
    "source_comment_id", "target_comment_id", "source_published", "target_published", "later_edit",
    "bond", "bond_words", "bond_texts", "bond_days", "bond_links",
)  # fmt: skip
#: The columns of `Backlink`, which the index of targets has all of.
_BACKWARDS = ("source", "target", "kind", "confidence", "bond", "bond_days")
_KEY, _VALUES = COLUMNS[:3], COLUMNS[3:]
_INSERT = (
    f"insert or ignore into hop ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"
)
_UPDATE = (
    f"update hop set {', '.join(f'{name} = ?' for name in _VALUES)}"
    f" where {' and '.join(f'{name} = ?' for name in _KEY)}"
)
# Joined in this order, so that SQLite walks the addresses and not the hops.
_HOPS_AT = (
    "select {columns}, a.root from json_each(?) j"
    " cross join hop h on h.{end} = j.value left join address a on a.url = h.{other}"
)
_ENDS: Mapping[str, str] = {"source": "target", "target": "source"}
_KINDS = {kind.value: kind for kind in HopKind}
_Found = tuple[str, str, tuple[Any, ...]]


def put_hops(connection: sqlite3.Connection, hops: Sequence[Hop]) -> int:
    """Store hops, a known one again in its new form; returns how many were new."""
    before = connection.total_changes
    rows = [_row(hop) for hop in hops]
    connection.executemany(_INSERT, rows)
    new = connection.total_changes - before
    connection.executemany(_UPDATE, [(*row[len(_KEY) :], *row[: len(_KEY)]) for row in rows])
    return new


def drop_hops(connection: sqlite3.Connection, keys: Collection[HopKey]) -> None:
    """Remove hops, however their ends are spelled."""
    own = {url for key in keys for url in (key.source_url, key.target_url)}
    spelled: dict[str, list[str]] = {}
    for url, root in addresses.spellings(connection, own).items():
        spelled.setdefault(root, []).append(url)
    roots = addresses.resolve(connection, own)
    connection.executemany(
        "delete from hop where source = ? and target = ? and kind = ?",
        [
            (source, target, key.kind.value)
            for key in keys
            for source in spelled[roots[key.source_url]]
            for target in spelled[roots[key.target_url]]
        ],
    )


def hops_with(
    connection: sqlite3.Connection, end: Literal["source", "target"], urls: Collection[str]
) -> Iterator[Hop]:
    """The hops whose ``end`` is one of these posts, by any of its addresses.

    Where two hops prove to be one since their addresses are aliases, the surer one is given.
    """
    spelled = addresses.spellings(connection, urls)
    found = _found(connection, end, spelled, COLUMNS)
    for source, target, row in sorted(found, key=lambda hop: (*hop[:2], hop[2][2])):
        yield hop_of(source, target, row)


def hops_at(connection: sqlite3.Connection, urls: Collection[str]) -> Iterator[Hop | Backlink]:
    """The hops that start at these posts, and what is needed of others that end there."""
    spelled = addresses.spellings(connection, urls)
    for source, target, row in _found(connection, "source", spelled, COLUMNS):
        yield hop_of(source, target, row)
    for source, target, row in _found(connection, "target", spelled, _BACKWARDS):
        if source not in spelled:
            yield Backlink(source, target, *row[2:6])


def _found(
    connection: sqlite3.Connection,
    end: Literal["source", "target"],
    spelled: Mapping[str, str],
    columns: Sequence[str],
) -> list[_Found]:
    """The source, the target and the row of hops, with aliases undone."""
    statement = _HOPS_AT.format(
        end=end, other=_ENDS[end], columns=", ".join(f"h.{name}" for name in columns)
    )
    cursor = connection.cursor()
    # Plain tuples: rows that know the names of their columns take twice as long.
    cursor.row_factory = None
    rows: list[tuple[Any, ...]] = []
    for chunk in chunks(sorted(spelled)):
        rows += cursor.execute(statement, (chunk,))
    if any(row[-1] for row in rows) or any(url != own for url, own in spelled.items()):
        return _joined(rows, end, spelled, columns)
    return [(row[0], row[1], row) for row in rows if row[0] != row[1]]


def _joined(
    rows: Iterable[tuple[Any, ...]],
    end: Literal["source", "target"],
    spelled: Mapping[str, str],
    columns: Sequence[str],
) -> list[_Found]:
    """The same where some addresses are aliases, so that several rows may prove to be one hop."""
    found: dict[tuple[str, str, str], tuple[Any, ...]] = {}
    for row in rows:
        source, target, kind = row[:3]
        if end == "source":
            source, target = spelled[source], row[-1] or target
        else:
            source, target = row[-1] or source, spelled[target]
        pair = (source, target, kind)
        if source != target and (pair not in found or _surer(row, found[pair], columns)):
            found[pair] = row
    return [(source, target, row) for (source, target, _), row in found.items()]


def _surer(row: tuple[Any, ...], other: tuple[Any, ...], columns: Sequence[str]) -> bool:
    sure = columns.index("confidence")
    return (-row[sure], *row[:2]) < (-other[sure], *other[:2])


def _row(hop: Hop) -> tuple[object, ...]:
    evidence = [
        {"kind": e.kind, "url": e.url, "where": e.where, "words": e.words} for e in hop.evidence
    ]
    return (
        hop.source_url, hop.target_url, hop.kind.value, int(hop.cross_blog), hop.confidence,
        int(hop.confirmed), json.dumps(evidence, ensure_ascii=False), hop.source_comment_id,
        hop.target_comment_id, hop.source_published, hop.target_published, int(hop.later_edit),
        hop.bond, hop.bond_words, hop.bond_texts, hop.bond_days, hop.bond_links,
    )  # fmt: skip


def hop_of(source: str, target: str, row: Sequence[Any]) -> Hop:
    """The hop between these posts of a row that begins with `COLUMNS`."""
    (
        _, _, kind, cross_blog, confidence, confirmed, evidence, source_comment, target_comment,
        source_published, target_published, later_edit, bond, bond_words, bond_texts, bond_days,
        bond_links, *_,
    ) = row  # fmt: skip
    return Hop(
        source,
        target,
        _KINDS[kind],
        bool(cross_blog),
        confidence,
        bool(confirmed),
        tuple(
            [Evidence(e["kind"], e["url"], e["where"], e["words"]) for e in orjson.loads(evidence)]
        ),
        source_comment,
        target_comment,
        source_published,
        target_published,
        bool(later_edit),
        bond,
        bond_words,
        bond_texts,
        bond_days,
        bond_links,
    )
