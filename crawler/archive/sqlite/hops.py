"""Hops: stored one per source, target and kind, and given back with aliases undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import Literal

from crawler.archive.sqlite import addresses
from crawler.archive.sqlite.statements import chunks
from crawler.model import Evidence, Hop, HopKind


def put_hops(connection: sqlite3.Connection, hops: Sequence[Hop]) -> int:
    """Store hops, a known one again in its new form; returns how many were new."""
    before = connection.total_changes
    rows = [_row(hop) for hop in hops]
    connection.executemany(
        "insert or ignore into hop (source, target, kind, cross_blog, confidence, confirmed,"
        " evidence, source_comment_id, target_comment_id, source_published, target_published,"
        " later_edit) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    new = connection.total_changes - before
    connection.executemany(
        "update hop set cross_blog = ?, confidence = ?, confirmed = ?, evidence = ?,"
        " source_comment_id = ?, target_comment_id = ?, source_published = ?,"
        " target_published = ?, later_edit = ? where source = ? and target = ? and kind = ?",
        [(*row[3:], *row[:3]) for row in rows],
    )
    return new


def hops_at(
    connection: sqlite3.Connection,
    ends: Sequence[Literal["source", "target"]],
    urls: Collection[str],
) -> Iterator[Hop]:
    """The hops of which one of ``ends`` is one of these posts, by any of its addresses.

    Where two hops prove to be one since their addresses are aliases, the surer one is given.
    """
    spelled = addresses.spellings(connection, urls)
    found: dict[tuple[str, str, str], sqlite3.Row] = {}
    for end, chunk in product(ends, chunks(sorted(spelled))):
        rows = connection.execute(
            f"select * from hop where {end} in (select value from json_each(?))", (chunk,)
        ).fetchall()
        known = addresses.resolve(connection, {r[side] for r in rows for side in (0, 1)})
        for row in rows:
            pair = (known[row["source"]], known[row["target"]], row["kind"])
            if pair[0] != pair[1] and (pair not in found or _surer(row, found[pair])):
                found[pair] = row
    for (source, target, _), row in sorted(found.items(), key=lambda item: item[0]):
        yield hop_of(source, target, row)


def _surer(row: sqlite3.Row, other: sqlite3.Row) -> bool:
    return (-row["confidence"], row["source"], row["target"]) < (
        -other["confidence"],
        other["source"],
        other["target"],
    )


def _row(hop: Hop) -> tuple[object, ...]:
    evidence = [
        {"kind": e.kind, "url": e.url, "where": e.where, "words": e.words} for e in hop.evidence
    ]
    return (
        hop.source_url, hop.target_url, hop.kind.value, int(hop.cross_blog), hop.confidence,
        int(hop.confirmed), json.dumps(evidence, ensure_ascii=False), hop.source_comment_id,
        hop.target_comment_id, hop.source_published, hop.target_published, int(hop.later_edit),
    )  # fmt: skip


def hop_of(source: str, target: str, row: sqlite3.Row) -> Hop:
    """The hop of a row, between these posts."""
    return Hop(
        source_url=source,
        target_url=target,
        kind=HopKind(row["kind"]),
        cross_blog=bool(row["cross_blog"]),
        confidence=row["confidence"],
        confirmed=bool(row["confirmed"]),
        evidence=tuple(Evidence(**item) for item in json.loads(row["evidence"])),
        source_comment_id=row["source_comment_id"],
        target_comment_id=row["target_comment_id"],
        source_published=row["source_published"],
        target_published=row["target_published"],
        later_edit=bool(row["later_edit"]),
    )
