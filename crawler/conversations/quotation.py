"""Quotations without a link: which texts of other blogs a post or its comments repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from crawler.archive.protocol import Archive, Bearer, Prints
from crawler.conversations.chunks import chunks
from crawler.conversations.hops import CONFIDENCE
from crawler.conversations.order import Span, is_younger, span
from crawler.conversations.passages import Passage, Unit, overlaps, prints, shared, units
from crawler.model import CommentKind, Evidence, Hop, HopKind, Moment, Thread

#: A passage on more blogs than this has a source that everybody knows; one in so many threads of
#: one blog, or of one author, is part of the furniture or a signature.
MANY_BLOGS, REPEATED = 5, 3
#: Of a fingerprint no more texts than this are looked at: so many hold only what is common.
LOOKED_AT = 24
_LEAST_SHARED = 2
_LONGEST = 200_000
_EVIDENCE = 10
_OPENING = re.compile('["“„«‹「『>‘]\\W*$')


@dataclass(frozen=True, slots=True)
class _Text:
    """A post or comment as it is compared."""

    bearer: Bearer
    text: str
    at: Span | None
    order: str | None
    units: tuple[Unit, ...]
    prints: Mapping[int, int]


def find_quotes(archive: Archive, post_urls: Collection[str]) -> int:
    """Index these posts, and store anew the quotations that they bear upon; returns how many more.

    An archive without an index of fingerprints has no quotations. What a text quotes depends on
    it and on what the archive holds, so that every order of reading ends with the same hops.
    """
    if not isinstance(archive, Prints):
        return 0
    threads = list(archive.threads(post_urls))
    affected = {thread.post.post.url for thread in threads}
    for urls in chunks(sorted(affected)):
        affected |= {hop.source_url for hop in archive.hops_to(urls) if hop.kind is HopKind.QUOTE}
    for thread in threads:
        texts = list(_texts(thread))
        url = thread.post.post.url
        archive.put_prints(url, [(text.bearer, text.prints.keys()) for text in texts])
    for thread in threads:
        for text in _texts(thread):
            affected |= {other.bearer.post_url for other, _ in _alike(archive, text)[0]}
    quotes = [hop for url in sorted(affected) for hop in _quotes_of(archive, url)]
    return archive.put_quotes(affected, quotes)


def _quotes_of(archive: Archive, url: str) -> Iterator[Hop]:
    """The quotations that a post and its comments make, one for each post quoted."""
    found: dict[str, list[tuple[float, _Text, _Text, Passage]]] = defaultdict(list)
    for thread in archive.threads([url]):
        for text in _texts(thread):
            for other, passage in _quoted(archive, text):
                found[other.bearer.post_url].append((-passage.same, text, other, passage))
    if not found:
        return
    known = {
        hop.target_url for hop in archive.hops_from([url]) if hop.kind is not HopKind.QUOTE
    } | {hop.source_url for hop in archive.hops_to([url]) if hop.kind is not HopKind.QUOTE}
    for target in sorted(found.keys() - known):
        best = sorted(found[target], key=_rank)
        yield _hop([(text, other, passage) for _, text, other, passage in best])


def _rank(one: tuple[float, _Text, _Text, Passage]) -> tuple[float, str, str, tuple[int, int]]:
    same, text, other, passage = one
    return (same, text.bearer.comment_id or "", other.bearer.comment_id or "", passage.here)


def _quoted(archive: Archive, text: _Text) -> Iterator[tuple[_Text, Passage]]:
    """What a text repeats of older texts: of a passage in several, that of the oldest."""
    pairs, held = _alike(archive, text)
    told = [
        (other, passage)
        for other, passages in pairs
        for passage in passages
        if not _is_common(text, passage, held)
    ]
    told.sort(key=_oldest)
    taken: list[tuple[int, int]] = []
    for other, passage in told:
        if any(overlaps(passage.here, one) for one in taken):
            continue
        if _is_later(text, other, passage):
            taken.append(passage.here)
            if not _is_marked(other, passage.there):
                yield other, passage


def _oldest(pair: tuple[_Text, Passage]) -> tuple[str, str, str, tuple[int, int]]:
    other, passage = pair
    bearer = other.bearer
    return (other.order or "9999", bearer.post_url, bearer.comment_id or "", passage.here)


def _is_later(text: _Text, other: _Text, passage: Passage) -> bool:
    """Whether the one quotes the other: by time; where that is unknown, by quotation marks."""
    if is_younger(text.at, other.at) or is_younger(other.at, text.at):
        return is_younger(text.at, other.at)
    return _is_marked(text, passage.here) and not _is_marked(other, passage.there)


def _is_marked(text: _Text, place: tuple[int, int]) -> bool:
    start = text.units[place[0]].start
    return bool(_OPENING.search(text.text, max(0, start - 4), start))


def _is_common(text: _Text, passage: Passage, held: Mapping[int, Sequence[Bearer]]) -> bool:
    """Whether a passage has many sources, or is repeated by a blog or an author."""
    blogs: list[int] = []
    repeats: list[int] = []
    for value, at in text.prints.items():
        if not passage.here[0] <= at < passage.here[1]:
            continue
        bearers = held[value]
        blogs.append(len({one.blog for one in bearers}))
        places = {(one.blog, one.post_url) for one in bearers}
        signed = {(one.signed, one.post_url) for one in bearers if one.signed}
        counted = [Counter(blog for blog, _ in places), Counter(name for name, _ in signed)]
        most = max((n for count in counted for n in count.values()), default=0)
        repeats.append(REPEATED if len(bearers) >= LOOKED_AT else most)
    return not blogs or median(blogs) > MANY_BLOGS or median(repeats) >= REPEATED


def _alike(
    archive: Archive, text: _Text
) -> tuple[list[tuple[_Text, list[Passage]]], dict[int, list[Bearer]]]:
    """The texts of other blogs that share a passage with one, and who holds its fingerprints."""
    assert isinstance(archive, Prints)
    held = archive.bearers(text.prints.keys(), LOOKED_AT)
    counts = Counter(
        bearer
        for bearers in held.values()
        if len(bearers) < LOOKED_AT
        for bearer in bearers
        if bearer.blog != text.bearer.blog
    )
    wanted = {bearer for bearer, count in counts.items() if count >= _LEAST_SHARED}
    found: list[tuple[_Text, list[Passage]]] = []
    for thread in archive.threads({bearer.post_url for bearer in wanted}):
        for other in _texts(thread, wanted):
            passages = shared(text.units, text.text, other.units, other.text)
            if passages:
                found.append((other, passages))
    return found, held


def _texts(thread: Thread, only: Collection[Bearer] | None = None) -> Iterator[_Text]:
    """The post and the comments of a thread; linkbacks quote by their nature."""
    post = thread.post.post
    given: list[tuple[str | None, str | None, str, Moment]] = [
        (None, post.author.name, post.text, post.published)
    ]
    for stored in thread.comments:
        one = stored.comment
        if one.kind is CommentKind.COMMENT:
            given.append((one.id, one.author.name, one.text, one.published))
    for comment_id, name, whole, moment in given:
        bearer = Bearer(post.url, comment_id, post.blog, name)
        if only is not None and bearer not in only:
            continue
        words = whole[:_LONGEST]
        found = tuple(units(words))
        order = None if moment.local is None else moment.order
        yield _Text(bearer, words, span(moment), order, found, prints(found))


def _hop(shown: Sequence[tuple[_Text, _Text, Passage]]) -> Hop:
    text, other, _ = shown[0]
    ends = (_day(text.at), _day(other.at))
    return Hop(
        source_url=text.bearer.post_url,
        target_url=other.bearer.post_url,
        kind=HopKind.QUOTE,
        cross_blog=True,
        confidence=CONFIDENCE[HopKind.QUOTE],
        evidence=tuple(_evidence(shown))[:_EVIDENCE],
        source_comment_id=text.bearer.comment_id,
        target_comment_id=other.bearer.comment_id,
        source_published=text.order,
        target_published=other.order,
        bond_days=None if None in ends else abs((ends[0] or 0) - (ends[1] or 0)),
    )


def _day(at: Span | None) -> int | None:
    return None if at is None else at.start.toordinal()


def _evidence(shown: Iterable[tuple[_Text, _Text, Passage]]) -> Iterator[Evidence]:
    """Each passage in both texts, with the characters from and to which it stands there."""
    for text, other, passage in shown:
        known = is_younger(text.at, other.at)
        for one, place in ((text, passage.here), (other, passage.there)):
            start, end = one.units[place[0]].start, one.units[place[1] - 1].end
            entry = "body" if one.bearer.comment_id is None else f"comment {one.bearer.comment_id}"
            order = "" if known else ", order unknown"
            where = f"{entry} {start}-{end}{order}"
            yield Evidence("quote", one.bearer.post_url, where, one.text[start:end])
