"""Posts, comments, hops and conversations for tests, said in few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.conversations.metrics import metrics
from crawler.conversations.order import by_time, root_of
from crawler.conversations.people import participants
from crawler.conversations.tree import reading_order
from crawler.exports.traced import Traced
from crawler.model import (
    UNDATED,
    Author,
    Comment,
    Conversation,
    Evidence,
    Hop,
    HopKind,
    Moment,
    Post,
    Precision,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
)

SEEN = "2026-01-31T12:00:00Z"


def at(text: str | None, written: str = "") -> Moment:
    """A moment of ISO words: ``2009-03``, ``2009-03-12``, ``2009-03-12T14:05``, ``...+01:00``."""
    if text is None:
        return UNDATED
    local, offset = text, None
    if text.endswith("Z"):
        local, offset = text[:-1], 0
    elif "T" in text and text[-6] in "+-":
        hours, minutes = text[-5:].split(":")
        local = text[:-6]
        offset = (-1 if text[-6] == "-" else 1) * (int(hours) * 60 + int(minutes))
    precision = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}[len(local)]
    return Moment(written, local, offset, Precision(precision))


def post(url: str, published: str | None = None, **fields: object) -> Post:
    """A post on the blog that its host names."""
    given: dict[str, object] = {"title": f"About {url[-1]}", "text": "Words.", **fields}
    blog = url.split("/")[2]
    return replace(Post(url, blog, published=at(published)), **given)  # type: ignore[arg-type]


def comment(
    id: str,
    name: str | None = "Anna",
    published: str | None = None,
    text: str = "Yes.",
    site: str | None = None,
    **fields: object,
) -> Comment:
    """A comment signed with a name and perhaps a site."""
    given = Comment(id, author=Author(name, site), published=at(published), text=text)
    return replace(given, **fields)  # type: ignore[arg-type]


def stored(
    of: Post,
    state: ThreadState = ThreadState.COMPLETE,
    claimed: int | None = None,
    comment_count: int = 0,
    reason: str = "",
) -> StoredPost:
    """A post as an archive holds it."""
    return StoredPost(of, state, reason, claimed, comment_count, SEEN, SEEN)


def thread(of: StoredPost | Post, comments: Sequence[Comment] = ()) -> Thread:
    """A post with its comments as an archive holds them."""
    kept = of if isinstance(of, StoredPost) else stored(of)
    url = kept.post.url
    counted = sum(not one.kind.is_reaction for one in comments)
    placed = enumerate(comments)
    return Thread(
        replace(kept, comment_count=counted),
        tuple(StoredComment(one, url, place, SEEN, SEEN) for place, one in placed),
    )


def hop(
    source: str, target: str, kind: str = "link", confidence: float = 0.9, **fields: object
) -> Hop:
    """A hop, across blogs if the hosts differ."""
    return replace(
        Hop(
            source,
            target,
            HopKind(kind),
            cross_blog=source.split("/")[2] != target.split("/")[2],
            confidence=confidence,
            evidence=(Evidence(kind, source, "body", "the words there"),),
        ),
        **fields,  # type: ignore[arg-type]
    )


def conversation(
    threads: Iterable[Thread],
    hops: Sequence[Hop] = (),
    left_out: Sequence[tuple[Hop, str]] = (),
) -> Conversation:
    """The conversation of these threads, its first post found as the product finds it."""
    ordered = sorted(threads, key=lambda one: by_time(one.post))
    posts = {one.post.post.url: one.post for one in ordered}
    return Conversation(root_of(posts, hops), tuple(ordered), tuple(hops), tuple(left_out))


def traced(of: Conversation) -> Traced:
    """What the formats of a trace are handed."""
    return Traced(of, reading_order, participants, metrics)
