"""The comments of a post as nested lists, folded by the hundred."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import tzinfo

from crawler.exports.page.markup import link, name, paragraphs, time
from crawler.exports.page.phrases import dated
from crawler.exports.replies import in_reply_order
from crawler.exports.terminal import shorten
from crawler.model import CommentKind, CommentStatus, StoredComment

# The first comments stand open, the others in folds; replies are set in up to a depth.
_OPEN, _FOLD = 40, 100
_DEEPEST = 5


def talk(
    comments: Sequence[StoredComment],
    number: int,
    named: Mapping[str, Collection[int]],
    tz: tzinfo | None,
) -> Iterator[str]:
    """Every entry but likes and reposts, below what it answers.

    ``number`` is that of the post, ``named`` says for ids of comments to which posts the talk went
    from there. An entry that stands deeper than is shown, or first in a fold, names whom it
    answers. Browsers stop nesting at some hundred levels, so the lists never go deep.
    """
    kept = [stored for stored in comments if not stored.comment.kind.is_reaction]
    names = {stored.comment.id: _name(stored) for stored in kept}
    lists = _Lists()
    for place, (stored, depth) in enumerate(in_reply_order(kept)):
        if place >= _OPEN and (place - _OPEN) % _FOLD == 0:
            yield from lists.close()
            yield _fold(place, len(kept))
        comment = stored.comment
        yield from lists.enter(depth, comment.id)
        answered = comment.parent_id if comment.parent_id != lists.above else None
        yield f'<li id="c{number}-{stored.position}"{_class(stored)}><p class="by">'
        yield " · ".join(_byline(stored, names.get(answered or ""), tz))
        yield _gone_on(named.get(comment.id, ()))
        yield "</p>"
        yield from paragraphs(comment.text)
    yield from lists.close()
    if len(kept) > _OPEN:
        yield "</details>"


class _Lists:
    """The lists that are open around an entry; ``above`` is the id of the entry that it is in."""

    def __init__(self) -> None:
        self.above: str | None = None
        self._open: list[str] = []
        self._base = 0

    def enter(self, depth: int, id: str) -> Iterator[str]:
        """Open and close lists so that an entry of this depth can follow."""
        self._base = min(self._base, depth) if self._open else depth
        level = min(depth - self._base, _DEEPEST, len(self._open))
        if level == len(self._open):
            yield "<ol>"
        while len(self._open) > level:
            self._open.pop()
            yield "</li>" if len(self._open) == level else "</li></ol>"
        self.above = self._open[-1] if self._open else None
        self._open.append(id)

    def close(self) -> Iterator[str]:
        """Close whatever is open."""
        yield "</li></ol>" * len(self._open)
        self._open.clear()


def _fold(place: int, count: int) -> str:
    """The end of a fold, where there was one, and the beginning of the next."""
    here = min(_FOLD, count - place)
    left = count - place - here
    after = f", {left:,} after that" if left else ""
    before = "</details>" if place > _OPEN else ""
    return f"{before}<details><summary>{here} more{after}</summary>"


def _class(stored: StoredComment) -> str:
    if stored.comment.kind.is_linkback:
        return ' class="ping"'
    return ' class="own"' if stored.comment.by_post_author else ""


def _byline(stored: StoredComment, answered: str | None, tz: tzinfo | None) -> Iterator[str]:
    comment = stored.comment
    yield f"<b>{link(comment.author.url, name(_name(stored)))}</b>"
    if comment.by_post_author:
        yield "the post's author"
    if comment.kind is not CommentKind.COMMENT:
        yield comment.kind.value
    if answered:
        yield f"answers {name(answered)}"
    yield link(comment.permalink, time(comment.published, dated(comment.published, tz)))
    if comment.status is not CommentStatus.VISIBLE:
        yield f"[{comment.status.value}]"
    if stored.removed:
        yield f"removed, found gone {stored.removed[:10]}"


def _name(stored: StoredComment) -> str:
    return shorten(stored.comment.author.name or "(unsigned)", 60)


def _gone_on(numbers: Collection[int]) -> str:
    """Where the talk went on from a comment."""
    links = ", ".join(f'<a class="to" href="#p{one}">{one}</a>' for one in sorted(numbers))
    return f' <span class="on">→ {links}</span>' if links else ""
