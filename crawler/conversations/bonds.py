"""How closely the two posts of a hop belong together, and which hops carry a conversation on.

Links alone join half of the web: a round-up names thirty posts that have nothing to do with each
other, an old reference is named by everybody. The rule is told in `docs/researcher/hops.md`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.archive.words import tokens
from crawler.conversations.order import Span
from crawler.model import Hop, HopKind, Link

#: A hop of a weaker bond carries no conversation on.
CARRIES = 0.5
#: An address that more posts than this refer to is a reference, for a hop over more days than this
#: and of a weaker bond than this.
CROWD, LONG, CLOSE = 20, 365, 0.75
#: A text that leads to no more addresses than this is no round-up.
FEW = 10
#: So many words around a link, or so great a likeness, say that a post is spoken of.
SPOKEN, ALIKE = 25, 0.3
#: Kinds by which somebody says that they take part.
STATED = frozenset({HopKind.REPLY, HopKind.REPOST, HopKind.COMMENTER, HopKind.QUOTE})

# Of long texts so much is compared, and of long lists of links so many are looked at.
_COMPARED, _BESIDE = 20_000, 500
_SHORT = 5
#: From here on scripts put no spaces between words (CJK Radicals Supplement and what follows).
_UNSPACED = "\u2e80"


@dataclass(frozen=True, slots=True)
class Bond:
    """A bond and what it is made of, as the columns of `Hop` hold it."""

    strength: float
    words: int | None
    texts: float | None
    days: int | None
    links: int | None


def bond(
    links: Sequence[Link],
    beside: Collection[Link] | None,
    texts: tuple[str, str],
    times: tuple[Span | None, Span | None],
) -> Bond:
    """The bond of two posts of which one has these links to the other.

    ``beside`` are all links of the text that holds them, ``None`` where it was not read. ``texts``
    and ``times`` are those of the two; an empty text is like none.
    """
    count = None if beside is None else len({link.url.partition("#")[0] for link in beside})
    words = max((_words_about(link, beside or ()) for link in links), default=None)
    alike = _likeness(*texts) if all(texts) else None
    one, other = times
    days = None if one is None or other is None else abs((one.start - other.start).days)
    spoken = min((words or 0) / SPOKEN, (alike or 0) / ALIKE, 1.0)
    strength = 1.0 if count is None or count <= FEW else (FEW / count) ** 2
    if days is not None and days > LONG:
        strength = min(strength, 0.5 + spoken / 2)
    return Bond(round(max(strength, spoken), 4), words, alike, days, count)


def carries(bond: float, days: int | None, others: int) -> bool:
    """Whether a hop carries the conversation on to the post at its other end.

    ``others`` is how many posts refer to its target; it matters only where `is_doubtful`.
    """
    return bond >= CARRIES and not (others > CROWD and is_doubtful(bond, days))


def is_doubtful(bond: float, days: int | None) -> bool:
    """Whether it depends on how many others refer to the target, if a hop carries."""
    return CARRIES <= bond < CLOSE and days is not None and days > LONG


def why_loose(hop: Hop, others: int) -> str:
    """Why a hop does not carry, for a person."""
    if hop.bond < CARRIES:
        return f"one of {hop.bond_links or 'many'} links, with little about it"
    return f"to something {hop.bond_days or 0:,} days apart that {others:,} posts name"


def _words_about(link: Link, beside: Collection[Link]) -> int:
    """How many words stand around a link that belong neither to it nor to another link."""
    around = link.around
    for other in (link, *list(beside)[:_BESIDE]):
        if other.words:
            around = around.replace(other.words, " ")
    return sum(1 for _ in _words(around))


def _likeness(one: str, other: str) -> float:
    """|A ∩ B| / √(|A| |B|) over the longer words of two texts (Ochiai 1957; the cosine of sets)."""
    left, right = _long_words(one), _long_words(other)
    size = math.sqrt(len(left) * len(right))
    return round(len(left & right) / size, 4) if size else 0.0


# The texts of a post with many hops are compared with each of theirs.
@lru_cache(maxsize=256)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(
        word for word in _words(text[:_COMPARED]) if len(word) >= _SHORT or word >= _UNSPACED
    )


def _words(text: str) -> Iterator[str]:
    """The words of a text; where no spaces part them, each two signs that follow each other."""
    for token in tokens(text):
        if token.word < _UNSPACED or len(token.word) < 2:
            yield token.word
        else:
            yield from (token.word[at : at + 2] for at in range(len(token.word) - 1))
