"""Where on a page the words of a comment stand."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from lxml import etree

from crawler.pages import Page
from crawler.platforms.records import Element
from crawler.text import HIDDEN

_UNSAID = re.compile(r"[\W_]+")
#: Shorter texts stand in too many places to teach anything.
SHORTEST = 12
#: A piece that is looked for where the whole is not found: feeds cut, add and leave out.
_PIECE = 32
#: A text that is found more often than this teaches nothing.
_OFTEN = 6
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


def squashed(text: str) -> str:
    """Only the letters and digits of a text, folded: what is left when markup has had its way.

    >>> squashed("Well, “Yes” :-)")
    'wellyes'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _UNSAID.sub("", text.casefold())


def is_cut(text: str) -> bool:
    """Whether a feed shows only the beginning of a comment."""
    return _CUT.search(text) is not None


class Text:
    """The squashed text of a page, and the part of it that each element holds."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.spans: dict[Element, tuple[int, int]] = {}

    @cached_property
    def all(self) -> str:
        """The text of the whole page in document order, nothing hidden."""
        out: list[str] = []
        size = 0
        starts: list[int] = []
        walk = etree.iterwalk(self._page.tree, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            piece = ""
            if event == "start":
                if node.tag in HIDDEN:
                    walk.skip_subtree()
                starts.append(size)
                piece = "" if node.tag in HIDDEN else squashed(node.text or "")
            else:
                if event == "end":
                    self.spans[node] = (starts.pop(), size)
                piece = squashed(node.tail or "")
            if piece:
                out.append(piece)
                size += len(piece)
        return "".join(out)

    def places(self, text: str) -> list[tuple[int, int]]:
        """The spans in which a text may stand, whole or at least its beginning or end."""
        wanted = squashed(text)
        if len(wanted) < SHORTEST:
            return []
        found = self._all_of(wanted)
        if found or len(wanted) < SHORTEST * 2:
            return [(at, at + len(wanted)) for at in found]
        piece = min(_PIECE, len(wanted) // 2)
        heads, tails = self._all_of(wanted[:piece]), self._all_of(wanted[-piece:])
        # Words that one of the two has more, as the words of a smiley or a cut link.
        most = len(wanted) + len(wanted) // 3 + 2 * _PIECE
        pairs = [(h, t + piece) for h in heads for t in tails if h < t and t + piece - h <= most]
        return pairs or [(h, h + piece) for h in heads] or [(t, t + piece) for t in tails]

    def _all_of(self, wanted: str) -> list[int]:
        found: list[int] = []
        at = self.all.find(wanted)
        while at >= 0:
            found.append(at)
            if len(found) > _OFTEN:
                return []
            at = self.all.find(wanted, at + 1)
        return found

    def holder(self, span: tuple[int, int]) -> Element | None:
        """The smallest element that holds a span of the text."""
        body = self._page.tree.find("body")
        here: Element | None = self._page.tree if body is None else body
        while here is not None:
            inner = next((child for child in here if self._holds(child, span)), None)
            if inner is None:
                return here
            here = inner
        return None

    def _holds(self, element: Element, span: tuple[int, int]) -> bool:
        start, end = self.spans.get(element, (0, -1))
        return start <= span[0] and span[1] <= end
