"""Where the lines of a trace stand: the rails of the tree, and pieces set into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.exports.terminal import width, wrap
from crawler.model import Step

# Deeper than this a post is not set in any further; the line that says how the talk got there
# names the post it came from.
_DEEPEST = 8


def placed(steps: Sequence[Step]) -> Iterator[tuple[Step, str, str]]:
    """Each step with what stands before its first line, and what before its others."""
    depths = [min(step.depth, _DEEPEST) for step in steps]
    going_on = _going_on(depths)
    for place, step in enumerate(steps):
        depth = depths[place]
        *above, own = going_on[place] if depth else [False]
        rails = "".join("│  " if more else "   " for more in above)
        first, others = (rails + ("├─ " if own else "└─ "), rails + ("│  " if own else "   "))
        has_children = place + 1 < len(steps) and depths[place + 1] > depth
        below = "│   " if has_children else "    "
        yield step, first if depth else "", (others if depth else "") + below


def _going_on(depths: Sequence[int]) -> list[list[bool]]:
    """For each place and each level from 1 to its depth: whether that level has a later sibling."""
    levels: list[list[bool]] = []
    later = [False] * (_DEEPEST + 1)
    for depth in reversed(depths):
        levels.append(later[1 : depth + 1])
        later[depth] = True
        later[depth + 1 :] = [False] * (_DEEPEST - depth)
    return levels[::-1]


def flow(pieces: Sequence[str], columns: int, mark: str) -> Iterator[str]:
    """Pieces of a sentence set into lines of at most ``columns``; ``mark`` stands between them.

    The pieces are harmless already, and keep their own isolation of right-to-left text; only one
    that is wider than a line is broken.
    """
    line, room = "", max(columns - width(mark.rstrip()), 8)
    for piece in pieces:
        if line and width(line) + width(mark) + width(piece) > room:
            yield line + mark.rstrip()
            line = ""
        if width(piece) > room:
            *full, piece = wrap(piece, room)
            yield from full
        line = f"{line}{mark}{piece}" if line else piece
    if line:
        yield line


def quoted(words: str, columns: int, lines: int = 2) -> list[str]:
    """Words of a page in quotation marks, cut after so many lines."""
    wrapped = wrap(f"“{words}”", columns - 2)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], f"{wrapped[lines - 1]}…”"]
    return wrapped
