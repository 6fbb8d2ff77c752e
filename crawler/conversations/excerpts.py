"""Where the excerpt that a linkback shows stands in the post that it comes from."""

from __future__ import annotations

import re

#: Fewer words stand in any text by chance.
_FEWEST = 4

_WORD = re.compile(r"\w+")


def located(excerpt: str, text: str) -> str | None:
    """The passage of ``text`` that an excerpt quotes, in its own words; ``None`` where it does not.

    Case, punctuation and white space do not count, nor a first and last word that were cut.

    >>> located("[...] ks charts were drawn for a single lamp; so ar [...]",
    ...         "Idris thinks charts were drawn for a *single* lamp. So are circuits.")
    'charts were drawn for a *single* lamp. So'
    """
    quoted = [match[0] for match in _WORD.finditer(excerpt.casefold())]
    folded = text.casefold()
    if len(quoted) < _FEWEST or len(folded) != len(text):
        return None
    for words in (quoted, quoted[1:-1]):
        if len(words) < _FEWEST:
            return None
        run = r"\W+".join(map(re.escape, words))
        found = re.search(rf"(?<!\w){run}(?!\w)", folded)
        if found:
            return text[found.start() : found.end()]
    return None
