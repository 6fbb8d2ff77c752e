"""Lasting ids for comments whose site shows none: which sightings are of one comment.

A pure function of everything that was read of a thread, taken in order of time, so that it does
not matter in which order the readings reach the archive. The rules, and what they cost, are in
`docs/decisions/0002-comment-identity.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from crawler.archive.folding import folded
from crawler.archive.likeness import absolute, compatible, likeness
from crawler.model import PROVISIONAL, Comment, Moment, Precision, key

#: Two texts that share at least this part of their letter pairs are versions of one another.
ALIKE = 0.6
#: With how many comments by one author another one is compared by likeness.
_COMPARED = 500
_EXACT = frozenset({Precision.SECOND, Precision.MINUTE})
_Sign = tuple[str, str, str | None, str]
_SignOf = Callable[[str, str | None, str], _Sign | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The comments of one reading, in its order; ``whole`` as `Reading.whole`."""

    comments: tuple[Comment, ...]
    whole: bool = False


@dataclass(slots=True)
class Candidate:
    """A comment of the thread so far, by its lasting id, with every text it had.

    ``source`` is the page that a linkback is from, empty for what people wrote. ``before``,
    ``after``, ``place`` and ``to_end`` are its surroundings on the latest sheet.
    """

    id: str
    author: str
    moment: Moment
    texts: list[str]
    source: str = ""
    sheets: set[int] = field(default_factory=set)
    before: str | None = None
    after: str | None = None
    place: int | None = None
    to_end: int | None = None


def candidate(
    comment_id: str, name: str | None, moment: Moment, texts: Iterable[str], source: str = ""
) -> Candidate:
    """A comment that has an id of the site's own, for others to be matched against."""
    return Candidate(comment_id, folded(name or ""), moment, list(texts) or [""], source)


def assign(named: Iterable[Candidate], sheets: Sequence[Sheet]) -> list[list[str]]:
    """The lasting id of every comment of every sheet; ids of the site's own are kept.

    ``named`` are the comments that have an id of the site's own, ``sheets`` the readings in order
    of time. A sheet never gives two of its comments the same id, unless it said so itself.
    """
    thread = _Thread(named)
    for sheet in sheets:
        for comment in sheet.comments:
            if not comment.id.startswith(PROVISIONAL):
                thread.add_named(comment)
    return [thread.place(number, sheet) for number, sheet in enumerate(sheets)]


def made_id(comment: Comment) -> str:
    """The id made for a comment: of its author and date, and of its text if the date is vague."""
    parts = [folded(comment.author.name or "")]
    date = absolute(comment.published)
    if date is not None:
        parts.append(date)
    if comment.published.precision not in _EXACT:
        parts.append(comment.text)
    return f"x{key('comment', *parts)[:16]}"


class _Thread:
    """The thread as known so far, with ways to find a comment in it."""

    def __init__(self, named: Iterable[Candidate]) -> None:
        self.all: dict[str, Candidate] = {}
        self.found: dict[_Sign | None, dict[str, None]] = {}
        self.sent: dict[str, dict[str, None]] = {}
        #: Comments that have an id of the site's own and stand on no sheet placed so far.
        self.unread: set[str] = set()
        for known in sorted(named, key=lambda known: known.id):
            self._enter(known)
            self.unread.add(known.id)

    def add_named(self, comment: Comment) -> None:
        known = self.all.get(comment.id)
        if known is None:
            self._enter(_new(comment.id, comment))
            self.unread.add(comment.id)
        else:
            self._learn(known, comment)

    def place(self, number: int, sheet: Sheet) -> list[str]:
        """Give every comment of a sheet its id, by the surest signs first."""
        ids: list[str | None] = [
            None if c.id.startswith(PROVISIONAL) else c.id for c in sheet.comments
        ]
        taken = {given for given in ids if given is not None}
        self._match_equals(sheet, ids, taken)
        self._match_linkbacks(sheet, ids, taken)
        for sign, same in _SIGNS:
            self._match(sheet, ids, taken, sign, same)
        self._match_by_surroundings(sheet, ids, taken)
        return self._settled(number, sheet, ids, taken)

    def _match_equals(self, sheet: Sheet, ids: list[str | None], taken: set[str]) -> None:
        # As many twins as before stand in their old order; where one is gone or changed, each of
        # the others is the one that stood nearest.
        twins: dict[_Sign | None, list[int]] = {}
        for place, comment in enumerate(sheet.comments):
            if ids[place] is None:
                twins.setdefault(_signs_of(comment, _by_all), []).append(place)
        for signs, places in twins.items():
            free = [self.all[given] for given in self.found.get(signs, ()) if given not in taken]
            fewer = len(places) < len(free)
            for place in places[: len(free)]:
                best = min(free, key=partial(_distance, place, len(ids))) if fewer else free[0]
                free.remove(best)
                ids[place] = best.id
                taken.add(best.id)

    def _match_linkbacks(self, sheet: Sheet, ids: list[str | None], taken: set[str]) -> None:
        # Many themes print a linkback as its title alone: no number, no date, none of its words.
        for place, comment in enumerate(sheet.comments):
            source = _source(comment)
            if ids[place] is None and source:
                free = [
                    self.all[given] for given in self.sent.get(source, ()) if given not in taken
                ]
                if free:
                    best = max(free, key=partial(_closeness, comment))
                    ids[place] = best.id
                    taken.add(best.id)

    def _match_by_surroundings(self, sheet: Sheet, ids: list[str | None], taken: set[str]) -> None:
        # A comment with other words is a rewritten one only if the reading shows what stood
        # around it too: otherwise it is another comment, on another page of the thread.
        near = {number for given in ids if given for number in self.all[given].sheets}
        if not (sheet.whole or len(ids) == 1 or near or self.unread):
            return

        def is_seen_around(known: Candidate) -> bool:
            return sheet.whole or not known.sheets.isdisjoint(near)

        def edited(place: int, comment: Comment, known: Candidate) -> bool:
            alone = len(ids) == 1 and (known.place, known.to_end) == (0, 1)
            unread = known.id in self.unread
            return (alone or unread or is_seen_around(known)) and _edited(place, comment, known)

        def rewritten(place: int, comment: Comment, known: Candidate) -> bool:
            if not is_seen_around(known):
                return False
            if comment.published.precision in _EXACT and absolute(comment.published):
                return absolute(comment.published) == absolute(known.moment)
            before = ids[place - 1] if place else None
            after = ids[place + 1] if place + 1 < len(ids) else None
            return (before, after) == (known.before, known.after) and compatible(
                comment.published, known.moment
            )

        self._match(sheet, ids, taken, _by_author, edited)
        if sheet.whole or near:
            self._match(sheet, ids, taken, _by_author_and_date, rewritten)
            self._match(sheet, ids, taken, _by_author, rewritten)

    def _match(
        self,
        sheet: Sheet,
        ids: list[str | None],
        taken: set[str],
        sign: _SignOf,
        same: Callable[[int, Comment, Candidate], bool],
    ) -> None:
        for place, comment in enumerate(sheet.comments):
            if ids[place] is not None:
                continue
            signs = _signs_of(comment, sign)
            free = (self.all[given] for given in self.found.get(signs, ()) if given not in taken)
            fitting = [k for k in islice(free, _COMPARED) if same(place, comment, k)]
            if fitting:
                best = max(
                    fitting,
                    key=lambda known: (
                        _closeness(comment, known), -_distance(place, len(ids), known)
                    ),
                )  # fmt: skip
                ids[place] = best.id
                taken.add(best.id)

    def _settled(
        self, number: int, sheet: Sheet, ids: list[str | None], taken: set[str]
    ) -> list[str]:
        settled: list[str] = []
        for given, comment in zip(ids, sheet.comments, strict=True):
            if given is None:
                given = self._unused(made_id(comment), taken)
                self._enter(_new(given, comment))
                taken.add(given)
            else:
                self._learn(self.all[given], comment)
            settled.append(given)
        for place, given in enumerate(settled):
            known = self.all[given]
            known.sheets.add(number)
            self.unread.discard(given)
            known.before = settled[place - 1] if place else None
            known.after = settled[place + 1] if place + 1 < len(settled) else None
            known.place, known.to_end = place, len(settled) - place
        return settled

    def _unused(self, base: str, taken: set[str]) -> str:
        new, ordinal = base, 1
        while new in self.all or new in taken:
            ordinal += 1
            new = f"{base}.{ordinal}"
        return new

    def _enter(self, known: Candidate) -> None:
        self.all[known.id] = known
        if known.source:
            self.sent.setdefault(known.source, {})[known.id] = None
        for text in known.texts:
            self._index(known, text)

    def _learn(self, known: Candidate, comment: Comment) -> None:
        if absolute(known.moment) is None and absolute(comment.published) is not None:
            known.moment = comment.published
            for text in known.texts:
                self._index(known, text)
        if comment.text not in known.texts:
            known.texts.append(comment.text)
            self._index(known, comment.text)

    def _index(self, known: Candidate, text: str) -> None:
        for sign in (_by_all, _by_words, _by_author_and_date, _by_words_and_date, _by_author):
            signs = sign(known.author, absolute(known.moment), text)
            if signs is not None:
                self.found.setdefault(signs, {})[known.id] = None


def _signs_of(comment: Comment, sign: _SignOf) -> _Sign | None:
    return sign(_author(comment), absolute(comment.published), comment.text)


def _distance(place: int, length: int, known: Candidate) -> int:
    """How far a comment stands from where it stood, counted from the nearer end."""
    if known.place is None or known.to_end is None:
        return 0
    return min(abs(known.place - place), abs(known.to_end - (length - place)))


def _by_all(author: str, date: str | None, text: str) -> _Sign:
    return ("author date text", author, date, text)


def _by_words(author: str, _: str | None, text: str) -> _Sign:
    return ("author text", author, None, text)


def _by_author_and_date(author: str, date: str | None, _: str) -> _Sign | None:
    return None if date is None else ("author date", author, date, "")


def _by_words_and_date(_: str, date: str | None, text: str) -> _Sign | None:
    return None if date is None else ("date text", "", date, text)


def _by_author(author: str, _: str | None, __: str) -> _Sign:
    return ("author", author, None, "")


def _in_time(_: int, comment: Comment, known: Candidate) -> bool:
    return compatible(comment.published, known.moment)


def _edited(_: int, comment: Comment, known: Candidate) -> bool:
    return compatible(comment.published, known.moment) and any(
        likeness(comment.text, text) >= ALIKE for text in known.texts
    )


def _renamed(_: int, comment: Comment, __: Candidate) -> bool:
    return bool(comment.text) and comment.published.precision in _EXACT


#: How a comment with a sure sign is found again, the surest first.
_SIGNS = (
    (_by_words, _in_time),
    (_by_author_and_date, _edited),
    (_by_words_and_date, _renamed),
)


def _closeness(comment: Comment, known: Candidate) -> tuple[bool, float]:
    if comment.text in known.texts:
        return (absolute(comment.published) == absolute(known.moment), 1.0)
    return (False, max(likeness(comment.text, text) for text in known.texts))


def _author(comment: Comment) -> str:
    return folded(comment.author.name or "")


def _source(comment: Comment) -> str:
    return (comment.author.url or "") if comment.kind.is_linkback else ""


def _new(given: str, comment: Comment) -> Candidate:
    texts = [comment.text]
    return Candidate(given, _author(comment), comment.published, texts, _source(comment))
