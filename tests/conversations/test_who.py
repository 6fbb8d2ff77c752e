"""Who is who over blogs: what joins two signatures, what never does, in any order."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from crawler.conversations.who import Signature, people
from crawler.model import Person, Tie, TieKind

GRAVATAR = "http://www.gravatar.com/avatar/%s?s=48"
HASH, SHA = "0bc83cb571cd1c50ba6f3e8a78ef1346", "5" * 64
EMPTY = "d41d8cd98f00b204e9800998ecf8427e"


def sign(post: str = "http://a.example/1", **fields: object) -> Signature:
    return Signature(post, post.split("/")[2], **fields)  # type: ignore[arg-type]


def sizes(*signatures: Signature) -> list[int]:
    return sorted(one.posts + one.comments for one in people(signatures))


def test_an_account_is_certain() -> None:
    one = sign(account="blogger::1", name="Bo", at="2009-03-02")
    other = sign("http://b.example/2", account="blogger::1", name="Bosse", at="2009-03-01")
    (person,) = people([one, other, one])
    assert person.names == ("Bo", "Bosse")
    assert (person.posts, person.comments, person.blogs) == (0, 3, 2)
    assert (person.first, person.last) == ("2009-03-01", "2009-03-02")
    assert person.ties == (Tie(TieKind.ACCOUNT, "blogger::1", 3),)
    assert person.sureness == "account"


def test_a_picture_joins_accounts_and_names_over_blogs() -> None:
    one = sign(account="wordpress:a.example:bo", avatar=GRAVATAR % HASH)
    other = sign("http://b.example/", name="Bosse", avatar=f"//secure.gravatar.com/avatar/{HASH}")
    third = sign("http://c.example/", account="wordpress:a.example:bosse", avatar=GRAVATAR % HASH)
    (person,) = people([one, other, third])
    assert person.sureness == "avatar"
    assert HASH not in repr(person)


def test_pictures_of_nobody_join_nobody() -> None:
    for avatar in (GRAVATAR % EMPTY, "http://a.example/default.png", ""):
        one, other = sign(name="Bo", avatar=avatar), sign(name="Mara", avatar=avatar)
        assert sizes(one, other) == [1, 1]


def test_a_site_joins_names_and_an_account() -> None:
    one = sign(name="Bo", url="http://www.bo.example/")
    other = sign("http://b.example/2", name="Bosse", url="https://bo.example")
    third = sign("http://c.example/3", account="blogger::1", url="http://bo.example/")
    (person,) = people([one, other, third])
    assert person.sureness == "site"
    assert {tie.kind for tie in person.ties} == {"account", "site"}


def test_a_site_joins_no_two_accounts_of_one_platform() -> None:
    one = sign(account="blogger::1", url="http://family.example/")
    other = sign(account="blogger::2", url="http://family.example/")
    assert sizes(one, other, sign(name="X", url="http://family.example/")) == [1, 1, 1]


def test_nor_over_several_sites() -> None:
    one = sign(account="blogger::1", url="http://one.example/")
    bridge = [sign(account="disqus::x", url=f"http://{name}.example/") for name in ("one", "two")]
    other = sign(account="blogger::2", url="http://two.example/")
    assert sizes(one, *bridge, other) == [1, 1, 2]


def test_accounts_of_two_platforms_are_joined_by_a_site() -> None:
    one = sign(account="blogger::1", url="http://bo.example/")
    assert sizes(one, sign(account="disqus::bo", url="http://bo.example/")) == [2]


def test_a_site_that_many_names_sign_with_is_nobodys() -> None:
    shared = [sign(f"http://{n}.example/", name=n, url="http://host.example/") for n in "abcd"]
    assert sizes(*shared) == [1, 1, 1, 1]


def test_names_are_weak() -> None:
    under_one = [sign(name="Bo"), sign(name="  BO ")]
    elsewhere = sign("http://b.example/2", name="Bo")
    assert sizes(*under_one, elsewhere) == [1, 2]
    known = sign(name="Bo", account="blogger::1")
    assert sizes(*under_one, elsewhere, known) == [1, 3]
    # Two who are so called: nobody can say which of them the names are.
    other = sign(name="Bo", account="blogger::2")
    assert sizes(*under_one, known, other) == [1, 1, 2]


def test_what_nobody_is_called_by() -> None:
    names = (None, "", "Anonymous", "ANONYM", "\U0001f600")
    assert people([sign(name=name) for name in names]) == []
    assert sizes(sign(name="Bo \U0001f600"), sign(name="Bo")) == [2]


def test_posts_and_the_authors_own_comments() -> None:
    home = {"home": "a.example", "name": "Mara"}
    one = sign("http://a.example/1", is_post=True, **home)
    two = sign("http://a.example/2", is_post=True, **home)
    own = sign("http://a.example/2", **home)
    abroad = sign("http://b.example/", name="M.", home="a.example", url="http://a.example/")
    assert sizes(one, two, own) == [3]
    (person,) = people([one, two, own, sign("http://b.example/", **home), abroad][:4])
    assert (person.posts, person.comments, person.blogs) == (2, 2, 2)


_SOME = st.sampled_from
signatures = st.builds(
    sign,
    _SOME([f"http://{blog}.example/{n}" for blog in "ab" for n in (1, 2)]),
    name=st.none() | _SOME(["Bo", "bo", "Mara", "guest"]),
    url=st.none() | _SOME(["http://one.example/", "http://two.example/", "three", "http://bad:x/"]),
    account=st.none() | _SOME(["blogger::1", "blogger::2", "disqus::1", "disqus::2"]),
    avatar=st.none() | _SOME([GRAVATAR % HASH, GRAVATAR % EMPTY, GRAVATAR % SHA, "x.png"]),
    home=_SOME(["", "a.example"]),
    is_post=st.booleans(),
)


def _facts(found: Sequence[Person]) -> list[Person]:
    return sorted(found, key=lambda person: person.key)


@given(st.lists(signatures, max_size=12), st.randoms(use_true_random=False))
def test_in_any_order_the_same_people(given_: list[Signature], random: Random) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert _facts(people(shuffled)) == _facts(people(given_))
    assert len({person.key for person in people(given_)}) == len(people(given_))


@given(st.lists(signatures, max_size=12))
def test_no_two_accounts_of_one_platform_without_a_picture(given_: list[Signature]) -> None:
    for person in people(given_):
        platforms = [account.rpartition(":")[0] for account in person.accounts]
        if len(platforms) > len(set(platforms)):
            assert any(tie.kind == "avatar" for tie in person.ties)
