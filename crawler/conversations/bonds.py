"""How closely the two posts of a hop belong together, and which hops carry a conversation on.

Links alone join half of the web: a round-up names thirty posts that have nothing to do with each
other, an old reference is named by everybody. The rule is told in `docs/researcher/hops.md`.
"""

from __future__ import annotations

from crawler.model import Hop

#: A hop of a weaker bond carries no conversation on.
CARRIES = 0.5
#: An address that more posts than this refer to is a reference, for a hop over more days than this
#: and of a weaker bond than this.
CROWD, LONG, CLOSE = 20, 365, 0.75


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
    return f"to a reference {(hop.bond_days or 0) // 365} years apart that {others:,} posts name"
