"""What a page leads to, scope by scope."""

from __future__ import annotations

import pytest

from crawler.frontier import Kind, Task
from crawler.model import (
    Alias,
    AliasReason,
    Ask,
    AskReason,
    Author,
    Comment,
    CommentKind,
    Link,
    LinkPlace,
    Listed,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
)
from spiders.following import Plan, beginnings, follow, home_of

POST = "http://a.example/2009/03/one"
DAY = Moment("12 March 2009", "2009-03-12", None, Precision.DAY)


def body(*urls: str) -> tuple[Link, ...]:
    return tuple(Link(url, LinkPlace.BODY) for url in urls)


def reading(*comments: Comment, links: tuple[Link, ...] = (), **more: object) -> Reading:
    post = Post(POST, "a.example", published=DAY, links=links)
    return Reading(POST, "test", Rank.PLATFORM, post=post, comments=comments, **more)  # type: ignore[arg-type]


def found(task: Task, read: Reading, plan: Plan | None = None) -> list[tuple[str, Kind, int]]:
    return [(t.url, t.kind, t.hops) for t in follow(task, read, plan or Plan()).found]


def said(url: str | None, kind: CommentKind = CommentKind.COMMENT, *links: str) -> Comment:
    inside = tuple(Link(link, LinkPlace.COMMENT) for link in links)
    return Comment("1", kind, Author("Ann", url), links=inside)


def test_links_of_posts_and_comments_are_a_hop_away() -> None:
    read = reading(
        said(None, CommentKind.COMMENT, "http://c.example/2009/said"),
        links=body("http://b.example/2009/two#comment-7", "http://a.example/2009/02/own"),
    )
    assert found(Task(POST, hops=1), read) == [
        ("http://b.example/2009/two", Kind.POST, 2),
        ("http://a.example/2009/02/own", Kind.POST, 2),
        ("http://c.example/2009/said", Kind.POST, 2),
    ]


def test_the_best_comes_first() -> None:
    read = reading(
        said("http://site.example/", CommentKind.COMMENT, "http://c.example/2009/said"),
        said("http://ping.example/2009/ping", CommentKind.PINGBACK),
        links=body("http://b.example/2009/two"),
        asks=(Ask(POST + "/comment-page-2", AskReason.COMMENT_PAGE),),
    )
    tasks = sorted(follow(Task(POST), read, Plan()).found, key=lambda task: task.priority)
    assert [(task.why.place, task.hops) for task in tasks] == [
        ("comment-page", 0),
        ("linkback", 1),
        ("body", 1),
        ("comment", 1),
        ("author", 1),
    ]
    assert tasks[0].post_url == POST


@pytest.mark.parametrize(
    "url",
    [
        POST,
        POST + "#comments",
        "http://b.example/",
        "http://b.example/tag/x/",
        "http://b.example/photo.jpg",
        "http://twitter.com/someone/status/1",
        "http://b.example/2009/two/trackback/",
        "http://b.example/wp-login.php",
        "mailto:me@b.example",
        "http://",
    ],
)
def test_what_is_no_other_post_is_not_followed(url: str) -> None:
    assert found(Task(POST), reading(links=body(url))) == []


def test_commenters_sites_are_looked_at() -> None:
    urls = (
        "http://bob.example/",
        "http://a.example/",
        "http://facebook.com/",
        "http://x.example/me",
    )
    read = reading(*map(said, urls), said("http://liker.example/", CommentKind.LIKE))
    assert found(Task(POST), read) == [
        ("http://bob.example/", Kind.SITE, 1),
        ("http://x.example/me", Kind.SITE, 1),
    ]


@pytest.mark.parametrize(
    "url", ["http://x.example/blog/", "http://x.example/weblog", "http://x.example/journal/"]
)
def test_a_commenters_blog_may_stand_below_its_host(url: str) -> None:
    assert found(Task(POST), reading(said(url))) == [(url, Kind.SITE, 1)]


def test_the_last_hop_is_not_left() -> None:
    read = reading(
        said("http://bob.example/"),
        links=body("http://b.example/2009/two"),
        asks=(Ask("http://a.example/feed/1", AskReason.COMMENT_FEED),),
    )
    assert found(Task(POST, hops=3), read) == [
        ("http://a.example/feed/1", Kind.COMMENT_FEED, 3),
    ]


def test_undocumented_addresses_are_asked_only_where_that_is_allowed() -> None:
    ask = Ask("http://a.example/api/comments?id=1", AskReason.API, documented=False)
    read = reading(asks=(ask,))

    assert found(Task(POST), read) == []
    assert found(Task(POST), read, Plan(undocumented=True)) == [(ask.url, Kind.API, 0)]


def test_what_is_asked_keeps_its_spelling() -> None:
    ask = Ask("http://a.example/api?post=5&m=0&after=x#top", AskReason.API)
    (task,) = follow(Task(POST), reading(asks=(ask,)), Plan()).found
    assert task.url == "http://a.example/api?after=x&post=5"
    assert task.target == "http://a.example/api?post=5&m=0&after=x"


def test_asks_that_are_the_page_itself_or_a_trap_are_left() -> None:
    asks = (POST + "#comments", "http://a.example/x?replytocom=5", "http://a.example/trackback/")
    read = reading(asks=tuple(Ask(url, AskReason.COMMENT_PAGE) for url in asks))
    assert found(Task(POST), read) == []


def test_an_old_post_is_a_member_and_leads_nowhere() -> None:
    read = reading(links=body("http://b.example/2009/two"))
    old = follow(Task(POST), read, Plan(since="2009-03-13"))
    assert (old.found, old.members) == ((), (POST,))
    assert follow(Task(POST), read, Plan(since="2009-03-12")).found != ()


def test_a_post_is_known_by_all_its_addresses() -> None:
    alias = Alias("http://a.example/?p=1", POST, AliasReason.SHORTLINK)
    task = Task("http://a.example/one", via=("http://old.example/one",))
    assert follow(task, reading(aliases=(alias,)), Plan()).members == (
        "http://a.example/one",
        POST,
        "http://old.example/one",
        "http://a.example/?p=1",
    )


def test_a_sites_posts_wait_until_what_they_link_to_is_a_member() -> None:
    read = Reading(
        "http://c.example/",
        "test",
        Rank.PLATFORM,
        listed=(
            Listed(
                "http://c.example/2009/mine", links=body(POST + "#c1", "http://x.example/2009/y")
            ),
            Listed("http://c.example/2009/mute"),
            Listed("http://c.example/", links=body(POST)),
        ),
        feeds=("http://c.example/feed/", "http://c.example/comments/feed/"),
    )
    site = Task("http://c.example/", Kind.SITE, hops=1)
    following = follow(site, read, Plan())
    assert (following.found, following.members) == ((), ())
    assert [(m.target, m.task.url, m.task.hops) for m in following.mentions] == [
        (POST, "http://c.example/2009/mine", 1),
        ("http://x.example/2009/y", "http://c.example/2009/mine", 1),
    ]
    assert [(t.url, t.kind) for t in following.otherwise] == [
        ("http://c.example/feed/", Kind.SITE_FEED)
    ]
    assert follow(Task("http://c.example/feed/", Kind.SITE_FEED), read, Plan()).otherwise == ()


def test_the_page_scope_takes_the_thread_alone() -> None:
    read = reading(
        said("http://bob.example/"),
        links=body("http://b.example/2009/two"),
        asks=(Ask("http://a.example/feed/1", AskReason.COMMENT_FEED),),
    )
    assert found(Task(POST), read, Plan("page")) == [
        ("http://a.example/feed/1", Kind.COMMENT_FEED, 0),
    ]


def test_the_blog_scope_takes_what_the_blog_lists() -> None:
    read = Reading(
        "http://a.example/",
        "test",
        Rank.PLATFORM,
        listed=(
            Listed(POST),
            Listed("http://b.example/2009/guest"),
            Listed("http://a.example/tag/x/"),
        ),
        feeds=("http://a.example/feed/",),
        further="http://a.example/page/2/",
    )
    assert found(Task("http://a.example/", Kind.SITE), read, Plan("blog")) == [
        (POST, Kind.POST, 0),
        ("http://a.example/page/2/", Kind.SITE, 0),
        ("http://a.example/feed/", Kind.SITE_FEED, 0),
    ]


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://www.a.example/2009/x?y#z", "http://www.a.example/"),
        ("https://ameblo.jp/ann/entry-1.html", "https://ameblo.jp/ann/"),
        ("http://uni.example/~ann/blog/1", "http://uni.example/~ann/"),
    ],
)
def test_homes(url: str, home: str) -> None:
    assert home_of(url) == home


def test_beginnings() -> None:
    assert list(beginnings([POST], "conversation")) == [Task(POST)]
    assert list(beginnings([POST], "blog")) == [Task(POST), Task("http://a.example/", Kind.SITE)]
    assert list(beginnings(["http://a.example/"], "blog")) == [Task("http://a.example/", Kind.SITE)]
