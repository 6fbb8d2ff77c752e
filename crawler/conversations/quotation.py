"""Quotations without a link: which texts of other blogs a post or its comments repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.archive.fingerprints import prints
from crawler.archive.protocol import Archive, Bearer, HopKey, Text
from crawler.conversations.alike import Alike, Seen, look
from crawler.conversations.hops import CONFIDENCE, derive
from crawler.conversations.order import Span, is_younger, span
from crawler.conversations.passages import Passage, words_of
from crawler.model import Evidence, Hop, HopKind, LinkPlace

#: A passage on more blogs than this has a source that everybody knows: the second where the text
#: has it in quotation marks. One in so many threads of one blog, or by one author, is part of the
#: furniture or a signature.
MANY_BLOGS, MANY_QUOTING, REPEATED = 2, 6, 3
#: So many words of a passage, and half of a long one, stand in no run of words that is common.
OWN = 5
#: A passage of fewer words than this that two posts share which link to the same third is its; and
#: if its words have fewer letters than this on average, and it is in no quotation marks, it is a
#: turn of phrase, which people come upon by themselves.
SHORT, LETTERS = 12, 3.5
_ROUNDS = 5
_EVIDENCE = 10
_OPENING = re.compile('["“„«‹「『>‘]\\W*$')
_UNDATED = "9999"


def update_quotes(archive: Archive, post_urls: Collection[str]) -> int:
    """Store anew the quotations that these posts bear upon; returns how many were new.

    What a post quotes depends on the texts that the archive holds and on nothing else, so that
    readings in any order end with the same hops. What was written is looked at once more: of
    several writers the last one has seen the texts of all.
    """
    own = set(archive.resolve(post_urls).values())
    seen = look(archive, own)
    pending = own | _affected(archive, own, seen)
    more = 0
    for _ in range(_ROUNDS):
        if not pending:
            break
        others = pending - seen.texts.keys()
        if others:
            seen.add(look(archive, others))
        due = {_key(hop): hop for url in sorted(pending) for hop in _quotes_of(archive, url, seen)}
        held = {_key(hop): hop for hop in archive.hops_from(pending) if _is_quote(hop)}
        gone = held.keys() - due.keys()
        new = [hop for key, hop in due.items() if held.get(key) != hop]
        if gone:
            archive.drop_hops(gone)
        if new:
            more += archive.put_hops(new)
        pending = {key.source_url for key in gone} | {hop.source_url for hop in new}
        seen = Seen()
    return more


def _affected(archive: Archive, own: Collection[str], seen: Seen) -> set[str]:
    """The other posts whose quotations may be others by what was written of these."""
    quoting = {hop.source_url for hop in archive.hops_to(own) if _is_quote(hop)}
    like = {other.bearer.post_url for alike in seen.alike.values() for other, _ in alike}
    return quoting | like | seen.turned


def _quotes_of(archive: Archive, url: str, seen: Seen) -> Iterator[Hop]:
    """The quotations that a post and its comments make, one for each post quoted."""
    found: dict[str, list[_Quote]] = defaultdict(list)
    for text in seen.texts.get(url, ()):
        for quote in _quoted(text, seen.alike[text.bearer], seen.common):
            found[quote.other.bearer.post_url].append(quote)
    if not found:
        return
    joined = {end for hop in derive(archive, [url]) for end in (hop.source_url, hop.target_url)}
    own = _linked(archive, url)
    for target in sorted(found.keys() - joined):
        quotes = sorted(found[target], key=_Quote.rank)
        if quotes[0].passage.same >= SHORT or own.isdisjoint(_linked(archive, target)):
            yield _hop(quotes)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A passage of a text that is another's."""

    text: Text
    other: Text
    passage: Passage

    def rank(self) -> tuple[float, Bearer, Bearer, tuple[int, int]]:
        """The longest come first."""
        return (-self.passage.same, self.text.bearer, self.other.bearer, self.passage.here)


def _quoted(text: Text, alike: Alike, common: Collection[int]) -> Iterator[_Quote]:
    """What a text repeats of older texts: of a passage in several, that of the oldest."""
    pairs = [(other, passage) for other, passages in alike for passage in passages]
    told = [
        _Quote(text, other, passage)
        for other, passage in pairs
        if not _is_everybodys(text, passage, pairs, common)
    ]
    taken: list[Passage] = []
    for quote in sorted(told, key=_oldest):
        other, passage = quote.other, quote.passage
        if any(_is_of(one, passage) for one in taken):
            continue
        if _is_later(text, other, passage):
            taken.append(passage)
            if other.blog != text.blog and not _is_marked(other, passage.there):
                yield quote


def _oldest(quote: _Quote) -> tuple[str, Bearer, tuple[int, int]]:
    published = quote.other.published
    order = _UNDATED if published.local is None else published.order
    return (order, quote.other.bearer, quote.passage.here)


def _is_later(text: Text, other: Text, passage: Passage) -> bool:
    """Whether the one quotes the other: by time; where that is unknown, by quotation marks."""
    one, two = span(text.published), span(other.published)
    if is_younger(one, two) or is_younger(two, one):
        return is_younger(one, two)
    return _is_marked(text, passage.here) and not _is_marked(other, passage.there)


def _is_marked(text: Text, place: tuple[int, int]) -> bool:
    start = words_of(text.text).places[place[0]][0]
    return bool(_OPENING.search(text.text, max(0, start - 4), start))


def _is_everybodys(
    text: Text,
    passage: Passage,
    pairs: Iterable[tuple[Text, Passage]],
    common: Collection[int],
) -> bool:
    """Whether a passage has many sources, is repeated by a blog or an author, or is a phrase."""
    if passage.same < SHORT and _is_of_short_words(text, passage):
        return True
    if passage.same - _common_words(text, passage, common) < max(OWN, passage.same / 2):
        return True
    holders = [text, *(other for other, one in pairs if _is_of(one, passage))]
    blogs = Counter(blog for blog, _ in {(one.blog, one.bearer.post_url) for one in holders})
    names = {(one.signed, one.bearer.post_url) for one in holders if one.signed}
    signed = Counter(name for name, _ in names)
    most = MANY_QUOTING if _is_marked(text, passage.here) else MANY_BLOGS
    repeated = max([*blogs.values(), *signed.values()])
    return len(blogs) > most or repeated >= REPEATED


def _is_of_short_words(text: Text, passage: Passage) -> bool:
    words = words_of(text.text)
    if words.weights is not None or _is_marked(text, passage.here):
        return False
    said = words.words[slice(*passage.here)]
    return sum(map(len, said)) < LETTERS * len(said)


def _common_words(text: Text, passage: Passage, common: Collection[int]) -> float:
    """How many words of a passage stand in runs that many texts have."""
    words = words_of(text.text)
    runs = [run for value, run in prints(words.words, words.weights).items() if value in common]
    start, end = passage.here
    places = {at for run in runs for at in range(max(run[0], start), min(run[1], end))}
    return sum(words.weight((at, at + 1)) for at in places)


def _is_of(one: Passage, passage: Passage) -> bool:
    """Whether another passage of the same text covers half of this one."""
    start, end = passage.here
    return 2 * (min(one.here[1], end) - max(one.here[0], start)) > end - start


def _linked(archive: Archive, url: str) -> set[str]:
    """Where the links in a post's own text lead."""
    return {
        stored.target_url
        for stored in archive.links_from([url])
        if stored.link.place is LinkPlace.BODY
    } - {url}


def _hop(quotes: Sequence[_Quote]) -> Hop:
    text, other = quotes[0].text, quotes[0].other
    ends = (span(text.published), span(other.published))
    return Hop(
        source_url=text.bearer.post_url,
        target_url=other.bearer.post_url,
        kind=HopKind.QUOTE,
        cross_blog=True,
        confidence=CONFIDENCE[HopKind.QUOTE],
        evidence=tuple(_evidence(quotes))[:_EVIDENCE],
        source_comment_id=text.bearer.comment_id or None,
        target_comment_id=other.bearer.comment_id or None,
        source_published=None if ends[0] is None else text.published.order,
        target_published=None if ends[1] is None else other.published.order,
        bond_days=_days(*ends),
    )


def _days(one: Span | None, other: Span | None) -> int | None:
    return None if one is None or other is None else abs((one.start - other.start).days)


def _evidence(quotes: Iterable[_Quote]) -> Iterator[Evidence]:
    """Each passage in both texts, with the characters from and to which it stands there."""
    for quote in quotes:
        known = is_younger(span(quote.text.published), span(quote.other.published))
        places = ((quote.text, quote.passage.here), (quote.other, quote.passage.there))
        for text, (first, last) in places:
            words = words_of(text.text)
            start, end = words.places[first][0], words.places[last - 1][1]
            given = text.bearer.comment_id
            entry = f"comment {given}" if given else "body"
            where = f"{entry} {start}-{end}{'' if known else ', order unknown'}"
            yield Evidence(HopKind.QUOTE, text.bearer.post_url, where, text.text[start:end])


def _is_quote(hop: Hop) -> bool:
    return hop.kind is HopKind.QUOTE


def _key(hop: Hop) -> HopKey:
    return HopKey(hop.source_url, hop.target_url, hop.kind)
