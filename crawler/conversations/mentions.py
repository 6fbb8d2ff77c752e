"""Whether a text speaks of a post that it does not link: by its title, or by quoting it."""

from __future__ import annotations

import re

from crawler.model import StoredPost

#: A title of fewer words, or shorter, stands in other texts by chance.
_WORDS, _LENGTH = 3, 15
#: So many words in a row are no chance (the issue's measure of a quotation).
_PASSAGE = 8

_WORD = re.compile(r"\w+")


def speaks_of(text: str, stored: StoredPost) -> bool:
    """Whether a text names the title of a post, or holds eight words in a row of it.

    >>> from crawler.model import Post, ThreadState
    >>> post = Post("http://a.example/1", "a.example", "Who still reads by candle?")
    >>> stored = StoredPost(post, ThreadState.NONE, "", None, 0, "", "")
    >>> speaks_of("Hanna asks “who still reads by candle”, and I do.", stored)
    True
    """
    said = _words(text)
    title = _words(stored.post.title or "")
    if len(title) >= _WORDS and sum(map(len, title)) >= _LENGTH and _holds(said, title):
        return True
    passages = _passages(_words(stored.post.text))
    return not passages.isdisjoint(_passages(said))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _passages(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + _PASSAGE]) for n in range(len(words) - _PASSAGE + 1)}


def _holds(words: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "
