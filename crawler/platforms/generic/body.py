"""The words of a comment itself, without byline, date, headline, labels and controls."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler import labels
from crawler.dates.looks import shows_clock, shows_date
from crawler.platforms.generic import flags
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record, words_of
from crawler.text import clean

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTROLS = flags.TOOLS | flags.PERMALINK | flags.COUNT
_INLINE = frozenset(("a", "span", "small", "li", "b", "em", "i", "strong", "font"))
#: What is stressed amid words is no label of a control.
_STRESSED = frozenset(("strong", "b", "em", "i"))
_QUOTES = frozenset(("blockquote", "q"))
_EDGES = re.compile(r"^[\W\d]+|[\W\d]+$")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,]*")
_LETTER = re.compile(r"[^\W\d_]")
_COUNTED = frozenset(
    ("points", "point", "karma", "people like this", "person likes this", "fans", "hearts", "stars")
)
_ORDINAL = re.compile(r"#?\d{1,5}[.):]?$")
_CRUMB = re.compile(r"^[\s()\[\]|·•,:;/\-–—»«→←↑↓]+$")
_LONG_LABEL = 60
#: Letters of a label with a number in it.
_COUNT = 24
#: Fewer records tell nothing in common.
_SEVERAL = 4
#: So many words are no label.
_SENTENCE = 8


def bodies(
    outline: Outline,
    found: Sequence[Record],
    dated: Sequence[int],
    named: Sequence[int],
) -> list[list[int]]:
    """The own items of each record that make up its body, texts and elements, in order."""
    constant = _constant(outline, found, named)
    out = []
    for record, date, name in zip(found, dated, named, strict=True):
        kept: list[int] = []
        region = _region(outline, record, date, name)
        if region is not None:
            whole = _inside(outline, record, region)
            kept = _kept(outline, whole, _Look(record, (date, name), constant, 2))
            if not _worded(outline, kept) and not _offers_reply(outline, whole):
                kept = whole  # "+1" or "Thanks" is all that was said
        for care, labels_ in ((1, constant), (0, constant), (0, frozenset[str]())):
            if _worded(outline, kept):
                break
            # At last what all say alike, too: "Comment 12" may be all that was said.
            kept = _kept(outline, record.own, _Look(record, (date, name), labels_, care))
        out.append(kept)
    return _without_headlines(outline, out, dated, named)


def _without_headlines(
    outline: Outline, kept: list[list[int]], dated: Sequence[int], named: Sequence[int]
) -> list[list[int]]:
    """The bodies without the short lines before the byline: headlines, numbers, ranks.

    Only where nearly all records have their words after the byline.
    """
    parted = []
    for items, date, name in zip(kept, dated, named, strict=True):
        last = max(date, name)
        parted.append(([i for i in items if i <= last], [i for i in items if i > last]))
    sizes = [(_size(outline, before), _size(outline, after)) for before, after in parted]
    full = sum(1 for before, after in sizes if after > before)
    short = all(before <= _LONG_LABEL for before, _ in sizes)
    if len(kept) < _SEVERAL or not short or full < 0.9 * len(kept):
        return kept
    return [
        after if size > 0 else items
        for items, (_, after), (_, size) in zip(kept, parted, sizes, strict=True)
    ]


def _size(outline: Outline, items: list[int]) -> int:
    return sum(len(outline.texts[i].strip()) for i in items)


def _worded(outline: Outline, items: list[int]) -> bool:
    return any(outline.texts[i] for i in items)


def _offers_reply(outline: Outline, items: list[int]) -> bool:
    return any(outline.texts[i].strip().casefold() in labels.REPLY for i in items)


def _constant(outline: Outline, found: Sequence[Record], named: Sequence[int]) -> frozenset[str]:
    """Texts that most records show, whatever their numbers: labels in any language."""
    if len(found) < _SEVERAL:
        return frozenset()
    counts: Counter[str] = Counter()
    for record, name in zip(found, named, strict=True):
        end = outline.ends[name] if name >= 0 else -1
        counts.update(
            {
                _plain(text)
                for i in record.own
                if (text := outline.texts[i].strip())
                and len(text) < _LONG_LABEL
                and not name <= i < end
            }
        )
    return frozenset(text for text, count in counts.items() if count >= 0.6 * len(found))


def _plain(text: str) -> str:
    """A text that may be a label, any number in it as good as another: "Posts: 12"."""
    counts = len(text) < _COUNT and _DIGIT.search(text) and _LETTER.search(text)
    return _NUMBER.sub("0", text) if counts else text


def _region(outline: Outline, record: Record, date: int, name: int) -> int | None:
    """The element that is named as the body and holds neither the byline nor the date."""
    best = None
    most = 0
    for index in record.own:
        if not outline.marks[index] & flags.BODY or not outline.tags[index]:
            continue
        if index == record.head and index == record.start:
            continue
        end = outline.ends[index]
        if best is not None and index < outline.ends[best]:
            continue
        if index <= date < end or index <= name < end or end > record.end:
            continue
        if outline.marks[index] & (flags.REPLY_TO | flags.AUTHOR | flags.FORM):
            continue
        letters = sum(map(len, outline.texts[index:end]))
        if letters > most:
            best, most = index, letters
    whole = outline.prose[record.end] - outline.prose[record.start]
    return None if most * 4 < whole and not record.inner else best


def _letters(outline: Outline, start: int, end: int) -> int:
    return outline.prose[end] - outline.prose[start] + outline.linked[end] - outline.linked[start]


def _inside(outline: Outline, record: Record, region: int) -> list[int]:
    end = outline.ends[region]
    return [i for i in record.own if region <= i < end]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a record is looked at: its byline, the labels, and how much is taken off.

    ``care`` is 2 inside an element that is named as the body, where little else stands; 1 in a
    record as a whole; 0 where that left nothing, so that only what is sure to be no body goes.
    """

    record: Record
    byline: tuple[int, int]
    constant: frozenset[str]
    care: int


def _kept(outline: Outline, items: list[int], look: _Look) -> list[int]:
    """The items that are words of the body."""
    lines = _lines(outline, look.record)
    header = {lines[i] for i in look.byline if i in lines}
    blocks = {block for block, _ in header}
    out: list[int] = []
    gone: set[int] = set()
    skip = -1
    for index in items:
        if index < skip:
            continue
        if outline.tags[index]:
            if _is_part(outline, index, look):
                skip = outline.ends[index]
                continue
        else:
            text = outline.texts[index].strip()
            first = not _worded(outline, out)
            ordinal = first and _is_ordinal(outline, index, text)
            if ordinal or index in look.byline or _is_label(outline, index, text, look):
                gone.add(index)
                continue
            aside = text[0] == "(" and text[-1] == ")" and outline.blocks[index] in blocks
            headed = look.care < 2 and (aside or lines.get(index) in header)
            if headed and _is_header(text) and not _amid(outline, items, index, lines):
                continue
        out.append(index)
    return _without_crumbs(outline, out, gone) if gone else out


def _amid(
    outline: Outline, items: list[int], index: int, lines: dict[int, tuple[int, int]]
) -> bool:
    """Whether a short linked text stands amid the words of a line that holds the byline too."""
    if outline.tags[outline.parents[index]] != "a":
        return False
    place = bisect_left(items, index)
    beside = []
    for way in (reversed(items[max(0, place - 4) : place]), items[place + 1 : place + 5]):
        texts = (i for i in way if outline.texts[i].strip())
        beside.append(next(texts, -1))
    return all(
        i >= 0 and lines.get(i) == lines.get(index) and not _is_header(outline.texts[i])
        for i in beside
    )


def _lines(outline: Outline, record: Record) -> dict[int, tuple[int, int]]:
    """The line of each own item: the block it stands in and how many breaks came before."""
    out = {}
    breaks = 0
    for index in record.own:
        breaks += outline.tags[index] == "br"
        out[index] = (outline.blocks[index], breaks)
    return out


def _without_crumbs(outline: Outline, items: list[int], gone: set[int]) -> list[int]:
    """The items without the brackets and strokes that stood around labels: "(Reply) | "."""
    out = []
    for index in items:
        if outline.texts[index] and _CRUMB.match(outline.texts[index]):
            parent = outline.parents[index]
            beside = range(max(parent, index - 3), min(outline.ends[parent], index + 4))
            if any(i in gone for i in beside):
                continue
        out.append(index)
    return out


def _is_part(outline: Outline, index: int, look: _Look) -> bool:
    """Whether an element of a record is something else than its body."""
    if index in look.byline:
        return True
    marks = outline.marks[index]
    end = outline.ends[index]
    size = _letters(outline, index, end)
    if index == look.record.head or (not marks and outline.tags[index] not in _HEADINGS):
        return False
    if marks & flags.REPLY_TO and size < 2 * _LONG_LABEL:
        return True
    control = marks & _CONTROLS and not marks & flags.BODY
    if control and outline.tags[index] not in _QUOTES and size < _LONG_LABEL:
        return _is_tool(outline, index, look.care)
    if look.care == 2 and outline.tags[index] in _HEADINGS:
        return outline.anchored[end] > outline.anchored[index]
    if look.care != 1:
        return False
    return _is_byline(outline, index, marks, size)


def _is_tool(outline: Outline, index: int, care: int) -> bool:
    """Whether what stands in an element named as a control reads like one."""
    texts = [text.strip() for text in outline.texts[index : outline.ends[index]] if text]
    if care:
        most = _SENTENCE if care == 1 else _SENTENCE // 2
        return all(len(text.split()) < most for text in texts)
    return all(
        text.casefold() in labels.CONTROLS or _is_count(text.casefold()) or not _LETTER.search(text)
        for text in texts
    )


def _is_byline(outline: Outline, index: int, marks: int, size: int) -> bool:
    """Whether an element holds who and when, a badge or a headline."""
    if marks & flags.BODY:
        return False
    items = outline.ends[index] - index
    if outline.tags[index] in _HEADINGS or marks & flags.TITLE:
        return items < 40
    if marks & (flags.AUTHOR | flags.DATE | flags.AVATAR):
        return size < 3 * _LONG_LABEL and items < 80
    return bool(
        (marks & flags.BADGE and size < _LONG_LABEL)
        or (marks & flags.META and size < 4 * _LONG_LABEL)
    )


def _is_label(outline: Outline, index: int, text: str, look: _Look) -> bool:
    folded = text.casefold()
    parent = outline.parents[index]
    if outline.tags[parent] in _STRESSED and _goes_on(outline, parent):
        return False
    alone = outline.ends[parent] - parent == 2
    inside = look.care == 2
    small = alone and outline.tags[parent] in _INLINE
    if _plain(text) in look.constant and (not inside or small):
        return True
    if folded in labels.CONTROLS or _is_count(folded):
        return (alone and outline.tags[parent] != "p") or not inside
    if inside:
        return False
    if not _LETTER.search(text):
        return small
    return (
        alone
        and len(text) < 80
        and outline.tags[parent] != "p"
        and (shows_date(text) or shows_clock(text))
    )


def _goes_on(outline: Outline, index: int) -> bool:
    """Whether words follow an element in the same line."""
    after = outline.ends[index]
    return after < len(outline) and _LETTER.search(outline.texts[after]) is not None


def _is_ordinal(outline: Outline, index: int, text: str) -> bool:
    """Whether a text is the number of the comment, as a link to it before the words."""
    parent = outline.parents[index]
    if not _ORDINAL.match(text) or outline.ends[parent] - parent != 2:
        return False
    around = (outline.tags[parent], outline.tags[outline.parents[parent]])
    return "a" in around


def _is_count(folded: str) -> bool:
    """Whether a text is a number and what it counts: "3 likes", "Like (3)"."""
    if len(folded) > 30 or not _DIGIT.search(folded):
        return False
    word = _EDGES.sub("", folded)
    return word != folded and (
        word in labels.CONTROLS or word in labels.COMMENTS or word in _COUNTED
    )


def _is_header(text: str) -> bool:
    """Whether a text that shares a line with the byline belongs to it."""
    folded = text.strip(" \t\n:,.;|-–—·•()[]#/…").casefold()
    if not folded or folded in labels.SAYS or folded in labels.BY or folded in labels.CONTROLS:
        return True
    return (len(folded) < 24 and len(folded.split()) < 4) or (len(text) < 100 and shows_date(text))


def text_of_items(outline: Outline, items: list[int]) -> str:
    """The body as plain text."""
    return clean(words_of(outline, items))
