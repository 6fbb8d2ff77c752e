"""The archive in Elasticsearch, for what outgrows one file and for analysts who live there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from crawler.archive.absorbing import is_of_a_thread
from crawler.archive.address import Address, Secrets
from crawler.archive.elastic import (
    addresses,
    checking,
    export,
    indexes,
    migrating,
    people,
    pieces,
    reading,
    schema,
    searching,
    texts,
)
from crawler.archive.elastic.bulk import PATIENCE, Sender
from crawler.archive.elastic.client import clear_errors, connect
from crawler.archive.elastic.records import hop_actions, hops_gone, run_document, visit_actions
from crawler.archive.elastic.store import Store
from crawler.archive.elastic.threads import Threads
from crawler.archive.elastic.writes import write
from crawler.archive.protocol import (
    ArchiveStatus,
    Backlink,
    Bearer,
    Changes,
    Facets,
    Finding,
    Hit,
    HopKey,
    Query,
    StoredLink,
    Table,
    Text,
)
from crawler.archive.queries import check
from crawler.archive.scrubbing import scrubbed
from crawler.archive.states import Piece
from crawler.archive.words import Term
from crawler.model import Hop, Reading, Run, StoredPost, Thread, Visit


class ElasticArchive:
    """An `Archive` on a server. Any number of processes may write and read at once.

    What is written by one instance is found by it at once, by others within seconds.
    """

    def __init__(
        self,
        address: Address,
        secrets: Secrets,
        *,
        create: bool = False,
        patience: float = PATIENCE,
        retries: int = 3,
        languages: Sequence[str] = (),
        replicas: int | None = None,
        any_schema: bool = False,
    ) -> None:
        """Connect, and make the indexes if they are absent and ``create``.

        ``patience`` is how long a busy server is asked again, in seconds, ``languages`` are
        analysers of the server for new indexes. An older schema is opened with ``any_schema``
        only, to be rebuilt. Raises `ArchiveUnreachable` where no server
        answers, `ArchiveError` for no archive, another schema, or what may not be done.
        """
        self.address = address
        self.is_closed = False
        self._client = connect(address, secrets, retries=retries)
        self.store = Store(self._client, address, Sender(self._client, patience=patience))
        try:
            with clear_errors(address):
                self.made = indexes.open_indexes(
                    self.store,
                    create=create,
                    languages=languages,
                    replicas=replicas,
                    any_schema=any_schema,
                )
        except BaseException:
            self._client.close()
            raise

    def record(self, findings: Sequence[Finding]) -> Changes:
        """Store a batch; cut off, it is completed by being recorded again.

        Raises `Refusal` when all is stored but documents that the server will never take.
        """
        with clear_errors(self.address):
            findings = scrubbed(list(findings))
            readings = [(f.reading, f.visit.at) for f in findings if f.reading is not None]
            threads = Threads(self.store)
            aliases = [alias for read, _ in readings for alias in read.aliases]
            learnt = addresses.learn(self.store, aliases)
            threads.merge(learnt.standing)
            addresses.settle(self.store, learnt)
            write(self.store, visit_actions(self.store, findings))
            told: dict[str, list[tuple[Reading, str]]] = {}
            spoken = [(read, at) for read, at in readings if is_of_a_thread(read)]
            roots = addresses.resolve(self.store, {read.post_url for read, _ in spoken})
            for read, at in spoken:
                told.setdefault(roots[read.post_url], []).append((read, at))
            return threads.absorb(told) if told else Changes()

    def put_hops(self, hops: Sequence[Hop]) -> int:
        """Store hops; a hop that is known is replaced. Returns how many were new."""
        with clear_errors(self.address):
            actions = hop_actions(self.store, scrubbed(list(hops)))
            known = self.store.get(schema.HOPS, [action.id for action in actions])
            write(self.store, actions)
            return len({action.id for action in actions} - known.keys())

    def drop_hops(self, keys: Collection[HopKey]) -> None:
        """Remove hops, however the addresses of their ends are spelled."""
        with clear_errors(self.address):
            write(self.store, hops_gone(self.store, keys))

    def put_run(self, run: Run) -> None:
        """Store a run; the same id again replaces it. An ended one updates people and blogs."""
        with clear_errors(self.address):
            document = run_document(scrubbed(run))
            write(self.store, [self.store.index(schema.RUNS, document["key"], document)])
            if run.ended is not None:
                people.keep(self.store)

    def last_visit(self, url: str) -> Visit | None:
        """The newest visit of an address that was answered with a document (status 200)."""
        with clear_errors(self.address):
            return reading.last_visit(self.store, url)

    def resolve(self, urls: Collection[str]) -> dict[str, str]:
        """The post address behind each canonical address (itself where it is no alias)."""
        with clear_errors(self.address):
            return addresses.resolve(self.store, urls)

    def posts(self, urls: Collection[str]) -> dict[str, StoredPost]:
        """The stored posts at these addresses, by the post's own address."""
        with clear_errors(self.address):
            return reading.posts(self.store, urls)

    def thread(self, url: str) -> Thread | None:
        """A post with its comments, by any of its addresses."""
        with clear_errors(self.address):
            return next(reading.threads(self.store, [url]), None)

    def threads(self, urls: Collection[str]) -> Iterator[Thread]:
        """The posts at these addresses (or their aliases) with their comments, each once."""
        with clear_errors(self.address):
            yield from reading.threads(self.store, urls)

    def links_from(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links set in these posts and in their comments, authors' and linkbacks' included."""
        with clear_errors(self.address):
            yield from reading.links_from(self.store, post_urls)

    def links_to(self, post_urls: Collection[str]) -> Iterator[StoredLink]:
        """The links anywhere in the archive whose target is one of these posts."""
        with clear_errors(self.address):
            yield from reading.links_to(self.store, post_urls)

    def hops_from(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that start at these posts."""
        with clear_errors(self.address):
            yield from reading.hops_from(self.store, post_urls)

    def hops_to(self, post_urls: Collection[str]) -> Iterator[Hop]:
        """The hops that end at these posts."""
        with clear_errors(self.address):
            yield from reading.hops_to(self.store, post_urls)

    def hops_at(self, post_urls: Collection[str]) -> Iterator[Hop | Backlink]:
        """The hops that start at these posts, and `Backlink`s of others that end there."""
        with clear_errors(self.address):
            yield from reading.hops_at(self.store, post_urls)

    def texts(self, post_urls: Collection[str]) -> Iterator[Text]:
        """The texts of these posts and of the comments on them."""
        with clear_errors(self.address):
            yield from texts.texts(self.store, post_urls)

    def texts_of(self, bearers: Collection[Bearer]) -> Iterator[Text]:
        """The texts that stand there."""
        with clear_errors(self.address):
            yield from texts.texts_of(self.store, bearers)

    def bearers(self, prints: Collection[int], most: int) -> dict[int, list[Bearer]]:
        """Who bears each of these fingerprints, but for those that more than ``most`` bear."""
        with clear_errors(self.address):
            return texts.bearers(self.store, prints, most)

    def search(self, query: Query) -> Iterator[Hit]:
        """What matches; raises `UsageError` at once for a query without a word."""
        return self._hits(query, check(query))

    def _hits(self, query: Query, wanted: Sequence[Term]) -> Iterator[Hit]:
        with clear_errors(self.address):
            yield from searching.hits(self.store, query, wanted, self.made.languages)

    def facets(self, query: Query, most: int = 10) -> Facets:
        """How all that matches is spread over blogs, kinds and authors."""
        wanted = check(query)
        with clear_errors(self.address):
            return searching.facets(self.store, query, wanted, most)

    def export(self, table: Table) -> Iterator[dict[str, object]]:
        """Every row of a table, as of the moment the first is asked for."""
        with clear_errors(self.address):
            yield from export.rows(self.store, table)

    def pieces(self) -> Iterator[Piece]:
        """All that is known, for another archive to take."""
        with clear_errors(self.address):
            yield from pieces.pieces(self.store)

    def take(self, given: Iterable[Piece]) -> None:
        """Join all that another archive knows with what is here."""
        with clear_errors(self.address):
            pieces.take(self.store, given)
            people.keep(self.store)

    def problems(self) -> Iterator[str]:
        """What is stored otherwise than it should be, each in a line."""
        with clear_errors(self.address):
            yield from checking.problems(self.store)

    def rebuild(self) -> Iterator[str]:
        """Write every index anew, in the present schema, with no gap for readers; tell of each."""
        with clear_errors(self.address):
            yield from migrating.rebuild(self.store, self.made)

    @property
    def is_current(self) -> bool:
        """True when the archive has the schema of this version."""
        return self.made.schema == schema.SCHEMA

    def server_version(self) -> str:
        """The versions of the server's nodes, each once."""
        with clear_errors(self.address):
            nodes = self._client.nodes.info(filter_path="nodes.*.version")["nodes"].values()
            return ", ".join(sorted({node["version"] for node in nodes}))

    def status(self) -> ArchiveStatus:
        """Counts, size and schema version."""
        with clear_errors(self.address):
            return indexes.status(self.store, self.made)

    def close(self) -> None:
        """Let others find what was written, and release; closing twice is harmless."""
        if self.is_closed:
            return
        self.is_closed = True
        try:
            with clear_errors(self.address):
                self.store.settle()
        finally:
            self._client.close()
