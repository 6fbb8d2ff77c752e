"""The public names of what posts and comments say, the same in every output."""

from __future__ import annotations

from typing import Any

from crawler.model import (
    Author,
    Comment,
    Hop,
    Moment,
    Person,
    Post,
    StoredComment,
    StoredPost,
    Thread,
)

#: The names of what a hop says.
HOP_FIELDS = (
    "source_url",
    "target_url",
    "kind",
    "cross_blog",
    "confidence",
    "confirmed",
    "evidence",
    "source_comment_id",
    "target_comment_id",
    "source_published",
    "target_published",
    "later_edit",
    "bond",
    "bond_words",
    "bond_texts",
    "bond_days",
    "bond_links",
)


def post_fields(post: Post) -> dict[str, Any]:
    """A post by itself."""
    return {
        "url": post.url,
        "blog": post.blog,
        "title": post.title,
        **_author(post.author),
        **_date(post.published),
        "text": post.text,
        "language": post.language,
        "platform": post.platform,
    }


def comment_fields(comment: Comment, position: int, post_url: str) -> dict[str, Any]:
    """An entry of a thread by itself."""
    return {
        "post_url": post_url,
        "id": comment.id,
        "parent_id": comment.parent_id,
        "kind": comment.kind.value,
        **_author(comment.author),
        **_date(comment.published),
        "text": comment.text,
        "permalink": comment.permalink,
        "position": position,
        "status": comment.status.value,
    }


def stored_post_fields(stored: StoredPost) -> dict[str, Any]:
    """A post as the archive holds it."""
    return {
        **post_fields(stored.post),
        "comment_count": stored.comment_count,
        "claimed_comments": stored.claimed,
        "thread_state": stored.state.value,
        "thread_reason": stored.reason,
        "first_seen": stored.first_seen,
        "last_seen": stored.last_seen,
    }


def stored_comment_fields(stored: StoredComment) -> dict[str, Any]:
    """A comment as the archive holds it."""
    return {
        **comment_fields(stored.comment, stored.position, stored.post_url),
        "first_seen": stored.first_seen,
        "last_seen": stored.last_seen,
        "removed": stored.removed,
    }


def thread_fields(thread: Thread) -> dict[str, Any]:
    """A post with its ``comments``."""
    comments = [stored_comment_fields(comment) for comment in thread.comments]
    return {**stored_post_fields(thread.post), "comments": comments}


def hop_fields(hop: Hop) -> dict[str, Any]:
    """A hop, in the order of `HOP_FIELDS`."""
    evidence = [
        {"kind": piece.kind, "url": piece.url, "where": piece.where, "words": piece.words}
        for piece in hop.evidence
    ]
    values = {name: getattr(hop, name) for name in HOP_FIELDS}
    return {**values, "kind": hop.kind.value, "evidence": evidence}


def person_fields(person: Person) -> dict[str, Any]:
    """A person, with the ways in which they sign and what shows that they are one."""
    return {
        "person": person.key,
        "name": person.names[0] if person.names else None,
        "url": person.urls[0] if person.urls else None,
        "account": person.accounts[0] if person.accounts else None,
        "names": list(person.names),
        "urls": list(person.urls),
        "accounts": list(person.accounts),
        "posts": person.posts,
        "comments": person.comments,
        "blogs": person.blogs,
        "first_published": person.first,
        "last_published": person.last,
        "sureness": person.sureness.value,
        "evidence": [
            {"kind": tie.kind.value, "value": tie.value, "signatures": tie.signatures}
            for tie in person.ties
        ],
    }


def _author(author: Author) -> dict[str, str | None]:
    return {"author_name": author.name, "author_url": author.url}


def _date(moment: Moment) -> dict[str, str | None]:
    return {
        "published": moment.iso,
        "published_utc": moment.utc,
        "published_precision": moment.precision.value,
    }
