"""How often the server is asked when a conversation is walked."""

from __future__ import annotations

import pytest

from crawler.archive.elastic import ElasticArchive, schema
from crawler.conversations.walk import follow
from crawler.model import Comment, Hop, HopKind, Post
from tests.contracts.archive_contract import read

pytestmark = pytest.mark.elasticsearch


def queries(far: ElasticArchive, name: str) -> int:
    """How many searches an index has answered."""
    told = far.store.client.indices.stats(index=far.store.alias(name), metric="search")
    return int(told["_all"]["primaries"]["search"]["query_total"])


def url(number: int) -> str:
    return f"http://a.example/{number}"


def test_a_level_takes_one_query_for_a_thousand_posts(far: ElasticArchive) -> None:
    fan = [Hop(url(n), url(0), HopKind.LINK, True, 0.5) for n in range(1, 1501)]
    tips = [Hop(url(n + 1500), url(n), HopKind.LINK, True, 0.5) for n in range(1, 1501)]
    far.put_hops([*fan, *tips])
    far.store.settle()
    before = queries(far, schema.HOPS)
    reach = follow(far, url(0))
    assert reach.posts == {url(n) for n in range(3001)}
    assert len(reach.hops) == 3000
    # The levels have 1, 1,500 and 1,500 posts.
    assert queries(far, schema.HOPS) - before == 1 + 2 + 2


def test_the_threads_of_a_conversation_are_read_together(far: ElasticArchive) -> None:
    posts = [Post(url(n), "a.example", title=str(n)) for n in range(40)]
    far.record([read(1, Comment("c1", text="one"), Comment("c2"), post=post) for post in posts])
    far.store.settle()
    before = queries(far, schema.COMMENTS)
    threads = list(far.threads([*(post.url for post in posts), url(99)]))
    assert queries(far, schema.COMMENTS) - before == 1
    assert sorted(threads, key=lambda t: t.post.post.url) == sorted(
        (far.thread(post.url) for post in posts), key=lambda t: t.post.post.url
    )
    assert [len(thread.comments) for thread in threads] == [2] * 40
