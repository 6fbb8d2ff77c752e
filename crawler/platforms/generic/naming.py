"""Who signed each record: of all that could be names, the column that varies as names do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crawler import labels
from crawler.dates.looks import shows_clock, shows_date
from crawler.platforms.generic import flags
from crawler.platforms.generic.bylines import addressed, bare, tidy, undated, without_mail
from crawler.platforms.generic.candidates import Name, candidates
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.records import Record
from crawler.platforms.generic.shown import continued, told
from crawler.platforms.generic.template import without_template

#: Longer texts are no names; titles of pages that ping are.
LONGEST = 60
_LONGEST_TITLE = 300
_TITLED = 12
_FALSE = re.compile(r"^[\W\d_]*$")
_DIGITS = re.compile(r"\d+")
_SUBJECT = re.compile(r"^(?:re|aw|sv|vs|odp|ynt|rif|res|r)\s?[:：]", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[?!…]|[^\W\d_]{3}\.)$")
#: A name has seldom so many words, and most of a column of names have fewer.
_WORDS = 5
#: Loose texts of a column may be names where they are no longer than this.
_SHORT = 30

#: What a date leaves behind where nothing else stands in an element.
_LITTLE = frozenset(("at", "on", "um", "am", "à", "às", "alle", "kl", "klo", "den", "dne"))
#: Of a loose text that no word leads or follows so much counts.
_UNSAID = 0.6
#: What standing where most names do adds: it tells between two that are else alike.
_AT_HOME = 0.2
#: Of a column of handles ("@anna") so much counts.
_OF_HANDLES = 0.3

#: What parts a signature from the words before it (RFC 3676, section 4.3).
_RULE = "-- "

_Column = tuple[str, ...]


def names(
    outline: Outline, found: Sequence[Record], dated: Sequence[int], language: str | None
) -> list[Name | None]:
    """The one name of each record that stands where most records have theirs."""
    everything = [
        candidates(outline, record, date, marked=True)
        for record, date in zip(found, dated, strict=True)
    ]
    _read(everything, language)
    others: list[list[Name]] = []
    for place, (record, date) in enumerate(zip(found, dated, strict=True)):
        marked = everything[place]
        if not any(name.text and not _is_handle(name) for name in marked):
            others.append(candidates(outline, record, date, marked=False))
            everything[place] = [*others[-1], *filter(_is_handle, marked)]
    _read(others, language)
    return _chosen(outline, everything)


def _is_handle(name: Name) -> bool:
    return name.written.startswith("@")


def _chosen(outline: Outline, everything: list[list[Name]]) -> list[Name | None]:
    totals = _totals(everything)
    # Names that are not linked stand where the linked ones do.
    home = max(totals, key=lambda column: totals[column])[2:4] if totals else ()
    chosen = [
        max(
            (name for name in several if name.text),
            key=lambda name: (
                totals[name.column] + _AT_HOME * (name.column[2:4] == home),
                -name.index,
            ),
            default=None,
        )
        for several in everything
    ]
    shown = [name for name in chosen if name]
    texts = [continued(outline, name.index, name.text or "") for name in shown]
    for name, text in zip(shown, addressed(texts), strict=True):
        name.text = text
    return chosen


def _read(everything: Sequence[list[Name]], language: str | None) -> None:
    """Set the text of each candidate, as its column shows it."""
    columns: dict[_Column, list[Name]] = defaultdict(list)
    for several in everything:
        for name in several:
            columns[name.column].append(name)
    for column in columns.values():
        shown = told([name.parts for name in column], [name.written for name in column])
        plain = [_undated(text, name, language) for text, name in zip(shown, column, strict=True)]
        bared = without_template([without_mail(text) for text in plain])
        loose = _may_be_loose(bared)
        for name, before, text in zip(column, plain, bared, strict=True):
            name.text = _name_in(before, text, name, loose)
            if name.text and not name.tag and name.text == tidy(before):
                name.weight *= _UNSAID


def _undated(written: str, name: Name, language: str | None) -> str:
    """The words of a candidate without a date in them."""
    if len(written) > 2 * _LONGEST_TITLE or not shows_date(written):
        return written
    rest = undated(written, language)
    # A link whose words name a day beside others is a title: a page that pings.
    return written if name.tag == "a" and len(rest) > _TITLED else rest


def _may_be_loose(texts: Sequence[str]) -> bool:
    """Whether loose texts of a column, beside no date and no "by", may be names all the same."""
    return (
        len(texts) > 2
        and all(len(text) <= _SHORT for text in texts)
        and len(set(texts)) * 3 > len(texts)
        and not any(_SENTENCE.search(text) for text in texts)
    )


def _name_in(written: str, stripped: str, name: Name, loose: bool) -> str | None:
    """The name in the words of a candidate, empty if too long; None where there is none."""
    if not written or len(written) > 2 * _LONGEST_TITLE:
        return "" if written and name.tag else None
    if shows_clock(name.written):
        return None
    if name.written.startswith(_RULE):
        return None  # what stands below a line of the author's own is a signature of mail
    text = bare(stripped)
    if not name.tag and not name.beside and not loose and text == tidy(written):
        return None  # a loose text names somebody only beside a date, "by" or "says"
    if written.endswith((":", "：")) and text.casefold() in labels.BY | labels.SAYS:
        return None
    named = name.marks & (flags.NAME | flags.CITE | flags.AUTHOR) or name.tag == "a"
    if not named and len(text) <= LONGEST:
        text = bare(text.partition(" | ")[0])
    if len(text) > (_LONGEST_TITLE if named else LONGEST):
        return "" if name.tag else None
    if not text or _is_no_name(text, name.marks):
        return None
    if shows_date(text) and len(text) < 2 * _TITLED:
        return None
    return text


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
    if text in _LITTLE:
        return True
    named = marks & (flags.NAME | flags.AUTHOR) and text[:1].isupper()
    return not named and (folded in labels.SAYS or folded in labels.BY)


def _totals(everything: Sequence[list[Name]]) -> dict[_Column, float]:
    """How much each column has for being that of the names."""
    totals: dict[_Column, float] = defaultdict(float)
    handles: dict[_Column, int] = defaultdict(int)
    texts: dict[_Column, list[str]] = defaultdict(list)
    for several in everything:
        for name in several:
            if name.text is not None:
                totals[name.column] += name.weight
                texts[name.column].append(name.text)
                handles[name.column] += _is_handle(name)
    for column, shown in texts.items():
        totals[column] *= _likeness(shown)
        if handles[column] > 0.8 * len(shown):
            totals[column] *= _OF_HANDLES  # a name that is shown beside its handle is preferred
    return totals


def _likeness(shown: list[str]) -> float:
    """How much the texts of a column are like names, against being labels, titles or prose."""
    size = len(shown)
    likeness = 1.0
    unlike = len({_DIGITS.sub("0", text) for text in shown})
    if size >= 3 and unlike == 1:
        likeness *= 0.2
    if size >= 4 and unlike * 4 <= size:
        likeness *= 0.3  # the same few words everywhere are a label
    if shown.count("") > 0.2 * size:
        likeness *= 0.2  # prose, for some are too long
    told_ = [text for text in shown if text]
    if sum(1 for text in told_ if _SUBJECT.match(text)) > 0.3 * size:
        likeness *= 0.15
    if sum(1 for text in told_ if _is_sentence(text)) > 0.4 * size:
        likeness *= 0.3
    if sum(1 for text in told_ if text.casefold() in labels.RANKS) > 0.5 * size:
        likeness *= 0.2
    return likeness


def _is_sentence(text: str) -> bool:
    pieces = text.split()
    return len(pieces) >= _WORDS or (len(pieces) > 2 and _SENTENCE.search(text) is not None)
