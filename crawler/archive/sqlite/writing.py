"""Recording of a batch of findings: visits, aliases, then the threads that were read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from crawler.archive.absorbing import is_of_a_thread
from crawler.archive.protocol import Changes, Finding
from crawler.archive.sqlite import addresses
from crawler.archive.sqlite.statements import chunks
from crawler.archive.sqlite.threads import Batch
from crawler.model import Reading, Run, key

_VISIT = (
    "insert or ignore into visit (digest, url, at, status, run, post_url, note, etag,"
    " last_modified, body_digest, size, via, warc, warc_offset, source, notes)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def record(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Changes:
    """Write a batch, inside a transaction of the caller's."""
    put_visits(connection, findings)
    readings = [(f.reading, f.visit.at) for f in findings if f.reading is not None]
    addresses.learn(connection, [alias for reading, _ in readings for alias in reading.aliases])
    told: dict[str, list[tuple[Reading, str]]] = {}
    spoken = [(reading, at) for reading, at in readings if is_of_a_thread(reading)]
    roots = addresses.resolve(connection, {reading.post_url for reading, _ in spoken})
    for reading, at in spoken:
        told.setdefault(roots[reading.post_url], []).append((reading, at))
    stored = {
        url: post
        for chunk in chunks(told)
        for url, post in connection.execute(
            "select url, post from thread where url in (select value from json_each(?))", (chunk,)
        )
    }
    batch = Batch(connection)
    for url, sightings in told.items():
        batch.absorb(url, stored.get(url), sightings)
    batch.finish()
    return Changes(batch.posts, batch.comments, batch.edited, batch.removed)


def put_visits(connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Store the visits of findings; known ones are stored already."""
    connection.executemany(_VISIT, [_visit_row(finding) for finding in findings])


def put_run(connection: sqlite3.Connection, run: Run) -> None:
    """Store a run; the same id again replaces it."""
    connection.execute(
        "insert or replace into run (id, crawl, seeds, scope, started, version, options, ended,"
        " exit_code, counts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.id, run.crawl, json.dumps(run.seeds), run.scope, run.started, run.version,
            json.dumps(dict(run.options), default=str, sort_keys=True), run.ended, run.exit_code,
            json.dumps(dict(run.counts), sort_keys=True),
        ),
    )  # fmt: skip


def _visit_row(finding: Finding) -> tuple[object, ...]:
    visit, reading = finding.visit, finding.reading
    row = (
        visit.url, visit.at, visit.status, visit.run, visit.post_url, visit.note, visit.etag,
        visit.last_modified, visit.digest, visit.size, visit.via, visit.warc, visit.warc_offset,
        reading.source if reading else None,
        json.dumps(reading.notes, ensure_ascii=False) if reading and reading.notes else None,
    )  # fmt: skip
    return (key("visit", *map(str, row)), *row)
