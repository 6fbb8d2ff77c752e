"""Commenters who carried the talk from a post to their own blog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

from crawler.archive.protocol import Archive, StoredLink
from crawler.conversations.chunks import chunks
from crawler.conversations.order import span, span_of_key
from crawler.conversations.signs import Sign
from crawler.model import Evidence, HopKind, LinkPlace, Moment, StoredPost
from crawler.urls import blog_of

#: A post may be this much older than the comment (who writes first and comments then) and this
#: much younger.
BEFORE, AFTER = timedelta(days=1), timedelta(days=60)


def carried(
    archive: Archive,
    posts: Mapping[str, StoredPost],
    linked: Mapping[tuple[str, str], Evidence],
) -> Iterator[Sign]:
    """The pairs of ``linked`` (source, target) of which the source is a commenter's on the target.

    That is: the comment on the target is signed with the source's address or with one of the
    source's blog, another blog than the target's, and the source was published from one day
    before the comment to 60 days after. A time that is not known shows nothing.
    """
    sources: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source, target in linked:
        blog = posts[source].post.blog
        if blog != posts[target].post.blog:
            sources[target][blog].append(source)
    for targets in chunks(sorted(sources)):
        for stored in archive.links_from(targets):
            signed = _commenters_blog(stored)
            for source in sources[stored.source_url].get(signed, ()):
                if _in_time(posts[source].post.published, stored.published):
                    yield _sign(stored, source, linked[source, stored.source_url])


def _commenters_blog(stored: StoredLink) -> str:
    """The blog that the author of a comment signs with, empty for anything else."""
    if (
        stored.link.place is not LinkPlace.AUTHOR
        or stored.comment_id is None
        or stored.kind not in ("", "comment")
    ):
        return ""
    return _blog(stored.target_url)


@lru_cache(maxsize=1 << 12)
def _blog(url: str) -> str:
    try:
        return blog_of(url)
    except ValueError:
        return ""


def _in_time(published: Moment, commented: str | None) -> bool:
    post, comment = span(published), span_of_key(commented)
    if post is None or comment is None:
        return False
    return comment.start - BEFORE <= post.end and post.start <= comment.end + AFTER


def _sign(stored: StoredLink, source: str, link: Evidence) -> Sign:
    signed = f"{stored.signed} {stored.target_url}" if stored.signed else stored.target_url
    comment = Evidence("commenter", stored.source_url, "author", signed)
    return Sign(
        source,
        stored.source_url,
        HopKind.COMMENTER,
        (comment, link),
        in_source=False,
        target_comment=stored.comment_id,
        at=stored.published,
    )
