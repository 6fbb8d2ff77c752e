"""Bylines to names: what is put around a name, taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler import dates, labels
from crawler.platforms.names import without_clock

_BRACKETS = re.compile(r"\s*[(\[（［]([^()\[\]（）［］]{1,30})[)\]）］]$")
_CLOSING = (")", "]", "）", "］")
_ADDRESS = re.compile(
    r"^(?:herr|frau|mr|mrs|ms|miss|mx|mister|sir|madam|m|mme|mlle|monsieur|madame|mademoiselle|sr|sra|srta|señora?"
    r"|señorita|senhora?|dona?|sig|sig\.ra|signora?|signor|dhr|mevr|mevrouw|meneer|pan|pani|hr|fru|herra|rouva"
    r"|г-н|г-жа|господин|госпожа|кур|κύριος|κυρία|κ|bay|bayan)\.?\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*(?:(?:#|nr\.?|no\.?|№)\s?\d+[.:)]?|\d+[.:)])\s+|\s+#\d+$", re.IGNORECASE)
#: Says words of scripts whose words stand together, at the end of a name.
_ATTACHED = re.compile(
    rf"(?<=\S)(?:{'|'.join(sorted(map(re.escape, labels.ATTACHED), key=len, reverse=True))})$"
)
#: What follows "says".
_MARKS = (":", "：", "…", "...")
_DIGIT = re.compile(r"\d")
#: Longer names are titles, in which brackets belong.
_LONGEST = 30
#: With these begin names that people give themselves.
_ARTICLES = frozenset(("The", "La", "El", "Le", "Der"))
_MAIL = re.compile(r"\s+[<(\[]?[\w.+-]+@[\w.-]+\.\w+[>)\]]?$")
_TAIL = re.compile(r"[\s:,;|/\-–—»›>·•…]+$")
_HEAD = re.compile(r"^[\s:,;|/\-–—«‹<·•#~]+")


def bare(text: str) -> str:
    """A name without what bylines put around it: "Posted by Anna says:" is Anna."""
    if text.rstrip().endswith(_MARKS):
        text = _without_says(text.rstrip())
    text = without_mail(text)
    if _DIGIT.search(text):
        text = _NUMBER.sub("", tidy(_NUMBER.sub("", text)))
    text = tidy(text)
    before = None
    while text and before != text:
        before = text
        text = without_clock(_without_says(text))
        text = _without_by(text)
        text = _without_badge(text)
        text = tidy(text)
    return text


def _without_badge(text: str) -> str:
    """A name without what follows it: "Anna (not verified)", "Anna [Guest]", "Anna on"."""
    found = _BRACKETS.search(text) if text.rstrip("\n").endswith(_CLOSING) else None
    squared = found and found[0].lstrip()[0] in "[［" and found.start() < _LONGEST
    if found and (squared or found[1].strip().casefold() in labels.BADGES):
        text = text[: found.start()]
    pieces = text.split()
    while len(pieces) > 1 and pieces[-1].islower() and pieces[-1] in labels.JOINS:
        pieces.pop()
    return " ".join(pieces)


def _without_says(text: str) -> str:
    plain = text.rstrip(" .…:：")
    pieces = plain.split(" ")
    marked = len(plain) < len(text)
    for count in (4, 3, 2, 1):
        if len(pieces) > count:
            tail = " ".join(pieces[-count:]).casefold()
            if count > 1 and tail in labels.REPLY_TO:
                return " ".join(pieces[:-count])
            long = count > 1 or len(tail) > 3 or not tail.isascii()
            if tail in labels.SAYS and (marked or (long and not pieces[-count][0].isupper())):
                return " ".join(pieces[:-count])
    found = _ATTACHED.search(plain)
    return plain[: found.start()] if found else text


def _without_by(text: str) -> str:
    pieces = text.split(" ")
    for count in (4, 3, 2, 1):
        if len(pieces) > count:
            head = " ".join(pieces[:count])
            folded = head.rstrip(":：").casefold()
            if folded in labels.BY and (
                count > 1
                or len(folded) > 3
                or head.endswith((":", "："))
                or head.islower()
                or not head.isascii()
                or folded in labels.ALONE
            ):
                return " ".join(pieces[count:])
    lead, colon, name = text.partition("：")
    return name.strip() if colon and lead.casefold() in labels.BY else text


def without_mail(text: str) -> str:
    """A name without the address of mail behind it."""
    return _MAIL.sub("", text) if "@" in text else text


def undated(written: str, language: str | None) -> str:
    """A byline without its date: "Anna - 12 March 2010 at 10:00" is Anna."""
    found = dates.find_written(written, language)
    if found is None:
        return ""
    _, start, end = found
    before, after = written[:start].split(), written[end:].split()
    # Only beside the date are they joining words: "The Dude, on 12 March".
    while before and _joins(before[-1]):
        before.pop()
    while after and _joins(after[0]):
        after.pop(0)
    return " ".join([*before, *after])


def _joins(word: str) -> bool:
    plain = word.strip(",:;|-–—·•()")
    named = plain[:1].isupper() and (len(plain) == 1 or plain in _ARTICLES)
    return plain.casefold() in labels.JOINS and not named


def tidy(text: str) -> str:
    """A text without the strokes and colons at its ends."""
    # Most texts begin and end with letters: patterns at an end are tried at every character.
    if not text[:1].isalnum():
        text = _HEAD.sub("", text)
    return text if text[-1:].isalnum() else _TAIL.sub("", text)


def addressed(shown: Sequence[str]) -> list[str]:
    """Names without forms of address, where the site puts them before most."""
    plain = [_ADDRESS.sub("", text) for text in shown]
    formal = sum(1 for a, b in zip(shown, plain, strict=True) if a != b)
    alone = len(shown) == 1 and " " not in plain[0]
    return plain if formal * 3 >= 2 * len(shown) and not alone else list(shown)
