"""Sending documents in bulks: what is busy is asked again, what is poison is found and told.

The rules are measured ones: an answer of 429 or 503, for a whole bulk or for one document, is
worth waiting for; a bulk that is refused again and again is halved, since it may be larger than
what the server takes at all; one that is refused as such (400, 413) is cut in two until the one
document that spoils it is found.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

import orjson
from elasticsearch import ApiError, Elasticsearch

from crawler.archive.elastic.client import BUSY, reason
from crawler.errors import ArchiveError, ArchiveUnreachable

#: A bulk is at most so many documents and bytes.
DOCUMENTS = 1000
BYTES = 5_000_000
#: How long a refused bulk is asked again before it is given up, in seconds.
PATIENCE = 120.0
#: So often a bulk is refused before it is halved.
_REFUSALS = 3
_ANSWER = "items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason"
_PREVIEW = ". Preview of field's value"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 10.0


class Sent(Enum):
    """What became of a document."""

    DONE = "done"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Action:
    """One document to write: ``index``, ``create``, ``update`` or ``delete``.

    With ``version``, as `Store.get` gave it, only if nobody else has written it since.
    """

    op: str
    index: str
    id: str
    document: dict[str, Any] | None = None
    version: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action, and the server's reason where it was refused."""

    action: Action
    sent: Sent
    reason: str = ""


_Packed = tuple[Action, bytes]


class Sender:
    """Sends actions and waits out what is only busy. ``clock`` and ``sleep`` can be simulated."""

    def __init__(
        self,
        client: Elasticsearch,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self.patience = patience
        self._clock = clock
        self._sleep = sleep
        self._require_alias = True

    def send(self, actions: Iterable[Action], *, require_alias: bool = True) -> Iterator[Outcome]:
        """Write documents, a thousand at a time, and tell of each what became of it.

        With ``require_alias`` no index is made by the way when the one that is meant is gone.

        Raises `ArchiveUnreachable` when the server takes nothing more, and what the client raises
        when it is away; what was told before is written, what was not may be.
        """
        self._require_alias = require_alias
        for chunk in _chunks(actions):
            yield from self._send(chunk, self._clock() + self.patience)

    def _send(self, chunk: Sequence[_Packed], deadline: float) -> Iterator[Outcome]:
        waiting, pause, refusals = chunk, _FIRST_PAUSE, 0
        while waiting:
            try:
                told, busy, said = self._asked(waiting)
            except ApiError as error:
                yield from self._searched(waiting, error, deadline)
                return
            yield from told
            if not busy:
                return
            refusals = refusals + 1 if not told else 0
            waiting = busy
            if self._clock() > deadline:
                raise ArchiveUnreachable(
                    f"Elasticsearch took no more documents for {self.patience:.0f} s ({said})",
                    "What was read is kept; try again when the server has room",
                )
            self._sleep(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, _LONGEST_PAUSE)
            if refusals >= _REFUSALS and len(waiting) > 1:
                for half in _halves(waiting):
                    yield from self._send(half, deadline)
                return

    def _asked(self, chunk: Sequence[_Packed]) -> tuple[list[Outcome], Sequence[_Packed], str]:
        """What became of a chunk, what of it is to be asked again, and why.

        Raises `ApiError` for a chunk that is refused as such.
        """
        try:
            answer = self._ask(chunk)
        except ApiError as error:
            if error.meta.status in BUSY:
                return [], chunk, reason(error)
            raise
        told: list[Outcome] = []
        busy: list[_Packed] = []
        said = ""
        for packed, item in zip(chunk, answer, strict=True):
            outcome = _outcome(packed[0], item)
            if outcome is None:
                busy.append(packed)
                said = _told(item)
            else:
                told.append(outcome)
        return told, busy, said

    def _ask(self, chunk: Sequence[_Packed]) -> Sequence[dict[str, Any]]:
        answer = self._client.bulk(
            operations=cast(Any, [lines for _, lines in chunk]),
            require_alias=self._require_alias,
            filter_path=_ANSWER,
        )
        return [next(iter(item.values())) for item in answer["items"]]

    def _searched(
        self, chunk: Sequence[_Packed], error: ApiError, deadline: float
    ) -> Iterator[Outcome]:
        if error.meta.status not in (400, 413):
            raise error
        if len(chunk) == 1:
            yield Outcome(chunk[0][0], Sent.REFUSED, f"{error.meta.status} {reason(error)}")
            return
        for half in _halves(chunk):
            yield from self._send(half, deadline)


def _chunks(actions: Iterable[Action]) -> Iterator[list[_Packed]]:
    chunk: list[_Packed] = []
    size = 0
    for action in actions:
        lines = _lines(action)
        if chunk and (len(chunk) == DOCUMENTS or size + len(lines) > BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append((action, lines))
        size += len(lines)
    if chunk:
        yield chunk


def _halves(chunk: Sequence[_Packed]) -> tuple[Sequence[_Packed], Sequence[_Packed]]:
    middle = len(chunk) // 2
    return chunk[:middle], chunk[middle:]


def _lines(action: Action) -> bytes:
    head: dict[str, Any] = {"_index": action.index, "_id": action.id}
    if action.version is not None:
        head["if_seq_no"], head["if_primary_term"] = action.version
    if action.op == "update":
        head["retry_on_conflict"] = 10
    first = orjson.dumps({action.op: head})
    return first if action.document is None else b"%b\n%b" % (first, orjson.dumps(action.document))


def _outcome(action: Action, item: dict[str, Any]) -> Outcome | None:
    """What became of an action; ``None`` when it has to be asked again."""
    status = item["status"]
    if status < 300 or (status == 404 and _is_gone(action, item)):
        return Outcome(action, Sent.DONE)
    if status == 409:
        return Outcome(action, Sent.CONFLICT)
    # An index that is blocked for writing (403) is being re-indexed or was made read-only.
    if status in BUSY or (status == 403 and "block" in _told(item)):
        return None
    if status in (401, 403, 404):
        raise ArchiveError(
            f"Elasticsearch does not take documents into {action.index} ({status}, {_told(item)})",
            "Look at it with: threadhop archive status",
        )
    return Outcome(action, Sent.REFUSED, f"{status} {_told(item)}")


def _is_gone(action: Action, item: dict[str, Any]) -> bool:
    """True where a document is not there to be deleted or changed, which is as good."""
    kind = item.get("error", {}).get("type")
    return (action.op == "delete" and kind is None) or kind == "document_missing_exception"


def _told(item: dict[str, Any]) -> str:
    error = item.get("error", {})
    said, preview, _ = f"{error.get('type')}: {error.get('reason')}".partition(_PREVIEW)
    cause = error.get("caused_by", {}).get("reason")
    # What somebody wrote belongs into no log; the cause repeats what the preview shows.
    return (said + (f" ({cause})" if cause and not preview else ""))[:300]
