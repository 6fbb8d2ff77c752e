"""Which texts of an archive share a passage with some of its posts, found by fingerprints.

A fingerprint in many texts is common and leads to none of them. So what is like a text may change
when another text makes a fingerprint common; the posts to which that happens are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.archive.fingerprints import fingerprints, taken
from crawler.archive.protocol import Archive, Bearer, Text
from crawler.conversations.passages import SEED, Passage, Words, shared, words_of

#: A fingerprint in more texts than this is common.
COMMON = 16
#: So many words before and after a run that two texts have in common are compared first.
_AROUND = 12

#: The texts that share passages with one, with the passages; none where only earlier versions did.
Alike = Sequence[tuple[Text, Sequence[Passage]]]


@dataclass(slots=True)
class Seen:
    """Posts with their texts, and of each text what is like it.

    ``common`` are fingerprints of theirs that are common. ``turned`` are other posts to which such
    a fingerprint was of use before these texts were written, or is since.
    """

    texts: dict[str, list[Text]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[Bearer, Alike] = field(default_factory=dict)
    common: set[int] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)

    def add(self, other: Seen) -> None:
        """Take over what was seen of other posts."""
        self.texts.update(other.texts)
        self.alike.update(other.alike)
        self.common |= other.common


def look(archive: Archive, urls: Collection[str]) -> Seen:
    """The texts of posts, and those anywhere that share a passage with them or once did."""
    seen = Seen()
    borne: dict[Bearer, set[int]] = {}
    now: Counter[int] = Counter()
    for text in archive.texts(urls):
        seen.texts[text.bearer.post_url].append(text)
        held = fingerprints(text.text)
        now.update(held)
        borne[text.bearer] = set(held).union(*map(fingerprints, text.earlier))
    counts = Counter(value for values in borne.values() for value in values)
    bearers = _bearers(archive, counts)
    few = {value: some for value, some in bearers.items() if len(some) <= COMMON}
    seen.common = counts.keys() - few.keys()
    turned = {
        value: some
        for value, some in bearers.items()
        if len(some) - now[value] <= COMMON < len(some)
        or len(some) <= COMMON < len(some) + counts[value] - now[value]
    }
    texts = [text for some in seen.texts.values() for text in some]
    wanted = {own: _others(own, values, few) for own, values in borne.items()}
    values = {v for others in wanted.values() for some in others.values() for v in some}
    runs = dict(_runs(texts, values | turned.keys()))
    places = {bearer for some in (*wanted.values(), *turned.values()) for bearer in some}
    found = {text.bearer: text for text in archive.texts_of(places)}
    seen.turned = set(_turned(turned, runs, found, seen.texts.keys()))
    for text in texts:
        others = wanted[text.bearer]
        seen.alike[text.bearer] = [
            (found[other], passages)
            for other in sorted(others.keys() & found.keys())
            if (passages := _by_runs(text, found[other], [runs[v] for v in others[other]]))
            is not None
        ]
    return seen


def _runs(texts: Iterable[Text], wanted: Collection[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The runs of words of which these fingerprints are made."""
    for text in texts:
        for said in (text.text, *text.earlier):
            words, held = taken(said)
            for value in held.keys() & wanted:
                start, end = held[value]
                yield value, tuple(words[start:end])


def _bearers(archive: Archive, counts: Mapping[int, int]) -> dict[int, list[Bearer]]:
    """Who bears these prints, but for those that would be common without those counted, too."""
    groups: dict[int, list[int]] = defaultdict(list)
    for value, count in counts.items():
        groups[1 << (count - 1).bit_length()].append(value)
    found: dict[int, list[Bearer]] = {}
    for count, values in groups.items():
        found |= archive.bearers(values, COMMON + count)
    return found


def _others(
    own: Bearer, values: Iterable[int], few: Mapping[int, Iterable[Bearer]]
) -> dict[Bearer, list[int]]:
    """The other texts that bear fingerprints of one, each with those."""
    others: dict[Bearer, list[int]] = defaultdict(list)
    for value in values:
        for bearer in few.get(value, ()):
            if bearer != own:
                others[bearer].append(value)
    return others


def _turned(
    turned: Mapping[int, Collection[Bearer]],
    runs: Mapping[int, tuple[str, ...]],
    found: Mapping[Bearer, Text],
    own: Collection[str],
) -> Iterator[str]:
    """The posts, but for ``own``, of texts that share a passage by one of these fingerprints."""
    for value, bearers in turned.items():
        held = [found[bearer] for bearer in bearers if bearer in found]
        for one in held:
            url = one.bearer.post_url
            if url not in own and any(
                _by_runs(one, other, [runs[value]]) is not None
                for other in held
                if other is not one
            ):
                yield url


def _by_runs(text: Text, other: Text, runs: Collection[tuple[str, ...]]) -> list[Passage] | None:
    """The passages that two texts share, if more than one of these runs alone is in both.

    ``None`` where no version of the first has any.
    """
    words = words_of(other.text)
    now, *before = map(words_of, (text.text, *text.earlier))
    passages = _found(now, words, runs)
    return passages if passages or any(_found(was, words, runs) for was in before) else None


def _found(here: Words, there: Words, runs: Iterable[tuple[str, ...]]) -> list[Passage]:
    if len(here.seeds & there.seeds) >= SEED and any(_meet(here, there, run) for run in runs):
        return shared(here, there)
    return []


def _meet(here: Words, there: Words, run: tuple[str, ...]) -> bool:
    """Whether more than a run is the same around places of it."""
    own = _around(here, run)
    return bool(own) and any(
        len(one & other) > len(run) - SEED + 1 for other in _around(there, run) for one in own
    )


def _around(words: Words, run: tuple[str, ...]) -> list[frozenset[tuple[str, ...]]]:
    """What stands around each place of a run, as the sets of three words in a row."""
    found: list[frozenset[tuple[str, ...]]] = []
    at = -1
    for _ in range(words.words.count(run[0])):
        at = words.words.index(run[0], at + 1)
        if tuple(words.words[at : at + len(run)]) == run:
            some = words.words[max(0, at - _AROUND) : at + len(run) + _AROUND]
            found.append(frozenset(zip(some, some[1:], some[2:], strict=False)))
    return found
