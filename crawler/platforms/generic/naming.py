"""Who signed each record: the name as shown, and the address behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler import dates, labels
from crawler.platforms.generic import words
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
    r"(?:^|[/?&.])(?:users?|profiles?|profil|author|members?|people|person|u|~|@|utilisateur|usuario|perfil|benutzer|autor|id)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"^(?:(?:user )?(?:avatar|gravatar|photo|picture|image|profile (?:picture|photo|image)|bild|foto|imagen?|immagine)"
    r"(?: (?:of|for|de|von|di|do|da|van|des benutzers|de l'utilisateur|d'))? )|"
    r"(?:[’']s? (?:avatar|gravatar|photo|picture|profile picture|profile photo)| (?:avatar|gravatar|profile picture))$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[（［]([^()\[\]（）［］]{1,30})[)\]）］]$")
_ADDRESS = re.compile(
    r"^(?:herr|frau|mr|mrs|ms|miss|mx|mister|sir|madam|m|mme|mlle|monsieur|madame|mademoiselle|sr|sra|srta|señora?"
    r"|señorita|senhora?|dona?|sig|sig\.ra|signora?|signor|dhr|mevr|mevrouw|meneer|pan|pani|hr|fru|herra|rouva"
    r"|г-н|г-жа|господин|госпожа|кур|κύριος|κυρία|κ|bay|bayan)\.?\s+(?=\S)",
    re.IGNORECASE,
)
_FALSE = re.compile(r"^[\W\d_]*$")
_NUMBER = re.compile(r"^\W*(?:(?:#|nr\.?|no\.?|№)\s?\d+[.:)]?|\d+[.:)])\s+|\s+#\d+$", re.IGNORECASE)
_TAIL = re.compile(r"[\s:,;|/\-–—»›>·•…]+$")
_HEAD = re.compile(r"^[\s:,;|/\-–—«‹<·•#~]+")


_BEHIND = labels.BADGES | labels.SAYS
_BESIDE = (
    words.REPLY_TO
    | words.BADGE
    | words.TOOLS
    | words.DATE
    | words.AVATAR
    | words.PERMALINK
    | words.COUNT
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
    _drop_address(chosen)
    return chosen


def _drop_address(chosen: list[Name | None]) -> None:
    """Take forms of address off, where the site puts them before most names."""
    shown = [name for name in chosen if name]
    formal = [name for name in shown if _ADDRESS.match(name.text)]
    if len(formal) * 3 >= 2 * len(shown) and (
        len(shown) > 1 or " " in _ADDRESS.sub("", shown[0].text)
    ):
        for name in formal:
            name.text = _ADDRESS.sub("", name.text)


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
    marked, others = [], []
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
        if tag == "img":
            written = _pictured(outline, index)
        else:
            written = _shown(outline, index)
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
        bits = outline.marks[inner]
        beside = bits & _BESIDE and not bits & (words.NAME | words.AUTHOR)
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
    bits: int
    beside: bool


def _name_in(written: str, way: _Way, language: str | None) -> str | None:
    """The name in the words of an element or text, empty if too long; None where there is none."""
    if not written or len(written) > 2 * _LONGEST_TITLE:
        return "" if written and way.tag else None
    if shows_date(written):
        rest = _undated(written, language)
        if not rest:
            return None
        # A link whose words name a day beside others is a title: a page that pings.
        written = written if way.tag == "a" and len(rest) > _TITLED else rest
    elif not way.tag and not way.beside and bare(written) == _TAIL.sub("", _HEAD.sub("", written)):
        return None  # a loose text names somebody only beside a date, "by" or "says"
    text = bare(written)
    if written.endswith((":", "：")) and text.casefold() in labels.BY | labels.SAYS:
        return None
    named = way.bits & (words.NAME | words.CITE | words.AUTHOR) or way.tag == "a"
    if len(text) > (_LONGEST_TITLE if named else LONGEST):
        return "" if way.tag else None
    if not text or _is_no_name(text, way.bits) or (shows_date(text) and len(text) < 2 * _TITLED):
        return None
    return text


def _undated(written: str, language: str | None) -> str:
    """A byline without its date: "Anna - 12 March 2010 at 10:00" is Anna."""
    found = dates.find_written(written, language)
    if found is None:
        return ""
    _, start, end = found
    return " ".join(_without_joins(part) for part in (written[:start], written[end:])).strip()


def _without_joins(text: str) -> str:
    pieces = text.split()
    while pieces and pieces[-1].strip(",:;|-–—·•()").casefold() in labels.JOINS:
        pieces.pop()
    while pieces and pieces[0].strip(",:;|-–—·•()").casefold() in labels.JOINS:
        pieces.pop(0)
    return " ".join(pieces)


def _weight(outline: Outline, index: int, tag: str, bits: int) -> float:
    weight = 0.0
    if bits & words.NAME:
        weight = 5.0
    elif bits & words.AUTHOR and not bits & (words.AVATAR | words.DATE):
        weight = 4.0
    elif tag == "cite":
        weight = 3.5
    elif tag == "a" and bits & words.PERSONAL:
        weight = 3.0
    elif tag == "a" and _PROFILE.search(outline.nodes[index].get("href") or ""):
        weight = 2.5
    elif tag == "a" and (outline.around[index] & words.PINGS):
        weight = 3.0
    elif tag in ("strong", "b"):
        weight = 1.5
    elif tag == "img":
        weight = 1.1 if bits & words.AVATAR or _framed(outline, index) else 0.4
    elif tag in ("h3", "h4", "h5", "h6", "dt"):
        weight = 1.2
    elif tag in ("span", "a", "div", "p", "td", "em", "i", "small", "th", "font") and (
        _has_one_text(outline, index)
    ):
        weight = 0.6
    if (
        bits & (words.TOOLS | words.REPLY_TO | words.BADGE | words.PERMALINK | words.COUNT)
        and weight < 4
    ):
        return 0.0
    return weight


def _has_one_text(outline: Outline, index: int) -> bool:
    end = outline.ends[index]
    return end - index <= 5 and sum(1 for i in range(index, end) if outline.texts[i]) == 1


def _framed(outline: Outline, index: int) -> bool:
    """Whether a picture stands in an element that is named as an avatar."""
    parent = outline.parents[index]
    above = outline.parents[parent] if parent >= 0 else -1
    return any(i >= 0 and outline.marks[i] & words.AVATAR for i in (parent, above))


def _in_body(outline: Outline, index: int, record: Record, dated: int) -> bool:
    index = outline.parents[index]
    while index > record.start:
        bits = outline.marks[index]
        if bits & words.REPLY_TO or (bits & words.BODY and not bits & (words.AUTHOR | words.META)):
            holds = index < dated < outline.ends[index] or _heads(outline, index)
            if bits & words.REPLY_TO or not holds:
                return True
        index = outline.parents[index]
    return False


def _heads(outline: Outline, index: int) -> bool:
    """Whether a part named as a body holds the byline too."""
    for inner in range(index + 1, outline.ends[index]):
        if outline.marks[inner] & (words.AUTHOR | words.DATE | words.META):
            return True
    return False


def _is_no_name(text: str, bits: int) -> bool:
    folded = text.casefold()
    if text[0] in "([" and text[-1] in ")]" and "@" not in text and "mail" not in folded:
        return True
    if folded in labels.CONTROLS or _FALSE.match(text) or shows_clock(text):
        return True
    named = bits & (words.NAME | words.AUTHOR) and text[:1].isupper()
    return not named and (folded in labels.SAYS or folded in labels.BY)


def bare(text: str) -> str:
    """A name without what bylines put around it: "Posted by Anna says:" is Anna."""
    text = _NUMBER.sub("", _TAIL.sub("", _HEAD.sub("", text)))
    before = None
    while text and before != text:
        before = text
        text = _without_says(text)
        text = _without_by(text)
        text = _without_badge(text)
        text = _TAIL.sub("", _HEAD.sub("", text))
    return text


def _without_badge(text: str) -> str:
    """A name without what follows it: "Anna (not verified)", "Anna [Guest]", "Anna on"."""
    found = _BRACKETS.search(text)
    if found and (found[0][0] in "[［" or found[1].strip().casefold() in labels.BADGES):
        text = text[: found.start()]
    pieces = text.split()
    while len(pieces) > 1 and pieces[-1].islower() and pieces[-1] in labels.JOINS:
        pieces.pop()
    return " ".join(pieces)


def _without_says(text: str) -> str:
    pieces = text.split(" ")
    for count in (3, 2, 1):
        if len(pieces) > count:
            tail = " ".join(pieces[-count:]).rstrip(".…:").casefold()
            if tail in labels.SAYS:
                return " ".join(pieces[:-count])
    for word in ("さんのコメント", "のコメント", "님의 댓글", "님의 말"):
        text = text.removesuffix(word)
    return text


def _without_by(text: str) -> str:
    pieces = text.split(" ")
    for count in (4, 3, 2, 1):
        if len(pieces) > count:
            head = " ".join(pieces[:count])
            folded = head.rstrip(":").casefold()
            if folded in labels.BY and (
                count > 1
                or len(folded) > 3
                or head.endswith(":")
                or head.islower()
                or not head.isascii()
                or folded in ("by", "von", "par", "por", "от")
            ):
                return " ".join(pieces[count:])
    return text
