"""Full-text search over posts and comments, bounded however common the words are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from crawler.archive.folding import folded
from crawler.archive.protocol import Facets, Hit, Query, Sort
from crawler.archive.queries import end_of
from crawler.archive.snippets import snippet
from crawler.archive.words import Term
from crawler.model.moment import Moment, Precision

#: Up to this many matches are sorted or weighed; of more, only the newest are looked at.
CANDIDATES = 10_000
_MATCH = "w.entry_words match ?"
_HIT = (
    'select e.kind, e.id, e.name, e.local, e."offset", e.precision, e.text, t.url, t.blog, p.title'
    " from entry e join thread t on t.post = e.post join entry p on p.pk = e.post where e.pk = ?"
)


def hits(connection: sqlite3.Connection, query: Query, wanted: Sequence[Term]) -> Iterator[Hit]:
    """What matches, in the order asked for."""
    match = " AND ".join(_expression(term) for term in wanted)
    for pk in _found(connection, query, match):
        row = connection.execute(_HIT, (pk,)).fetchone()
        shown, marks = snippet(row["text"], wanted)
        written = Moment("", row["local"], row["offset"], Precision(row["precision"]))
        yield Hit(
            kind=row["kind"],
            post_url=row["url"],
            comment_id=row["id"] or None,
            title=row["title"],
            author_name=row["name"],
            blog=row["blog"],
            published=written.utc or written.local,
            snippet=shown,
            marks=marks,
        )


def facets(
    connection: sqlite3.Connection, query: Query, wanted: Sequence[Term], most: int
) -> Facets:
    """How the hits are spread; every match is looked up, which takes a second for a million."""
    match = " AND ".join(_expression(term) for term in wanted)
    filters, values = _filters(query)
    fields = {"blog": "t.blog", "kind": "e.kind", "author": "e.name"}
    return {
        name: [
            (value, count)
            for value, count in connection.execute(
                f"select {field}, count(*) from entry_words w cross join entry e on e.pk = w.rowid"
                f" join thread t on t.post = e.post where {_MATCH}{filters}"
                f" and {field} is not null group by 1 order by 2 desc, 1 limit ?",
                (match, *values, most),
            )
        ]
        for name, field in fields.items()
    }


def _expression(term: Term) -> str:
    # A string in FTS5 is data: it is split into words by the tokenizer, and holds no operator.
    return f'"{term.text}"{"*" if term.is_prefix else ""}'


def _found(connection: sqlite3.Connection, query: Query, match: str) -> list[int]:
    filters, values = _filters(query)
    few = connection.execute(
        "select count(*) from (select 1 from entry_words where entry_words match ? limit ?)",
        (match, CANDIDATES + 1),
    ).fetchone()[0]
    if query.sort is Sort.RELEVANCE:
        return _by_relevance(connection, query, match, filters, values)
    if few <= CANDIDATES:
        # Few matches: look each up, and sort.
        source, matching = "entry_words w cross join entry e on e.pk = w.rowid", _MATCH
    elif filters or "*" in match:
        # Many, of which few may be wanted: note which match, once, and walk those wanted.
        source, matching = "entry e", f"e.pk in (select w.rowid from entry_words w where {_MATCH})"
    else:
        # Many: walk from the newest entry on, and ask of each whether it matches. (To ask that of
        # the beginning of a word costs too much for each.)
        source, matching = "entry e cross join entry_words w on w.rowid = e.pk", _MATCH
    found: list[int] = []
    for dated, order in (("<", "e.ordering desc, t.url, e.id"), ("=", "t.url, e.id")):
        rows = connection.execute(
            f"select e.pk from {source} join thread t on t.post = e.post"
            f" where {matching} and e.ordering {dated} '9999'{filters}"
            f" order by {order} limit ?",
            (match, *values, query.limit - len(found)),
        )
        found += [pk for (pk,) in rows]
        if len(found) >= query.limit:
            break
    return found


def _by_relevance(
    connection: sqlite3.Connection, query: Query, match: str, filters: str, values: list[str]
) -> list[int]:
    # bm25 of a word that stands in most entries takes seconds in a large archive, so only the
    # entries stored last are weighed where there are many.
    oldest = connection.execute(
        "select min(pk) from (select e.pk from entry_words w cross join entry e on e.pk = w.rowid"
        " join thread t on t.post = e.post"
        f" where w.entry_words match ?{filters} order by w.rowid desc limit ?)",
        (match, *values, CANDIDATES),
    ).fetchone()[0]
    rows = connection.execute(
        "select e.pk from entry_words w cross join entry e on e.pk = w.rowid"
        " join thread t on t.post = e.post"
        f" where w.entry_words match ? and w.rowid >= ?{filters}"
        " order by bm25(entry_words, 3.0, 1.0), e.ordering desc, t.url, e.id limit ?",
        (match, oldest or 0, *values, query.limit),
    )
    return [pk for (pk,) in rows]


def _filters(query: Query) -> tuple[str, list[str]]:
    asked = [
        ("t.blog = ? collate nocase", query.blog),
        ("e.signed_as = ?", folded(query.author) if query.author is not None else None),
        ("e.kind = ?", query.kind),
        ("e.ordering <> '9999' and e.ordering >= ?", (query.since or "").rstrip("Z") or None),
        # "~" sorts after all that can follow in a date, so that a day takes in its hours.
        ("e.ordering <> '9999' and e.ordering <= ?", end_of(query.until)),
    ]
    kept = [(clause, value) for clause, value in asked if value is not None]
    return "".join(f" and {clause}" for clause, _ in kept), [value for _, value in kept]
