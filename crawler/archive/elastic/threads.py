"""Writing of threads: what is stored, joined with what was read, by any number of writers at once.

The comments of a thread are written first and its post last, each only over the version that was
read. Whoever loses that race reads again and joins again: joining is commutative and idempotent,
so that the last to write a post has seen the comments of all the others, and a write that was cut
off is completed by being repeated.
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.archive.absorbing import POST_ID, gathered
from crawler.archive.elastic import schema
from crawler.archive.elastic.addresses import resolve
from crawler.archive.elastic.bulk import Action, Outcome, Sent
from crawler.archive.elastic.documents import (
    Document,
    documents,
    link_documents,
    post_id,
    state_of,
    with_words,
)
from crawler.archive.elastic.store import Got, Store, version_of
from crawler.archive.elastic.writes import refusal
from crawler.archive.merging import seen_post, source_class
from crawler.archive.naming import has_unnamed, packed
from crawler.archive.protocol import Changes
from crawler.archive.states import State, joined_state
from crawler.errors import ArchiveUnreachable
from crawler.model import Reading

Sighting = tuple[Reading, str]

#: So often a thread is read again because another writer was faster.
_ATTEMPTS = 60


@dataclass(slots=True)
class _Work:
    """A thread to bring up to date: what was read of it, and other posts that proved to be it."""

    url: str
    sightings: Sequence[Sighting] = ()
    others: Sequence[str] = ()
    states: Sequence[State] = ()
    removed_before: int | None = None
    links_sent: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Loaded:
    """What is stored of a thread: its documents by their ids, and what they say."""

    state: State
    stored: dict[str, Got] = field(default_factory=dict)


@dataclass(slots=True)
class _Plan:
    """What to write of one thread: first ``early``, then ``late``.

    The links of a thread that is there already come before both: were they cut off after its
    comments, nothing would tell that they lack.
    """

    is_update: bool = False
    early: list[Action] = field(default_factory=list)
    late: list[Action] = field(default_factory=list)
    links: list[Document] = field(default_factory=list)
    links_gone: list[str] = field(default_factory=list)
    old_texts: dict[str, str] = field(default_factory=dict)
    removals: int = 0


class Threads:
    """The threads that one batch touches; what was changed is counted."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.posts = self.comments = self.edited = self.removed = 0
        self._refused: list[Outcome] = []

    def absorb(self, told: Mapping[str, Sequence[Sighting]]) -> Changes:
        """Join readings, by the post's address, with what is stored.

        Raises `Refusal` when all is written but what the server will not take.
        """
        self._carry_out([_Work(url, sightings) for url, sightings in told.items()])
        # An alias that another writer learnt meanwhile made one post of two.
        moved = {url: root for url, root in resolve(self.store, told).items() if url != root}
        if moved:
            self.merge(moved)
        if self._refused:
            raise refusal(self._refused)
        return Changes(self.posts, self.comments, self.edited, self.removed)

    def take(self, states: Mapping[str, Sequence[State]]) -> None:
        """Join what another archive knows of threads, by the post's address, with what is stored.

        Raises `Refusal` when all is written but what the server will not take.
        """
        self._carry_out([_Work(url, states=known) for url, known in states.items()])
        if self._refused:
            raise refusal(self._refused)

    def merge(self, standing: Mapping[str, str]) -> None:
        """Make one thread of those whose addresses proved to stand for another; not counted."""
        counted = (self.posts, self.comments, self.edited, self.removed)
        groups: dict[str, list[str]] = {}
        for url, root in standing.items():
            groups.setdefault(root, []).append(url)
        self._carry_out([_Work(root, others=others) for root, others in groups.items()])
        self.posts, self.comments, self.edited, self.removed = counted

    def _carry_out(self, works: Sequence[_Work]) -> None:
        anew = False
        for attempt in range(_ATTEMPTS):
            works = self._attempt(works, anew=anew)
            if not works:
                return
            anew = True
            time.sleep(random.uniform(0, min(0.02 * (attempt + 1), 0.5)))
        raise ArchiveUnreachable(
            f"too many writers work on {works[0].url} at once", "Give the same command again"
        )

    def _attempt(self, works: Sequence[_Work], *, anew: bool) -> list[_Work]:
        """Write threads; returns those that have to be read again."""
        plans: list[tuple[_Work, _Plan]] = []
        loaded = self._load([url for w in works for url in (w.url, *w.others)], anew=anew)
        bodies = self._bodies(loaded.values())
        for work in works:
            plan = self._planned(work, loaded, bodies, anew=anew)
            if plan is not None:
                plans.append((work, plan))
        self._aim([link for _, plan in plans for link in plan.links])
        self._sent(
            [
                (place, action)
                for place, (_, plan) in enumerate(plans)
                if plan.is_update
                for action in self._link_actions(plan)
            ],
            plans,
        )
        lost = self._sent(
            [
                (place, action)
                for place, (_, plan) in enumerate(plans)
                for action in (
                    *plan.early,
                    *(() if plan.is_update else self._link_actions(plan)),
                )
            ],
            plans,
        )
        lost |= self._sent(
            [
                (place, action)
                for place, (_, plan) in enumerate(plans)
                if place not in lost
                for action in plan.late
            ],
            plans,
        )
        for place, (work, plan) in enumerate(plans):
            if place not in lost and work.removed_before is not None:
                self.removed += max(0, plan.removals - work.removed_before)
        return [plans[place][0] for place in sorted(lost)]

    def _load(self, urls: Collection[str], *, anew: bool) -> dict[str, _Loaded]:
        ids = {post_id(url): url for url in urls}
        pages = self.store.get(schema.POSTS, ids.keys())
        stored: dict[str, dict[str, Got]] = {given: {} for given in ids}
        # Where a post is not there, comments can only be if a write was cut off: then their
        # creation fails, and everything is looked for.
        present = list(ids) if anew else list(pages)
        if present:
            self.store.refresh(schema.COMMENTS)
        for hit in self.store.terms(schema.COMMENTS, "post_id", present, versions=True):
            got = Got(hit["_source"], version_of(hit))
            stored[got.document["post_id"]][hit["_id"]] = got
        loaded: dict[str, _Loaded] = {}
        for given, url in ids.items():
            comments = [got.document for got in stored[given].values()]
            page = pages.get(given)
            if page is not None:
                stored[given][given] = page
            state = state_of(url, page.document if page else None, comments)
            loaded[url] = _Loaded(state, stored[given])
        return loaded

    def _bodies(self, loaded: Collection[_Loaded]) -> dict[str, bytes]:
        from base64 import b64decode

        digests = {sheet[3] for thread in loaded for sheet in thread.state.sheets}
        found = self.store.get(schema.SHEETS, digests) if digests else {}
        return {given: b64decode(got.document["body"]) for given, got in found.items()}

    def _planned(
        self,
        work: _Work,
        loaded: Mapping[str, _Loaded],
        bodies: dict[str, bytes],
        *,
        anew: bool,
    ) -> _Plan | None:
        parts = [loaded[url] for url in dict.fromkeys((work.url, *work.others))]
        before = [part.state for part in parts]
        said = work.sightings or work.states
        if not said and not any(state.entries for state in before[1:]):
            return None
        fresh = {digest: body for digest, (body, _) in _kept(work.sightings).items()}
        for state in work.states:
            fresh |= state.bodies
        bodies.update(fresh)
        state = _joined_state(work, before, bodies)
        if POST_ID not in state.entries:
            return None
        if work.removed_before is None and _counts_removals(work, before[0]):
            work.removed_before = before[0].removals()
        plan = _Plan(bool(loaded[work.url].stored), removals=state.removals())
        plan.early = [self._sheet_action(digest, body) for digest, body in fresh.items()]
        stored = {given: got for part in parts for given, got in part.stored.items()}
        self._fill(plan, documents(state), stored, anew=anew)
        if anew:
            # Of what was sent in vain, some may belong to what another writer knew better.
            kept = {link["key"] for link in plan.links}
            plan.links_gone += sorted(work.links_sent - kept)
        work.links_sent |= {link["key"] for link in plan.links}
        return plan

    def _fill(
        self, plan: _Plan, new: Mapping[str, Document], stored: dict[str, Got], *, anew: bool
    ) -> None:
        kept = {document["key"] for document in new.values()}
        for given, document in new.items():
            old = stored.get(document["key"])
            name = schema.COMMENTS if given else schema.POSTS
            actions = plan.early if given else plan.late
            if old is None or old.document != document:
                actions.append(self._entry_action(name, document, old))
                if old is not None:
                    plan.old_texts[document["key"]] = old.document["text"]
            elif not anew:
                continue
            links = {link["key"]: link for link in link_documents(document)}
            was = _links_of(old)
            plan.links += [x for key, x in links.items() if anew or x != was.get(key)]
            plan.links_gone += sorted(was.keys() - links.keys())
        for given, old in stored.items():
            if given not in kept:
                is_comment = "id" in old.document
                name = schema.COMMENTS if is_comment else schema.POSTS
                action = Action("delete", self.store.alias(name), given, version=old.version)
                (plan.early if is_comment else plan.late).append(action)
                plan.links_gone += sorted(_links_of(old))

    def _entry_action(self, name: str, document: Document, old: Got | None) -> Action:
        op, version = ("create", None) if old is None else ("index", old.version)
        sent = with_words(document)
        return Action(op, self.store.alias(name), document["key"], sent, version)

    def _sheet_action(self, digest: str, body: bytes) -> Action:
        from base64 import b64encode

        document = {"key": digest, "body": b64encode(body).decode()}
        return self.store.index(schema.SHEETS, digest, document)

    def _aim(self, links: Sequence[Document]) -> None:
        """Fill in which posts links lead to, by the aliases known now."""
        known = resolve(self.store, {link["target"] for link in links}) if links else {}
        for link in links:
            link["target_url"] = known[link["target"]]
            link["target_id"] = post_id(link["target_url"])

    def _link_actions(self, plan: _Plan) -> list[Action]:
        alias = self.store.alias(schema.LINKS)
        gone = [Action("delete", alias, given) for given in plan.links_gone]
        return gone + [Action("index", alias, link["key"], link) for link in plan.links]

    def _sent(
        self, numbered: Sequence[tuple[int, Action]], plans: Sequence[tuple[_Work, _Plan]]
    ) -> set[int]:
        """Send actions of numbered threads; returns the numbers of those that lost a race."""
        lost: set[int] = set()
        number_of_action = {id(action): number for number, action in numbered}
        for outcome in self.store.send(action for _, action in numbered):
            number = number_of_action[id(outcome.action)]
            if outcome.sent is Sent.CONFLICT:
                lost.add(number)
            elif outcome.sent is Sent.REFUSED:
                self._refused.append(outcome)
            else:
                self._count(outcome.action, plans[number][1])
        return lost

    def _count(self, action: Action, plan: _Plan) -> None:
        if action.op == "create":
            if action.index == self.store.alias(schema.COMMENTS):
                self.comments += 1
            else:
                self.posts += 1
        elif action.version is not None and action.document is not None:
            self.edited += action.document["text"] != plan.old_texts[action.id]


def _kept(sightings: Sequence[Sighting]) -> dict[str, tuple[bytes, list[Sighting]]]:
    """The readings with comments without ids: the packed comments, and who read so, by digest."""
    kept: dict[str, tuple[bytes, list[Sighting]]] = {}
    for reading, at in sightings:
        if has_unnamed(reading):
            digest, body = packed(reading)
            kept.setdefault(digest, (body, []))[1].append((reading, at))
    return kept


def _joined_state(work: _Work, before: Sequence[State], bodies: Mapping[str, bytes]) -> State:
    told = State(work.url)
    told.wholes = {(source_class(r.rank), at) for r, at in work.sightings if r.whole}
    for digest, (_, read) in _kept(work.sightings).items():
        told.sheets |= {(at, int(r.rank), int(r.whole), digest) for r, at in read}
    told.bodies = dict(bodies)
    pages = [seen_post(reading, at) for reading, at in work.sightings]
    states = [*before, *work.states, told]
    return joined_state(work.url, states, gathered(work.sightings), pages)


def _links_of(old: Got | None) -> dict[str, Document]:
    return {} if old is None else {x["key"]: x for x in link_documents(old.document)}


def _counts_removals(work: _Work, before: State) -> bool:
    return POST_ID in before.entries and any(reading.whole for reading, _ in work.sightings)
