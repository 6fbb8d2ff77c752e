"""Who is who: signatures that are one person's, by account, picture, site, name and place.

Nothing is joined in the archive: every signature stays as it was read, and people are made of them
anew whenever they are asked for, with what shows that they are one. The rules, from the surest:

- the platform's account is certain, within its scope;
- the same address hash in two pictures (Gravatar, Libravatar) is nearly certain, everywhere;
- the same site is strong, but joins no two accounts of one platform and scope, and no one at all
  where many names sign with it;
- a name is weak: it belongs to the one person so called under the same post or on the same blog,
  so that nobody who is known by anything else is ever joined by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.model import Person, Tie, TieKind, key
from crawler.urls import blog_of, canonical

_KINDS = [kind.value for kind in TieKind]
#: A site or picture that more names than this sign with is nobody's.
SHARED = 3
_TIES = 20

_NOBODY = """
    anonymous anonym anonyme anónimo anonimo anônimo anoniem anonymní anonim анонимно аноним 匿名
    名無し unknown guest gast invité invitado visitor admin administrator user"""
#: Names that nobody is called by, folded (platforms in several languages fill them in).
NOBODYS_NAMES = frozenset(_NOBODY.split())

# MD5 (WordPress to 6.7) or SHA-256 (since) of an address in lower case.
_HASH = re.compile(r"/avatar/([0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-f])", re.IGNORECASE)
# Of no address (MD5 and SHA-256 of the empty text), and what WordPress once wrote for "unknown".
_NO_HASH = frozenset(
    {
        "d41d8cd98f00b204e9800998ecf8427e",
        "ad516503a11cd5ca435acc9bb6523536",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A post or comment and how it is signed. ``at`` is a `Moment.order` key or ``None``.

    ``blog`` is where it stands, ``home`` the blog whose people know the one who signs: the post's
    for its author, else that of the site signed with; empty if neither is known.
    """

    post_url: str
    blog: str
    home: str = ""
    name: str | None = None
    url: str | None = None
    account: str | None = None
    avatar: str | None = None
    at: str | None = None
    is_post: bool = False


@dataclass(slots=True)
class _Marks:
    """What a signature shows of who it is: surely, strongly, and weakly (by place)."""

    core: list[str]
    site: str
    names: list[str]


def people(signatures: Iterable[Signature]) -> list[Person]:
    """The people behind signatures, in order of time and key; the same in any order of them.

    What is not signed belongs to nobody. In memory, as much as there are signatures.
    """
    signed = list(signatures)
    marks = _marks(signed)
    same = _cores(marks)
    _add_sites(same, marks)
    of: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(_persons(same, marks)):
        if person:
            of[person].append(number)
    found = [_person([(signed[n], marks[n]) for n in numbers]) for numbers in of.values()]
    return sorted(found, key=lambda person: (person.first or "9999", person.key))


def _marks(signed: Sequence[Signature]) -> list[_Marks]:
    names: dict[str, set[str]] = defaultdict(set)
    plain: list[tuple[Signature, str, str, str]] = []
    for signature in signed:
        name = _folded(signature.name or "")
        site = f"site {address}" if (address := _address(signature.url or "")) else ""
        avatar = f"avatar {given}" if (given := _hash(signature.avatar or "")) else ""
        for mark in filter(None, (site, avatar)):
            names[mark].add(name)
        plain.append((signature, name, site, avatar))
    shared = {mark for mark, called in names.items() if len(called) > SHARED}
    marks = []
    for signature, name, site, avatar in plain:
        account = f"account {signature.account}" if signature.account else ""
        core = [mark for mark in (account, avatar) if mark and mark not in shared]
        places = [f"under {signature.post_url}", *([f"on {signature.home}"] * bool(signature.home))]
        named = [f"name {name} {place}" for place in places] if name else []
        marks.append(_Marks(core, "" if site in shared else site, named))
    return marks


def _cores(marks: Collection[_Marks]) -> dict[str, str]:
    """Accounts and pictures that are one person's."""
    same: dict[str, str] = {}
    for one in marks:
        for mark in one.core:
            _unite(same, one.core[0], mark)
    return same


def _add_sites(same: dict[str, str], marks: Collection[_Marks]) -> None:
    """Join by sites, but for those that would join two accounts of one platform and scope."""
    cores: dict[str, set[str]] = defaultdict(set)
    for one in marks:
        if one.site:
            cores[one.site].update(_find(same, mark) for mark in one.core[:1])
    scopes = _scopes(same)
    joined: dict[str, str] = {}
    for site, found in cores.items():
        for core in (site, *found):
            _unite(joined, site, core)
    members: dict[str, set[str]] = defaultdict(set)
    for core in {core for found in cores.values() for core in found}:
        members[_find(joined, core)].add(core)
    clashing = {group for group, of in members.items() if _clash(scopes[core] for core in of)}
    for site, found in sorted(cores.items()):
        if _find(joined, site) not in clashing or len(found) == 1:
            for core in (site, *sorted(found)):
                _unite(same, site, core)


def _scopes(same: dict[str, str]) -> Mapping[str, set[str]]:
    """The platforms and scopes in which people have accounts."""
    scopes: dict[str, set[str]] = defaultdict(set)
    for mark in list(same):
        if mark.startswith("account "):
            scopes[_find(same, mark)].add(mark.rpartition(":")[0])
    return scopes


def _clash(scopes: Iterable[set[str]]) -> bool:
    """Whether two people have accounts of one platform and scope."""
    met: set[str] = set()
    for of_one in scopes:
        if not met.isdisjoint(of_one):
            return True
        met |= of_one
    return False


def _persons(same: dict[str, str], marks: Sequence[_Marks]) -> list[str]:
    """The mark that stands for the person of each signature, empty for nobody."""
    sure = [_find(same, first) if (first := _first(one)) else "" for one in marks]
    called: dict[str, set[str]] = defaultdict(set)
    for person, one in zip(sure, marks, strict=True):
        if not person:
            for name in one.names:
                _unite(same, one.names[0], name)
    for person, one in zip(sure, marks, strict=True):
        for name in one.names if person else ():
            called[_find(same, name)].add(person)
    persons = []
    for person, one in zip(sure, marks, strict=True):
        if not person and one.names:
            known = {of for name in one.names for of in called[_find(same, name)]}
            person = known.pop() if len(known) == 1 else _find(same, one.names[0])
        persons.append(person)
    return persons


def _first(marks: _Marks) -> str:
    return marks.core[0] if marks.core else marks.site


def _person(of: Sequence[tuple[Signature, _Marks]]) -> Person:
    signed = [signature for signature, _ in of]
    ties: dict[str, int] = {}
    for _, one in of:
        for tie in ([*one.core, one.site] if one.site else one.core) or one.names:
            ties[tie] = ties.get(tie, 0) + 1
    dates = [signature.at for signature in signed if signature.at]
    posts = sum(signature.is_post for signature in signed)
    rank = {tie: _KINDS.index(tie.partition(" ")[0]) for tie in ties}
    strongest = sorted(ties, key=lambda tie: (rank[tie], -ties[tie], tie))
    return Person(
        key("person", min(ties, key=lambda tie: (rank[tie], tie))),
        _most(signature.name for signature in signed),
        _most(signature.url for signature in signed),
        _most(signature.account for signature in signed),
        posts,
        len(signed) - posts,
        len({signature.blog for signature in signed}),
        min(dates, default=None),
        max(dates, default=None),
        tuple(_tie(tie, ties) for tie in strongest[:_TIES]),
    )


def _tie(mark: str, counts: Mapping[str, int]) -> Tie:
    kind, _, value = mark.partition(" ")
    return Tie(TieKind(kind), "" if kind == "avatar" else value, counts[mark])


def _most(values: Iterable[str | None]) -> tuple[str, ...]:
    """The values, each once, the most frequent first."""
    counts: dict[str, int] = {}
    for value in filter(None, values):
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


@lru_cache(maxsize=1 << 12)
def _folded(name: str) -> str:
    """A name without case, width and pictures; empty for names that nobody is called by."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(sign for sign in plain if unicodedata.category(sign) not in ("So", "Sk"))
    folded = " ".join(letters.split())
    return "" if folded in NOBODYS_NAMES else folded


@lru_cache(maxsize=1 << 12)
def _address(url: str) -> str:
    try:
        address = canonical(url) if url else ""
    except ValueError:
        return ""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _hash(avatar: str) -> str:
    found = _HASH.search(avatar)
    given = found[1].lower() if found else ""
    return "" if given in _NO_HASH else given


@lru_cache(maxsize=1 << 12)
def site_of(url: str | None) -> str:
    """The blog of a site that somebody signs with, empty where it is none."""
    try:
        return blog_of(url) if url else ""
    except ValueError:
        return ""


def _unite(same: dict[str, str], one: str, other: str) -> None:
    same[_find(same, other)] = _find(same, one)


def _find(same: dict[str, str], mark: str) -> str:
    """The mark that stands for all that are the same as this one (union-find, path halving)."""
    while (above := same.setdefault(mark, mark)) != mark:
        same[mark] = mark = same.setdefault(above, above)
    return mark
