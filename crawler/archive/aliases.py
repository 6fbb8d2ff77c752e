"""Which address stands for a post that has several: a pure function of all that was said."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.model import AliasReason


def roots(claims: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The address that each named address stands for, from (url, post_url, reason) claims.

    Addresses joined by claims are one post. Chains lead to their end. Where they go round, the end
    of the redirects stands, since that is where the document was; where that leaves several, the
    first in order of characters. No order of the claims changes the answer.
    """
    onward: dict[str, set[str]] = {}
    moved: set[tuple[str, str]] = set()
    near: dict[str, set[str]] = {}
    for url, post_url, reason in claims:
        onward.setdefault(url, set()).add(post_url)
        onward.setdefault(post_url, set())
        near.setdefault(url, set()).add(post_url)
        near.setdefault(post_url, set()).add(url)
        if reason == AliasReason.REDIRECT and url != post_url:
            moved.add((url, post_url))
    answer: dict[str, str] = {}
    for start in near:
        if start not in answer:
            group = _reached(start, near)
            root = _root(group, onward, moved)
            answer.update(dict.fromkeys(group, root))
    return answer


def _reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    seen = {start}
    todo = [start]
    while todo:
        for step in steps.get(todo.pop(), ()):
            if step not in seen:
                seen.add(step)
                todo.append(step)
    return seen


def _root(group: set[str], onward: dict[str, set[str]], moved: set[tuple[str, str]]) -> str:
    # Of each way onward take its last ring: the addresses that lead nowhere but to one another.
    ends = {url for url in group if not onward[url] - {url}}
    if not ends:
        reach = {url: _reached(url, onward) for url in group}
        ends = {url for url in group if all(url in reach[other] for other in reach[url])}
    stay = {url for url in ends if not any(source == url for source, _ in moved)}
    return min(stay or ends)
