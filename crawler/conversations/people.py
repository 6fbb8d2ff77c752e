"""Who speaks: the people of a conversation, and of a whole archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crawler.archive.protocol import Archive, Table
from crawler.conversations.who import Signature, people, site_of
from crawler.model import CommentKind, Moment, Person, Thread


def participants(threads: Sequence[Thread]) -> list[Person]:
    """The people who wrote posts and comments of these threads (`crawler.conversations.who`).

    Linkbacks, reactions and comments that were removed are left out.
    """
    return people(_signatures(threads))


def everybody(archive: Archive) -> list[Person]:
    """The people who wrote the posts and comments of a whole archive; the same are left out."""
    return people(_all_signatures(archive))


def _signatures(threads: Sequence[Thread]) -> Iterator[Signature]:
    for thread in threads:
        post = thread.post.post
        yield Signature(
            post.url, post.blog, post.blog, post.author.name, post.author.url,
            post.author.account, post.author.avatar, _order(post.published), is_post=True,
        )  # fmt: skip
        for stored in thread.comments:
            comment, author = stored.comment, stored.comment.author
            if comment.kind is not CommentKind.COMMENT or stored.removed:
                continue
            home = post.blog if comment.by_post_author else site_of(author.url)
            yield Signature(
                post.url, post.blog, home, author.name, author.url, author.account, author.avatar,
                _order(comment.published),
            )  # fmt: skip


def _all_signatures(archive: Archive) -> Iterator[Signature]:
    for row in archive.export(Table.POSTS):
        yield _of_row(row, str(row["url"]), str(row["blog"]), is_post=True)
    for row in archive.export(Table.COMMENTS):
        if row["kind"] == CommentKind.COMMENT and row["removed"] is None:
            home = row["blog"] if row["by_post_author"] else site_of(_text(row["author_url"]))
            yield _of_row(row, str(row["post_url"]), str(home), is_post=False)


def _of_row(row: dict[str, Any], post_url: str, home: str, *, is_post: bool) -> Signature:
    utc = _text(row["published_utc"])
    return Signature(
        post_url,
        row["blog"],
        home,
        row["author_name"],
        row["author_url"],
        row["author_account"],
        row.get("author_avatar"),
        utc.rstrip("Z") if utc else _text(row["published"]),
        is_post,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _order(moment: Moment) -> str | None:
    return None if moment.local is None else moment.order
