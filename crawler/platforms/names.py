"""The name in a byline: without "says", "posted by" and marks, in the languages of blogs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler import labels
from crawler.text import clean

#: Words after a name that are none of a byline, or too often a name's own.
_NO_BY = frozenset(("user", "from", "answered", "asked", "من", "de", "di", "da", "per"))
#: Letters of scripts whose words stand together.
_JOINED = "\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7a3"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_SAYS = _alternatives(word.rstrip("…:：") for word in labels.SAYS)
_BY = _alternatives(labels.BY - _NO_BY)
_MARKED_BY = _alternatives(("de", "di", "da", "per", "from", "user"))

# What themes in their translations put after the name of a commenter ("says:").
_AFTER = re.compile(rf"(?:\s+|(?<=[{_JOINED}])|(?=\(e\)k))(?:{_SAYS}|\(e\)k dio)\s*[:：.…]*$", re.I)
# What stands before the name ("Posted by").
_BEFORE = re.compile(rf"^(?:(?:{_BY})(?:\s*[:：]\s*|\s+)|(?:{_MARKED_BY})\s*[:：]\s*|由)", re.I)
#: A comment's text that begins so, loose in its record, begins with the end of its byline.
SAYS_FIRST = re.compile(rf"^(?:{_SAYS})\s*[:：…]+\s*", re.I)
#: A line that ends so is the byline above a comment.
SAYS_LAST = re.compile(rf"\w\s+(?:{_SAYS})\s*(?:[:：…]|\.\.\.)+\s*$", re.I)
# "(not verified)" is Drupal's mark of a name without an account, in its translations.
_UNVERIFIED = re.compile(
    r"\s*\((?:not verified|guest|visitor|gast|invité|invitado|ospite|гость|gość"
    r"|nicht überprüft|non vérifié|no verificado|non verificato"
    r"|niet gecontroleerd|não verificado|не проверено|ej verifierad|未検証|未驗證|未验证"
    r"|niezweryfikowany)\)$",
    re.I,
)
# What joined the name to the date behind it.
_DAYS = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie"
    r"|sáb|dom|gio|sab|ma|wo|vr|za|zo)\.?,?"
)
_JOINT = re.compile(rf"\s+(?:on|at|@|am|um|le|el|il|op|den|dne|dnia|em|à|в)(?:\s+{_DAYS})?$", re.I)
#: The number of a comment before its byline, and the time of day behind it.
_NUMBER = re.compile(r"^(?:#\d{1,5}\s*[.):|·–—-]?|\d{1,5}\s*[.):|·–—-])\s+(?=[^\W\d])")
_CLOCK = re.compile(
    r"\s+\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?|\s?uhr|h)?|\s?[ap]\.?m\.?|\s?uhr)"
    r"(?:\s(?:[ecmp][sd]t|ces?t|gmt|utc))?\.?$",
    re.I,
)
#: What stands behind a byline: a number, a button or a remark in brackets that a date left open.
_BEHIND = re.compile(
    rf"\s+#\d{{1,5}}$|\s*\(\s*(?:{_alternatives(labels.CONTROLS)})?\s*\)$|\s*\([^()]*$"
    r"|\s\d{1,2}[./-]\d{1,2}$",
    re.I,
)
#: What a date leaves before "by": "on , by Bo".
_BEFORE_BY = re.compile(
    r"^(?:on|at|le|à|am|um|el|il|den|op|em|dne|[\s,.:|–-]|\d{1,2}[:.h]\d\d(?::\d\d)?|[ap]\.?m\b"
    r"|[ecmp][sd]t\b|gmt\b|uhr\b)+\s"
    rf"(?=(?:{_alternatives(labels.ALONE)}|przez|door)\s)",
    re.I,
)
_EDGES_BUT_COLON = " \t|·•–—-,;/›»«~"
_EDGES = _EDGES_BUT_COLON + ":："
#: What TypePad and others say between the name and whom it answers.
_ANSWERS = re.compile(r"\s+(?:said |replied |wrote )?in (?:reply|response) to\s.*$", re.I)
#: So short a word after a name may be a part of it.
_SHORTEST = 3
#: No name is longer; what is, is a sentence.
LONGEST = 300


def name_of(text: str) -> str | None:
    """The name in an element that holds a name; ``None`` where nothing of it is left.

    Only a "says" with its colon or dots goes: a person may be called Said.

    >>> name_of("Anna says:"), name_of("Edward Said"), name_of(" ")
    ('Anna', 'Edward Said', None)
    """
    name = _UNVERIFIED.sub("", clean(text).strip(_EDGES_BUT_COLON))
    if name.endswith((":", "：", "…", "...")):
        name = _AFTER.sub("", name)
    return name.strip(_EDGES)[:LONGEST] or None


def name_in_byline(text: str) -> str | None:
    """The name in a byline's text, which has words around it.

    >>> name_in_byline("Posted by: Bo | "), name_in_byline("von Ina sagt"), name_in_byline("says:")
    ('Bo', 'Ina', None)
    >>> name_in_byline("#12 - Bo on at 4:13 PM"), name_in_byline("Submitted by Bo (guest) on .")
    ('Bo', 'Bo')
    """
    name = _ANSWERS.sub("", text) if " to " in text else text
    name, before = _unsaid(" " + clean(name)).strip(_EDGES), None
    while name != before:
        before = name
        name = _BEFORE_BY.sub("", _NUMBER.sub("", name.strip(_EDGES)))
        name = _BEHIND.sub("", name.removesuffix(" .")).strip(_EDGES)
        name = without_clock(name).strip(_EDGES)
        name = _UNVERIFIED.sub("", name)
        name = _BEFORE.sub("", _unsaid(" " + name).strip(_EDGES)).strip(_EDGES)
        name = _JOINT.sub("", name).strip(_EDGES)
    return name[:LONGEST] or None


def _unsaid(text: str) -> str:
    """A byline without its "says"; with a capital it is a name unless a colon or dots follow."""
    found = _AFTER.search(text)
    if found is None:
        return text
    said = found[0].strip()
    named = said[0].isupper() or (len(said) < _SHORTEST and said.isascii())
    return text if named and said[-1] not in ":：.…" else text[: found.start()]


def without_clock(text: str) -> str:
    """A byline without the time of day at its end.

    >>> without_clock("Bo 4:13 PM"), without_clock("Level 42")
    ('Bo', 'Level 42')
    """
    return _CLOCK.sub("", text) if text[-1:] in "0123456789mMhHrRtTcC." else text


def signed(text: str) -> str | None:
    """The name in words that begin with "by", else ``None``.

    >>> signed(", by Kofi Ansah"), signed("in Notes"), signed("by")
    ('Kofi Ansah', None, None)
    """
    line = clean(text).strip(_EDGES)
    return name_in_byline(line) if _BEFORE.match(line) else None
