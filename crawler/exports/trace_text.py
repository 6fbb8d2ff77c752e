"""A trace as a tree that a person can follow: who, where, when, and how the talk got there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from crawler.exports.replies import in_reply_order
from crawler.exports.terminal import beside, safe, shorten, when, width, wrap
from crawler.exports.trace_layout import flow, placed, quoted
from crawler.exports.trace_ways import carrier, carriers, quoted_words, ways_of
from crawler.exports.trace_words import (
    apart,
    counted,
    days_between,
    sureness,
    thread_state,
    way,
)
from crawler.exports.traced import Traced, View
from crawler.model import (
    Author,
    CommentKind,
    CommentStatus,
    Hop,
    Moment,
    Step,
    StoredComment,
    Thread,
)

_REPLY_DEEPEST = 3
_EXAMPLES = 5
_ASCII = str.maketrans(
    {"│": "|", "├": "|", "└": "`", "─": "-", "←": "<-", "→": "->", "…": "...", "·": "-"}
    | {"“": '"', "”": '"'}
)
_BOLD, _DIM, _CYAN, _YELLOW = "1", "2", "36", "33"


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write the trace line by line. Text from pages is harmless, whatever it holds."""
    for line in _Text(traced, view).lines():
        out.write((line.translate(_ASCII) if view.ascii else line).rstrip() + "\n")


class _Text:
    """The lines of one trace."""

    def __init__(self, traced: Traced, view: View) -> None:
        self.traced = traced
        self.view = view
        self.threads = {thread.post.post.url: thread for thread in traced.conversation.threads}
        self.numbers = {step.post_url: f"[{number}]" for number, step in enumerate(traced.steps, 1)}
        self.carriers = carriers(self.threads, traced.conversation.hops)

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        for step, rails, below in placed(self.traced.steps):
            yield from self._post(step, rails, below)
        yield from self._footer()

    def _heading(self) -> Iterator[str]:
        figures = self.traced.metrics
        root = self.threads[self.traced.conversation.root].post.post
        yield self._paint(_BOLD, shorten(root.title or root.url, self.view.columns))
        said = [
            f"{_count(figures, 'posts', 'post')} on {_count(figures, 'blogs', 'blog')}",
            f"{_count(figures, 'comments', 'comment')} by {_count(figures, 'people', 'person')}",
        ]
        if figures["linkbacks"]:
            said.append(_count(figures, "linkbacks", "linkback"))
        if figures["started"]:
            said.append(days_between(str(figures["started"]), str(figures["ended"])))
        yield from flow(said, self.view.columns, ", ")
        yield ""

    def _post(self, step: Step, rails: str, below: str) -> Iterator[str]:
        """A post with all that is said of it, set on the rails of the tree."""
        thread = self.threads[step.post_url]
        post = thread.post.post
        number = self.numbers[step.post_url]
        is_gap = thread.post.state.is_gap
        title = post.title or (f"not read: {thread.post.reason}" if is_gap else "(no title)")
        room = self.view.columns - width(rails) - len(number) - 1
        style = _YELLOW if is_gap else _BOLD
        yield f"{rails}{number} {self._paint(style, shorten(title, room))}"
        room = self.view.columns - width(below)
        for line in self._about(thread, room):
            yield below + self._paint(_DIM, line)
        for line in self._how(step, room):
            yield below + line
        for line in self._talk(thread, room):
            yield below + line
        yield below.rstrip()

    def _about(self, thread: Thread, room: int) -> Iterator[str]:
        post = thread.post.post
        words = [post.blog, *([_name(post.author)] if post.author.name else [])]
        if not thread.post.state.is_gap or post.published.iso:
            words.append(self._when(post.published))
        yield from beside(words, room)
        yield safe(post.url)

    def _how(self, step: Step, room: int) -> Iterator[str]:
        """How the talk got to a post, then the other ways that join it to posts before."""
        for place, joined in enumerate(ways_of(step)):
            is_source = joined.source_url == step.post_url
            other = joined.target_url if is_source else joined.source_url
            pieces = way(joined.hops, step.post_url, self.numbers[other], self._author_of)
            time = apart(self._published(step.post_url), self._published(other))
            pieces[0] += f", {time}" if time else ""
            came = ("←" if is_source else "→") if other == step.parent_url and not place else "also"
            sure = sureness(joined.hops)
            lines = flow([f"{came} {pieces[0]}", *pieces[1:], sure], room, "; ")
            yield from (self._paint(_CYAN, line) for line in lines)
            if other == step.parent_url and (words := quoted_words(joined)):
                yield from (self._paint(_DIM, line) for line in quoted(words, room))

    def _talk(self, thread: Thread, room: int) -> Iterator[str]:
        """The first comments and those that a hop names; the others counted."""
        if thread.post.state.is_gap and not thread.comments:
            return
        yield from wrap(thread_state(thread.post), room)
        named = self.carriers[thread.post.post.url]
        kept = [stored for stored in thread.comments if not stored.comment.kind.is_reaction]
        folded = 0
        for place, (stored, depth) in enumerate(in_reply_order(kept)):
            if place >= self.view.comments and stored.comment.id not in named:
                folded += 1
                continue
            if folded:
                yield self._paint(_DIM, f"  … {folded:,} more")
                folded = 0
            yield from self._comment(stored, depth, room)
        if folded:
            yield self._paint(_DIM, f"  … {folded:,} more")
        reactions = Counter(
            stored.comment.kind.value
            for stored in thread.comments
            if stored.comment.kind.is_reaction and not stored.removed
        )
        if reactions:
            yield ", ".join(counted(count, kind) for kind, count in sorted(reactions.items()))

    def _comment(self, stored: StoredComment, depth: int, room: int) -> Iterator[str]:
        comment = stored.comment
        indent = "  " * (min(depth, _REPLY_DEEPEST) + 1)
        about = [self._when(comment.published)]
        if comment.kind is not CommentKind.COMMENT:
            about.insert(0, comment.kind.value)
        if comment.status is not CommentStatus.VISIBLE:
            about.append(comment.status.value)
        if stored.removed:
            about.append(f"removed, found gone {stored.removed[:10]}")
        room -= len(indent)
        first, *rest = beside([_name(comment.author), *about], room)
        name, mark, after = first.partition(" · ")
        yield indent + name + self._paint(_DIM, mark + after)
        yield from (indent + self._paint(_DIM, line) for line in rest)
        if comment.text:
            yield f"{indent}  {shorten(comment.text, room - 2)}"

    def _footer(self) -> Iterator[str]:
        figures = self.traced.metrics
        kinds: Any = figures["hops_by_kind"]
        by_kind = [counted(count, kind.replace("_", " ")) for kind, count in kinds.items()]
        told = [_count(figures, "hops", "hop") + (f": {', '.join(by_kind)}" if by_kind else "")]
        if figures["blog_hops"]:
            told.append(f"{_count(figures, 'blog_hops', 'change')} of blog on the longest way")
        yield from flow(told, self.view.columns, "; ")
        yield from flow(list(_measured(figures)), self.view.columns, "; ")
        yield from flow(list(_collected(figures)), self.view.columns, "; ")
        yield from self._left_out()

    def _left_out(self) -> Iterator[str]:
        left = self.traced.conversation.left_out
        if not left:
            return
        reasons = Counter(reason for _, reason in left)
        words = [f"{counted(count, 'hop')} {why}" for why, count in sorted(reasons.items())]
        yield from flow(["left out: " + words[0], *words[1:]], self.view.columns, ", ")
        for hop, _ in left[:_EXAMPLES]:
            for line in (safe(hop.source_url), f"→ {safe(hop.target_url)}"):
                yield self._paint(_DIM, f"  {line}")
        if len(left) > _EXAMPLES:
            yield self._paint(_DIM, f"  … {len(left) - _EXAMPLES:,} more (--format json has all)")

    def _author_of(self, hop: Hop) -> str | None:
        """Who signed the comment that a hop names."""
        stored = carrier(hop, self.carriers)
        return None if stored is None else _name(stored.comment.author)

    def _published(self, url: str) -> Moment:
        return self.threads[url].post.post.published

    def _when(self, moment: Moment) -> str:
        return when(moment.iso, moment.utc, moment.written, self.view.tz)

    def _paint(self, style: str, text: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.view.colour and text else text


def _measured(figures: Mapping[str, Any]) -> Iterator[str]:
    """The shape of the cascade, the balance of voices and the pace."""
    if figures["cascade_size"] > 1:
        size = f"{figures['cascade_size']} posts, {figures['depth']} deep, {figures['width']} wide"
        yield f"cascade: {figures['shape']}, {size}"
    if figures["people"] > 1:
        yield f"top voice {figures['top_voice_share']:.0%}, Gini {figures['gini']:.2f}"
    hours = [times["median"] for kind, times in figures["response_hours"].items() if kind == "link"]
    if hours:
        yield f"median {hours[0]:,.0f} h to a link"
    if figures["link_rot"]:
        yield f"{figures['link_rot']:.0%} of the links dead"


def _collected(figures: Mapping[str, object]) -> Iterator[str]:
    """How much of the conversation was got hold of."""
    share = figures["completeness"]
    if isinstance(share, float):
        claimed = _count(figures, "claimed_comments", "comment")
        yield f"collected: {share:.0%} of the {claimed} that the pages claim"
    if figures["gaps"]:
        yield f"{_count(figures, 'gaps', 'post')} could not be read"


def _count(figures: Mapping[str, Any], name: str, noun: str) -> str:
    return counted(figures[name], noun)


def _name(author: Author) -> str:
    return shorten(author.name or "(unsigned)", 40)
