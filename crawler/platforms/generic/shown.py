"""What elements that may hold a name show: their words in pieces, and which piece is the name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.dates.looks import shows_date
from crawler.platforms.generic import flags, words
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import words_of
from crawler.text import clean

#: What stands inside the element of a name and is none of it.
_BESIDE = (
    flags.REPLY_TO
    | flags.BADGE
    | flags.TOOLS
    | flags.DATE
    | flags.AVATAR
    | flags.PERMALINK
    | flags.COUNT
)
_BEHIND = labels.BADGES | labels.SAYS
_STRONG = frozenset(("a", "b", "strong", "cite"))
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"^(?:https?://|www\.)|^\S+\.[a-z]{2,4}/?$", re.IGNORECASE)
#: Class words of the parts of a name.
_SPLIT = re.compile(
    r"\b(?:first|last|given|family|sur)[-_]?name|\bfname|lname|vorname|nachname|pr[eé]nom|nom|nombre|apellido|cognome"
    r"|imie|nazwisko|fornavn|etternavn|voornaam|achternaam|^f$|^l$",
    re.IGNORECASE,
)
_FEWEST = 3
#: A value that so many share is a label.
_SAME = 0.6

#: Where a piece stands in its element: the tags and classes down to it, and which of such it is.
_Path = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in an element, with the way to it and the tag and class around it."""

    path: _Path
    tag: str
    names: str
    text: str


def pieces(outline: Outline, index: int) -> list[Piece]:
    """The pieces of an element, without those of badges, targets of replies and controls in it."""
    found = list(_pieces(outline, index, strict=True))
    return found or list(_pieces(outline, index, strict=False))


def _pieces(outline: Outline, index: int, *, strict: bool) -> Iterator[Piece]:
    seen: Counter[str] = Counter()
    skip = -1
    for inner in range(index, outline.ends[index]):
        if inner < skip:
            continue
        if outline.tags[inner]:
            marks = outline.marks[inner]
            beside = marks & _BESIDE and not marks & (flags.NAME | flags.AUTHOR)
            if strict and inner > index and (beside or _points(outline, inner)):
                skip = outline.ends[inner]
            continue
        if strict and _stands_behind(outline.texts[inner]):
            continue
        parent = outline.parents[inner]
        way = []
        while parent > index:
            way.append(f"{outline.tags[parent]}.{words.shape(outline.classes[parent])}")
            parent = outline.parents[parent]
        path = "/".join(way)
        around = outline.parents[inner]
        tag = outline.tags[around] if around > index else ""
        names = outline.classes[around] if around > index else ""
        yield Piece((path, seen[path]), tag, names, clean(outline.texts[inner]))
        seen[path] += 1


def _stands_behind(text: str) -> bool:
    """Whether a text beside a name is none of it: "says", a badge, the bare address."""
    text = text.strip(" \t\r\n()[]")
    return text.casefold() in _BEHIND or text.startswith(("http://", "https://"))


def _points(outline: Outline, index: int) -> bool:
    """Whether an element is a link to a place in the page."""
    return outline.tags[index] == "a" and (outline.nodes[index].get("href") or "")[:1] == "#"


def whole(outline: Outline, index: int) -> str:
    """The words of an element without those of badges, targets of replies and controls in it."""
    items = []
    skip = -1
    for inner in range(index, outline.ends[index]):
        if inner < skip:
            continue
        marks = outline.marks[inner]
        beside = marks & _BESIDE and not marks & (flags.NAME | flags.AUTHOR)
        if inner > index and (beside or _points(outline, inner)):
            skip = outline.ends[inner]
        elif outline.tags[inner] or not _stands_behind(outline.texts[inner]):
            items.append(inner)
    shown = clean(words_of(outline, items))
    return shown or clean(words_of(outline, range(index, outline.ends[index])))


def told(column: Sequence[Sequence[Piece]], wholes: Sequence[str]) -> list[str]:
    """For each element of a column the words of the piece that varies as names do.

    ``wholes`` are all their words, which is the answer where too few elements tell more.
    """
    if len(set(wholes)) < _FEWEST or all(len(row) < 2 for row in column):
        return list(wholes)
    values: dict[_Path, list[Piece]] = defaultdict(list)
    for row in dict(zip(wholes, column, strict=True)).values():
        for piece in row:
            values[piece.path].append(piece)
    fixed = {path for path, several in values.items() if _is_label(several)}
    said = {path: _common(values[path]) for path in fixed}
    order = _preferred(values, fixed)
    return [
        _of_row(row, order, fixed) or _rest(row, said) or shown
        for row, shown in zip(column, wholes, strict=True)
    ]


def _plain(text: str) -> str:
    return _DIGITS.sub("0", text.casefold())


def _common(several: list[Piece]) -> str:
    return Counter(_plain(piece.text) for piece in several).most_common(1)[0][0]


def _rest(row: Sequence[Piece], said: dict[_Path, str]) -> str:
    """What an entry says beside the labels where it has nothing at the places of the others."""
    out = []
    known = set(said.values())
    for piece in row:
        text = piece.text
        for label in known:
            pieces_, size = text.split(), len(label.split())
            if [_plain(word) for word in pieces_[:size]] == label.split():
                text = " ".join(pieces_[size:])
                break
        if text and (piece.path not in said or piece.tag == "" or text != piece.text):
            out.append(text)
    return clean(" ".join(out))


def _is_label(several: list[Piece]) -> bool:
    """Whether the pieces at one place say the same, a number or an address everywhere."""
    texts = [piece.text.casefold() for piece in several]
    bare = sum(
        1
        for t in texts
        if not _LETTER.search(t) or _ADDRESS.match(t) or t[0] == "@" or shows_date(t)
    )
    if bare >= 0.8 * len(texts):
        return True
    texts = [_plain(text) for text in texts]
    return len(texts) >= _FEWEST and Counter(texts).most_common(1)[0][1] > _SAME * len(texts)


def _preferred(values: dict[_Path, list[Piece]], fixed: set[_Path]) -> list[_Path]:
    """The places at which names may stand, the likeliest first."""
    free = [path for path in values if path not in fixed]
    if not free:
        return []

    def various(path: _Path) -> int:
        return len({piece.text.casefold() for piece in values[path]})

    most = max(various(path) for path in free)
    good = [path for path in free if various(path) * 3 >= most * 2]
    ranked = {path: place for place, path in enumerate(values)}

    def key(path: _Path) -> tuple[int, int]:
        tag = values[path][0].tag
        return (0 if tag in _STRONG else 1 if not tag else 2, ranked[path])

    return sorted(good, key=key) + [
        path
        for path in free
        if path not in good
        and values[path][0].tag in _STRONG
        and various(path) * 2 > len(values[path]) > 1
    ]


def _of_row(row: Sequence[Piece], order: list[_Path], fixed: set[_Path]) -> str:
    """The words of an entry at the likeliest place; empty where it has only unusual ones."""
    places = {piece.path: place for place, piece in enumerate(row)}
    known = set(order)
    for path in order:
        if path in places:
            if row[places[path]].tag not in _STRONG and any(
                not piece.tag and piece.path not in known for piece in row
            ):
                break  # others have a link there, this one has the bare name
            start = end = places[path]
            while end + 1 < len(row) and _continues(row[end], row[end + 1], fixed):
                end += 1
            while start and _continues(row[start - 1], row[start], fixed):
                start -= 1
            return " ".join(piece.text for piece in row[start : end + 1])
    return next((p.text for p in row if not p.tag and p.path not in known | fixed), "")


def is_part(names: str) -> bool:
    """Whether class names say that an element holds the first or the last name of a person."""
    return _SPLIT.search(names) is not None


def continued(outline: Outline, index: int, text: str) -> str:
    """A first name with the last name that an element beside it holds, by their class words."""
    after = outline.ends[index]
    parent = outline.parents[index]
    if (
        parent >= 0
        and is_part(outline.classes[index])
        and after < outline.ends[parent]
        and outline.tags[after] == outline.tags[index]
        and is_part(outline.classes[after])
        and outline.classes[after] != outline.classes[index]
    ):
        return f"{text} {whole(outline, after)}"
    return text


def _continues(one: Piece, other: Piece, fixed: set[_Path]) -> bool:
    """Whether two pieces beside each other are the first and the last name of one person."""
    if one.path in fixed or other.path in fixed or one.tag != other.tag or not one.tag:
        return False
    if one.names or other.names:
        return is_part(one.names) and is_part(other.names)
    return one.path[0] == other.path[0] and " " not in one.text and " " not in other.text
