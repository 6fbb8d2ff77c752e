"""All that this archive knows, piece by piece, and the taking in of another archive's pieces."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import learn, resolve, settle
from crawler.archive.elastic.documents import state_of
from crawler.archive.elastic.reading import hop_of, visit_of
from crawler.archive.elastic.records import hop_actions, run_document, visit_actions
from crawler.archive.elastic.store import Store, chunks
from crawler.archive.elastic.threads import Threads
from crawler.archive.elastic.writes import write
from crawler.archive.protocol import Finding
from crawler.archive.states import Piece, State
from crawler.model import Alias, AliasReason, Hop, Rank, Reading, Run

#: So many threads, and so many other pieces, are in hand at once.
_THREADS, _OTHERS = 50, 1000
_ALL: dict[str, Any] = {"match_all": {}}


def pieces(store: Store) -> Iterator[Piece]:
    """Everything, aliases first."""
    store.settle()
    for hit in store.frozen([schema.ALIASES], _ALL, ["url", "post_url", "reason", "key"]):
        row = hit["_source"]
        yield Alias(row["url"], row["post_url"], AliasReason(row["reason"]))
    for hit in store.frozen([schema.VISITS], _ALL, ["at", "key"]):
        row = hit["_source"]
        visit = visit_of(row, row["raw_post_url"])
        yield Finding(visit, _what_was_read(visit.url, row["source"], row["notes"]))
    yield from states(store)
    for hit in store.frozen([schema.HOPS], _ALL, ["source", "target", "kind", "key"]):
        row = hit["_source"]
        yield hop_of(row, row["source"], row["target"])
    for hit in store.frozen([schema.RUNS], _ALL, ["id", "key"]):
        yield _run(hit["_source"])


def states(store: Store) -> Iterator[State]:
    """All threads, in the order of their addresses."""
    pages = store.frozen([schema.POSTS], _ALL, ["url", "key"])
    for some in chunks(pages, _THREADS):
        comments: dict[str, list[dict[str, Any]]] = {hit["_id"]: [] for hit in some}
        for hit in store.terms(schema.COMMENTS, "post_id", comments.keys()):
            comments[hit["_source"]["post_id"]].append(hit["_source"])
        for hit in some:
            page = hit["_source"]
            state = state_of(page["url"], page, comments[hit["_id"]])
            digests = {sheet[3] for sheet in state.sheets}
            for given, got in store.get(schema.SHEETS, digests).items() if digests else ():
                state.bodies[given] = b64decode(got.document["body"])
            yield state


def take(store: Store, given: Iterable[Piece]) -> None:
    """Join pieces of another archive with what is here."""
    for kind, run in groupby(given, type):
        while some := list(islice(run, _THREADS if kind is State else _OTHERS)):
            _take(store, some)


def _take(store: Store, some: list[Any]) -> None:
    threads = Threads(store)
    if isinstance(some[0], Alias):
        learnt = learn(store, some)
        threads.merge(learnt.standing)
        settle(store, learnt)
    elif isinstance(some[0], Finding):
        write(store, visit_actions(store, some))
    elif isinstance(some[0], State):
        roots = resolve(store, {state.url for state in some})
        told: dict[str, list[State]] = {}
        for state in some:
            told.setdefault(roots[state.url], []).append(state)
        threads.take(told)
    elif isinstance(some[0], Hop):
        write(store, hop_actions(store, some))
    else:
        documents = [run_document(run) for run in some]
        write(store, [store.index(schema.RUNS, d["key"], d) for d in documents])


def _what_was_read(url: str, source: str | None, notes: list[str]) -> Reading | None:
    return None if source is None else Reading(url, source, Rank.GENERIC, notes=tuple(notes))


def _run(row: dict[str, Any]) -> Run:
    return Run(
        id=row["id"],
        crawl=row["crawl"],
        seeds=tuple(row["seeds"]),
        scope=row["scope"],
        started=row["started"],
        version=row["version"],
        options=row["options"],
        ended=row["ended"],
        exit_code=row["exit_code"],
        counts=row["counts"],
    )
