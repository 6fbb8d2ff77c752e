"""Passages that two texts share, and the fingerprints by which such texts are found.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms
for document fingerprinting", SIGMOD 2003): of each few neighbouring runs of words the least hash.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from crawler.archive.words import tokens

#: A passage has so many words; a sign of a script without spaces is a part of one.
FEWEST = 8.0
#: A fingerprint is made of so many words, and one is kept of each so many neighbours.
RUN, WINDOW = 4.0, 3
#: So many words may be changed or left out in a row; where an ellipsis says so, many more.
CHANGED, LEFT_OUT = 3, 80
#: So great a part of a passage is the same in both texts.
SAME = 0.7
_SEED = 3

_ELLIPSIS = re.compile(r"\.\.\.|…")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
#: Before this stand the scripts from Thai to Khmer.
_THAI_TO_KHMER = "\u2e80"


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or a sign of a script without spaces: how much of a word, and where it stands."""

    word: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: from and to which unit in the one and in the other text, and its same words."""

    here: tuple[int, int]
    there: tuple[int, int]
    same: float


def units(text: str) -> list[Unit]:
    """What passages are counted by; case and punctuation do not count.

    A Chinese or Japanese sign is half a word, a Thai one a quarter.

    >>> [(unit.word, unit.weight) for unit in units("Don't, 你好")]
    [('don', 1.0), ('t', 1.0), ('你', 0.5), ('好', 0.5)]
    """
    found: list[Unit] = []
    for token in tokens(text):
        if not _UNSPACED.search(token.word):
            found.append(Unit(token.word, 1.0, token.start, token.end))
            continue
        for at in range(token.start, token.end):
            sign = text[at]
            found.append(Unit(sign.lower(), 0.25 if sign < _THAI_TO_KHMER else 0.5, at, at + 1))
    return found


def prints(of: Sequence[Unit]) -> dict[int, int]:
    """The fingerprints of a text, each with the unit at which it first begins.

    Two texts that share `RUN` + `WINDOW` - 1 words in a row share one of them.
    """
    hashes = list(_hashes(of))
    kept: dict[int, int] = {}
    for at in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        value, place = min((value, -place) for value, place in hashes[at : at + WINDOW])
        kept.setdefault(value, -place)
    return kept


def _hashes(of: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    end, weight = 0, 0.0
    for at, unit in enumerate(of):
        while end < len(of) and weight < RUN:
            weight += of[end].weight
            end += 1
        if weight < RUN:
            return
        run = " ".join(one.word for one in of[at:end]).encode("utf-8", "replace")
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "big", signed=True), at
        weight -= unit.weight


def shared(here: Sequence[Unit], text: str, there: Sequence[Unit], other: str) -> list[Passage]:
    """The passages of `FEWEST` words or more that both texts hold, in the order of the first.

    A few words in a row may be changed, and more left out where an ellipsis says so in either.
    """
    gaps = (_gaps(here, text), _gaps(there, other))
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(there) - _SEED + 1):
        at[_seed(there, place)].append(place)
    chains: list[list[tuple[int, int]]] = []
    for place in range(len(here) - _SEED + 1):
        for target in at.get(_seed(here, place), ())[:20]:
            _extend(chains, (place, target), gaps)
    found = [_passage(chain, here) for chain in chains]
    return sorted(_apart(passage for passage in found if passage), key=lambda one: one.here)


def _seed(of: Sequence[Unit], place: int) -> tuple[str, ...]:
    return tuple(unit.word for unit in of[place : place + _SEED])


def _gaps(of: Sequence[Unit], text: str) -> set[int]:
    """The units before which an ellipsis stands."""
    return {
        at + 1
        for at, (one, other) in enumerate(pairwise(of))
        if other.start - one.end > 0 and _ELLIPSIS.search(text, one.end, other.start)
    }


def _extend(
    chains: list[list[tuple[int, int]]],
    match: tuple[int, int],
    gaps: tuple[set[int], set[int]],
) -> None:
    """Put a match behind the nearest chain that it goes on from, or begin a new one."""
    for chain in reversed(chains[-40:]):
        steps = (match[0] - chain[-1][0], match[1] - chain[-1][1])
        if min(steps) < 1:
            continue
        reach = CHANGED + _SEED
        if max(steps) <= reach:
            chain.append(match)
            return
        cut = any(
            not gaps[side].isdisjoint(range(chain[-1][side] + 1, match[side] + _SEED))
            for side in (0, 1)
        )
        if cut and min(steps) <= reach and max(steps) <= LEFT_OUT:
            chain.append(match)
            return
    chains.append([match])


def _passage(chain: Sequence[tuple[int, int]], here: Sequence[Unit]) -> Passage | None:
    one = (chain[0][0], chain[-1][0] + _SEED)
    other = (chain[0][1], chain[-1][1] + _SEED)
    matched = {at for place, _ in chain for at in range(place, place + _SEED)}
    same = sum(here[at].weight for at in matched)
    span = sum(unit.weight for unit in here[slice(*one)])
    if span < FEWEST or same < SAME * span:
        return None
    return Passage(one, other, same)


def _apart(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, longest first, without those that lie within what was given."""
    given: list[Passage] = []
    for passage in sorted(passages, key=lambda one: (-one.same, one.here, one.there)):
        if not any(overlaps(passage.here, one.here) for one in given):
            given.append(passage)
            yield passage


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True where two stretches have something in common."""
    return one[0] < other[1] and other[0] < one[1]
