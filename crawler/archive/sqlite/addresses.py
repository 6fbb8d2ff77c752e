"""The aliases of a stored archive: what stands for what, and what is merged when that changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from crawler.archive.absorbing import guessed_blog
from crawler.archive.aliases import roots
from crawler.archive.sqlite.statements import chunks
from crawler.archive.sqlite.threads import Batch
from crawler.model import Alias

_SPELLINGS = (
    "select url, root from address where root in (select coalesce(a.root, j.value)"
    " from json_each(?) j left join address a on a.url = j.value)"
)


def resolve(connection: sqlite3.Connection, urls: Collection[str]) -> dict[str, str]:
    """The address that each of these stands for, itself where it is no alias."""
    answer = {url: url for url in urls}
    for chunk in chunks(urls):
        answer.update(
            connection.execute(
                "select url, root from address where url in (select value from json_each(?))",
                (chunk,),
            )
        )
    return answer


def spellings(connection: sqlite3.Connection, urls: Collection[str]) -> dict[str, str]:
    """Every address that stands for one of these posts, with the post's own."""
    answer: dict[str, str] = {}
    for chunk in chunks(urls):
        answer.update(connection.execute(_SPELLINGS, (chunk,)))
    answer.update([(root, root) for root in answer.values()])
    for url in urls:
        answer.setdefault(url, url)
    return answer


def learn(connection: sqlite3.Connection, aliases: Iterable[Alias]) -> None:
    """Store aliases, and merge the posts that prove to be one."""
    fresh = {
        alias.url: alias.post_url
        for alias in aliases
        if connection.execute(
            "insert or ignore into alias (url, post_url, reason) values (?, ?, ?)",
            (alias.url, alias.post_url, alias.reason),
        ).rowcount
    }
    if not fresh:
        return
    standing = roots(_claims_around(connection, {*fresh.keys(), *fresh.values()}))
    connection.executemany(
        "insert into address (url, root) values (?, ?)"
        " on conflict (url) do update set root = excluded.root where root <> excluded.root",
        standing.items(),
    )
    _merge_posts(connection, standing)


def _claims_around(
    connection: sqlite3.Connection, urls: set[str]
) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    todo = urls
    claims: set[tuple[str, str, str]] = set()
    while todo:
        seen |= todo
        found: set[tuple[str, str, str]] = set()
        for chunk in chunks(todo):
            for column in ("url", "post_url"):
                found |= set(
                    map(tuple, connection.execute(
                        "select url, post_url, reason from alias"
                        f" where {column} in (select value from json_each(?))", (chunk,),
                    ))
                )  # fmt: skip
        claims |= found
        todo = {url for claim in found for url in claim[:2]} - seen
    yield from sorted(claims)


def _merge_posts(connection: sqlite3.Connection, standing: dict[str, str]) -> None:
    groups: dict[str, list[int]] = {}
    renamed: list[tuple[str, int]] = []
    for chunk in chunks(standing):
        for url, post in connection.execute(
            "select url, post from thread where url in (select value from json_each(?))", (chunk,)
        ):
            groups.setdefault(standing[url], []).append(post)
            if standing[url] != url:
                renamed.append((standing[url], post))
    batch = Batch(connection)
    several = {root: posts for root, posts in groups.items() if len(posts) > 1}
    for root, posts in several.items():
        batch.merge(root, posts)
    batch.finish()
    connection.executemany(
        "update thread set url = ?1, blog = iif(blog_is_guessed, ?2, blog) where post = ?3",
        [(root, guessed_blog(root), post) for root, post in renamed if root not in several],
    )
