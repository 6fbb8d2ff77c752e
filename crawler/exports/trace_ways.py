"""The ways that join the posts of a trace: the hops of a pair of posts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.exports.traced import Traced
from crawler.model import Hop, HopKind, Step, StoredComment, Thread


class Manner(StrEnum):
    """What kind of evidence shows a hop, as far as a line in a picture can tell it apart."""

    ANSWER = "answer"
    LINK = "link"
    COMMENT = "comment"
    PING = "ping"
    CARRIED = "carried"
    QUOTE = "quote"


_MANNERS: Mapping[HopKind, Manner] = {
    HopKind.REPLY: Manner.ANSWER,
    HopKind.REPOST: Manner.ANSWER,
    HopKind.VIA: Manner.ANSWER,
    HopKind.LINK: Manner.LINK,
    HopKind.COMMENT_LINK: Manner.COMMENT,
    HopKind.TRACKBACK: Manner.PING,
    HopKind.PINGBACK: Manner.PING,
    HopKind.WEBMENTION: Manner.PING,
    HopKind.COMMENTER: Manner.CARRIED,
    HopKind.QUOTE: Manner.QUOTE,
}


@dataclass(frozen=True, slots=True)
class Way:
    """The hops from one post to another, the most telling kind first."""

    source_url: str
    target_url: str
    hops: Sequence[Hop]

    @property
    def manner(self) -> Manner:
        """What the most telling of the hops rests on."""
        return _MANNERS[self.hops[0].kind]

    @property
    def is_brought(self) -> bool:
        """True when the evidence is another, and a commenter on the target wrote the source too."""
        return self.manner is not Manner.CARRIED and any(
            hop.kind is HopKind.COMMENTER for hop in self.hops
        )

    @property
    def confidence(self) -> float:
        """That of the surest hop."""
        return max(hop.confidence for hop in self.hops)


def ways_of(step: Step) -> Iterator[Way]:
    """The ways that join a post to posts before it in the reading order, its parent's first."""
    ways: dict[tuple[str, str], list[Hop]] = defaultdict(list)
    for hop in (*step.hops, *step.also):
        ways[hop.source_url, hop.target_url].append(hop)
    return (Way(source, target, hops) for (source, target), hops in ways.items())


def all_ways(traced: Traced) -> list[Way]:
    """Every way of a conversation once, in reading order."""
    return [way for step in traced.steps for way in ways_of(step)]


def carriers(
    threads: Mapping[str, Thread], hops: Sequence[Hop]
) -> Mapping[str, Mapping[str, StoredComment]]:
    """The comments that hops name, by post and id; every post has an entry."""
    named: dict[str, set[str | None]] = {url: set() for url in threads}
    for hop in hops:
        named[hop.source_url].add(hop.source_comment_id)
        named[hop.target_url].add(hop.target_comment_id)
    return {
        url: {
            stored.comment.id: stored
            for stored in (threads[url].comments if ids - {None} else ())
            if stored.comment.id in ids
        }
        for url, ids in named.items()
    }


def carrier(hop: Hop, known: Mapping[str, Mapping[str, StoredComment]]) -> StoredComment | None:
    """The comment that a hop names, out of `carriers`."""
    if hop.source_comment_id is not None:
        return known[hop.source_url].get(hop.source_comment_id)
    return known[hop.target_url].get(hop.target_comment_id or "")


def quoted_words(way: Way) -> str:
    """The words at the link, where the one who refers set one."""
    own = (HopKind.REPLY, HopKind.REPOST, HopKind.VIA, HopKind.LINK, HopKind.COMMENT_LINK)
    if way.hops[0].kind not in own:
        return ""
    return max((piece.words for piece in way.hops[0].evidence), key=len, default="")
