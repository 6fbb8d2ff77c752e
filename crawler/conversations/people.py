"""Who speaks in a conversation: the people behind the signatures of posts and comments."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from crawler.model import Author, CommentKind, Thread
from crawler.urls import blog_of, canonical

_NOBODY = """
    anonymous anonym anonyme anónimo anonimo anônimo anoniem anonymní anonim анонимно аноним 匿名
    名無し unknown guest gast invité invitado visitor admin administrator user"""
#: Names that nobody is called by, folded (platforms in several languages fill them in).
NOBODYS_NAMES = frozenset(_NOBODY.split())


def contributions(threads: Sequence[Thread]) -> Counter[str]:
    """How many posts and comments each person wrote, under a name of ours for the person.

    Signatures are one person's when they share the platform's account, the site signed with, or
    the name under one post or on one blog. What is not signed belongs to nobody. Linkbacks,
    reactions and comments that were removed or cannot be read are left out.
    """
    same: dict[str, str] = {}
    signed = [keys for keys in _signatures(threads) if keys]
    for keys in signed:
        first = _find(same, keys[0])
        for other in keys[1:]:
            same[_find(same, other)] = first
    return Counter(_find(same, keys[0]) for keys in signed)


def _signatures(threads: Sequence[Thread]) -> Iterator[list[str]]:
    for thread in threads:
        post = thread.post.post
        yield _keys(post.author, post.url, post.blog)
        for stored in thread.comments:
            comment = stored.comment
            if comment.kind is not CommentKind.COMMENT or stored.removed:
                continue
            blog = post.blog if comment.by_post_author else _site(comment.author.url)
            yield _keys(comment.author, post.url, blog)


def _keys(author: Author, post_url: str, blog: str) -> list[str]:
    """What a signature shows of who it is, the surest first."""
    keys = []
    if author.account:
        keys.append(f"account {author.account}")
    if author.url and (address := _address(author.url)):
        keys.append(f"site {address}")
    name = " ".join(unicodedata.normalize("NFKC", author.name or "").casefold().split())
    if name and name not in NOBODYS_NAMES:
        keys.append(f"name {name} under {post_url}")
        if blog:
            keys.append(f"name {name} on {blog}")
    return keys


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


def _find(same: dict[str, str], key: str) -> str:
    """The name that stands for all that are the same as this one (union-find, path halving)."""
    while (above := same.setdefault(key, key)) != key:
        same[key] = key = same.setdefault(above, above)
    return key
