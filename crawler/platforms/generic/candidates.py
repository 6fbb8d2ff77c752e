"""What in a record could be the name of who signed it: elements, loose texts, attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler import labels
from crawler.platforms.generic import flags, words
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.generic.shown import Piece, pieces, whole
from crawler.text import BLOCKS, clean

#: Candidates of this weight are marked as names, by their class or tag.
MARKED = 3.5
_PROFILE = re.compile(
    r"(?:^|[/?&.])(?:users?|profiles?|profil|author|members?|people|person|u|~|@|utilisateur|usuario"
    r"|perfil|benutzer|autor|id)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"^(?:(?:user )?(?:avatar|gravatar|photo|picture|image|profile (?:picture|photo|image)|profile"
    r"|bild|foto|imagen?|immagine|profil|portrait|ritratto|avatarbild|awatar|аватар|фото|zdjęcie)"
    r"(?: (?:of|for|de|von|di|do|da|van|för|på|des benutzers|de l'utilisateur|d'))? )"
    r"|^view (?=\S.*[’']s? profile$)"
    r"|(?:[’']s? (?:avatar|gravatar|photo|picture|profile picture|profile photo|profile)"
    r"| (?:avatar|gravatar|profile picture|avatarı|resmi)|の(?:アバター|画像))$",
    re.IGNORECASE,
)
#: Addresses of comments, in their permalinks.
_NUMBERED = re.compile(r"#[\w-]*\d|[?&]cid=|/comments?/\d")
_NAMED = re.compile(
    r"^data-(?:\w+-)*(?:author|user-?name|display-?name|nick(?:name)?|commenter|poster|author-?name"
    r"|user-?nick(?:name)?|full-?name)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_HEADINGS = frozenset(("h3", "h4", "h5", "h6"))
_PLAIN = 0.6
_LOOSE = 0.9
_STATED = 2.0
#: What the words before an element add, if a name must follow them.
_LED = 0.6
_BY_TAG = {
    **dict.fromkeys(("strong", "b"), 1.5),
    **dict.fromkeys(("h3", "h4", "h5", "h6"), 1.5),
    **dict.fromkeys(("span", "div", "p", "td", "em", "i", "small", "th", "font"), _PLAIN),
}
_MARKS = flags.NAME | flags.AUTHOR
_NEVER = flags.TOOLS | flags.REPLY_TO | flags.BADGE | flags.PERMALINK | flags.COUNT


@dataclass(slots=True)
class Name:
    """A name that a record shows: the item, the column it stands in, and the words.

    ``beside`` is true on one line with the date; ``text`` is ``None`` until the column is read,
    and stays so where it is no name.
    """

    index: int
    column: tuple[str, ...]
    weight: float
    written: str
    beside: bool = False
    tag: str = ""
    marks: int = 0
    parts: list[Piece] = field(default_factory=list)
    text: str | None = None


def candidates(outline: Outline, record: Record, dated: int, *, marked: bool) -> list[Name]:
    """What in a record is marked as a name, or else everything that may be one."""
    line = outline.blocks[dated] if dated >= 0 else -1
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[Name] = [] if marked else list(_stated(outline, record))
    linked: dict[int, str] = {}
    for index, weight in _places(outline, record, marked=marked):
        if outline.ends[index] > min(index + 40, record.end):
            continue
        if _in_body(outline, index, record, dated):
            continue
        tag = outline.tags[index]
        key = _column(outline, index, tag)
        nth = seen[key]
        seen[key] += 1
        written, kind = _written(outline, index, tag)
        # The words of a link are those of its text, which nothing marks.
        if not written or linked.get(outline.parents[index]) == written:
            continue
        if tag == "a":
            linked[index] = written
        beside = line >= 0 and line == (index if tag in BLOCKS else outline.blocks[index])
        total = weight + 0.8 * beside - 0.01 * len(out)
        name = Name(index, (*key, kind, str(nth)), total, written, beside, tag)
        name.marks = outline.marks[index]
        if tag and not kind and outline.ends[index] > index + 2:
            name.parts = pieces(outline, index)
        out.append(name)
    return out


def _places(outline: Outline, record: Record, *, marked: bool) -> Iterator[tuple[int, float]]:
    """The items of a record that may be names, with their weights: the marked, or the others."""
    led = False
    tags, marks = outline.tags, outline.marks
    for index in record.own:
        tag = tags[index]
        if index == record.start and outline.ends[index] == record.end:
            continue  # a whole comment may be called a card of who wrote it
        if marked:
            cited = tag == "cite" and not _is_amid(outline, index)
            if (marks[index] & _MARKS or cited) and tag:
                weight = _weight(outline, index, tag, marks[index])
                if weight >= MARKED:
                    yield index, weight
        elif tag:
            weight = _weight(outline, index, tag, marks[index])
            if weight and weight < MARKED:
                yield index, weight + _LED * led
        else:
            yield index, _LOOSE
            led = _leads(outline.texts[index])


def _is_amid(outline: Outline, cite: int) -> bool:
    """Whether what is cited stands between words that name nobody: "as X wrote"."""
    before, after = cite - 1, outline.ends[cite]
    if after >= len(outline) or outline.parents[after] != outline.parents[cite]:
        return False
    lead = outline.texts[before] if outline.parents[before] == outline.parents[cite] else ""
    between = _LETTER.search(lead) and _LETTER.search(outline.texts[after])
    return between is not None and not _leads(lead)


def _leads(text: str) -> bool:
    """Whether a text ends in words after which a name follows: "| Posted by "."""
    pieces_ = text.casefold().replace(":", " ").split()[-3:]
    return any(" ".join(pieces_[place:]) in labels.BY for place in range(len(pieces_)))


def _stated(outline: Outline, record: Record) -> Iterator[Name]:
    """The names that attributes of the record's head give."""
    for attribute, value in outline.nodes[record.head].items():
        if value and attribute[:5] == "data-" and _NAMED.match(attribute):
            text = clean(value)
            if _LETTER.search(text):
                yield Name(record.head, ("@", attribute), _STATED, text, tag="@")


def _written(outline: Outline, index: int, tag: str) -> tuple[str, str]:
    """The words of a candidate, and which attribute they are from, if not shown as text."""
    node = outline.nodes[index]
    if tag == "img":
        return pictured(node.get("alt") or node.get("title") or ""), ""
    shown = whole(outline, index)
    if not shown and tag == "a":
        for attribute in ("title", "aria-label"):
            if node.get(attribute):
                return pictured(node.get(attribute) or ""), attribute
    return shown, ""


def pictured(words_: str) -> str:
    """The name that a picture or a link gives in words: "Avatar of Anna"."""
    text = clean(words_)
    return clean(_PICTURE.sub("", _PICTURE.sub("", text)))


def _column(outline: Outline, index: int, tag: str) -> tuple[str, ...]:
    parent = outline.parents[index]
    return tag, outline.classes[index], outline.tags[parent], words.shape(outline.classes[parent])


def _weight(outline: Outline, index: int, tag: str, marks: int) -> float:
    """How much an element is like a name, by its class, its tag and where it leads."""
    if marks & flags.NAME:
        return 5.0
    if marks & flags.AUTHOR and not marks & (flags.AVATAR | flags.DATE):
        return 4.0
    if tag == "cite":
        return 3.5
    if marks & _NEVER:
        return 0.0
    if tag == "a":
        return _weight_of_link(outline, index, marks)
    if tag == "img":
        return (
            1.45 if marks & flags.AVATAR or _framed(outline, index) else _of_picture(outline, index)
        )
    if tag == "dt":
        return 1.5 if _has_one_text(outline, index) else _LOOSE
    weight = _BY_TAG.get(tag, 0.0)
    if tag in _HEADINGS and _leads_here(outline, index):
        return 0.3
    return weight if weight != _PLAIN or _has_one_text(outline, index) else 0.0


def _weight_of_link(outline: Outline, index: int, marks: int) -> float:
    if marks & flags.PERSONAL or outline.around[index] & flags.PINGS:
        return 3.0
    href = outline.nodes[index].get("href") or ""
    if _NUMBERED.search(href):
        return 0.0
    if _PROFILE.search(href):
        return 2.5
    return _PLAIN if _has_one_text(outline, index) else 0.0


def _of_picture(outline: Outline, index: int) -> float:
    """How likely a picture without any class is one of a person: small, or leading to a page."""
    width = (outline.nodes[index].get("width") or "").removesuffix("px")
    small = width.isdecimal() and 16 <= int(width) <= 128
    return 1.42 if small or outline.tags[outline.parents[index]] == "a" else 0.4


def _has_one_text(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return end - index <= 5 and sum(1 for i in range(index, end) if outline.texts[i]) == 1


def _leads_here(outline: Outline, index: int) -> bool:
    """Whether all of a heading is a link to the comment, as that of a subject is."""
    end = outline.ends[index]
    links = [i for i in range(index + 1, end) if outline.tags[i] == "a"]
    shown = sum(1 for i in range(index, end) if outline.texts[i])
    return (
        len(links) == 1 == shown
        and not outline.marks[links[0]] & (flags.AUTHOR | flags.PERSONAL)
        and _NUMBERED.search(outline.nodes[links[0]].get("href") or "") is not None
    )


def _framed(outline: Outline, index: int) -> bool:
    """Whether a picture stands in an element that is named as an avatar."""
    parent = outline.parents[index]
    above = outline.parents[parent] if parent >= 0 else -1
    return any(i >= 0 and outline.marks[i] & flags.AVATAR for i in (parent, above))


def _in_body(outline: Outline, index: int, record: Record, dated: int) -> bool:
    index = outline.parents[index]
    while index > record.start:
        marks = outline.marks[index]
        if marks & flags.REPLY_TO or (
            marks & flags.BODY and not marks & (flags.AUTHOR | flags.META)
        ):
            holds = index < dated < outline.ends[index] or _heads(outline, index)
            if marks & flags.REPLY_TO or not holds:
                return True
        index = outline.parents[index]
    return False


def _heads(outline: Outline, index: int) -> bool:
    """Whether a part named as a body holds the byline too."""
    for inner in range(index + 1, outline.ends[index]):
        if outline.marks[inner] & (flags.AUTHOR | flags.DATE | flags.META):
            return True
    return False
