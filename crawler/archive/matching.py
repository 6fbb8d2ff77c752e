"""Lasting ids for comments whose site shows none: which sightings are of one comment.

A pure function of everything that was read of a thread, taken in order of time, so that it does
not matter in which order the readings reach the archive. The rules, and what they cost, are in
`docs/decisions/comment-identity.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from crawler.archive.folding import folded
from crawler.model import PROVISIONAL, Comment, Moment, Precision, key

#: Two texts that share at least this part of their letter pairs are versions of one another.
ALIKE = 0.6
#: With how many comments by one author another one is compared by likeness.
_COMPARED = 500
#: Letters of a text that are looked at for likeness.
_LOOKED_AT = 4000
_EXACT = frozenset({Precision.SECOND, Precision.MINUTE})
_WRITTEN_WIDTH = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.HOUR: 13,
                  Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # fmt: skip


_Sign = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The comments of one reading, in its order; ``whole`` as `Reading.whole`."""

    comments: tuple[Comment, ...]
    whole: bool = False


@dataclass(slots=True)
class Candidate:
    """A comment of the thread so far, by its lasting id, with every text it had."""

    id: str
    author: str
    moment: Moment
    texts: list[str]
    sheets: set[int] = field(default_factory=set)
    before: str | None = None
    after: str | None = None


def candidate(comment_id: str, name: str | None, moment: Moment, texts: Iterable[str]) -> Candidate:
    """A comment that has an id of the site's own, for others to be matched against."""
    return Candidate(comment_id, folded(name or ""), moment, list(texts) or [""])


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
    date = _date(comment.published)
    if date is not None:
        parts.append(date)
    if comment.published.precision not in _EXACT:
        parts.append(comment.text)
    return f"x{key('comment', *parts)[:16]}"


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 1: Dice's coefficient over pairs of letters.

    >>> likeness("the same words", "the same words!") > 0.9
    True
    >>> likeness("abc", "xyz")
    0.0
    """
    if one == other:
        return 1.0
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def compatible(one: Moment, other: Moment) -> bool:
    """False when two dates cannot be of one comment; dates that say little go with any."""
    width = min(_WRITTEN_WIDTH.get(one.precision, 0), _WRITTEN_WIDTH.get(other.precision, 0))
    if not width or one.local is None or other.local is None:
        return True
    if one.utc and other.utc:
        return one.utc[:width] == other.utc[:width]
    if one.local[:width] == other.local[:width]:
        return True
    return (one.offset is None) != (other.offset is None) and _zones_apart(one.local, other.local)


class _Thread:
    """The thread as known so far, with ways to find a comment in it."""

    def __init__(self, named: Iterable[Candidate]) -> None:
        self.all: dict[str, Candidate] = {}
        self.found: dict[_Sign, dict[str, None]] = {}
        for known in sorted(named, key=lambda known: known.id):
            self._enter(known)

    def add_named(self, comment: Comment) -> None:
        known = self.all.get(comment.id)
        if known is None:
            moment, texts = comment.published, [comment.text]
            self._enter(Candidate(comment.id, _author(comment), moment, texts))
        else:
            self._learn(known, comment)

    def place(self, number: int, sheet: Sheet) -> list[str]:
        """Give every comment of a sheet its id, by the surest signs first."""
        ids: list[str | None] = [
            None if c.id.startswith(PROVISIONAL) else c.id for c in sheet.comments
        ]
        taken = {given for given in ids if given is not None}
        for sign, same in _SIGNS:
            self._match(sheet, ids, taken, sign, same)
        self._match_by_surroundings(sheet, ids, taken)
        return self._settled(number, sheet, ids, taken)

    def _match_by_surroundings(self, sheet: Sheet, ids: list[str | None], taken: set[str]) -> None:
        # A comment with other words is a rewritten one only if the reading shows what stood
        # around it too: otherwise it is another comment, on another page of the thread.
        near = {number for given in ids if given for number in self.all[given].sheets}

        def rewritten(place: int, comment: Comment, known: Candidate) -> bool:
            if not sheet.whole and not known.sheets & near:
                return False
            if comment.published.precision in _EXACT and _date(comment.published):
                return _date(comment.published) == _date(known.moment)
            before = ids[place - 1] if place else None
            after = ids[place + 1] if place + 1 < len(ids) else None
            return (before, after) == (known.before, known.after) and compatible(
                comment.published, known.moment
            )

        self._match(sheet, ids, taken, _by_author_and_date, rewritten)
        self._match(sheet, ids, taken, _by_author, rewritten)

    def _match(
        self,
        sheet: Sheet,
        ids: list[str | None],
        taken: set[str],
        sign: Callable[[str, str | None, str], _Sign],
        same: Callable[[int, Comment, Candidate], bool],
    ) -> None:
        for place, comment in enumerate(sheet.comments):
            if ids[place] is not None:
                continue
            signs = sign(_author(comment), _date(comment.published), comment.text)
            free = (self.all[given] for given in self.found.get(signs, ()) if given not in taken)
            fitting = [k for k in islice(free, _COMPARED) if same(place, comment, k)]
            if fitting:
                best = max(fitting, key=lambda known: _closeness(comment, known))
                ids[place] = best.id
                taken.add(best.id)

    def _settled(
        self, number: int, sheet: Sheet, ids: list[str | None], taken: set[str]
    ) -> list[str]:
        settled: list[str] = []
        for given, comment in zip(ids, sheet.comments, strict=True):
            if given is None:
                given = self._unused(made_id(comment), taken)
                moment, texts = comment.published, [comment.text]
                self._enter(Candidate(given, _author(comment), moment, texts))
                taken.add(given)
            else:
                self._learn(self.all[given], comment)
            settled.append(given)
        for place, given in enumerate(settled):
            known = self.all[given]
            known.sheets.add(number)
            known.before = settled[place - 1] if place else None
            known.after = settled[place + 1] if place + 1 < len(settled) else None
        return settled

    def _unused(self, base: str, taken: set[str]) -> str:
        new, ordinal = base, 1
        while new in self.all or new in taken:
            ordinal += 1
            new = f"{base}.{ordinal}"
        return new

    def _enter(self, known: Candidate) -> None:
        self.all[known.id] = known
        for text in known.texts:
            self._index(known, text)

    def _learn(self, known: Candidate, comment: Comment) -> None:
        if _date(known.moment) is None and _date(comment.published) is not None:
            known.moment = comment.published
            for text in known.texts:
                self._index(known, text)
        if comment.text not in known.texts:
            known.texts.append(comment.text)
            self._index(known, comment.text)

    def _index(self, known: Candidate, text: str) -> None:
        for sign in (_by_all, _by_words, _by_author_and_date, _by_words_and_date, _by_author):
            signs = sign(known.author, _date(known.moment), text)
            self.found.setdefault(signs, {})[known.id] = None


def _by_all(author: str, date: str | None, text: str) -> _Sign:
    return ("author date text", author, date, text)


def _by_words(author: str, _: str | None, text: str) -> _Sign:
    return ("author text", author, None, text)


def _by_author_and_date(author: str, date: str | None, _: str) -> _Sign:
    return ("author date", author, date, "")


def _by_words_and_date(_: str, date: str | None, text: str) -> _Sign:
    return ("date text", "", date, text)


def _by_author(author: str, _: str | None, __: str) -> _Sign:
    return ("author", author, None, "")


def _always(_: int, __: Comment, ___: Candidate) -> bool:
    return True


def _in_time(_: int, comment: Comment, known: Candidate) -> bool:
    return compatible(comment.published, known.moment)


def _edited(_: int, comment: Comment, known: Candidate) -> bool:
    return compatible(comment.published, known.moment) and any(
        likeness(comment.text, text) >= ALIKE for text in known.texts
    )


def _renamed(_: int, comment: Comment, __: Candidate) -> bool:
    return bool(comment.text) and comment.published.precision in _EXACT


#: How a comment is found again, the surest way first.
_SIGNS = (
    (_by_all, _always),
    (_by_words, _in_time),
    (_by_author_and_date, _edited),
    (_by_words_and_date, _renamed),
    (_by_author, _edited),
)


def _closeness(comment: Comment, known: Candidate) -> tuple[bool, float]:
    if comment.text in known.texts:
        return (_date(comment.published) == _date(known.moment), 1.0)
    return (False, max(likeness(comment.text, text) for text in known.texts))


def _author(comment: Comment) -> str:
    return folded(comment.author.name or "")


def _date(moment: Moment) -> str | None:
    """The date if it is absolute, in one spelling per instant."""
    if moment.local is None or moment.precision in (Precision.RELATIVE, Precision.NONE):
        return None
    return moment.utc or moment.local


def _zones_apart(one: str, other: str) -> bool:
    """True when two wall clocks can show one instant in two time zones."""
    try:
        apart = abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
    except ValueError:
        return True
    width = timedelta(minutes=15)
    seconds = apart % width
    return apart <= timedelta(hours=26) and min(seconds, width - seconds) < timedelta(minutes=1)


def _pairs(text: str) -> Counter[str]:
    letters = folded(text[:_LOOKED_AT])
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1)) or Counter([letters])
