"""One reading as JSON: in the public field names, and in those of the scorer."""

from __future__ import annotations

from typing import Any

from crawler.exports.fields import comment_fields, post_fields
from crawler.model import Comment, CommentStatus, Post, Reading

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
