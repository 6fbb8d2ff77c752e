"""Who signed each record: the name as shown, and the address behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.platforms.generic import flags, words
from crawler.platforms.generic.bylines import addressed, bare, tidy, undated
from crawler.platforms.generic.datelike import shows_clock, shows_date
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import BLOCKS, clean

#: Longer texts are no names; titles of pages that ping are.
LONGEST = 60
_LONGEST_TITLE = 300
_TITLED = 12
#: Candidates of this weight are marked as names, by their class or tag.
_MARKED = 3.5
_PROFILE = re.compile(
    r"(?:^|[/?&.])(?:users?|profiles?|profil|author|members?|people|person|u|~|@|utilisateur|usuario"
    r"|perfil|benutzer|autor|id)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"^(?:(?:user )?(?:avatar|gravatar|photo|picture|image|profile (?:picture|photo|image)"
    r"|bild|foto|imagen?|immagine)"
    r"(?: (?:of|for|de|von|di|do|da|van|des benutzers|de l'utilisateur|d'))? )"
    r"|(?:[’']s? (?:avatar|gravatar|photo|picture|profile picture|profile photo)"
    r"| (?:avatar|gravatar|profile picture))$",
    re.IGNORECASE,
)
_FALSE = re.compile(r"^[\W\d_]*$")


_PLAIN = 0.6
_BY_TAG = {
    **dict.fromkeys(("strong", "b"), 1.5),
    **dict.fromkeys(("h3", "h4", "h5", "h6", "dt"), 1.2),
    **dict.fromkeys(("span", "div", "p", "td", "em", "i", "small", "th", "font"), _PLAIN),
}
_NEVER = flags.TOOLS | flags.REPLY_TO | flags.BADGE | flags.PERMALINK | flags.COUNT
_BEHIND = labels.BADGES | labels.SAYS
_BESIDE = (
    flags.REPLY_TO
    | flags.BADGE
    | flags.TOOLS
    | flags.DATE
    | flags.AVATAR
    | flags.PERMALINK
    | flags.COUNT
)


@dataclass(slots=True)
class Name:
    """A name that a record shows: the item, the column it stands in, and the words."""

    index: int
    column: tuple[str, ...]
    weight: float
    text: str


def names(
    outline: Outline, found: Sequence[Record], dated: Sequence[int], language: str | None
) -> list[Name | None]:
    """The one name of each record that stands where most records have theirs."""
    everything = [
        _names(outline, record, date, language) for record, date in zip(found, dated, strict=True)
    ]
    totals = _totals(everything)
    chosen = [
        max(
            (name for name in several if name.text),
            key=lambda name: (totals[name.column], -name.index),
            default=None,
        )
        for several in everything
    ]
    shown = [name for name in chosen if name]
    for name, text in zip(shown, addressed([name.text for name in shown]), strict=True):
        name.text = text
    return chosen


def _totals(everything: Sequence[list[Name]]) -> dict[tuple[str, ...], float]:
    """How much each column has for being that of the names."""
    totals: dict[tuple[str, ...], float] = defaultdict(float)
    texts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for several in everything:
        best: dict[tuple[str, ...], Name] = {}
        for name in several:
            known = best.get(name.column)
            if known is None or name.weight > known.weight:
                best[name.column] = name
        for column, name in best.items():
            totals[column] += name.weight
            texts[column].append(name.text)
    for column, shown in texts.items():
        if len(shown) >= 4 and len(set(shown)) * 4 <= len(shown):
            totals[column] *= 0.3  # the same few words everywhere are a label
        if shown.count("") > 0.2 * len(shown):
            totals[column] *= 0.2  # prose, for some are too long
    return totals


def _names(outline: Outline, record: Record, dated: int, language: str | None) -> list[Name]:
    """The names that a record shows: those that are marked as such, else all that could be."""
    marked: list[tuple[int, float]] = []
    others: list[tuple[int, float]] = []
    for index in record.own:
        tag = outline.tags[index]
        weight = _weight(outline, index, tag, outline.marks[index]) if tag else 0.9
        if weight and outline.ends[index] <= min(index + 40, record.end):
            (marked if weight >= _MARKED else others).append((index, weight))
    found = list(_read(outline, record, dated, language, marked))
    return found or list(_read(outline, record, dated, language, others))


def _read(
    outline: Outline,
    record: Record,
    dated: int,
    language: str | None,
    places: list[tuple[int, float]],
) -> Iterator[Name]:
    line = outline.blocks[dated] if dated >= 0 else -1
    for order, (index, weight) in enumerate(places):
        if _in_body(outline, index, record, dated):
            continue
        tag = outline.tags[index]
        beside = line >= 0 and line == (index if tag in BLOCKS else outline.blocks[index])
        written = _pictured(outline, index) if tag == "img" else _shown(outline, index)
        text = _name_in(written, _Way(tag, outline.marks[index], beside), language)
        if text is not None:
            total = weight + 0.8 * beside - 0.01 * order
            yield Name(index, _column(outline, index, tag), total, text)


def _pictured(outline: Outline, index: int) -> str:
    """The name that a picture gives in words: "Avatar of Anna"."""
    node = outline.nodes[index]
    return clean(_PICTURE.sub("", clean(node.get("alt") or node.get("title") or "")))


def _column(outline: Outline, index: int, tag: str) -> tuple[str, ...]:
    parent = outline.parents[index]
    return tag, outline.classes[index], outline.tags[parent], words.shape(outline.classes[parent])


def _shown(outline: Outline, index: int) -> str:
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


def _stands_behind(text: str) -> bool:
    """Whether a text beside a name is none of it: "says", a badge, the bare address."""
    text = text.strip(" \t\r\n()[]")
    return text.casefold() in _BEHIND or text.startswith(("http://", "https://"))


def _points(outline: Outline, index: int) -> bool:
    """Whether an element is a link to a place in the page."""
    return outline.tags[index] == "a" and (outline.nodes[index].get("href") or "")[:1] == "#"


@dataclass(frozen=True, slots=True)
class _Way:
    """How a candidate stands: its tag, what its class says, on one line with the date or not."""

    tag: str
    marks: int
    beside: bool


def _name_in(written: str, way: _Way, language: str | None) -> str | None:
    """The name in the words of an element or text, empty if too long; None where there is none."""
    if not written or len(written) > 2 * _LONGEST_TITLE:
        return "" if written and way.tag else None
    if shows_date(written):
        rest = undated(written, language)
        if not rest:
            return None
        # A link whose words name a day beside others is a title: a page that pings.
        written = written if way.tag == "a" and len(rest) > _TITLED else rest
    elif not way.tag and not way.beside and bare(written) == tidy(written):
        return None  # a loose text names somebody only beside a date, "by" or "says"
    text = bare(written)
    if written.endswith((":", "：")) and text.casefold() in labels.BY | labels.SAYS:
        return None
    named = way.marks & (flags.NAME | flags.CITE | flags.AUTHOR) or way.tag == "a"
    if len(text) > (_LONGEST_TITLE if named else LONGEST):
        return "" if way.tag else None
    if not text or _is_no_name(text, way.marks) or (shows_date(text) and len(text) < 2 * _TITLED):
        return None
    return text


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
        return 1.1 if marks & flags.AVATAR or _framed(outline, index) else 0.4
    weight = _BY_TAG.get(tag, 0.0)
    return weight if weight != _PLAIN or _has_one_text(outline, index) else 0.0


def _weight_of_link(outline: Outline, index: int, marks: int) -> float:
    if marks & flags.PERSONAL or outline.around[index] & flags.PINGS:
        return 3.0
    if _PROFILE.search(outline.nodes[index].get("href") or ""):
        return 2.5
    return _PLAIN if _has_one_text(outline, index) else 0.0


def _has_one_text(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return end - index <= 5 and sum(1 for i in range(index, end) if outline.texts[i]) == 1


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


def _is_no_name(text: str, marks: int) -> bool:
    folded = text.casefold()
    if text[0] in "([" and text[-1] in ")]" and "@" not in text and "mail" not in folded:
        return True
    if marks & flags.NAME and not _FALSE.match(text):
        return False
    if marks & (flags.NAME | flags.AUTHOR) and text.isdecimal():
        return False
    if folded in labels.CONTROLS or _FALSE.match(text) or shows_clock(text):
        return True
    named = marks & (flags.NAME | flags.AUTHOR) and text[:1].isupper()
    return not named and (folded in labels.SAYS or folded in labels.BY)
