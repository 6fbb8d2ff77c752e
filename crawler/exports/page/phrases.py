"""What the page says in sentences, by rule: what each post is, and how the conversation went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from crawler.exports.instants import seconds
from crawler.exports.terminal import shorten, when
from crawler.exports.trace_words import apart, counted, days_between, thread_state
from crawler.exports.traced import Traced
from crawler.model import Moment, StoredPost, Thread

_TITLE = 80
# So many moves to another blog are told one by one.
_MOVES = 3


def title_of(stored: StoredPost) -> str:
    """The title of a post, or why there is none."""
    if stored.post.title:
        return stored.post.title
    return f"not read: {stored.reason}" if stored.state.is_gap else "(no title)"


def dated(moment: Moment, tz: tzinfo | None) -> str:
    """A date with the page's own words beside it."""
    return when(moment.iso, moment.utc, moment.written, tz)


def spoken(number: int, stored: StoredPost, tz: tzinfo | None) -> str:
    """A post in the picture for those who hear it: number, title, blog, date, comments."""
    post = stored.post
    words = [f"{number}: {shorten(title_of(stored), _TITLE)}", post.blog]
    if post.author.name:
        words.append(f"by {shorten(post.author.name, 40)}")
    if post.published.iso or not stored.state.is_gap:
        words.append(when(post.published.iso, post.published.utc, "", tz))
    if not stored.state.is_gap or stored.comment_count:
        words.append(thread_state(stored))
    return ", ".join(words)


def summary(traced: Traced) -> Iterator[str]:
    """The conversation in a few sentences, each made by rule from its figures."""
    figures: Any = traced.metrics
    threads = {thread.post.post.url: thread for thread in traced.conversation.threads}
    root = threads[traced.conversation.root]
    yield _began(root)
    yield from _moved(traced, root)
    told = [
        f"{counted(figures['posts'], 'post')} on {counted(figures['blogs'], 'blog')}",
        f"{counted(figures['comments'], 'comment')} by {counted(figures['people'], 'person')}",
        counted(figures["hops"], "hop"),
    ]
    span = days_between(figures["started"], figures["ended"]) if figures["started"] else ""
    yield f"In all {', '.join(told)}{f', {span}' if span else ''}."
    yield from _collected(traced)


def _began(root: Thread) -> str:
    post = root.post.post
    by = f" by {shorten(post.author.name, 40)}" if post.author.name else ""
    on = f" on {days_between(post.published.order, post.published.order)}"
    date = on if post.published.local else ""
    return f"It began on {post.blog}{date} with “{shorten(title_of(root.post), _TITLE)}”{by}."


def _moved(traced: Traced, root: Thread) -> Iterator[str]:
    """The first steps to blogs that had no part before, and how many more there were."""
    met = {root.post.post.blog}
    moves: list[tuple[str, str]] = []
    start = root.post.post.published
    for thread in traced.conversation.threads:
        post = thread.post.post
        # Threads are in order of time; what has no date or is older than the first post is no move.
        if (
            post.blog in met
            or seconds(post.published) is None
            or post.published.order < start.order
        ):
            continue
        met.add(post.blog)
        moves.append((post.blog, apart(post.published, start).removesuffix(" later")))
    if moves:
        told = [f"{blog} after {time}" if time else blog for blog, time in moves[:_MOVES]]
        more = len(moves) - len(told)
        rest = f" and {counted(more, 'more blog')}" if more else ""
        yield f"It went on to {', '.join(told)}{rest}."


def _collected(traced: Traced) -> Iterator[str]:
    """How much of it is here, and as of when."""
    figures: Any = traced.metrics
    share = figures["completeness"]
    if share is not None:
        claimed = counted(figures["claimed_comments"], "comment")
        yield f"Of the {claimed} that the pages claim, {share:.0%} are here."
    if figures["gaps"]:
        yield f"{counted(figures['gaps'], 'post')} could not be read."
    if traced.conversation.left_out:
        left = counted(len(traced.conversation.left_out), "hop")
        yield f"{left} left out, listed with the reason."
    seen = max((thread.post.last_seen for thread in traced.conversation.threads), default="")
    if seen:
        yield f"As of {days_between(seen, seen)}."
