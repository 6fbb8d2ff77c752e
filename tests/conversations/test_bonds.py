"""Which hops carry a conversation on: round-ups, indexes and references join nothing."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive
from crawler.conversations.bonds import CROWD, bond, carries
from crawler.conversations.hops import derive
from crawler.conversations.order import span
from crawler.conversations.walk import Limits, trace
from crawler.model import Hop, Link, LinkPlace, Post
from tests.support.archives import archive_in, finding
from tests.support.talks import at, comment, post

#: Words that two texts share by chance, as all texts of a language do.
SUBJECTS = (
    "cheese rennet cellar ripening curds goats farmhouse wheels",
    "trains timetable platform signals junction sleepers carriage",
    "gardens compost seedlings pruning orchard blossom beehives",
    "pottery glazing kilns stoneware firing throwing porcelain",
)
ROUND_UP = "http://weekly.example/links-of-the-week"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def url(number: int) -> str:
    return f"http://blog{number}.example/{number}"


def text(number: int, what: str = "") -> str:
    """A text of a subject of its own, with the words that all texts have."""
    words = [f"{word}{what}{number}" for subject in SUBJECTS for word in subject.split()]
    return f"There was something about {' '.join(Random(number).sample(words, 28))}"


def anchored(target: str, around: str, words: str = "this post") -> Link:
    return Link(target, LinkPlace.BODY, words, around)


def round_up(count: int = 30, around: str = "this post", of: str = ROUND_UP) -> Post:
    links = tuple(anchored(url(n), around) for n in range(count))
    told = " ".join(f"{around} {text(n, 'told')}" for n in range(count))
    return post(of, "2009-03-20", links=links, text=told)


def keep(archive: Archive, *posts: Post) -> None:
    archive.record([finding(one) for one in posts])
    archive.put_hops(derive(archive, [one.url for one in posts]))


def reached(archive: Archive, start: str, **limits: object) -> set[str]:
    found = trace(archive, start, Limits(**limits))  # type: ignore[arg-type]
    return {thread.post.post.url for thread in found.threads}


def unrelated(count: int = 30) -> list[Post]:
    return [post(url(n), "2009-03-15", text=text(n)) for n in range(count)]


@pytest.mark.parametrize(
    "around",
    [
        "this post",
        "this post: Anna on bread in Lisbon, and more of that",
        "this post is what somebody thought about it all week long, with a great many words on how"
        " they came to think so and why nobody else would have seen it in quite that way at all",
    ],
    ids=["bare", "a line each", "a paragraph each"],
)
def test_a_round_up_joins_nothing(archive: Archive, around: str) -> None:
    answer = post(
        "http://answer.example/", "2009-03-18", links=(anchored(url(3), "see this post"),)
    )
    keep(archive, *unrelated(), answer, round_up(around=around))
    assert reached(archive, url(3)) == {url(3), answer.url}
    assert reached(archive, url(4)) == {url(4)}
    assert reached(archive, ROUND_UP) == {ROUND_UP}
    left = trace(archive, url(3)).left_out
    assert [(hop.source_url, hop.bond_links, why) for hop, why in left] == [
        (ROUND_UP, 30, "one of 30 links, with little about it")
    ]


def test_all_follows_it(archive: Archive) -> None:
    keep(archive, *unrelated(), round_up())
    assert len(reached(archive, url(3), everything=True)) == 31
    assert trace(archive, url(3), Limits(everything=True)).left_out == ()


def test_what_a_round_up_speaks_of_it_does_join(archive: Archive) -> None:
    spoken = f"I read this post twice. {text(3)} and so does everybody who ever wrote about it"
    whole = round_up()
    links = (*whole.links[:3], anchored(url(3), spoken[:300]), *whole.links[4:])
    keep(archive, *unrelated(), post(ROUND_UP, "2009-03-20", links=links, text=spoken))
    assert reached(archive, url(3)) == {url(3), ROUND_UP}
    assert reached(archive, url(4)) == {url(4)}


def test_what_it_says_it_answers_it_does_join(archive: Archive) -> None:
    whole = round_up()
    links = (*whole.links[:3], anchored(url(3), "in response to this post"), *whole.links[4:])
    keep(archive, *unrelated(), post(ROUND_UP, "2009-03-20", links=links))
    assert reached(archive, url(3)) == {url(3), ROUND_UP}


def test_a_yearly_index_joins_nothing(archive: Archive) -> None:
    own = [f"http://weekly.example/{n}" for n in range(52)]
    index = post(
        "http://weekly.example/index", "2009-12-31", links=tuple(anchored(u, "") for u in own)
    )
    keep(archive, *(post(u, "2009-06-01", text=text(n)) for n, u in enumerate(own)), index)
    assert reached(archive, own[7]) == {own[7]}


def citing(count: int, date: str = "2009-03-01", **fields: object) -> list[Post]:
    around = "as this post said long ago, when it was new and nobody had thought about it before"
    link = anchored("http://old.example/standard", around)
    return [
        post(f"http://citing{n}.example/", date, links=(link,), text=text(n), **fields)
        for n in range(count)
    ]


STANDARD = post("http://old.example/standard", "2003-05-01", text=text(99))


def test_an_old_reference_joins_nothing(archive: Archive) -> None:
    keep(archive, STANDARD, *citing(CROWD + 1))
    assert reached(archive, "http://citing0.example/") == {"http://citing0.example/"}
    assert reached(archive, STANDARD.url) == {STANDARD.url}
    ((_, why),) = trace(archive, "http://citing0.example/").left_out
    assert why == "to something 2,131 days apart that 21 posts name"


def test_few_answers_after_years_are_a_conversation(archive: Archive) -> None:
    keep(archive, STANDARD, *citing(CROWD))
    assert len(reached(archive, "http://citing0.example/")) == CROWD + 1


def test_many_answers_within_weeks_are_a_conversation(archive: Archive) -> None:
    keep(archive, STANDARD, *citing(CROWD + 20, "2003-05-20"))
    assert len(reached(archive, STANDARD.url)) == CROWD + 21


def test_a_link_in_a_comment_is_one_of_the_comments_links(archive: Archive) -> None:
    many = [Link(url(n), LinkPlace.COMMENT, "x", "x") for n in range(30)]
    one = Link(url(3), LinkPlace.COMMENT, "mine", "I wrote mine")
    party = post("http://party.example/", "2009-03-16")
    spam, guest = comment("1", links=tuple(many)), comment("2", links=(one,))
    archive.record([*map(finding, unrelated()), finding(party, [spam, guest])])
    archive.put_hops(derive(archive, [url(n) for n in range(30)]))
    assert reached(archive, party.url) == {party.url, url(3)}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order(tmp_path: Path, order: Sequence[int]) -> None:
    answer = post(
        "http://answer.example/", "2009-03-18", links=(anchored(url(3), "see this post"),)
    )
    batches = [unrelated(), [round_up()], [answer, STANDARD, *citing(CROWD + 1)]]
    with archive_in(tmp_path) as archive:
        for number in order:
            keep(archive, *batches[number])
        everywhere = [one.url for batch in batches for one in batch]
        found = sorted(archive.hops_from(everywhere), key=_ends)
        assert found == sorted(derive(archive, everywhere), key=_ends)
        assert reached(archive, url(3)) == {url(3), answer.url}
        assert reached(archive, STANDARD.url) == {STANDARD.url}


def _ends(hop: Hop) -> tuple[str, str]:
    return hop.source_url, hop.target_url


def test_the_parts(archive: Archive) -> None:
    around = "I have read Anna and Ben, and liked it"
    links = (anchored(url(1), around, "Anna"), anchored(url(2), around, "Ben"))
    made = bond(
        links[:1],
        (*links, anchored(f"{url(2)}#more", "", "")),
        ("brown cheese ripens slowly", "brown cheese sells"),
        (span(at("2009-03-12")), span(at("2009-03-01"))),
    )
    # cheese, brown | ripens, slowly | sells: 2 of √(4 · 3).
    assert (made.words, made.texts, made.days, made.links) == (7, 0.5774, 11, 2)
    assert made.strength == 1.0


def test_scripts_without_spaces(archive: Archive) -> None:
    link = anchored(url(1), "昨日チーズについて書いた記事を読んだ", "記事")
    made = bond([link], [link], ("昨日チーズを食べた", "チーズを食べたい"), (None, None))
    assert made.words == 14
    assert (made.texts or 0) > 0.5
    assert made.days is None


@given(st.integers(0, 200), st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_a_bond_is_a_share(count: int, one: str, other: str, around: str) -> None:
    links = [anchored(url(n), around, around[:3]) for n in range(count)]
    made = bond(links[:1], links, (one, other), (None, None))
    assert 0 < made.strength <= 1
    assert made.texts is None or 0 <= made.texts <= 1
    # More links beside it never make it closer.
    more = [*links, *(anchored(f"{url(n)}/more", "") for n in range(20))]
    assert bond(links[:1], more, (one, other), (None, None)).strength <= made.strength
    assert carries(made.strength, None, 1_000) == (made.strength >= 0.5)
