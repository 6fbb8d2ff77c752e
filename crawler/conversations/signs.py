"""What a single link in the archive shows by itself: the signs that hops are made of."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.archive.protocol import StoredLink
from crawler.conversations.credit import credit
from crawler.model import LINKBACKS, Evidence, HopKind, Link, LinkPlace
from crawler.urls import is_trap

_LINKBACK_KINDS = {kind.value: HopKind(kind.value) for kind in LINKBACKS}
_SETS_ASIDE = frozenset({"sponsored", "tag"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that shows that a post refers to another.

    ``source_comment`` and ``target_comment`` name the comment that it stands in or is, ``at`` is
    the `Moment.order` key of that comment. ``in_source`` is true where the source's own page
    shows it, by ``link``, false where the target's does, with ``excerpt``, what it quotes.
    """

    source: str
    target: str
    kind: HopKind
    evidence: tuple[Evidence, ...]
    in_source: bool
    source_comment: str | None = None
    target_comment: str | None = None
    at: str | None = None
    link: Link | None = None
    excerpt: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Sorts signs of one kind: the earliest comment first."""
        return (self.at or "9999", self.source_comment or "", self.target_comment or "")


def sign_of(stored: StoredLink) -> Sign | None:
    """What a stored link shows, if anything.

    Nothing: a link to itself, sponsored or a tag; blogrolls; addresses that are never requested
    (sharing, reply forms); links in the excerpt of a linkback. An author's address alone shows
    nothing either, unless the entry is a repost.
    """
    link = stored.link
    if stored.source_url == stored.target_url or not _SETS_ASIDE.isdisjoint(link.rel.split()):
        return None
    if link.place is LinkPlace.BODY:
        return _set_in_source(stored, credit(link) or HopKind.LINK)
    if link.place is LinkPlace.COMMENT and stored.kind in ("", "comment"):
        return _set_in_source(stored, HopKind.COMMENT_LINK)
    if link.place is LinkPlace.LINKBACK and stored.kind in _LINKBACK_KINDS:
        return _shown_on_target(stored, _LINKBACK_KINDS[stored.kind])
    if link.place is not LinkPlace.BLOGROLL and stored.kind == "repost":
        return _shown_on_target(stored, HopKind.REPOST)
    return None


def _set_in_source(stored: StoredLink, kind: HopKind) -> Sign | None:
    link = stored.link
    if is_trap(link.url):
        return None
    evidence = Evidence(kind.value, stored.source_url, link.place.value, link.around or link.words)
    return Sign(
        stored.source_url,
        stored.target_url,
        kind,
        (evidence,),
        in_source=True,
        source_comment=stored.comment_id,
        at=stored.published if stored.comment_id else None,
        link=link,
    )


def _shown_on_target(stored: StoredLink, kind: HopKind) -> Sign:
    link = stored.link
    evidence = Evidence(kind.value, stored.source_url, link.place.value, link.around or link.words)
    return Sign(
        stored.target_url,
        stored.source_url,
        kind,
        (evidence,),
        in_source=False,
        target_comment=stored.comment_id,
        at=stored.published,
        excerpt=link.around,
    )
