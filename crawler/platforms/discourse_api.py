"""Discourse as JSON: a topic (``/t/ID.json``) and batches of its posts (``/t/ID/posts.json``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.model import Ask, AskReason, Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    dated,
    identity,
    label,
    number,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "discourse-api"
RANK = Rank.API

_BATCHED = re.compile(r"/posts\.json$")
#: Posts in a batch, as the service's own client asks for them.
BATCH = 20
#: No topic is asked for in more batches than this.
MOST_BATCHES = 500
#: The type of a post that only tells what was done to the topic.
_ACTION = 3


def sure(page: Page) -> float:
    """How sure it is: a stream of posts."""
    return 1.0 if page.is_json and isinstance(at(page.json, "post_stream", "posts"), list) else 0.0


def read(page: Page) -> Reading:
    """The posts but the first, which is the topic itself; the others are asked for in batches."""
    if not sure(page):
        raise TryNext("no stream of posts")
    posts = things(page.json, "post_stream", "posts")
    topic = identity(page.json, "id") or identity(posts[0] if posts else None, "topic_id")
    slug = label(page.json, "slug") or label(posts[0] if posts else None, "topic_slug") or "-"
    post_url = page.absolute(f"{_base(page)}/t/{slug}/{topic}") if topic.isdigit() else None
    count = number(page.json, "posts_count")
    replies = [p for p in posts if identity(p, "post_number") != "1"]
    return answer(
        page,
        NAME,
        [_comment(page, p, post_url) for p in replies if number(p, "post_type") != _ACTION],
        post_url=post_url,
        claimed=max(0, count - 1) if count is not None else None,
        further=[Ask(url, AskReason.API) for url in _batches(page, posts, topic)],
        cut=_BATCHED.search(urlsplit(page.url).path) is not None,
    )


def _base(page: Page) -> str:
    """The address of the forum, which may stand in a folder of its site."""
    before, mark, _ = page.url.partition("/t/")
    return before if mark else ""


def _batches(page: Page, posts: list[Thing], topic: str) -> Iterator[str]:
    """The addresses of the posts that the topic names and the answer does not hold."""
    stream = at(page.json, "post_stream", "stream")
    if not isinstance(stream, list) or not topic.isdigit():
        return
    here = {identity(post, "id") for post in posts}
    named = (str(key) for key in stream if isinstance(key, int) and 0 < key < 10**15)
    missing = [key for key in dict.fromkeys(named) if key not in here]
    for start in range(0, min(len(missing), BATCH * MOST_BATCHES), BATCH):
        query = "&".join(f"post_ids[]={key}" for key in missing[start : start + BATCH])
        url = page.absolute(f"{_base(page)}/t/{topic}/posts.json?{query}")
        if url:
            yield url


def _comment(page: Page, post: Thing, post_url: str | None) -> Comment:
    status = _status(post)
    visible = status is CommentStatus.VISIBLE
    text, links = written(page, word(post, "cooked")) if visible else ("", ())
    given, parent = identity(post, "post_number"), identity(post, "reply_to_post_number")
    username = label(post, "username")
    return Comment(
        id=given,
        author=Author(
            label(post, "name") or username or None,
            page.absolute(f"{_base(page)}/u/{username}") if username else None,
            f"discourse:{page.host}:{username}" if username else None,
        ),
        published=dated(post, "created_at"),
        text=text,
        parent_id=parent if parent not in ("", "1") else None,
        permalink=f"{post_url}/{given}" if post_url and given else None,
        status=status,
        links=links,
        by_post_author=at(post, "topic_creator") is True,
    )


def _status(post: Thing) -> CommentStatus:
    if word(post, "deleted_at") or at(post, "user_deleted") is True:
        return CommentStatus.DELETED
    # In place of a hidden post stands a sentence that says so.
    return CommentStatus.SCREENED if at(post, "hidden") is True else CommentStatus.VISIBLE
