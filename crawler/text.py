"""HTML to the words a reader sees: blocks and line breaks as one space, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lxml import etree

_BLOCKS = """
    address article aside blockquote body br caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    legend li listing main menu nav ol optgroup option p plaintext pre section summary table
    tbody td tfoot th thead title tr ul xmp"""
_HIDDEN = """
    script style noscript template head iframe object embed svg math canvas audio video select
    textarea button datalist input"""

#: Elements that stand on a line of their own (HTML Standard, section 15.3), and the line break.
BLOCKS: frozenset[object] = frozenset(_BLOCKS.split())
#: What is never shown as words: such elements, and nodes that are no elements.
HIDDEN: frozenset[object] = frozenset(_HIDDEN.split()) | {
    etree.Comment,
    etree.ProcessingInstruction,
    etree.Entity,
}

# Soft hyphen, zero-width characters, direction marks and byte order mark: typed, never seen.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)]
)
_UNUSUAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]|[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text on one line: white space folded, unseen characters out, lone surrogates as U+FFFD.

    >>> clean(" a\\u00adb \\n c ")
    'ab c'
    """
    folded = " ".join(text.split())
    # Nothing that is to be taken out is printable, and few texts have anything that is not.
    if folded.isprintable() or not _UNUSUAL.search(text):
        return folded
    return " ".join(_BROKEN.sub(_mended, text.translate(_INVISIBLE)).split())


def whole_number(text: str | None) -> int | None:
    """The number that a text is, of at most 19 digits of ASCII; ``None`` where it is none.

    `str.isdigit` also takes "³", which `int` refuses, and `int` refuses very long ones.
    """
    short = text is not None and len(text) < 20 and text.isascii() and text.isdigit()
    return int(text) if short and text else None


def _mended(match: re.Match[str]) -> str:
    return "\ufffd" if match[0] >= "\ud800" else " "


def text_of(node: etree._Element, skip: Container[etree._Element] = ()) -> str:
    """The visible text inside an element, cleaned; its tail is not part of it.

    ``skip`` are elements left out with all they hold. Images give no text. Works at any depth, in
    time linear in the nodes.
    """
    return clean("".join(_pieces(node, skip)) if len(node) else node.text or "")


def apart(node: etree._Element, skip: Container[etree._Element] = ()) -> str:
    """The same text with a space between the words of two elements: style sheets part them."""
    return clean(" ".join(_pieces(node, skip)) if len(node) else node.text or "")


def opening_of(node: etree._Element, most: int, skip: Container[etree._Element] = ()) -> str:
    """The same text where it has no more than ``most`` letters, else the start of it: more.

    For lines that are looked at only if they are short: what follows in a long one is not read.
    """
    out: list[str] = []
    size, enough = 0, 2 * most
    for piece in _pieces(node, skip):
        out.append(piece)
        size += len(piece)
        if size > enough:
            text = clean("".join(out))
            if len(text) > most:
                return text
            enough = 2 * size
    return clean("".join(out))


def _pieces(node: etree._Element, skip: Container[etree._Element]) -> Iterator[str]:
    """The same text uncleaned, as the pieces that joined give it."""
    yield node.text or ""
    # A stack of open elements in place of recursion: pages nest deeper than Python does.
    stack = [(iter(node), "")]
    while stack:
        for child in stack[-1][0]:
            tag = child.tag
            edge = " " if tag in BLOCKS else ""
            tail = edge + (child.tail or "")
            if tag in HIDDEN or child in skip:
                yield tail
                continue
            yield edge + (child.text or "")
            if len(child):
                stack.append((iter(child), tail))
                break
            yield tail
        else:
            yield stack.pop()[1]
