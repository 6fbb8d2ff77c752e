"""Posts of a made-up language, some of which quote others, and others that only look like it.

Nothing here knows how quotations are found. A post is made when it is asked for, so that a corpus
of any size takes no memory; what is planted where is decided beforehand.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate

from crawler.archive import Finding
from crawler.model import Author, Comment, Moment, Post, Precision, Rank, Reading, Visit

_FIRST = datetime(2009, 1, 1)
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("", ""))
_CUTS = ("…", "...", "[…]", "(...)", "[...]")
_PUNCTUATION = ("", "", "", ",", ";", " –", ".", "!", ":")
#: Idioms are made of the most frequent words, and long ones are rarer.
_FREQUENT = 2_000
#: One post of so many has a comment.
_COMMENTED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A post, or the comment on it."""

    post: int
    in_comment: bool = False


@dataclass
class Corpus:
    """``size`` posts, minutes apart, with so many quotations and decoys planted, from a seed.

    ``truth`` holds the addresses of who quotes and who is quoted. Decoys are counted by the posts
    that have one.
    """

    size: int
    planted: int
    decoys: int
    seed: int = 5
    truth: set[tuple[str, str]] = field(default_factory=set)
    _said: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    _blogs: dict[int, str] = field(default_factory=dict)
    _signed: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Decide what is planted where."""
        chance = random.Random(self.seed)
        free = list(range(self.size))
        chance.shuffle(free)
        for _ in range(self.planted):
            self._plant(chance, free.pop(), free.pop())
        kinds: list[Callable[[random.Random, list[int]], None]] = [
            self._licence, self._release, self._signature, self._proverb, self._retold,
            self._near, self._own,
        ]  # fmt: skip
        left = self.decoys
        while left > 0:
            for kind in kinds:
                before = len(free)
                kind(chance, free)
                left -= before - len(free)

    @cached_property
    def language(self) -> tuple[list[str], list[float], list[list[str]]]:
        """Words with sums of their frequencies, and idioms that everybody uses.

        The frequency of a word is as its rank, and frequent words are short (Zipf 1949).
        """
        chance = random.Random(self.seed)
        words = list(
            dict.fromkeys(
                "".join(chance.choices("aeioubcdfglmnprstv", k=_length(chance, rank)))
                for rank in range(45_000)
            )
        )
        sums = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
        idioms = [
            chance.choices(words[:_FREQUENT], cum_weights=sums[:_FREQUENT], k=length)
            for length in chance.choices((3, 4, 5, 6), weights=(10, 6, 3, 1), k=3_000)
        ]
        return words, sums, idioms

    def findings(self) -> Iterator[Finding]:
        """The readings of all posts, in order of time."""
        for n in range(self.size):
            seen = "2026-01-31T12:00:00Z"
            post = self._post(n)
            comments = [self._comment(n)] if n % _COMMENTED == 0 or self._is_told(n) else []
            reading = Reading(post.url, "bench", Rank.PLATFORM, post, tuple(comments))
            yield Finding(Visit(post.url, seen, 200, "bench"), reading)

    def url(self, n: int) -> str:
        """The address of a post."""
        return f"http://{self._blog(n)}/{n}"

    def _is_told(self, n: int) -> bool:
        return Place(n, in_comment=True) in self._said

    def _blog(self, n: int) -> str:
        if n not in self._blogs:
            chance = random.Random(self.seed * 1_000_003 + n)
            return f"blog{chance.randrange(max(30, self.size // 10))}.example"
        return self._blogs[n]

    def _post(self, n: int) -> Post:
        at = _FIRST + timedelta(minutes=n)
        name = self._signed.get(n, f"Author of {self._blog(n)}")
        return Post(
            self.url(n),
            self._blog(n),
            title=f"Post {n}",
            author=Author(name),
            published=_minute(at),
            text=self._text(Place(n)),
        )

    def _comment(self, n: int) -> Comment:
        at = _FIRST + timedelta(minutes=n, seconds=20)
        place = Place(n, in_comment=True)
        return Comment(
            "c1", author=Author(f"Reader {n}"), published=_minute(at), text=self._text(place)
        )

    def _text(self, place: Place) -> str:
        words = self._words(place)
        chance = random.Random(len(words))
        for passage in self._said.get(place, ()):
            at = chance.randrange(len(words) + 1)
            words[at:at] = passage.split()
        return " ".join(words)

    def _words(self, place: Place) -> list[str]:
        """What stands there by itself: words as they come, and an idiom now and then."""
        chance = random.Random((self.seed * 7 + place.post) * 2 + place.in_comment)
        words, sums, idioms = self.language
        length = chance.randint(10, 60) if place.in_comment else chance.randint(40, 300)
        found: list[str] = []
        while len(found) < length:
            found += chance.choices(words, cum_weights=sums, k=chance.randint(10, 60))
            found += idioms[int(len(idioms) * chance.random() ** 2)]
        return found

    def _plant(self, chance: random.Random, one: int, other: int) -> None:
        """A quotation, by a post or a comment, of a post or a comment."""
        older, later = min(one, other), max(one, other)
        source = Place(later, chance.random() < 0.2)
        target = Place(older, chance.random() < 0.2)
        self._blogs[later] = f"quoting{later}.example"
        words = self._words(target)
        length = min(chance.randint(8, 40), len(words))
        start = chance.randrange(len(words) - length + 1)
        self._said[source].append(_changed(chance, words[start : start + length], self.language[0]))
        self._said[target] = self._said[target]
        self.truth.add((self.url(later), self.url(older)))

    def _made(self, chance: random.Random, fewest: int = 8, most: int = 40) -> list[str]:
        words, sums, _ = self.language
        return chance.choices(words, cum_weights=sums, k=chance.randint(fewest, most))

    def _licence(self, chance: random.Random, free: list[int]) -> None:
        """What stands below every post of a blog."""
        passage = " ".join(self._made(chance, 12, 30))
        blog = f"licensed{free[-1]}.example"
        for n in [free.pop() for _ in range(chance.randint(4, 25))]:
            self._blogs[n] = blog
            self._said[Place(n)].append(passage)

    def _release(self, chance: random.Random, free: list[int]) -> None:
        """What some blogs have from the same sender, each a little changed; marked by none."""
        passage = self._made(chance, 12, 60)
        for n in [free.pop() for _ in range(3 + int(chance.paretovariate(1.2)) % 30)]:
            self._blogs[n] = f"sent{n}.example"
            self._said[Place(n)].append(_changed(chance, passage, self.language[0], marked=False))

    def _signature(self, chance: random.Random, free: list[int]) -> None:
        """What somebody puts below all that they write, wherever it is."""
        passage = " ".join(self._made(chance, 8, 14))
        name = f"Signer {free[-1]}"
        for n in [free.pop() for _ in range(chance.randint(3, 12))]:
            self._signed[n] = name
            self._said[Place(n)].append(passage)

    def _proverb(self, chance: random.Random, free: list[int]) -> None:
        """What two or more blogs quote from a book."""
        passage = self._made(chance, 8, 25)
        for n in [free.pop() for _ in range(chance.randint(2, 6))]:
            self._blogs[n] = f"reads{n}.example"
            opening, closing = chance.choice(_MARKS[:4])
            self._said[Place(n)].append(f"{opening}{' '.join(passage)}{closing}")

    def _retold(self, chance: random.Random, free: list[int]) -> None:
        """What another post says, in other words: every third word or so is its own."""
        one, other = free.pop(), free.pop()
        self._blogs[one], self._blogs[other] = f"retells{one}.example", f"told{other}.example"
        words = self._words(Place(other))[:30]
        for at in range(chance.randrange(3), len(words), 3):
            words[at] = chance.choice(self.language[0])
        self._said[Place(one)].append(" ".join(words))

    def _near(self, chance: random.Random, free: list[int]) -> None:
        """Fewer words than make a quotation."""
        one, other = free.pop(), free.pop()
        self._blogs[one], self._blogs[other] = f"near{one}.example", f"near{other}.example"
        words = self._words(Place(other))
        length = chance.randint(4, 6)
        self._said[Place(one)].append(f"“{' '.join(words[3 : 3 + length])}”")

    def _own(self, chance: random.Random, free: list[int]) -> None:
        """What a blog repeats of an older post of its own."""
        one, other = free.pop(), free.pop()
        self._blogs[one] = self._blogs[other] = f"own{one}.example"
        passage = self._words(Place(min(one, other)))[:20]
        self._said[Place(max(one, other))].append(_changed(chance, passage, self.language[0]))


def _length(chance: random.Random, rank: int) -> int:
    """How many letters a word of this rank has, 2 to 12."""
    return max(2, min(12, round(1.5 + 0.45 * (rank + 1).bit_length() + chance.gauss(0, 1))))


def _minute(at: datetime) -> Moment:
    written = at.isoformat(timespec="seconds")
    return replace(Moment.of(at, written), offset=0, precision=Precision.SECOND)


def _changed(
    chance: random.Random, passage: Sequence[str], words: Sequence[str], *, marked: bool = True
) -> str:
    """A passage as people repeat it: case, punctuation, a word or two, or something left out."""
    said = list(passage)
    if chance.random() < 0.4:
        for _ in range(1 if len(said) < 16 else chance.randint(1, 2)):
            said[chance.randrange(len(said))] = chance.choice(words)
    if chance.random() < 0.4:
        said = [word + chance.choice(_PUNCTUATION) for word in said]
    if chance.random() < 0.4:
        said = [str.upper, str.title, str.capitalize][chance.randrange(3)](" ".join(said)).split()
    if len(said) >= 20 and chance.random() < 0.4:
        at, gone = len(said) // 2, chance.randint(1, 8)
        said[at - gone // 2 : at + gone - gone // 2] = [chance.choice(_CUTS)]
    opening, closing = chance.choice(_MARKS) if marked else ("", "")
    return f"{opening}{' '.join(said)}{closing}"
