"""All that an archive knows, in pieces that any other archive takes: for copies and comparisons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import orjson

from crawler.archive.absorbing import POST_ID, joined, pure_of
from crawler.archive.entries import Entry, number_of
from crawler.archive.merging import Known, join_all
from crawler.archive.naming import named_anew
from crawler.archive.protocol import Archive, Finding, Table
from crawler.model import Alias, Hop, Run

#: A whole reading of a thread: the class of its source and when it was.
Whole = tuple[int, str]
#: A reading with comments without ids: when, its rank, whether it was whole, its body's digest.
Sheet = tuple[str, int, int, str]


@dataclass(slots=True)
class State:
    """All that is known of a thread: its entries (the post under its empty id) and readings.

    ``bodies`` are those of the sheets, packed, by their digests.
    """

    url: str
    entries: dict[str, Entry] = field(default_factory=dict)
    wholes: set[Whole] = field(default_factory=set)
    sheets: set[Sheet] = field(default_factory=set)
    bodies: dict[str, bytes] = field(default_factory=dict)

    def removed(self, entry: Entry) -> str | None:
        """When an entry was found gone: the first whole reading that lacked it."""
        known = entry.known
        gone = [at for shown, at in self.wholes if at > known.last and shown & known.shown]
        return min(gone, default=None)

    def removals(self) -> int:
        """How many comments are gone."""
        if not self.wholes:
            return 0
        return sum(bool(self.removed(e)) for given, e in self.entries.items() if given != POST_ID)


#: What an archive is made of. A `Finding` is a visit here, without what was read.
Piece = Alias | Finding | State | Hop | Run


class Copied(Protocol):
    """An archive that gives and takes all that it knows, and can be checked against itself."""

    def pieces(self) -> Iterator[Piece]:
        """Everything, aliases first."""

    def take(self, pieces: Iterable[Piece]) -> None:
        """Join pieces of another archive with what is here."""

    def problems(self) -> Iterator[str]:
        """What is stored otherwise than it should be, each in a line."""


def joined_state(
    url: str, states: Sequence[State], read: Mapping[str, Known], pages: Iterable[Known]
) -> State:
    """A thread of all that states say of it, and of what was read besides (``read``, ``pages``).

    It has no post, and so is none, where nobody said anything of its post.
    """
    state = State(url)
    pure = dict(read)
    known = list(pages)
    for old in states:
        state.wholes |= old.wholes
        state.sheets |= old.sheets
        state.bodies |= old.bodies
        pure = joined(pure_of(old.entries), pure)
        if POST_ID in old.entries:
            known.append(old.entries[POST_ID].known)
    if state.sheets:
        in_order = sorted(state.sheets, key=lambda s: (s[0], -s[1], s[3], s[2]))
        kept = [(at, rank, whole, state.bodies[digest]) for at, rank, whole, digest in in_order]
        state.entries = named_anew(pure, kept)
    else:
        state.entries = {given: Entry(given, k, number_of(given)) for given, k in pure.items()}
    if known:
        state.entries[POST_ID] = Entry(POST_ID, join_all(known))
    return state


def digest(archive: Archive) -> str:
    """A digest of all content; equal for archives that know the same, of whatever kind."""
    whole = hashlib.sha256()
    for line in lines(archive):
        whole.update(line)
        whole.update(b"\n")
    return whole.hexdigest()


def lines(archive: Archive) -> Iterator[bytes]:
    """All content as lines of JSON, in an order that is the same for every archive."""
    for table in Table:
        for row in archive.export(table):
            yield orjson.dumps([table.value, row], option=orjson.OPT_SORT_KEYS)
    for state in cast(Copied, archive).pieces():
        if isinstance(state, State):
            yield orjson.dumps(["thread", _plain(state)], option=orjson.OPT_SORT_KEYS)


def _plain(state: State) -> dict[str, Any]:
    return {
        "url": state.url,
        "wholes": sorted(state.wholes),
        "sheets": sorted(state.sheets),
        "entries": {
            given: [_known(entry.known), _known(entry.named), entry.number, entry.derived]
            for given, entry in state.entries.items()
        },
    }


def _known(known: Known | None) -> list[Any] | None:
    if known is None:
        return None
    texts = {
        text: {str(rank): list(span) for rank, span in seen.items()}
        for text, seen in known.texts.items()
    }
    stamps = {name: list(stamp) for name, stamp in known.stamps.items()}
    return [known.first, known.last, known.shown, known.fields, stamps, texts]
