"""What the template of a site writes around the names of a list, known by its standing in all.

"Comment #12 by Anna (1003)", "Comment #13 by Bert (2044)": the words and the kinds of numbers that
stand at the same place in nearly all entries are labels in whatever language; what varies between
them is the name. One entry alone tells nothing, so that short lists stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler import labels

_TOKEN = re.compile(r"\w+|[^\w\s]")
#: Signs that part a name from what is said of the person, where blanks stand beside them.
_STROKES = frozenset("|,·•–—-/:;>»(（[")
#: So many different entries show what the template is; for words that could be a family's name.
_FEWEST = 3
_FEWEST_WORDS = 5
#: Longer entries, in words, are titles: a stroke in them parts no name.
_TITLE = 4
#: Words that stand with a name on their own.
_LABELS = labels.BY | labels.SAYS | labels.RANKS | labels.BADGES
#: Of the different entries so many have what belongs to the template.
_SHARE = 0.8
#: Longer entries are prose.
_LONGEST = 200


@dataclass(slots=True)
class _Row:
    """An entry cut into words and signs, of which ``[first, last)`` are left."""

    text: str
    spans: list[tuple[int, int]]
    kinds: list[str]
    first: int
    last: int

    @property
    def left(self) -> str:
        """What is left of the entry."""
        if self.first >= self.last:
            return ""
        return self.text[self.spans[self.first][0] : self.spans[self.last - 1][1]]


def without_template(entries: Sequence[str]) -> list[str]:
    """The entries without what nearly all have in common at their ends or after a stroke.

    Empty entries stay empty; an entry is never emptied. Needs three different ones.
    """
    rows = {text: _row(text) for text in entries if text and len(text) <= _LONGEST}
    if len(rows) < _FEWEST:
        return list(entries)
    several = list(rows.values())
    for _ in range(4):
        before = [(row.first, row.last) for row in several]
        _part(several)
        _strip(several, at_end=False)
        _strip(several, at_end=True)
        if before == [(row.first, row.last) for row in several]:
            break
    if len({row.left.casefold() for row in several}) < _FEWEST:
        return list(entries)
    return [rows[text].left or text if text in rows else text for text in entries]


def _row(text: str) -> _Row:
    found = list(_TOKEN.finditer(text))
    kinds = ["0" if piece[0].isdecimal() else piece[0].casefold() for piece in found]
    return _Row(text, [piece.span() for piece in found], kinds, 0, len(found))


def _strip(rows: list[_Row], *, at_end: bool) -> None:
    """Take off the words that stand first, or last, in nearly all rows."""
    while True:
        open_ = [row for row in rows if row.last - row.first > 1]
        counts = Counter(row.kinds[row.last - 1 if at_end else row.first] for row in open_)
        if not counts:
            return
        kind, count = counts.most_common(1)[0]
        if count < _least(kind, rows, at_end=at_end) or not _closes(kind, open_, at_end=at_end):
            return
        for row in open_:
            if at_end and row.kinds[row.last - 1] == kind:
                row.last -= 1
            elif not at_end and row.kinds[row.first] == kind:
                row.first += 1


def _least(kind: str, rows: list[_Row], *, at_end: bool = False) -> float:
    """How many rows must have a word for it to be the template's; a family's name stands last."""
    least = _FEWEST
    if kind[0].isalpha() and kind not in _LABELS:
        cut = all(row.last < len(row.kinds) for row in rows)
        least = _FEWEST if at_end and cut else _FEWEST_WORDS if at_end else _FEWEST_WORDS - 1
    return max(_SHARE * len(rows), least)


def _closes(kind: str, rows: list[_Row], *, at_end: bool) -> bool:
    """Whether a word may go: a full stop is an abbreviation's where letters stand before it."""
    if kind != "." or not at_end:
        return True
    return all(row.kinds[row.last - 2] == "0" for row in rows if row.kinds[row.last - 1] == kind)


def _part(rows: list[_Row]) -> None:
    """Keep of each row the part before, or after, a stroke or a "by" that nearly all have."""
    inner: Counter[str] = Counter()
    for row in rows:
        inner.update({row.kinds[place] for place in _strokes(row)})
    for kind, count in sorted(inner.items(), key=lambda item: (item[0] not in labels.BY, -item[1])):
        if count < _least(kind, rows):
            continue
        cuts = {
            id(row): place
            for row in rows
            for place in _strokes(row)[::-1]
            if row.kinds[place] == kind
        }
        ahead = [_slice(row, row.first, cuts[id(row)]) for row in rows if id(row) in cuts]
        behind = [_slice(row, cuts[id(row)] + 1, row.last) for row in rows if id(row) in cuts]
        keep_behind = kind in labels.BY or _worded(behind) > 1.5 * _worded(ahead)
        kept = set(behind if keep_behind else ahead)
        if _worded(kept) < _FEWEST or _are_titles(kept):
            continue
        for row in rows:
            if id(row) in cuts:
                if keep_behind:
                    row.first = cuts[id(row)] + 1
                else:
                    row.last = cuts[id(row)]
        return


def _worded(texts: Iterable[str]) -> int:
    """How many different texts there are that are no numbers."""
    return sum(1 for text in set(texts) if any(map(str.isalpha, text)))


def _are_titles(texts: set[str]) -> bool:
    return sorted(len(text.split()) for text in texts)[len(texts) // 2] > _TITLE


def _strokes(row: _Row) -> list[int]:
    """The inner places of a row at which it may be parted."""
    out = []
    for place in range(row.first + 1, row.last - 1):
        kind = row.kinds[place]
        start, end = row.spans[place]
        if kind in _STROKES:
            if row.text[start - 1].isspace() or row.text[end].isspace():
                out.append(place)
        elif kind in labels.BY:
            out.append(place)
    return out


def _slice(row: _Row, first: int, last: int) -> str:
    return row.text[row.spans[first][0] : row.spans[last - 1][1]].casefold() if first < last else ""
