"""Folding of names and words: what counts as the same spelling when people are told apart."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name without differences of case, width and white space.

    >>> folded("  ANNA  Müller ") == folded("Anna müller")
    True
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
