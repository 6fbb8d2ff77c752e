"""What every archive must do; an implementation joins by a subclass that gives ``make``.

The class holds no word of SQLite or of a server: only the protocol.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive import (
    Archive,
    Backlink,
    Bearer,
    Changes,
    Finding,
    HopKey,
    Query,
    Sort,
    Table,
    Text,
)
from crawler.archive.fingerprints import fingerprints
from crawler.errors import UsageError
from crawler.model import (
    Alias,
    AliasReason,
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Evidence,
    Hop,
    HopKind,
    Link,
    LinkPlace,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    Run,
    ThreadState,
    Visit,
)
from tests.support import strategies

Make = Callable[[], Archive]

POST = Post("http://a.example/1", "a.example", title="Cheese")
SAID = "every harbour owes its ships one honest light before any merchant asks for two"
DAYS = [f"2026-01-0{day}T12:00:00Z" for day in range(1, 9)]
FEW = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.differing_executors,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.large_base_example,
    ],
)


def at_minute(minute: int) -> Moment:
    return Moment(f"14:{minute:02d}", f"2009-03-12T14:{minute:02d}", None, Precision.MINUTE)


def read(day: int, *comments: Comment, post: Post | None = POST, **said: object) -> Finding:
    """What the page of a post said on a day of January."""
    url = post.url if post else POST.url
    fields: dict[str, object] = {"rank": Rank.PLATFORM, "state": ThreadState.COMPLETE, **said}
    reading = Reading(url, "test", post=post, comments=comments, **fields)  # type: ignore[arg-type]
    return Finding(Visit(url, DAYS[day - 1], 200, "run", post_url=url), reading)


def everything(archive: Archive) -> dict[str, list[dict[str, object]]]:
    return {table.value: list(archive.export(table)) for table in Table}


def texts(archive: Archive, url: str = POST.url) -> dict[str, str]:
    thread = archive.thread(url)
    assert thread is not None
    return {c.comment.id: c.comment.text for c in thread.comments}


def ids(archive: Archive, url: str = POST.url) -> list[str]:
    thread = archive.thread(url)
    return [] if thread is None else [c.comment.id for c in thread.comments]


class ArchiveContract:
    """The suite. ``make`` gives a new, empty archive each time; all are closed afterwards."""

    @pytest.fixture
    def archive(self, make: Make) -> Archive:
        return make()

    # What is written is read.

    @FEW
    @given(data=st.data())
    def test_every_field_comes_back(self, make: Make, data: st.DataObject) -> None:
        post = data.draw(strategies.posts(POST.url))
        comments = [
            replace(data.draw(strategies.comments(f"c{n}")), parent_id=f"c{n - 1}" if n else None)
            for n in range(data.draw(st.integers(0, 3)))
        ]
        archive = make()
        archive.record([read(1, *comments, post=post, claimed=7, reason="so")])
        thread = archive.thread(post.url)
        assert thread is not None
        assert thread.post.post == post
        said = (thread.post.state, thread.post.reason, thread.post.claimed)
        assert said == (ThreadState.COMPLETE, "so", 7)
        stored = {c.comment.id: c for c in thread.comments}
        for comment in comments:
            parent = stored[comment.id].comment.parent_id
            assert replace(stored[comment.id].comment, parent_id=comment.parent_id) == comment
            assert parent == comment.parent_id
        assert [c.position for c in thread.comments] == list(range(1, 1 + len(comments)))
        assert {c.first_seen for c in thread.comments} <= {DAYS[0]}

    @FEW
    @given(data=st.data(), found=st.lists(strategies.findings(), min_size=1, max_size=5))
    def test_order_and_repetition_do_not_matter(
        self, make: Make, data: st.DataObject, found: list[Finding]
    ) -> None:
        one, other = make(), make()
        one.record(found)
        shuffled = data.draw(st.permutations(found)) + data.draw(
            st.lists(st.sampled_from(found), max_size=2)
        )
        cut = data.draw(st.integers(0, len(shuffled)))
        for finding in shuffled[:cut]:
            other.record([finding])
        other.record(shuffled[cut:])
        assert everything(one) == everything(other)
        assert one.record(found[:1]) == Changes()
        assert everything(one) == everything(other)

    def test_nothing_recorded_is_nothing_changed(self, archive: Archive) -> None:
        assert archive.record([]) == Changes()
        assert everything(archive) == {table.value: [] for table in Table}

    def test_what_a_write_changed_is_counted(self, archive: Archive) -> None:
        first, second = Comment("c1", text="one"), Comment("c2", text="two")
        assert archive.record([read(1, first, second)]) == Changes(posts=1, comments=2)
        assert archive.record([read(1, first, second)]) == Changes()
        assert archive.record([read(2, first, second)]) == Changes()
        edited = read(3, replace(first, text="one!"), whole=True)
        assert archive.record([edited]) == Changes(edited=1, removed=1)

    # Threads change.

    def test_an_older_reading_that_comes_late_never_replaces_a_newer_one(
        self, archive: Archive
    ) -> None:
        archive.record([read(5, Comment("c1", text="new"), post=replace(POST, title="New"))])
        archive.record(
            [
                read(
                    2,
                    Comment("c1", text="old", permalink="http://a.example/1#c1"),
                    Comment("c2", text="only then"),
                    post=replace(POST, title="Old", language="en"),
                )
            ]
        )
        thread = archive.thread(POST.url)
        assert thread is not None
        assert (thread.post.post.title, thread.post.post.language) == ("New", "en")
        assert (thread.post.first_seen, thread.post.last_seen) == (DAYS[1], DAYS[4])
        by_id = {c.comment.id: c for c in thread.comments}
        assert by_id["c1"].comment.text == "new"
        assert by_id["c1"].comment.permalink == "http://a.example/1#c1"
        assert (by_id["c1"].first_seen, by_id["c1"].last_seen) == (DAYS[1], DAYS[4])
        assert by_id["c2"].comment.text == "only then"

    def test_what_a_whole_reading_lacks_is_removed_until_it_is_seen_again(
        self, archive: Archive
    ) -> None:
        one, two = Comment("c1", text="one"), Comment("c2", text="two")

        def removed() -> dict[str, str | None]:
            thread = archive.thread(POST.url)
            assert thread is not None
            return {c.comment.id: c.removed for c in thread.comments}

        archive.record([read(1, one, two)])
        archive.record([read(2, one)])
        assert removed() == {"c1": None, "c2": None}
        archive.record([read(4, one, whole=True)])
        assert removed() == {"c1": None, "c2": DAYS[3]}
        assert archive.posts([POST.url])[POST.url].comment_count == 1
        archive.record([read(3, one, whole=True)])
        assert removed() == {"c1": None, "c2": DAYS[2]}
        archive.record([read(6, two)])
        assert removed() == {"c1": None, "c2": None}
        assert archive.posts([POST.url])[POST.url].comment_count == 2

    def test_an_answer_that_never_shows_pingbacks_does_not_remove_them(
        self, archive: Archive
    ) -> None:
        ping = Comment("c1", kind=CommentKind.PINGBACK, text="ping")
        archive.record([read(1, ping, Comment("c2", text="hello"), whole=True)])
        api = read(2, Comment("c2", text="hello"), post=None, rank=Rank.API, whole=True)
        archive.record([api])
        thread = archive.thread(POST.url)
        assert thread is not None
        assert [c.removed for c in thread.comments] == [None, None]

    def test_a_gap_never_overwrites_a_good_reading(self, archive: Archive) -> None:
        good = replace(POST, text="words", author=Author("Anna"))
        gap = read(3, post=Post(POST.url, POST.blog), state=ThreadState.ERROR, reason="HTTP 500")
        archive.record([read(1, Comment("c1"), post=good), gap])
        stored = archive.posts([POST.url])[POST.url]
        assert stored.post == good
        assert (stored.state, stored.last_seen) == (ThreadState.COMPLETE, DAYS[0])

    def test_a_gap_is_kept_as_long_as_there_is_nothing_better(self, archive: Archive) -> None:
        gap = read(1, post=Post(POST.url, POST.blog), state=ThreadState.ERROR, reason="HTTP 500")
        archive.record([gap])
        stored = archive.posts([POST.url])[POST.url]
        assert (stored.state, stored.reason) == (ThreadState.ERROR, "HTTP 500")
        archive.record([read(2)])
        assert archive.posts([POST.url])[POST.url].state is ThreadState.COMPLETE

    def test_a_failure_leaves_only_its_visit(self, archive: Archive) -> None:
        visit = Visit(POST.url, DAYS[0], 0, "run", note="timed out")
        assert archive.record([Finding(visit)]) == Changes()
        assert archive.thread(POST.url) is None
        assert [row["note"] for row in archive.export(Table.VISITS)] == ["timed out"]

    def test_sources_fill_each_other(self, archive: Archive) -> None:
        page = Comment("c1", author=Author("Anna", "http://anna.example/"), text="cut off …")
        instant = Moment("x", "2009-03-12T14:05:06", 60, Precision.SECOND)
        feed = Comment(
            "c1",
            author=Author("Anna"),
            published=instant,
            text="cut off no more",
            parent_id="c0",
        )
        archive.record([read(1, page), read(1, feed, post=None, rank=Rank.FEED)])
        archive.record([read(2, page)])
        assert archive.record([read(2, page), read(3, page)]) == Changes()
        thread = archive.thread(POST.url)
        assert thread is not None
        merged = thread.comments[0].comment
        assert merged.author.url == "http://anna.example/"
        assert (merged.text, merged.parent_id) == ("cut off no more", "c0")
        assert merged.published.offset == 60

    def test_an_edit_that_only_the_page_still_shows_is_taken(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1", text="first"))])
        archive.record([read(1, Comment("c1", text="first"), post=None, rank=Rank.FEED)])
        archive.record([read(4, Comment("c1", text="edited"))])
        assert texts(archive) == {"c1": "edited"}

    def test_placeholders_do_not_take_the_words_away(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1", author=Author("Anna"), text="words"))])
        archive.record([read(2, Comment("c1", status=CommentStatus.DELETED))])
        thread = archive.thread(POST.url)
        assert thread is not None
        held = thread.comments[0].comment
        assert (held.status, held.text, held.author.name) == (
            CommentStatus.DELETED,
            "words",
            "Anna",
        )

    def test_reactions_are_in_no_count(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1"), Comment("c2", kind=CommentKind.LIKE))])
        assert archive.posts([POST.url])[POST.url].comment_count == 1

    def test_pages_of_comments_add_up_to_a_complete_thread(self, archive: Archive) -> None:
        said = {"state": ThreadState.PARTIAL, "claimed": 3}
        archive.record([read(1, Comment("c1"), Comment("c2"), **said)])
        assert archive.posts([POST.url])[POST.url].state is ThreadState.PARTIAL
        archive.record([read(2, Comment("c3"), **said)])
        assert archive.posts([POST.url])[POST.url].state is ThreadState.COMPLETE

    def test_comments_stand_in_order_of_time_then_of_the_sites_numbers(
        self, archive: Archive
    ) -> None:
        archive.record(
            [
                read(
                    1,
                    Comment("c10", published=at_minute(5)),
                    Comment("c9", published=at_minute(5)),
                    Comment("zz"),
                    Comment("c11", published=at_minute(1)),
                )
            ]
        )
        assert ids(archive) == ["c11", "c9", "c10", "zz"]

    def test_replies_never_go_in_a_ring(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1", parent_id="c2"), Comment("c2", parent_id="c1"))])
        archive.record([read(1, Comment("c3", parent_id="c3"), Comment("c4", parent_id="gone"))])
        thread = archive.thread(POST.url)
        assert thread is not None
        parents = {c.comment.id: c.comment.parent_id for c in thread.comments}
        assert parents == {"c1": None, "c2": "c1", "c3": None, "c4": "gone"}

    # Comments without an id of their own.

    def test_made_ids_last(self, archive: Archive) -> None:
        first = Comment("~1", author=Author("Anna"), text="the words of Anna, at length")
        second = Comment("~2", author=Author("Bo"), text="and Bo", parent_id="~1")
        archive.record([read(1, first, second, whole=True)])
        before = ids(archive)
        assert all(not given.startswith("~") for given in before)
        edited = replace(first, text="the words of Anna, at more length", id="~2")
        newer = Comment("~1", author=Author("Cy"), text="pushed in")
        moved = replace(second, id="~3", parent_id="~2")
        archive.record([read(2, newer, edited, moved, whole=True)])
        after = ids(archive)
        assert set(before) < set(after)
        thread = archive.thread(POST.url)
        assert thread is not None
        by_name = {c.comment.author.name: c.comment for c in thread.comments}
        assert by_name["Bo"].parent_id == by_name["Anna"].id
        assert by_name["Anna"].text == "the words of Anna, at more length"
        assert [c.removed for c in thread.comments] == [None, None, None]

    def test_a_feed_names_what_the_page_does_not(self, archive: Archive) -> None:
        when = at_minute(5)
        page = read(1, Comment("~1", author=Author("Anna"), published=when, text="words"))
        feed = read(
            2,
            Comment("c7", author=Author("Anna"), published=when, text="words"),
            post=None,
            rank=Rank.FEED,
        )
        archive.record([page])
        archive.record([feed])
        archive.record([replace(page, visit=replace(page.visit, at=DAYS[4]))])
        assert ids(archive) == ["c7"]

    # Aliases.

    def test_a_post_has_one_thread_by_any_of_its_addresses(self, archive: Archive) -> None:
        short, old = "http://a.example/?p=1", "http://old.example/1"
        archive.record([read(1, Comment("c1"), post=replace(POST, url=old))])
        archive.record([read(2, Comment("c2"))])
        assert archive.thread(short) is None
        aliases = (
            Alias(old, POST.url, AliasReason.REDIRECT),
            Alias(short, old, AliasReason.SHORTLINK),
        )
        archive.record([read(3, Comment("c3"), aliases=aliases)])
        for url in (POST.url, short, old):
            assert ids(archive, url) == ["c1", "c2", "c3"]
        assert archive.resolve([short, "http://other.example/"]) == {
            short: POST.url,
            "http://other.example/": "http://other.example/",
        }
        assert list(archive.posts([old, short])) == [POST.url]
        assert [row["url"] for row in archive.export(Table.POSTS)] == [POST.url]

    def test_links_hops_and_visits_follow_aliases(self, archive: Archive) -> None:
        short = "http://b.example/?p=1"
        link = Link(short, LinkPlace.BODY, "there", "look there")
        archive.record([read(1, post=replace(POST, links=(link,)))])
        archive.put_hops([Hop(POST.url, short, HopKind.LINK, True, 0.9)])
        target = Post("http://b.example/1", "b.example")
        alias = Alias(short, target.url, AliasReason.SHORTLINK)
        archive.record([read(2, post=target, aliases=(alias,))])
        archive.record([Finding(Visit(short, DAYS[2], 304, "run", post_url=short))])
        assert [link.target_url for link in archive.links_from([POST.url])] == [target.url]
        assert [link.source_url for link in archive.links_to([target.url])] == [POST.url]
        assert [hop.target_url for hop in archive.hops_from([POST.url])] == [target.url]
        assert [hop.target_url for hop in archive.hops_to([short])] == [target.url]
        assert [row["target_url"] for row in archive.export(Table.HOPS)] == [target.url]
        visits = {row["url"]: row["post_url"] for row in archive.export(Table.VISITS)}
        assert visits[short] == target.url

    def test_http_and_www_are_not_guessed_to_be_the_same(self, archive: Archive) -> None:
        archive.record([read(1)])
        assert archive.thread("https://a.example/1") is None
        assert archive.thread("http://www.a.example/1") is None

    # Links, hops, visits, runs.

    def test_links_say_where_they_stand_and_who_set_them(self, archive: Archive) -> None:
        when = at_minute(5)
        there = "http://b.example/2"
        archive.record(
            [
                read(
                    1,
                    Comment(
                        "c1",
                        author=Author("Bo", "http://bo.example/", "blogger::7"),
                        published=when,
                        links=(Link(there, LinkPlace.COMMENT, "w", "around w", "nofollow"),),
                    ),
                    Comment("c2", kind=CommentKind.TRACKBACK, author=Author("B", there)),
                    post=replace(
                        POST,
                        author=Author("Anna", "http://a.example/about"),
                        links=(Link(there, LinkPlace.BODY, "x", "y"),),
                    ),
                )
            ]
        )
        found = {
            (link.link.place.value, link.comment_id): link
            for link in archive.links_from([POST.url])
        }
        assert set(found) == {
            ("body", None),
            ("comment", "c1"),
            ("author", "c1"),
            ("linkback", "c2"),
        }
        set_by_bo = found["comment", "c1"]
        assert set_by_bo.link == Link(there, LinkPlace.COMMENT, "w", "around w", "nofollow")
        assert (set_by_bo.signed, set_by_bo.account, set_by_bo.kind) == (
            "Bo",
            "blogger::7",
            "comment",
        )
        assert set_by_bo.published == when.order
        assert found["linkback", "c2"].target_url == there
        assert found["body", None].signed == "Anna"
        assert {link.link.place.value for link in archive.links_to([there])} == {
            "body",
            "comment",
            "linkback",
        }

    def test_hops_are_kept_one_per_source_target_and_kind(self, archive: Archive) -> None:
        evidence = (Evidence("link", POST.url, "body", "see ½ there"),)
        hop = Hop(POST.url, "http://b.example/2", HopKind.LINK, True, 0.5, evidence=evidence)
        assert archive.put_hops([hop, replace(hop, kind=HopKind.VIA)]) == 2
        surer = replace(
            hop,
            confidence=0.75,
            confirmed=True,
            source_comment_id="c1",
            source_published="2009-03-12T14:05",
            later_edit=True,
            bond=0.25,
            bond_words=7,
            bond_texts=0.125,
            bond_days=400,
            bond_links=31,
        )
        assert archive.put_hops([surer]) == 0
        assert surer in list(archive.hops_from([POST.url]))
        assert len(list(archive.hops_to(["http://b.example/2"]))) == 2
        assert list(archive.hops_to([POST.url])) == []
        both = list(archive.hops_at([POST.url, "http://b.example/2"]))
        assert both == list(archive.hops_at([POST.url])) == list(archive.hops_from([POST.url]))

    def test_hops_are_dropped_by_any_address(self, archive: Archive) -> None:
        old, other = "http://a.example/old", "http://b.example/2"
        hop = Hop(other, old, HopKind.QUOTE, True, 0.5)
        archive.put_hops([hop, replace(hop, kind=HopKind.LINK), replace(hop, source_url=POST.url)])
        archive.record([read(1, aliases=(Alias(old, POST.url, AliasReason.REDIRECT),))])
        archive.drop_hops([HopKey(other, POST.url, HopKind.QUOTE)])
        archive.drop_hops([HopKey(other, "http://none.example/", HopKind.LINK)])
        archive.drop_hops([])
        assert [hop.kind for hop in archive.hops_to([POST.url])] == [HopKind.LINK]

    def test_texts_are_those_of_posts_and_comments(self, archive: Archive) -> None:
        ping = Comment("c2", kind=CommentKind.PINGBACK, text=SAID)
        said = Comment("c1", author=Author("Änna"), published=at_minute(1), text=SAID)
        alias = Alias("http://a.example/old", POST.url, AliasReason.REDIRECT)
        archive.record([read(1, said, ping, post=replace(POST, text="one"), aliases=(alias,))])
        archive.record([read(2, post=replace(POST, text="two"))])
        comment = Text(Bearer(POST.url, "c1"), "a.example", "änna", said.published, SAID)
        page = Text(Bearer(POST.url, ""), "a.example", None, POST.published, "two", ("one",))
        assert list(archive.texts(["http://a.example/old", POST.url])) == [page, comment]
        wanted = [comment.bearer, page.bearer, Bearer(POST.url, "c2"), Bearer(POST.url, "c9")]
        assert sorted(archive.texts_of(wanted), key=lambda t: t.bearer) == [page, comment]

    def test_texts_are_found_by_their_fingerprints(self, archive: Archive) -> None:
        prints = fingerprints(SAID)
        assert archive.bearers(prints, 5) == {value: [] for value in prints}
        archive.record([read(1, Comment("c1", text=f"He said: {SAID.upper()}!"))])
        pingback = Comment("c1", kind=CommentKind.PINGBACK, text=SAID)
        for n in range(3):
            other = Post(f"http://b.example/{n}", "b.example", text=SAID)
            archive.record([read(1, pingback, post=other)])
        (value,) = list(prints & fingerprints(f"He said: {SAID.upper()}!"))[:1]
        found = archive.bearers([value], 4)
        posts = [Bearer(f"http://b.example/{n}", "") for n in range(3)]
        assert sorted(found[value]) == [Bearer(POST.url, "c1"), *posts]
        assert archive.bearers([value], 3) == {}
        edited = Post("http://b.example/0", "b.example", text="Something else, said in few words.")
        archive.record([read(2, post=edited)])
        assert Bearer(edited.url, "") not in archive.bearers([value], 4)[value]
        alias = Alias("http://b.example/1", "http://b.example/2", AliasReason.REDIRECT)
        archive.record([read(1, post=None, aliases=(alias,))])
        assert sorted(archive.bearers([value], 4)[value]) == [Bearer(POST.url, "c1"), posts[2]]

    def test_threads_are_given_once_by_any_address(self, archive: Archive) -> None:
        old = "http://a.example/?p=1"
        other = Post("http://b.example/2", "b.example")
        alias = Alias(old, POST.url, AliasReason.SHORTLINK)
        archive.record([read(1, Comment("c1"), aliases=(alias,)), read(1, post=other)])
        asked = [old, other.url, POST.url, "http://none.example/"]
        threads = sorted(archive.threads(asked), key=lambda thread: thread.post.post.url)
        assert threads == [archive.thread(POST.url), archive.thread(other.url)]

    def test_hops_are_walked_backwards_by_any_address(self, archive: Archive) -> None:
        to = Hop("http://c.example/3", POST.url, HopKind.LINK, True, 0.5, bond=0.5, bond_days=9)
        weaker = replace(to, target_url="http://a.example/old", confidence=0.25, bond_days=None)
        ping = replace(weaker, kind=HopKind.PINGBACK)
        archive.put_hops([to, weaker, ping, replace(to, source_url="http://d.example/4")])
        archive.put_hops([Hop(POST.url, to.source_url, HopKind.LINK, True, 0.5)])
        alias = Alias("http://a.example/old", POST.url, AliasReason.REDIRECT)
        archive.record([read(1, aliases=(alias,))])
        forwards, *found = archive.hops_at(["http://a.example/old"])
        assert (forwards.source_url, forwards.target_url) == (POST.url, to.source_url)
        assert isinstance(forwards, Hop)
        assert sorted(found) == [
            Backlink(to.source_url, POST.url, "link", 0.5, 0.5, 9),
            Backlink(to.source_url, POST.url, "pingback", 0.25, 0.5, None),
            Backlink("http://d.example/4", POST.url, "link", 0.5, 0.5, 9),
        ]
        assert sorted(b[:3] for b in found) == [
            (hop.source_url, hop.target_url, hop.kind.value) for hop in archive.hops_to([POST.url])
        ]

    def test_threads_are_read_many_at_once(self, archive: Archive) -> None:
        link = Link("http://c.example/", LinkPlace.BODY, "c", "see c", "nofollow")
        said = replace(link, place=LinkPlace.COMMENT)
        archive.record(
            [
                read(
                    1 + n % 8,
                    Comment("c2", published=at_minute(2), text=f"two of {n}", links=(said,)),
                    Comment("c1", published=at_minute(1), parent_id="c2", sources=(("text", "x"),)),
                    post=replace(POST, url=f"http://a.example/{n}", links=(link,)),
                    whole=True,
                )
                for n in range(230)
            ]
        )
        alias = Alias("http://a.example/old", "http://a.example/7", AliasReason.CANONICAL)
        archive.record([read(8, post=replace(POST, url="http://a.example/7"), aliases=(alias,))])
        urls = [f"http://a.example/{n}" for n in range(230)]
        threads = list(archive.threads([*urls, "http://a.example/old", "http://x.example/"]))
        threads.sort(key=lambda thread: thread.post.post.url)
        assert [thread.post.post.url for thread in threads] == sorted(urls)
        assert threads == [archive.thread(url) for url in sorted(urls)]
        assert {len(thread.comments) for thread in threads} == {2}
        assert threads[0].comments[1].comment.links == (said,)
        assert threads[0].post.post.links == (link,)
        assert list(archive.threads([])) == []

    def test_many_addresses_are_asked_at_once(self, archive: Archive) -> None:
        many = [f"http://a.example/{n}" for n in range(2500)]
        archive.put_hops([Hop(a, "http://b.example/", HopKind.LINK, True, 0.5) for a in many])
        assert len(list(archive.hops_from(many))) == len(many)
        assert len(list(archive.hops_at(many))) == len(many)
        assert archive.posts(many) == {}
        assert archive.resolve(many) == {url: url for url in many}

    def test_the_last_visit_is_the_newest_that_gave_a_document(self, archive: Archive) -> None:
        full = Visit(
            POST.url, DAYS[1], 200, "run", POST.url, "note", '"e"', "Thu, 01 Jan 2026", "sha256:0",
            17, "memento", "a.warc.gz", 99,
        )  # fmt: skip
        archive.record([Finding(replace(full, at=DAYS[0])), Finding(full)])
        archive.record([Finding(replace(full, at=DAYS[2], status=304))])
        assert archive.last_visit(POST.url) == full
        assert archive.last_visit("http://a.example/2") is None

    def test_a_run_is_replaced_by_its_newer_state(self, archive: Archive) -> None:
        run = Run("r1", "crawl", ("http://a.example/",), "conversation", DAYS[0], "0.1", {"x": [1]})
        archive.put_run(run)
        archive.put_run(replace(run, ended=DAYS[1], exit_code=0, counts={"pages": 3}))
        (row,) = archive.export(Table.RUNS)
        assert (row["id"], row["exit_code"], row["counts"]) == ("r1", 0, {"pages": 3})
        assert (row["seeds"], row["options"]) == (["http://a.example/"], {"x": [1]})

    # Search.

    def test_words_phrases_and_beginnings_are_all_required(self, archive: Archive) -> None:
        archive.record(
            [
                read(
                    1,
                    Comment("c1", text="Käse on toast", published=at_minute(1)),
                    Comment("c2", text="kase, toast on", published=at_minute(2)),
                    Comment("c3", text="Toasted KÄSE"),
                )
            ]
        )

        def found(words: str, **asked: object) -> list[str | None]:
            hits = archive.search(Query(words, **asked))  # type: ignore[arg-type]
            return [hit.comment_id for hit in hits]

        assert found("kase toast") == ["c2", "c1"]
        assert found('"on toast"') == ["c1"]
        assert found("toast* käse") == ["c2", "c1", "c3"]
        assert found("cheese") == [None]
        assert found("toast nothing") == []
        assert found("kase", limit=1) == ["c2"]
        assert set(found("kase", sort=Sort.RELEVANCE)) == {"c1", "c2", "c3"}

    def test_search_is_narrowed_by_field_values(self, archive: Archive) -> None:
        archive.record(
            [
                read(
                    1,
                    Comment("c1", author=Author("Anna Ü"), text="word", published=at_minute(1)),
                    Comment("c2", kind=CommentKind.PINGBACK, text="word"),
                    post=replace(POST, text="word"),
                ),
                read(
                    1,
                    Comment("d1", text="word", published=Moment("", "2010", None, Precision.YEAR)),
                    post=Post("http://b.example/1", "b.example"),
                ),
            ]
        )

        def found(**asked: object) -> set[tuple[str, str | None]]:
            hits = archive.search(Query("word", **asked))  # type: ignore[arg-type]
            return {(hit.blog, hit.comment_id) for hit in hits}

        assert len(found()) == 4
        assert found(blog="B.example") == {("b.example", "d1")}
        assert found(author="ANNA ü") == {("a.example", "c1")}
        assert found(kind="post") == {("a.example", None)}
        assert found(kind="pingback") == {("a.example", "c2")}
        assert found(since="2009-03-12", until="2009-03-12") == {("a.example", "c1")}
        assert found(since="2009-04") == {("b.example", "d1")}

    def test_hits_are_counted_by_blog_kind_and_author(self, archive: Archive) -> None:
        words = [
            Comment(f"c{n}", author=Author(name), text="word", published=at_minute(n))
            for n, name in enumerate(["Anna", "Ben", "Anna", "Zoë", "Ben"])
        ]
        other = Post("http://b.example/1", "b.example", title="Word", published=at_minute(1))
        archive.record([read(1, *words, Comment("x", text="nothing")), read(1, post=other)])
        assert archive.facets(Query("word", limit=1)) == {
            "blog": [("a.example", 5), ("b.example", 1)],
            "kind": [("comment", 5), ("post", 1)],
            "author": [("Anna", 2), ("Ben", 2), ("Zoë", 1)],
        }
        assert archive.facets(Query("wor*", kind="comment", author="anna"), 1) == {
            "blog": [("a.example", 2)],
            "kind": [("comment", 2)],
            "author": [("Anna", 2)],
        }
        assert archive.facets(Query("word"), 1)["author"] == [("Anna", 2)]
        assert not any(archive.facets(Query("absent")).values())

    def test_a_hit_shows_what_matched(self, archive: Archive) -> None:
        text = "lorem " * 100 + "the\n\n WORD  itself <b>bold</b> " + "ipsum " * 100
        archive.record([read(1, Comment("c1", author=Author("Bo"), text=text))])
        (hit,) = archive.search(Query("word"))
        assert [hit.snippet[a:b] for a, b in hit.marks] == ["WORD"]
        assert "the WORD itself <b>bold</b>" in hit.snippet
        assert (hit.kind, hit.post_url, hit.title, hit.author_name) == (
            "comment",
            POST.url,
            "Cheese",
            "Bo",
        )
        assert len(hit.snippet) < 300

    def test_edited_words_are_found_and_old_ones_not(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1", text="before"))])
        archive.record([read(2, Comment("c1", text="after"))])
        assert list(archive.search(Query("before"))) == []
        assert [hit.comment_id for hit in archive.search(Query("after"))] == ["c1"]

    @FEW
    @given(words=st.text(max_size=30) | st.text('"*^:()-+{}[]ANDORNEAR aä\0', max_size=20))
    def test_no_query_is_syntax(self, make: Make, words: str) -> None:
        archive = make()
        archive.record([read(1, Comment("c1", text=words))])
        try:
            found = [hit.comment_id for hit in archive.search(Query(words))]
        except UsageError:
            assert not any(letter.isalnum() for letter in words)
        else:
            assert found == ["c1"] or not words.isascii()

    @pytest.mark.parametrize(
        "query",
        [
            Query(""),
            Query(' "" * - '),
            Query("word", since="yesterday"),
            Query("word", until="12.3.2009"),
            Query("word", kind="essay"),
            Query("word", limit=0),
        ],
    )
    def test_what_cannot_be_asked_is_said_at_once(self, archive: Archive, query: Query) -> None:
        with pytest.raises(UsageError) as refused:
            archive.search(query)
        assert refused.value.hint

    # Export and status.

    def test_rows_stand_in_order_of_time_and_key(self, archive: Archive) -> None:
        late = replace(POST, url="http://a.example/2", published=at_minute(30))
        early = replace(POST, url="http://a.example/3", published=at_minute(1))
        undated = replace(POST, url="http://a.example/0")
        archive.record([read(1, post=post) for post in (undated, late, early)])
        urls = [row["url"] for row in archive.export(Table.POSTS)]
        assert urls == [early.url, late.url, undated.url]

    def test_people_and_blogs_are_counted(self, archive: Archive) -> None:
        archive.record(
            [
                read(
                    1,
                    Comment("c1", author=Author("Anna")),
                    Comment("c2", author=Author("ANNA ")),
                    Comment("c3", author=Author("Anna", "http://anna.example/")),
                    Comment("c4", author=Author("A.", None, "blogger::7")),
                    Comment("c5", author=Author("Ann", "http://x.example/", "blogger::7")),
                    Comment("c6", kind=CommentKind.PINGBACK, author=Author("A blog", "http://b/")),
                    Comment("c7"),
                    post=replace(POST, author=Author("Anna")),
                )
            ]
        )
        people = {
            (row["name"], row["url"], row["account"]): (row["posts"], row["comments"])
            for row in archive.export(Table.PEOPLE)
        }
        assert people == {
            ("ANNA ", None, None): (1, 2),
            ("Anna", "http://anna.example/", None): (0, 1),
            ("A.", "http://x.example/", "blogger::7"): (0, 2),
        }
        (blog,) = archive.export(Table.BLOGS)
        assert (blog["blog"], blog["posts"], blog["comments"]) == ("a.example", 1, 7)

    def test_an_export_shows_one_moment(self, archive: Archive) -> None:
        archive.record([read(1, *(Comment(f"c{n}") for n in range(3)))])
        rows = archive.export(Table.COMMENTS)
        first = next(rows)
        archive.record([read(2, *(Comment(f"d{n}") for n in range(3)))])
        assert [first["id"], *(row["id"] for row in rows)] == ["c0", "c1", "c2"]

    def test_the_status_counts(self, archive: Archive) -> None:
        archive.record([read(1, Comment("c1"), Comment("c2"))])
        status = archive.status()
        assert (status.counts["posts"], status.counts["comments"]) == (1, 2)
        assert status.counts["visits"] == 1
        assert status.schema >= 1

    def test_closing_twice_is_harmless(self, archive: Archive) -> None:
        archive.close()
        archive.close()
