"""Who speaks in a conversation."""

from dataclasses import replace
from pathlib import Path

from crawler.conversations.people import everybody, participants
from crawler.exports.fields import person_fields
from crawler.model import Author, CommentKind, CommentStatus, StoredComment
from tests.support.archives import archive_in, finding
from tests.support.schema import faults, schema
from tests.support.talks import SEEN, comment, post, thread

A, B = "http://a.example/a", "http://b.example/b"


def amounts(*threads: object) -> list[int]:
    return sorted(one.posts + one.comments for one in participants(threads))  # type: ignore[arg-type]


def test_the_same_account_is_one_person_over_threads() -> None:
    first = comment("1", "Bo", author=Author("Bo", account="blogger::1"))
    second = comment("1", "Bosse", author=Author("Bosse", account="blogger::1"))
    assert amounts(thread(post(A), [first]), thread(post(B), [second])) == [2]


def test_the_same_site_is_one_person_whatever_its_spelling() -> None:
    first = comment("1", "Bo", site="http://www.b.example")
    second = comment("1", "Bosse", site="https://b.example/")
    assert amounts(thread(post(A), [first]), thread(post(B), [second])) == [2]


def test_the_author_of_a_blog_who_comments_elsewhere_with_its_address() -> None:
    on_a = thread(post(A), [comment("1", "Bo", site="http://b.example/")])
    assert amounts(on_a, thread(post(B, author=Author("Bo")))) == [2]


def test_the_same_name_under_one_post_is_one_person_and_elsewhere_another() -> None:
    twice = thread(post(A), [comment("1", "Bo"), comment("2", " bo ")])
    assert amounts(twice, thread(post(B), [comment("1", "Bo")])) == [1, 2]


def test_nobody() -> None:
    entries = [
        comment("1", None),
        comment("2", "Anonymous"),
        comment("3", "ANONYM"),
        comment("4", "Bo", kind=CommentKind.PINGBACK),
        comment("5", "Bo", kind=CommentKind.LIKE),
    ]
    assert amounts(thread(post(A), entries)) == []


def test_removed_comments_are_not_counted_and_placeholders_are_unsigned() -> None:
    gone = StoredComment(comment("1", "Bo"), A, 0, SEEN, SEEN, removed=SEEN)
    placeholder = comment("2", None, status=CommentStatus.DELETED)
    kept = thread(post(A), [placeholder])
    assert amounts(replace(kept, comments=(gone, *kept.comments))) == []


def test_one_who_joins_two_makes_them_one() -> None:
    entries = [
        comment("1", "Bo", author=Author("Bo", account="x::1")),
        comment("2", "Cy", author=Author("Cy", url="http://b.example/")),
        comment("3", "Di", author=Author("Di", url="http://b.example/", account="x::1")),
    ]
    assert amounts(thread(post(A), entries)) == [3]


def test_two_accounts_never_become_one_by_a_name() -> None:
    entries = [
        comment("1", "Bo", author=Author("Bo", account="x::1")),
        comment("2", "Bo", author=Author("Bo", account="x::2")),
        comment("3", "Bo"),
    ]
    assert amounts(thread(post(A), entries)) == [1, 1, 1]


def test_a_name_alone_belongs_to_the_one_so_called() -> None:
    entries = [comment("1", "Bo", author=Author("Bo", account="x::1")), comment("2", "Bo")]
    assert amounts(thread(post(A), entries)) == [2]


def test_everybody_in_an_archive(tmp_path: Path) -> None:
    gravatar = "http://www.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346"
    bo = Author("Bo", "http://b.example/", avatar=gravatar)
    on_a = [
        comment("1", author=bo, published="2009-03-02T10:00Z"),
        comment("2", "Anna"),
        comment("3", "Bo", kind=CommentKind.LIKE),
        comment("4", "A blog", kind=CommentKind.PINGBACK, site="http://c.example/"),
    ]
    on_b = [comment("1", "B.", author=replace(bo, name="B.", url=None))]
    with archive_in(tmp_path) as archive:
        archive.record([finding(post(A, "2009-03-01"), on_a)])
        archive.record([finding(post(B, "2009-03-03", author=Author("Bo")), on_b)])
        people = everybody(archive)
        threads = list(archive.threads([A, B]))
    assert people == participants(threads)
    bosse, anna = people
    assert (bosse.names, bosse.posts, bosse.comments, bosse.blogs) == (("Bo", "B."), 1, 2, 2)
    assert (bosse.first, bosse.last) == ("2009-03-02T10:00:00", "2009-03-03")
    assert anna.names == ("Anna",)
    rows = [person_fields(person) for person in people]
    assert [fault for row in rows for fault in faults(row, schema("persons"))] == []
    assert "0bc83cb5" not in repr(rows)
