"""The indexes of one archive as its other modules see them: get, scan, refresh, send."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from crawler.archive.address import Address
from crawler.archive.elastic.bulk import Action, Outcome, Sender

#: How many ids or terms go into one request; the server refuses more than 65,536 terms.
CHUNK = 1000
#: How many documents one page of a scan has, with their sources.
PAGE = 1000
#: How many documents a page can have at all, by the server's own rule.
MOST = 10_000
#: How long a point in time is kept open between two pages.
KEEP = "5m"

T = TypeVar("T")
#: An answer without the hits of a shard that failed would be a wrong one.
_WHOLE: dict[str, Any] = {"track_total_hits": False, "allow_partial_search_results": False}


@dataclass(frozen=True, slots=True)
class Got:
    """A stored document, and the version by which to overwrite exactly this one."""

    document: dict[str, Any]
    version: tuple[int, int]


class Store:
    """Indexes behind the aliases ``PREFIX-NAME``. What this instance wrote, it also finds."""

    def __init__(self, client: Elasticsearch, address: Address, sender: Sender) -> None:
        self.client = client
        self.address = address
        self.sender = sender
        self._unseen: set[str] = set()

    def alias(self, name: str) -> str:
        """The alias of an index."""
        return f"{self.address.prefix}-{name}"

    def get(self, name: str, ids: Collection[str]) -> dict[str, Got]:
        """The documents with these ids, as they are at this moment, also before a refresh."""
        found: dict[str, Got] = {}
        for chunk in chunks(ids):
            answer = self.client.mget(index=self.alias(name), ids=chunk)
            for item in answer["docs"]:
                if item.get("found"):
                    version = (item["_seq_no"], item["_primary_term"])
                    found[item["_id"]] = Got(item["_source"], version)
        return found

    def refresh(self, *names: str) -> None:
        """Let searches find all that was acknowledged, by whoever wrote it."""
        self.client.indices.refresh(index=[self.alias(name) for name in names])
        self._unseen.difference_update(names)

    def settle(self, *names: str) -> None:
        """Let searches find what this instance wrote."""
        unseen = self._unseen.intersection(names) if names else set(self._unseen)
        if unseen:
            self.refresh(*sorted(unseen))

    def send(self, actions: Iterable[Action], *, require_alias: bool = True) -> Iterator[Outcome]:
        """Write documents and tell of each what became of it (`Sender.send`)."""
        start = len(self.address.prefix) + 1
        for outcome in self.sender.send(actions, require_alias=require_alias):
            self._unseen.add(outcome.action.index[start:])
            yield outcome

    def index(self, name: str, id_: str, document: dict[str, Any]) -> Action:
        """An action that writes a document, whatever is there."""
        return Action("index", self.alias(name), id_, document)

    def terms(
        self, name: str, field: str, values: Collection[str], *, versions: bool = False
    ) -> Iterator[Mapping[str, Any]]:
        """The hits whose field has one of these values, without order.

        What is written meanwhile by others may show or not.
        """
        for chunk in chunks(values):
            yield from self.scan([name], {"terms": {field: chunk}}, ["key"], versions=versions)

    def scan(
        self,
        names: Sequence[str],
        query: Mapping[str, Any],
        sort: Sequence[Any],
        *,
        versions: bool = False,
        size: int = PAGE,
        **more: Any,
    ) -> Iterator[Mapping[str, Any]]:
        """Hits in an order that is different for any two of them, page by page.

        Without a point in time: a page begins after the last hit of the one before.
        """
        yield from self.scan_index(
            ",".join(map(self.alias, names)), query, sort, versions=versions, size=size, **more
        )

    def scan_index(
        self,
        index: str,
        query: Mapping[str, Any],
        sort: Sequence[Any],
        *,
        versions: bool = False,
        size: int = PAGE,
        **more: Any,
    ) -> Iterator[Mapping[str, Any]]:
        """Like `scan`, in an index by its own name."""
        after = None
        while True:
            answer = self.client.search(
                index=index,
                query=query,
                sort=sort,
                size=size,
                search_after=after,
                seq_no_primary_term=versions,
                **_WHOLE,
                **more,
            )
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]

    def frozen(
        self, names: Sequence[str], query: Mapping[str, Any], sort: Sequence[Any], **more: Any
    ) -> Iterator[Mapping[str, Any]]:
        """Like `scan`, but of one moment: what is written meanwhile does not show."""
        indexes = ",".join(map(self.alias, names))
        moment = self.client.open_point_in_time(index=indexes, keep_alive=KEEP)["id"]
        try:
            after = None
            while True:
                answer = self.client.search(
                    pit={"id": moment, "keep_alive": KEEP},
                    query=query,
                    sort=sort,
                    size=PAGE,
                    search_after=after,
                    **_WHOLE,
                    **more,
                )
                moment = answer["pit_id"]
                hits = answer["hits"]["hits"]
                yield from hits
                if len(hits) < PAGE:
                    return
                after = hits[-1]["sort"]
        finally:
            self._forget(moment)

    def count(self, name: str) -> int:
        """How many documents an index has."""
        return int(self.client.count(index=self.alias(name))["count"])

    def _forget(self, moment: str) -> None:
        try:
            self.client.close_point_in_time(id=moment)
        except NotFoundError:
            pass
        except ApiError:
            # It closes by itself after a while, and must not hide why we are here.
            pass


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists that fit into one request."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def version_of(hit: Mapping[str, Any]) -> tuple[int, int]:
    """The version of a hit that was asked for with versions."""
    return hit["_seq_no"], hit["_primary_term"]
