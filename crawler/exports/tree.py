"""A thread as a tree of lines for a terminal, long branches folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from crawler.exports.replies import in_reply_order
from crawler.exports.terminal import beside, safe, shorten, when, wrap
from crawler.model import (
    Author,
    CommentKind,
    CommentStatus,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
)

# A thread of up to SHORT entries is shown whole. In a longer one, siblings after the first FIRST
# and before the last LAST are folded, and everything deeper than DEEP.
_SHORT, _FIRST, _LAST, _DEEP = 60, 12, 3, 6
# Texts longer than this many lines are folded too.
_POST_LINES, _COMMENT_LINES = 12, 20
# From here on a deeper reply is not set in any further: the depth is written instead.
_INDENTED = 12


@dataclass(frozen=True, slots=True)
class View:
    """How a thread is shown: width in columns, zone of its dates (`None`: UTC), all or folded."""

    columns: int = 80
    tz: tzinfo | None = None
    whole: bool = False


def thread_lines(thread: Thread, view: View) -> Iterator[str]:
    """The thread as lines, made one by one; every entry appears once, whatever the parents say."""
    yield from _heading(thread.post, view)
    folding = not view.whole and len(thread.comments) > _SHORT
    for entry in _entries(thread.comments, folding):
        yield from _entry_lines(entry, view)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place in the tree: a comment, or as many ``folded``.

    ``last`` says, for as many levels as are indented, whether it hangs on the last of its siblings.
    """

    comment: StoredComment | None
    depth: int
    last: tuple[bool, ...]
    folded: int = 0


class _Talk:
    """The comments in the order of a talk, by their places in it: who answers whom, how many."""

    def __init__(self, comments: Sequence[StoredComment]) -> None:
        told = list(in_reply_order(comments))
        self.comments = [stored for stored, _ in told]
        self.tops: list[int] = []
        self.replies: list[list[int]] = [[] for _ in told]
        #: How many entries hang on each, itself included.
        self.sizes = [1] * len(told)
        above: list[int] = []
        parents: list[int | None] = []
        for place, (_, depth) in enumerate(told):
            del above[depth:]
            parents.append(above[-1] if above else None)
            (self.replies[above[-1]] if above else self.tops).append(place)
            above.append(place)
        for place in reversed(range(len(told))):
            parent = parents[place]
            if parent is not None:
                self.sizes[parent] += self.sizes[place]


def _entries(comments: Sequence[StoredComment], folding: bool) -> Iterator[_Entry]:
    """The entries in tree order, depth first, without recursion."""
    talk = _Talk(comments)
    stack = _level(talk, talk.tops, None, folding)[::-1]
    while stack:
        place, entry = stack.pop()
        yield entry
        if place is not None:
            stack += _level(talk, talk.replies[place], entry, folding)[::-1]


def _level(
    talk: _Talk, siblings: list[int], above: _Entry | None, folding: bool
) -> list[tuple[int | None, _Entry]]:
    """The places and entries of one level, those in the middle folded into one without a place."""
    depth = above.depth + 1 if above else 0
    rails = above.last[: _INDENTED - 1] if above else ()
    first, after = len(siblings), len(siblings)
    if folding and depth >= _DEEP:
        first = 0
    elif folding and len(siblings) > _FIRST + _LAST + 1:
        first, after = _FIRST, len(siblings) - _LAST
    hidden = sum(talk.sizes[place] for place in siblings[first:after])
    shown: list[int | None] = [*siblings[:first]]
    if hidden:
        shown += [None, *siblings[after:]]
    return [
        (
            place,
            _Entry(
                None if place is None else talk.comments[place],
                depth,
                (*rails, number == len(shown)),
                hidden if place is None else 0,
            ),
        )
        for number, place in enumerate(shown, 1)
    ]


def _heading(stored: StoredPost, view: View) -> Iterator[str]:
    """The post: title, address, who and when and what is known of the thread, text."""
    post = stored.post
    yield shorten(post.title or "(no title)", view.columns)
    yield safe(post.url)
    moment = post.published
    date = when(moment.iso, moment.utc, moment.written, view.tz)
    yield from beside([_name(post.author), date, post.blog], view.columns)
    yield from beside(_state(stored), view.columns)
    yield ""
    lines = _cut(wrap(post.text, view.columns, "  "), _POST_LINES, view, "  ")
    if lines:
        yield from lines
        yield ""


def _state(stored: StoredPost) -> Iterator[str]:
    """How many comments there are, and how sure it is that these are all."""
    claimed = "" if stored.claimed is None else f" (the page says {stored.claimed})"
    yield _counted(stored.comment_count, "comment", "comments") + claimed
    if stored.state is not ThreadState.NONE:
        yield stored.state.replace("_", " ")
    if stored.state is not ThreadState.COMPLETE or stored.copy:
        yield stored.reason


def _entry_lines(entry: _Entry, view: View) -> Iterator[str]:
    """A comment: who and when on the tree, and the text below."""
    *rails, last = entry.last
    above = "".join("   " if rail else "│  " for rail in rails)
    branch, below = above + ("└─ " if last else "├─ "), above + ("   " if last else "│  ")
    if entry.comment is None:
        yield f"{branch}… {_counted(entry.folded, 'entry', 'entries')} folded (--all shows them)"
        return
    lines = beside(_byline(entry, entry.comment, view), view.columns, below)
    yield branch + lines[0][len(below) :]
    yield from lines[1:]
    text = wrap(entry.comment.comment.text, view.columns, below)
    yield from (line or below.rstrip() for line in _cut(text, _COMMENT_LINES, view, below))


def _byline(entry: _Entry, stored: StoredComment, view: View) -> Iterator[str]:
    comment = stored.comment
    yield _name(comment.author)
    moment = comment.published
    yield when(moment.iso, moment.utc, moment.written, view.tz)
    if comment.kind is not CommentKind.COMMENT:
        yield comment.kind
        yield comment.author.url or ""
    if comment.by_post_author:
        yield "the post's author"
    if comment.status is not CommentStatus.VISIBLE:
        yield f"[{comment.status}]"
    if stored.removed:
        yield f"[found gone on {stored.removed[:10]}]"
    if entry.depth >= _INDENTED:
        yield f"[level {entry.depth + 1}]"


def _name(author: Author) -> str:
    return shorten(author.name or "(unsigned)", 60)


def _cut(lines: list[str], limit: int, view: View, indent: str) -> list[str]:
    """The lines, those after the limit folded into one that counts them."""
    if view.whole or len(lines) <= limit + 1:
        return lines
    return [*lines[:limit], f"{indent}… {len(lines) - limit} more lines (--all shows them)"]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
