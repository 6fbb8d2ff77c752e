"""How a hop is recognised (docs/researcher/hops.md), from both ends and in any order."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from crawler.archive import Archive, Finding
from crawler.conversations.hops import derive
from crawler.model import (
    Alias,
    AliasReason,
    CommentKind,
    Evidence,
    Hop,
    HopKind,
    Link,
    LinkPlace,
    Post,
    Rank,
    Reading,
    ThreadState,
    Visit,
)
from tests.support.archives import archive_in, finding
from tests.support.talks import SEEN, comment, post

A, B, C = "http://a.example/a", "http://b.example/b", "http://c.example/c"
A2 = "http://a.example/again"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def link(url: str, around: str = "see Anna on this", rel: str = "", words: str = "Anna") -> Link:
    return Link(url, LinkPlace.BODY, words, around, rel)


def said(url: str) -> Link:
    return Link(url, LinkPlace.COMMENT, "this", "I wrote this")


def writes(url: str, *targets: str, date: str | None = None, **fields: object) -> Post:
    return post(url, date, links=tuple(map(link, targets)), **fields)


def hops(archive: Archive, *findings: Finding, of: Sequence[str] = ()) -> list[Hop]:
    archive.record(findings)
    urls = of or [found.visit.url for found in findings]
    return derive(archive, urls)


def ends(found: Sequence[Hop]) -> list[tuple[str, str, str]]:
    return [(one.source_url, one.target_url, one.kind.value) for one in found]


def test_a_link_in_the_text(archive: Archive) -> None:
    source = writes(B, A, date="2009-03-05T10:00+01:00")
    found = hops(archive, finding(post(A, "2009-03-01")), finding(source))
    assert found == [
        Hop(
            B,
            A,
            HopKind.LINK,
            cross_blog=True,
            confidence=0.9,
            evidence=(Evidence("link", B, "body", "see Anna on this"),),
            source_published="2009-03-05T09:00:00",
            target_published="2009-03-01",
            bond=1.0,
            bond_words=3,
            bond_texts=1.0,
            bond_days=4,
            bond_links=1,
        )
    ]


def test_a_link_inside_one_blog_is_kept_and_said_to_be_that(archive: Archive) -> None:
    (found,) = hops(archive, finding(post(A)), finding(writes(A2, A)))
    assert (found.kind, found.cross_blog) == (HopKind.LINK, False)


def test_what_the_words_say_is_the_kind_and_several_links_are_one_hop(archive: Archive) -> None:
    links = (link(A, "(via Anna)"), link(A, "again (via Anna)"), link(C, "In response to Anna"))
    found = hops(archive, finding(post(A)), finding(post(C)), finding(post(B, links=links)))
    assert ends(found) == [(B, A, "via"), (B, C, "reply")]
    assert [piece.words for piece in found[0].evidence] == ["(via Anna)", "again (via Anna)"]


def test_a_link_in_a_comment(archive: Archive) -> None:
    entries = [
        comment("2", "Cy", "2009-03-09T10:00Z", links=(said(A),)),
        comment("1", "Bo", "2009-03-07T10:00Z", links=(said(A),)),
    ]
    (found,) = hops(
        archive, finding(post(A, "2009-03-06")), finding(post(B, "2009-03-01"), entries)
    )
    assert ends([found]) == [(B, A, "comment_link")]
    assert (found.source_comment_id, found.source_published) == ("1", "2009-03-07T10:00:00")
    assert (found.confidence, found.later_edit) == (0.8, False)
    assert found.evidence == (Evidence("comment_link", B, "comment", "I wrote this"),)


@pytest.mark.parametrize(
    ("kind", "alone", "backed"),
    [("pingback", 0.5, 0.9), ("webmention", 0.5, 0.9), ("trackback", 0.3, 0.8)],
)
def test_a_linkback(archive: Archive, kind: str, alone: float, backed: float) -> None:
    entry = comment("p1", "About b", site=B, kind=CommentKind(kind))
    target = finding(post(A), [entry])
    (found,) = hops(archive, target, finding(post(B)))
    assert ends([found]) == [(B, A, kind)]
    assert (found.confidence, found.confirmed, found.target_comment_id) == (alone, False, "p1")
    with_link = hops(archive, finding(writes(B, A), at="2026-02-01T00:00:00Z"))
    assert [(one.kind.value, one.confidence, one.confirmed) for one in with_link] == [
        ("link", 0.95, True),
        (kind, backed, True),
    ]


def test_a_linkback_from_a_page_that_is_gone(archive: Archive) -> None:
    entry = comment("p1", "About b", site=B, kind=CommentKind.PINGBACK)
    gap = finding(post(B), state=ThreadState.ERROR, reason="HTTP 404")
    (found,) = hops(archive, finding(post(A), [entry]), gap)
    assert (found.kind, found.confidence, found.source_published) == (HopKind.PINGBACK, 0.8, None)


def test_a_link_to_a_page_that_is_gone(archive: Archive) -> None:
    gap = finding(post(A), state=ThreadState.ERROR, reason="HTTP 404")
    assert ends(hops(archive, finding(writes(B, A)), gap)) == [(B, A, "link")]


def test_a_listed_repost(archive: Archive) -> None:
    entry = comment("r1", "Bo", site=B, kind=CommentKind.REPOST)
    (found,) = hops(archive, finding(post(A), [entry]), finding(post(B)))
    assert (ends([found]), found.target_comment_id) == ([(B, A, "repost")], "r1")


@pytest.mark.parametrize(
    ("commented", "published", "carried"),
    [
        ("2009-03-05T10:00Z", "2009-03-05T12:00Z", True),
        ("2009-03-05T10:00Z", "2009-03-04T11:00Z", True),
        ("2009-03-05T10:00Z", "2009-03-04T09:00Z", False),
        ("2009-03-05", "2009-05-04", True),
        ("2009-03-05", "2009-05-06", False),
        ("2009-03-05", None, False),
        (None, "2009-03-05", False),
    ],
)
def test_a_commenter_who_carried_it_home(
    archive: Archive, commented: str | None, published: str | None, carried: bool
) -> None:
    entry = comment("1", "Bo", commented, site="http://b.example/")
    found = hops(archive, finding(post(A), [entry]), finding(writes(B, A, date=published)))
    assert ends(found) == [(B, A, "commenter")] * carried + [(B, A, "link")]
    if carried:
        assert found[0].target_comment_id == "1"
        assert (found[0].confidence, found[0].confirmed) == (0.8, True)
        assert found[0].evidence == (
            Evidence("commenter", A, "author", "Bo http://b.example/"),
            Evidence("link", B, "body", "see Anna on this"),
        )


def test_the_first_comment_in_time_is_named(archive: Archive) -> None:
    entries = [
        comment("old", "Bo", "2009-01-01", site="http://b.example/"),
        comment("late", "Bo", "2009-03-06", site=B),
        comment("early", "Bo", "2009-03-05", site="http://www.b.example"),
    ]
    found = hops(archive, finding(post(A), entries), finding(writes(B, A, date="2009-03-07")))
    assert found[0].target_comment_id == "early"


def test_no_commenter_without_a_link_or_on_ones_own_blog(archive: Archive) -> None:
    here = comment("1", "Bo", "2009-03-05", site="http://b.example/")
    own = comment("2", "Anna", "2009-03-05", site="http://a.example/", by_post_author=True)
    found = hops(
        archive,
        finding(post(A), [here, own]),
        finding(post(B, "2009-03-06")),
        finding(writes(A2, A, date="2009-03-06")),
    )
    assert ends(found) == [(A2, A, "link")]


def test_a_link_that_was_added_later(archive: Archive) -> None:
    (found,) = hops(
        archive, finding(writes(A, B, date="2009-03-01")), finding(post(B, "2009-03-09"))
    )
    assert found.later_edit
    (found,) = hops(
        archive, finding(writes(A2, C, date="2009-03-09T10:00")), finding(post(C, "2009-03-10"))
    )
    assert not found.later_edit


def test_what_makes_no_hop(archive: Archive) -> None:
    links = (
        link(B),
        link(A, rel="sponsored nofollow"),
        link(A, rel="tag"),
        link(f"{A}?share=facebook"),
        Link(A, LinkPlace.BLOGROLL, "Anna"),
        link("http://nowhere.example/unread"),
    )
    excerpt = comment("p", "x", site=C, kind=CommentKind.PINGBACK, links=(said(A),))
    signed = comment("c", "Anna", "2009-03-05", site=A)
    like = comment("l", "Anna", site=A, kind=CommentKind.LIKE)
    found = hops(archive, finding(post(A)), finding(post(B, links=links), [excerpt, signed, like]))
    assert found == []


def test_nofollow_says_nothing(archive: Archive) -> None:
    source = post(B, links=(link(A, rel="external nofollow ugc"),))
    assert ends(hops(archive, finding(post(A)), finding(source))) == [(B, A, "link")]


def test_an_alias_means_its_post(archive: Archive) -> None:
    short = "http://a.example/?p=7"
    target = Finding(
        Visit(A, SEEN, 200, "run", post_url=A),
        Reading(
            A,
            "test",
            Rank.PLATFORM,
            post=post(A),
            state=ThreadState.COMPLETE,
            aliases=(Alias(short, A, AliasReason.SHORTLINK),),
        ),
    )
    archive.record([finding(writes(B, short)), target])
    for of in ([A], [B], [short]):
        assert ends(derive(archive, of)) == [(B, A, "link")]


READ = (
    finding(
        writes(A, date="2009-03-01"),
        [
            comment("1", "Bo", "2009-03-04T10:00Z", site="http://b.example/"),
            comment("2", "About b", "2009-03-05T10:00Z", site=B, kind=CommentKind.PINGBACK),
            comment("3", "Cy", "2009-03-09T10:00Z", links=(said(C),)),
        ],
    ),
    finding(writes(B, A, date="2009-03-05T09:00Z"), [comment("1", "Cy", links=(said(A), said(C)))]),
    finding(writes(C, A, B, date="2009-03-08")),
)


def test_the_same_hops_whichever_post_was_read_last(tmp_path: Path) -> None:
    results = []
    for number, order in enumerate(permutations(READ)):
        with archive_in(tmp_path, f"{number}.db") as archive:
            for found in order:
                archive.record([found])
                archive.put_hops(derive(archive, [found.visit.url]))
            stored = [*archive.hops_from([A, B, C])]
        results.append(sorted(stored, key=lambda one: (one.source_url, one.target_url, one.kind)))
    assert all(result == results[0] for result in results)
    assert len(ends(results[0])) == 8
    with archive_in(tmp_path, "whole.db") as archive:
        assert hops(archive, *READ) == results[0]


def test_of_very_many_links_a_hop_keeps_a_few_as_evidence(archive: Archive) -> None:
    entries = [
        comment(
            str(number),
            published="2009-03-05",
            links=(Link(A, LinkPlace.COMMENT, "", f"no. {number}"),),
        )
        for number in range(50)
    ]
    (found,) = hops(archive, finding(post(A)), finding(post(B), entries))
    assert len(found.evidence) == 10
    assert found.source_comment_id == "0"


def test_nothing_asked_nothing_derived(archive: Archive) -> None:
    assert derive(archive, []) == []
    assert derive(archive, ["http://unknown.example/"]) == []


def test_an_excerpt_is_located_in_its_source(archive: Archive) -> None:
    """The link may be gone since; that the words stand there shows that the ping was honest."""
    quoting = "Idris writes that charts were drawn for a single lamp; so are circuits."
    excerpt = "[…] tes that charts were drawn for a single lamp; so a […]"
    ping = comment("7", "Bo", text=excerpt, site=B, kind=CommentKind.PINGBACK)
    (hop,) = hops(
        archive,
        finding(post(A), [ping]),
        finding(post(B, text=quoting)),
    )
    assert (hop.kind, hop.confidence) == (HopKind.PINGBACK, 0.8)
    passage = "that charts were drawn for a single lamp; so"
    assert Evidence("pingback", B, "body", passage) in hop.evidence
    assert Evidence("pingback", A, "linkback", excerpt) in hop.evidence


def test_an_excerpt_that_its_source_does_not_hold_is_weaker(archive: Archive) -> None:
    ping = comment(
        "7", "Bo", text="[…] buy lamps here at once […]", site=B, kind=CommentKind.PINGBACK
    )
    (hop,) = hops(archive, finding(post(A), [ping]), finding(post(B, text="Nothing of the sort.")))
    assert hop.confidence == 0.5
