"""Snippets: the part of a text that shows what was searched for, cut by our own code.

So that both archives show the same, and no markup of an engine or a page is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from crawler.archive.words import Term, Token, folded_in_place, tokens

#: How many characters of the text a snippet shows, at most, apart from the ellipses.
WIDTH = 200
_MOST_WORDS = 50_000
#: A shorter text cannot have more words than that.
_SHORT = 2 * _MOST_WORDS
_SPACE = re.compile(r"\s+")
_UNEVEN = re.compile(r"\A\s|\s\s|[^\S ]|\s\Z")

Marks = tuple[tuple[int, int], ...]


def snippet(text: str, wanted: Sequence[Term], width: int = WIDTH) -> tuple[str, Marks]:
    """The stretch of a text with the most of the terms, and where in it they stand.

    White space is drawn together; an ellipsis stands where text was left out. The first stretch
    wins among equals; a text that has none of the terms is shown from its beginning.
    """
    found = list(places(text, wanted))
    start, end = _stretch(text, found, width)
    begin = "…" if start else ""
    shown, marks = _drawn_together(
        text[start:end],
        [(a - start, b - start) for _, a, b in found if a >= start and b <= end],
    )
    shift = len(begin)
    ending = "…" if end < len(text.rstrip()) else ""
    return f"{begin}{shown}{ending}", tuple((a + shift, b + shift) for a, b in marks)


def places(text: str, wanted: Sequence[Term]) -> Iterable[tuple[int, int, int]]:
    """Every place of a term: (which term, start, end), in the order of the text."""
    folded = folded_in_place(text) if len(text) < _SHORT else None
    if folded is None:
        return places_word_by_word(text, wanted)
    return [
        (number, start, end)
        for start, number, end in sorted(
            (start, number, end)
            for number, term in enumerate(wanted)
            for start, end in _spans(folded, term)
        )
    ]


def _spans(folded: str, term: Term) -> Iterator[tuple[int, int]]:
    """Where a term stands in a folded text; a phrase may overlap with itself."""
    whole = _pattern(term)
    start = folded.find(term.words[0])
    while start >= 0:
        if found := whole.match(folded, start):
            yield found.span()
        start = folded.find(term.words[0], start + 1)


@lru_cache(maxsize=64)
def _pattern(term: Term) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, term.words))
    ending = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){words}{ending}")


def places_word_by_word(text: str, wanted: Sequence[Term]) -> Iterator[tuple[int, int, int]]:
    """The same for any text, of which each word is looked at in turn."""
    longest = max((len(term.words) for term in wanted), default=0)
    window: list[Token] = []
    for token in _padded(islice(tokens(text), _MOST_WORDS), longest):
        window.append(token)
        if len(window) < longest:
            continue
        for number, term in enumerate(wanted):
            here = window[: len(term.words)]
            if here[0].word and _is_there(here, term):
                yield number, here[0].start, here[-1].end
        del window[0]


def _padded(words: Iterable[Token], longest: int) -> Iterator[Token]:
    yield from words
    for _ in range(longest - 1):
        yield Token("", 0, 0)


def _is_there(here: Sequence[Token], term: Term) -> bool:
    *whole, last = term.words
    if any(token.word != word for token, word in zip(here[:-1], whole, strict=True)):
        return False
    return here[-1].word.startswith(last) if term.is_prefix else here[-1].word == last


def _stretch(text: str, found: Sequence[tuple[int, int, int]], width: int) -> tuple[int, int]:
    best, score = (0, 0), 0
    last = 0
    for first, (_, start, _) in enumerate(found):
        last = max(last, first)
        while last < len(found) and found[last][2] <= start + width:
            last += 1
        terms = len({number for number, *_ in found[first:last]})
        if terms > score:
            best, score = (start, max(found[last - 1][2] if last > first else start, start)), terms
    lead = max(0, (width - (best[1] - best[0])) // 4) if score else 0
    start = _at_a_word(text, best[0] - lead) if best[0] > lead else 0
    end = start + width
    if end >= len(text):
        return start, len(text)
    space = max(text.rfind(" ", best[1], end), text.rfind("\n", best[1], end))
    return start, space if space > start else end


def _at_a_word(text: str, start: int) -> int:
    space = _SPACE.search(text, start, start + 30)
    return space.end() if space else start


def _drawn_together(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, Marks]:
    if not _UNEVEN.search(text):
        return text, _merged(marks)
    pieces: list[str] = []
    moved: dict[int, int] = {}
    borders = sorted({border for mark in marks for border in mark})
    length = at = 0
    waiting = iter(borders)
    border = next(waiting, None)
    for space in [*_SPACE.finditer(text), None]:
        end = space.start() if space else len(text)
        while border is not None and border <= end:
            moved[border] = length + border - at
            border = next(waiting, None)
        pieces.append(text[at:end])
        length += end - at
        if space and pieces and space.end() < len(text) and length:
            pieces.append(" ")
            length += 1
        at = space.end() if space else end
    return "".join(pieces), _merged((moved[a], moved[b]) for a, b in marks)


def _merged(marks: Iterable[tuple[int, int]]) -> Marks:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
