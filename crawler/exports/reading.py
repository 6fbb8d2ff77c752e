"""One reading as JSON: in the public field names, and in those of the scorer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any, TypeVar

from crawler.exports.fields import comment_fields, post_fields
from crawler.model import Comment, CommentStatus, Post, Rank, Reading, Thread

_Thing = TypeVar("_Thing")

#: The name and version of `reading_fields`, ``docs/schema/extract.schema.json``.
SCHEMA = "threadhop.extract/1"


def reading_fields(reading: Reading) -> dict[str, Any]:
    """A page as ``threadhop extract`` prints it: the post, its comments, and how it was read.

    The fields of a post and of comments are those of every other output. Where the document is no
    post page (a feed, an API answer) the post's own fields are null or empty.
    """
    post = reading.post or Post(reading.post_url, "")
    return {
        "schema": SCHEMA,
        **post_fields(post),
        "tags": list(post.tags),
        "comment_count": sum(not comment.kind.is_reaction for comment in reading.comments),
        "claimed_comments": reading.claimed,
        "thread_state": reading.state.value,
        "thread_reason": reading.reason,
        "source": reading.source,
        "comments": [
            {**comment_fields(comment, place, reading.post_url), "sources": dict(comment.sources)}
            for place, comment in enumerate(reading.comments)
        ],
        "links": [{"url": link.url, "words": link.words, "rel": link.rel} for link in post.links],
        "endpoints": [{"protocol": e.protocol.value, "url": e.url} for e in reading.endpoints],
        "asks": [{"reason": ask.reason.value, "url": ask.url} for ask in reading.asks],
        "aliases": [{"reason": a.reason.value, "url": a.url} for a in reading.aliases],
        "notes": list(reading.notes),
    }


def thread_reading(thread: Thread, readings: Sequence[Reading], visited: Set[str]) -> Reading:
    """One reading of a whole thread, from what its documents together came to in an archive.

    ``visited`` are the addresses that were looked at: what else was to be asked is not left over.
    """
    post = thread.post
    return Reading(
        post_url=post.post.url,
        source="+".join(_each_once(name for r in readings for name in r.source.split("+"))),
        rank=max((r.rank for r in readings), default=Rank.GENERIC),
        post=post.post,
        comments=tuple(stored.comment for stored in thread.comments),
        state=post.state,
        reason=post.reason,
        claimed=post.claimed,
        endpoints=_each_once(e for r in readings for e in r.endpoints),
        asks=_each_once(a for r in readings for a in r.asks if a.url not in visited),
        aliases=_each_once(a for r in readings for a in r.aliases),
        notes=_each_once(n for r in readings for n in r.notes),
    )


def _each_once(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    return tuple(dict.fromkeys(things))


def scored_fields(reading: Reading) -> dict[str, Any]:
    """A page in the names of comment-extraction gold standards: a flat list, parents by index.

    Reactions and placeholders of deleted comments are left out; what answers one of them has the
    nearest kept entry above it as parent.
    """
    post = reading.post or Post(reading.post_url, "")
    kept = [comment for comment in reading.comments if _says_something(comment)]
    index = {comment.id: number for number, comment in enumerate(kept)}
    above = {comment.id: comment.parent_id for comment in reading.comments}
    return {
        "post": {
            "title": post.title,
            "author": post.author.name,
            "published": post.published.iso,
            "permalink": post.url,
        },
        "comments": [
            {
                "id": comment.id,
                "author": comment.author.name,
                "author_url": comment.author.url,
                "published": comment.published.iso,
                "kind": comment.kind.value,
                "parent": _kept_parent(comment, above, index),
                "permalink": comment.permalink,
                "text": comment.text,
            }
            for comment in kept
        ],
    }


def _says_something(comment: Comment) -> bool:
    return not comment.kind.is_reaction and comment.status is CommentStatus.VISIBLE


def _kept_parent(
    comment: Comment, above: dict[str, str | None], index: dict[str, int]
) -> int | None:
    """The index of the nearest kept entry above; ``None`` at the top, and in a cycle."""
    parent, seen = comment.parent_id, {comment.id}
    while parent is not None and parent not in index and parent not in seen:
        seen.add(parent)
        parent = above.get(parent)
    return None if parent is None or parent == comment.id else index.get(parent)
