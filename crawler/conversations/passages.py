"""Passages that two texts share, and where they stand in both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.archive.fingerprints import LONGEST, UNSPACED, parts_of, weight_of
from crawler.archive.words import tokens

#: A passage has so many words; a sign of a script without spaces is a part of one.
FEWEST = 8.0
#: So many words may be changed or left out in a row; where an ellipsis says so, many more.
CHANGED, LEFT_OUT = 4, 80
#: So great a part of a passage is the same in both texts, and `FEWEST` words at least; of the
#: shortest, up to so long, one may be changed.
SAME, SHORTEST = 0.7, 9.0
_SEED = 3
#: Of a run of words that a text repeats so many places are looked at, and so many open passages.
_PLACES, _OPEN = 20, 40

_ELLIPSIS = re.compile(r"\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as passages are looked for: its words, folded, and where each begins and ends.

    A sign of a script without spaces is a word by itself, of less weight. ``gaps`` are the words
    before which an ellipsis stands.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    weights: tuple[float, ...] | None
    gaps: frozenset[int]

    def weight(self, place: tuple[int, int]) -> float:
        """How many words stand from one place to another."""
        start, end = place
        return float(end - start) if self.weights is None else sum(self.weights[start:end])


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: from and to which word in the one and in the other text, and its same words."""

    here: tuple[int, int]
    there: tuple[int, int]
    same: float


@lru_cache(maxsize=1 << 9)
def words_of(text: str) -> Words:
    """The words of a text, of a very long one those of its beginning.

    >>> words_of("Don't, 你好").words
    ('don', 't', '你', '好')
    """
    text = text[:LONGEST]
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    is_unspaced = not text.isascii() and UNSPACED.search(text) is not None
    for token in tokens(text):
        if is_unspaced and UNSPACED.search(token.word):
            parts = parts_of(token.word)
            # Folding keeps the length of what has no case.
            words += parts
            starts += range(token.start, token.start + len(parts))
            ends += range(token.start + 1, token.start + 1 + len(parts))
        else:
            words.append(token.word)
            starts.append(token.start)
            ends.append(token.end)
    weights = tuple(map(weight_of, words)) if is_unspaced else None
    gaps = frozenset(_gaps(text, starts, ends))
    return Words(text, tuple(words), tuple(starts), tuple(ends), weights, gaps)


def shared(here: Words, there: Words) -> list[Passage]:
    """The passages of `FEWEST` words or more that both texts hold, in the order of the first.

    A few words in a row may be changed, and more left out where an ellipsis says so in either.
    """
    chains: list[list[tuple[int, int]]] = []
    at = _seeds(there.text)
    for place, seed in enumerate(zip(here.words, here.words[1:], here.words[2:], strict=False)):
        for target in at.get(seed, ())[:_PLACES]:
            _extend(chains, (place, target), (here.gaps, there.gaps))
    found = [_passage(chain, here, there) for chain in chains]
    return sorted(_apart(passage for passage in found if passage), key=lambda one: one.here)


@lru_cache(maxsize=1 << 8)
def _seeds(text: str) -> dict[tuple[str, ...], list[int]]:
    """Where each three words in a row stand."""
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    words = words_of(text).words
    for place, seed in enumerate(zip(words, words[1:], words[2:], strict=False)):
        at[seed].append(place)
    return dict(at)


def _gaps(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
    if "…" not in text and "..." not in text:
        return
    for at in range(1, len(starts)):
        if starts[at] - ends[at - 1] > 0 and _ELLIPSIS.search(text, ends[at - 1], starts[at]):
            yield at


def _extend(
    chains: list[list[tuple[int, int]]],
    match: tuple[int, int],
    gaps: tuple[frozenset[int], frozenset[int]],
) -> None:
    """Put a match behind the nearest chain that it goes on from, or begin a new one."""
    for chain in reversed(chains[-_OPEN:]):
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


def _passage(chain: Sequence[tuple[int, int]], here: Words, there: Words) -> Passage | None:
    one = (chain[0][0], chain[-1][0] + _SEED)
    other = (chain[0][1], chain[-1][1] + _SEED)
    span = here.weight(one)
    if span < FEWEST or there.weight(other) < FEWEST:
        return None
    matched = {at for place, _ in chain for at in range(place, place + _SEED)}
    same = sum(here.weight((at, at + 1)) for at in matched)
    least = FEWEST if span > SHORTEST else FEWEST - 1
    if same < max(SAME * span, least):
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
