"""Passages that two texts share, and where they stand in both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from crawler.archive.fingerprints import LONGEST, parts_of, words_in
from crawler.archive.words import tokens

#: A passage has so many words; a sign of a script without spaces is a part of one.
FEWEST = 8.0
#: So many words may be changed or left out in a row; where an ellipsis says so, many more.
CHANGED, LEFT_OUT = 4, 80
#: So great a part of a passage is the same in both texts, and `FEWEST` words at least; in one of
#: just so many, one may be changed.
SAME = 0.7
#: So many words in a row are looked for.
SEED = 3
#: Words that a text repeats more often than this say nothing of where it quotes, and so many open
#: passages are looked at.
_REPEATED, _OPEN = 4, 12

_ELLIPSIS = re.compile(r"\.\.\.|…")


class Words:
    """A text as passages are looked for: its words, folded.

    A sign of a script without spaces is a word by itself, of less weight. ``seeds`` are all three
    words in a row.
    """

    def __init__(self, text: str) -> None:
        """Take a text apart, a very long one as far as fingerprints go."""
        self.text = text[:LONGEST]
        self.words, self.weights = words_in(self.text)
        self.seeds = frozenset(self.runs())

    def runs(self) -> Iterator[tuple[str, ...]]:
        """Each three words in a row."""
        return zip(self.words, self.words[1:], self.words[2:], strict=False)

    def weight(self, place: tuple[int, int]) -> float:
        """How many words stand from one place to another."""
        start, end = place
        return float(end - start) if self.weights is None else sum(self.weights[start:end])

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """From and to which character of the text each word stands."""
        found: list[tuple[int, int]] = []
        for token in tokens(self.text):
            parts = parts_of(token.word) if self.weights is not None else (token.word,)
            if len(parts) == 1:
                found.append((token.start, token.end))
                continue
            # Folding keeps the length of what has no case.
            found += ((at, at + 1) for at in range(token.start, token.start + len(parts)))
        return found

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The words before which an ellipsis stands."""
        if "…" not in self.text and "..." not in self.text:
            return frozenset()
        return frozenset(
            at + 1
            for at, ((_, end), (start, _)) in enumerate(pairwise(self.places))
            if start > end and _ELLIPSIS.search(self.text, end, start)
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: from and to which word in the one and in the other text, and its same words."""

    here: tuple[int, int]
    there: tuple[int, int]
    same: float


@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> Words:
    """The words of a text; the same texts are compared with many others."""
    return Words(text)


def shared(here: Words, there: Words) -> list[Passage]:
    """The passages of `FEWEST` words or more that both texts hold, in the order of the first.

    A few words in a row may be changed, and more left out where an ellipsis says so in either.
    """
    common = here.seeds & there.seeds
    if len(common) < SEED:
        return []
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for target, seed in enumerate(there.runs()):
        if seed in common:
            at[seed].append(target)
    chains: list[list[tuple[int, int]]] = []
    for place, seed in enumerate(here.runs()):
        if seed in common:
            for target in at[seed] if len(at[seed]) <= _REPEATED else ():
                _extend(chains, (place, target), (here.gaps, there.gaps))
    found = [_passage(chain, here, there) for chain in chains]
    return sorted(_apart(passage for passage in found if passage), key=lambda one: one.here)


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
        reach = CHANGED + SEED
        if max(steps) <= reach:
            chain.append(match)
            return
        cut = any(
            not gaps[side].isdisjoint(range(chain[-1][side] + 1, match[side] + SEED))
            for side in (0, 1)
        )
        if cut and min(steps) <= reach and max(steps) <= LEFT_OUT:
            chain.append(match)
            return
    chains.append([match])


def _passage(chain: Sequence[tuple[int, int]], here: Words, there: Words) -> Passage | None:
    one = (chain[0][0], chain[-1][0] + SEED)
    other = (chain[0][1], chain[-1][1] + SEED)
    span = here.weight(one)
    if span < FEWEST or there.weight(other) < FEWEST:
        return None
    matched = {at for place, _ in chain for at in range(place, place + SEED)}
    same = sum(here.weight((at, at + 1)) for at in matched)
    least = FEWEST if span > FEWEST else FEWEST - 1
    if same < max(SAME * span, least):
        return None
    return Passage(one, other, same)


def _apart(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, longest first, without those that lie within what was given."""
    given: list[Passage] = []
    for passage in sorted(passages, key=lambda one: (-one.same, one.here, one.there)):
        start, end = passage.here
        if not any(start < one.here[1] and one.here[0] < end for one in given):
            given.append(passage)
            yield passage
