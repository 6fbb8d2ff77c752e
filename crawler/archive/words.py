"""The words of a search: what a query asks for, the same for every archive.

A word is a run of letters and digits (Unicode categories L and N), compared without case and
without diacritics; everything else separates. That is SQLite's ``unicode61`` with
``remove_diacritics 2`` and, for scripts that put spaces between words, what Elasticsearch's
``standard`` tokenizer with ``lowercase`` and ``asciifolding`` gives. The two differ where
``standard`` follows UAX #29: it makes a word of each Han or Hiragana character, keeps ``3.5`` and
``can't`` whole, and keeps vowel signs of Indic scripts inside words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crawler.errors import UsageError

_PART = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PLAIN = re.compile(r"[a-z0-9]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_COMBINING = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that must be there; the last word may be only the beginning of one.

    ``text`` is as it was typed, without quotation marks, ``words`` are the words in it.
    """

    text: str
    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands."""

    word: str
    start: int
    end: int


def terms(words: str) -> tuple[Term, ...]:
    """What a query asks for: all of it is required, and none of it is syntax of any engine.

    Raises `UsageError` where there is no word in it.

    >>> [(term.words, term.is_prefix) for term in terms('Käse "on toast" chee*')]
    [(('kase',), False), (('on', 'toast'), False), (('chee',), True)]
    """
    words = words.encode("utf-8", "replace").decode().replace("\0", " ")
    found: list[Term] = []
    for part in _PART.finditer(words):
        text = part[1] if part[3] is None else part[3]
        split = tuple(token.word for token in tokens(text))
        if split:
            is_prefix = part[2] == "*" or (part[3] or "").endswith("*")
            found.append(Term(text, split, is_prefix))
    if not found:
        raise UsageError(
            f"there is no word to search for in {words!r}",
            'Give words, "a phrase" in quotation marks, or the beginning of a word as begin*',
        )
    return tuple(found)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in its order."""
    for found in _WORD.finditer(text):
        yield Token(_folded(found[0]), found.start(), found.end())


def folded_words(text: str) -> list[str]:
    """The words of `tokens`, without their places."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    return [_folded(word) for word in _WORD.findall(text)]


def folded_in_place(text: str) -> str | None:
    """The text with every word folded and every place as it was; ``None`` where that cannot be.

    It cannot where letters are made of several characters, which folding draws together.
    """
    folded = text.lower()
    if text.isascii():
        return folded
    for letter in set(_FOREIGN.findall(folded)):
        folded = folded.replace(letter, _in_place(letter))
    return folded if len(folded) == len(text) else None


@cache
def _in_place(letter: str) -> str:
    """What a character is folded to, alone; nothing where that is not one character."""
    folded = _folded(letter) if _WORD.fullmatch(letter) else letter
    return folded if len(folded) == 1 and not _COMBINING.match(folded) else ""


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(map(_bare, _COMBINING.sub("", word.lower().replace("ς", "σ"))))


def _bare(letter: str) -> str:
    # As unicode61 and asciifolding do: only Latin letters lose their diacritics.
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() else letter
