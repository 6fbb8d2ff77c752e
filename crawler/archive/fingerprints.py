"""Fingerprints of texts, by which texts that share a passage are found among any number.

They are chosen by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for
document fingerprinting", SIGMOD 2003): of each few neighbouring runs of words one is kept. Which
one is decided by its first word alone, so that only the kept runs are hashed, and long words,
which are rare ones, come first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from zlib import crc32

from crawler.archive.words import folded_words

#: A fingerprint is made of so many words, and one is kept of each so many neighbours: texts that
#: share `RUN` + `WINDOW` - 1 words in a row share a fingerprint.
RUN, WINDOW = 4, 5
#: So much of a text is looked at, in characters.
LONGEST = 200_000

#: Signs of scripts that put no spaces between words; before the second stand Thai to Khmer.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
_THAI_TO_KHMER = "\u2e80"
_LONG = 8
_KEPT = 1 << 16


def fingerprints(text: str) -> Collection[int]:
    """The fingerprints of a text, numbers of 32 bits; case and punctuation do not count."""
    return taken(text)[1].keys()


# A text is written and then looked for.
@lru_cache(maxsize=1 << 10)
def taken(text: str) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """The words of a text, and its fingerprints, each with from and to which word it is made."""
    words, weights = words_in(text)
    return words, prints(words, weights)


def words_in(text: str) -> tuple[list[str], list[float] | None]:
    """The words of a text, folded, and how much of a word each is, where not all are whole.

    A sign of a script without spaces is a word by itself: a Chinese or Japanese one is half a
    word, a Thai one a quarter. Of a very long text the beginning is looked at.

    >>> words_in("Don't, 你好")
    (['don', 't', '你', '好'], [1.0, 1.0, 0.5, 0.5])
    """
    text = text[:LONGEST]
    words = folded_words(text)
    if text.isascii() or not UNSPACED.search(text):
        return words, None
    words = [part for word in words for part in parts_of(word)]
    return words, list(map(weight_of, words))


def prints(
    words: Sequence[str], weights: Sequence[float] | None = None
) -> dict[int, tuple[int, int]]:
    """The fingerprints of these words, each with from and to which word it is made."""
    ends = _ends(words, weights)
    kept: dict[int, tuple[int, int]] = {}
    for at in _chosen([_RANKS[word] for word in words[: len(ends)]]):
        value = crc32(" ".join(words[at : ends[at]]).encode("utf-8", "replace"))
        if value not in kept:
            kept[value] = at, ends[at]
    return kept


def parts_of(word: str) -> Sequence[str]:
    """A word as passages are counted: of a script without spaces each sign by itself."""
    return word if UNSPACED.search(word) else (word,)


def weight_of(part: str) -> float:
    """How much of a word a part is: a Chinese or Japanese sign is half of one, a Thai a quarter."""
    if not UNSPACED.match(part):
        return 1.0
    return 0.25 if part < _THAI_TO_KHMER else 0.5


def _ends(words: Sequence[str], weights: Sequence[float] | None) -> Sequence[int]:
    """Where the run that begins at each word ends, for as many as have a whole run."""
    if weights is None:
        return range(RUN, len(words) + 1)
    ends: list[int] = []
    end, weight = 0, 0.0
    for own in weights:
        while end < len(words) and weight < RUN:
            weight += weights[end]
            end += 1
        if weight < RUN:
            break
        ends.append(end)
        weight -= own
    return ends


def _chosen(ranks: list[int]) -> list[int]:
    """The place of the highest of each `WINDOW` neighbours, in order."""
    if len(ranks) <= WINDOW:
        return [ranks.index(max(ranks))] if ranks else []
    places: list[int] = []
    at, best = -1, -1
    for first, new in enumerate(ranks[WINDOW - 1 :]):
        if at < first:
            window = ranks[first : first + WINDOW]
            best = max(window)
            at = first + window.index(best)
            places.append(at)
        elif new > best:
            at, best = first + WINDOW - 1, new
            places.append(at)
    return places


class _Ranks(dict[str, int]):
    """A number for each word that is greater for longer words, and else random."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        rank = min(len(word), _LONG) << 32 | crc32(word.encode("utf-8", "replace"))
        self[word] = rank
        return rank


_RANKS = _Ranks()
