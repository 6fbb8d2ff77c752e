"""Readings to hops: every way in which a stored post refers to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from crawler.archive.protocol import Archive
from crawler.conversations.bonds import STATED, Bond, bond
from crawler.conversations.carried import carried
from crawler.conversations.chunks import chunks
from crawler.conversations.excerpts import located
from crawler.conversations.order import is_younger, span, span_of_key
from crawler.conversations.signs import Sign, sign_of
from crawler.model import Evidence, Hop, HopKind, Link, LinkPlace, StoredPost

#: The links of a comment by the post and the comment's id.
_Beside = Mapping[tuple[str, str], Collection[Link]]

#: How sure a hop of a kind is by itself; `docs/researcher/hops.md` says why.
CONFIDENCE: Mapping[HopKind, float] = {
    HopKind.REPLY: 0.95,
    HopKind.REPOST: 0.95,
    HopKind.LINK: 0.9,
    HopKind.VIA: 0.9,
    HopKind.COMMENT_LINK: 0.8,
    HopKind.PINGBACK: 0.8,
    HopKind.WEBMENTION: 0.8,
    HopKind.TRACKBACK: 0.6,
    HopKind.COMMENTER: 0.6,
    HopKind.QUOTE: 0.5,
}
#: The same where the source was read and holds no link to the target.
UNSUPPORTED: Mapping[HopKind, float] = {
    HopKind.PINGBACK: 0.5,
    HopKind.WEBMENTION: 0.5,
    HopKind.TRACKBACK: 0.3,
}
_EVIDENCE_KEPT = 10


def derive(archive: Archive, post_urls: Collection[str]) -> list[Hop]:
    """The hops that start or end at these posts, as the whole archive shows them today.

    Both ends are stored posts, gaps included. Looks from both ends, so that a hop is the same
    whichever of its posts was read last; one that was confirmed since comes out confirmed.
    Ordered by source, target and kind. Raises what the archive raises.
    """
    hops: dict[tuple[str, str, HopKind], Hop] = {}
    for urls in chunks(sorted(set(archive.resolve(post_urls).values()))):
        for hop in _derive(archive, urls):
            hops[hop.source_url, hop.target_url, hop.kind] = hop
    return [hops[key] for key in sorted(hops)]


def _derive(archive: Archive, urls: Sequence[str]) -> Iterator[Hop]:
    posts = archive.posts(urls)
    pairs: dict[tuple[str, str], set[Sign]] = defaultdict(set)
    links = chain(archive.links_from(urls), archive.links_to(urls))
    for signs in chunks(filter(None, map(sign_of, links))):
        ends = {end for sign in signs for end in (sign.source, sign.target)}
        posts |= archive.posts(ends - posts.keys())
        for sign in signs:
            if sign.source in posts and sign.target in posts:
                pairs[sign.source, sign.target].add(sign)
    for sign in carried(archive, posts, _linked(pairs)):
        pairs[sign.source, sign.target].add(sign)
    beside = _beside(archive, chain.from_iterable(pairs.values()))
    for (source, target), found in pairs.items():
        yield from _hops(posts[source], posts[target], found, beside)


def _beside(archive: Archive, signs: Iterable[Sign]) -> _Beside:
    """All links of the comments that hold a link of these."""
    wanted = {(sign.source, sign.source_comment) for sign in signs if sign.source_comment}
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for urls in chunks(sorted({source for source, _ in wanted})):
        for stored in archive.links_from(urls):
            at = (stored.source_url, stored.comment_id or "")
            if at in wanted and stored.link.place is LinkPlace.COMMENT:
                found[at].append(stored.link)
    return found


def _linked(pairs: Mapping[tuple[str, str], Collection[Sign]]) -> dict[tuple[str, str], Evidence]:
    """The pairs of which the source's own text links the target, with that link."""
    links: dict[tuple[str, str], Evidence] = {}
    for pair, signs in pairs.items():
        own = [sign.evidence[0] for sign in signs if sign.in_source and not sign.source_comment]
        if own:
            links[pair] = min(own, key=_evidence_key)
    return links


def _hops(
    source: StoredPost, target: StoredPost, signs: Collection[Sign], beside: _Beside
) -> Iterator[Hop]:
    """The hops of one pair, one a kind."""
    kinds: dict[HopKind, list[Sign]] = defaultdict(list)
    for sign in sorted(signs, key=lambda sign: sign.key):
        kinds[sign.kind].append(sign)
    was_read = not source.state.is_gap and bool(source.post.text)
    of_pair = _bond_of_posts(source, target, signs)
    linked = any(sign.in_source for sign in signs)
    for kind, found in kinds.items():
        passages = list(_quoted(source, found)) if was_read else []
        unsupported = was_read and not (linked or passages)
        base = UNSUPPORTED.get(kind, CONFIDENCE[kind]) if unsupported else CONFIDENCE[kind]
        by_comment = found[0].source_comment is not None
        held = _bond_of_comments(target, found, beside) if by_comment else of_pair
        yield replace(
            _hop(source, target, found, base, len(kinds) > 1, passages),
            bond=1.0 if kind in STATED else held.strength,
            bond_words=held.words,
            bond_texts=held.texts,
            bond_days=held.days,
            bond_links=held.links,
        )


def _bond_of_posts(source: StoredPost, target: StoredPost, signs: Collection[Sign]) -> Bond:
    """The bond that the links in the source's own text make."""
    links = [
        sign.link for sign in signs if sign.in_source and sign.link and not sign.source_comment
    ]
    beside = [link for link in source.post.links if link.place is LinkPlace.BODY]
    texts = (source.post.text, target.post.text)
    times = (span(source.post.published), span(target.post.published))
    return bond(links, beside if links else None, texts, times)


def _bond_of_comments(target: StoredPost, signs: Sequence[Sign], beside: _Beside) -> Bond:
    """The closest bond that a link in one of these comments makes; their texts are not compared."""
    bonds: list[Bond] = []
    for sign in signs:
        links = [sign.link] if sign.link else []
        around = beside.get((sign.source, sign.source_comment or ""), links)
        times = (span_of_key(sign.at), span(target.post.published))
        bonds.append(bond(links, around, ("", ""), times))
    return max(bonds, key=lambda held: held.strength)


def _quoted(source: StoredPost, signs: Sequence[Sign]) -> Iterator[Evidence]:
    """The passages of the source that its linkbacks quote."""
    for sign in signs:
        passage = located(sign.excerpt, source.post.text)
        if passage is not None:
            yield Evidence(sign.kind.value, source.post.url, LinkPlace.BODY.value, passage)


def _hop(
    source: StoredPost,
    target: StoredPost,
    signs: Sequence[Sign],
    base: float,
    confirmed: bool,
    passages: Sequence[Evidence],
) -> Hop:
    first = signs[0]
    shown = {piece for sign in signs for piece in sign.evidence}
    evidence = sorted(shown.union(passages), key=_evidence_key)
    referred, at = span(source.post.published), _order(source)
    if first.source_comment is not None:
        referred, at = span_of_key(first.at), first.at
    return Hop(
        source_url=source.post.url,
        target_url=target.post.url,
        kind=first.kind,
        cross_blog=source.post.blog != target.post.blog,
        confidence=round(base + (1 - base) / 2, 4) if confirmed else base,
        confirmed=confirmed,
        evidence=tuple(evidence[:_EVIDENCE_KEPT]),
        source_comment_id=first.source_comment,
        target_comment_id=first.target_comment,
        source_published=at,
        target_published=_order(target),
        later_edit=is_younger(span(target.post.published), referred),
    )


def _order(stored: StoredPost) -> str | None:
    moment = stored.post.published
    return None if moment.local is None else moment.order


def _evidence_key(evidence: Evidence) -> tuple[str, str, str, str]:
    return (evidence.kind, evidence.url, evidence.where, evidence.words)
