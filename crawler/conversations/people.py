"""Who speaks in a conversation: the people behind the signatures of posts and comments."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.model import Author, CommentKind, Thread
from crawler.urls import blog_of, canonical

_NOBODY = """
    anonymous anonym anonyme anónimo anonimo anônimo anoniem anonymní anonim анонимно аноним 匿名
    名無し unknown guest gast invité invitado visitor admin administrator user"""
#: Names that nobody is called by, folded (platforms in several languages fill them in).
NOBODYS_NAMES = frozenset(_NOBODY.split())


@dataclass(frozen=True, slots=True)
class _Signature:
    """What a signature shows of who it is: surely (account, site), and by name (post, blog)."""

    sure: list[str]
    named: list[str]


def contributions(threads: Sequence[Thread]) -> Counter[str]:
    """How many posts and comments each person wrote, under a key of ours for the person.

    Signatures are one person's when they share the platform's account or the site signed with. A
    name alone belongs to the one person so called under the same post or on the same blog, so that
    two accounts never become one by a name. What is not signed belongs to nobody. Linkbacks,
    reactions and comments that were removed are left out.
    """
    same: dict[str, str] = {}
    signatures = list(_signatures(threads))
    for signature in signatures:
        _unite(same, signature.sure or signature.named)
    called: dict[str, set[str]] = defaultdict(set)
    for signature in signatures:
        for name in signature.named if signature.sure else ():
            called[name].add(_find(same, signature.sure[0]))
    voices: Counter[str] = Counter()
    for signature in signatures:
        persons = {person for name in signature.named for person in called[name]}
        if signature.sure:
            voices[_find(same, signature.sure[0])] += 1
        elif len(persons) == 1:
            voices[persons.pop()] += 1
        elif signature.named:
            voices[_find(same, signature.named[0])] += 1
    return voices


def _signatures(threads: Sequence[Thread]) -> Iterator[_Signature]:
    for thread in threads:
        post = thread.post.post
        yield _signature(post.author, post.url, post.blog)
        for stored in thread.comments:
            comment = stored.comment
            if comment.kind is not CommentKind.COMMENT or stored.removed:
                continue
            blog = post.blog if comment.by_post_author else _site(comment.author.url)
            yield _signature(comment.author, post.url, blog)


def _signature(author: Author, post_url: str, blog: str) -> _Signature:
    sure = [f"account {author.account}"] if author.account else []
    if author.url and (address := _address(author.url)):
        sure.append(f"site {address}")
    name = " ".join(unicodedata.normalize("NFKC", author.name or "").casefold().split())
    if not name or name in NOBODYS_NAMES:
        return _Signature(sure, [])
    places = [f"under {post_url}", *([f"on {blog}"] if blog else [])]
    return _Signature(sure, [f"name {name} {place}" for place in places])


def _address(url: str) -> str:
    try:
        address = canonical(url)
    except ValueError:
        return ""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _site(url: str | None) -> str:
    try:
        return blog_of(url) if url else ""
    except ValueError:
        return ""


def _unite(same: dict[str, str], keys: Sequence[str]) -> None:
    for other in keys[1:]:
        same[_find(same, other)] = _find(same, keys[0])


def _find(same: dict[str, str], key: str) -> str:
    """The name that stands for all that are the same as this one (union-find, path halving)."""
    while (above := same.setdefault(key, key)) != key:
        same[key] = key = same.setdefault(above, above)
    return key
