"""Reading back: posts, threads, visits and links, as they were recorded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from crawler.archive.merging import moment_of
from crawler.archive.protocol import StoredLink
from crawler.archive.sqlite import addresses
from crawler.archive.sqlite.statements import chunks
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Link,
    LinkPlace,
    Post,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
    Visit,
)

_POSTS = (
    'select v.*, p.pk, p.avatar, p.written, p.local, p."offset", p.precision'
    " from posts v join thread t on t.url = v.url join entry p on p.pk = t.post"
    " where t.url in (select value from json_each(?))"
)
_COMMENTS = (
    "select e.*, iif(e.cut, null, e.parent) as parent_id, (select min(w.at) from whole w"
    " where w.post = e.post and w.at > e.last_seen and w.class & e.shown) as removed"
    " from entry e where e.post = ? and e.id <> '' order by e.ordering, e.number, e.id"
)
_LINK = (
    "select l.*, t.url as source_url, e.id, e.kind, e.name, e.account, e.ordering"
    " from link l join entry e on e.pk = l.entry join thread t on t.post = e.post"
)


def posts(connection: sqlite3.Connection, urls: Collection[str]) -> dict[str, StoredPost]:
    """The posts at these addresses (or their aliases), by the post's own address."""
    own = set(addresses.resolve(connection, urls).values())
    return {
        row["url"]: _post(connection, row)
        for chunk in chunks(own)
        for row in connection.execute(_POSTS, (chunk,)).fetchall()
    }


def thread(connection: sqlite3.Connection, url: str) -> Thread | None:
    """A post with its comments, by any of its addresses."""
    found = posts(connection, [url])
    for own, post in found.items():
        pk = connection.execute("select post from thread where url = ?", (own,)).fetchone()[0]
        links = _links_of(connection, pk)
        return Thread(
            post,
            tuple(
                StoredComment(
                    _comment(row, links.get(row["pk"], ())),
                    own,
                    position,
                    row["first_seen"],
                    row["last_seen"],
                    row["removed"],
                )
                for position, row in enumerate(connection.execute(_COMMENTS, (pk,)), start=1)
            ),
        )
    return None


def links_from(connection: sqlite3.Connection, urls: Collection[str]) -> Iterator[StoredLink]:
    """The links set in these posts and in their comments."""
    own = set(addresses.resolve(connection, urls).values())
    for chunk in chunks(sorted(own)):
        rows = connection.execute(
            f"{_LINK} where t.url in (select value from json_each(?))"
            " order by t.url, e.ordering, e.number, e.id, l.n",
            (chunk,),
        ).fetchall()
        targets = addresses.resolve(connection, {row["target"] for row in rows})
        for row in rows:
            yield _stored_link(row, targets[row["target"]])


def links_to(connection: sqlite3.Connection, urls: Collection[str]) -> Iterator[StoredLink]:
    """The links anywhere that lead to one of these posts, by any of its addresses."""
    spelled = addresses.spellings(connection, urls)
    for chunk in chunks(sorted(spelled)):
        rows = connection.execute(
            f"{_LINK} where l.target in (select value from json_each(?))"
            " order by l.target, t.url, e.ordering, e.number, e.id, l.n",
            (chunk,),
        ).fetchall()
        for row in rows:
            yield _stored_link(row, spelled[row["target"]])


def last_visit(connection: sqlite3.Connection, url: str) -> Visit | None:
    """The newest visit of exactly this address that was answered with a document."""
    row = connection.execute(
        "select * from visit where url = ? and status = 200 order by at desc, digest limit 1",
        (url,),
    ).fetchone()
    if row is None:
        return None
    post_url = row["post_url"]
    if post_url:
        post_url = addresses.resolve(connection, [post_url])[post_url]
    return visit_of(row, post_url)


def visit_of(row: sqlite3.Row, post_url: str | None) -> Visit:
    """The visit of a row, of the post at ``post_url``."""
    return Visit(
        url=row["url"],
        at=row["at"],
        status=row["status"],
        run=row["run"],
        post_url=post_url,
        note=row["note"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        digest=row["body_digest"],
        size=row["size"],
        via=row["via"],
        warc=row["warc"],
        warc_offset=row["warc_offset"],
    )


def _post(connection: sqlite3.Connection, row: sqlite3.Row) -> StoredPost:
    links = connection.execute(
        "select url, place, words, around, rel from link where entry = ? and n >= 0 order by n",
        (row["pk"],),
    )
    post = Post(
        url=row["url"],
        blog=row["blog"],
        title=row["title"],
        author=Author(row["author_name"], row["author_url"], row["author_account"], row["avatar"]),
        published=moment_of((row["written"], row["local"], row["offset"], row["precision"])),
        text=row["text"],
        language=row["language"],
        platform=row["platform"],
        tags=tuple(json.loads(row["tags"] or "[]")),
        links=tuple(_link(link) for link in links),
    )
    return StoredPost(
        post,
        ThreadState(row["thread_state"]),
        row["thread_reason"],
        row["claimed_comments"],
        row["comment_count"],
        row["first_seen"],
        row["last_seen"],
    )


def _comment(row: sqlite3.Row, links: tuple[Link, ...]) -> Comment:
    return Comment(
        id=row["id"],
        kind=CommentKind(row["kind"]),
        author=Author(row["name"], row["url"], row["account"], row["avatar"]),
        published=moment_of((row["written"], row["local"], row["offset"], row["precision"])),
        text=row["text"],
        parent_id=row["parent_id"],
        permalink=row["permalink"],
        status=CommentStatus(row["status"]),
        links=links,
        by_post_author=bool(row["by_post_author"]),
        sources=tuple(json.loads(row["sources"] or "{}").items()),
    )


def _links_of(connection: sqlite3.Connection, post: int) -> dict[int, tuple[Link, ...]]:
    found: dict[int, tuple[Link, ...]] = {}
    for row in connection.execute(
        "select l.* from entry e join link l on l.entry = e.pk"
        " where e.post = ? and l.n >= 0 order by l.entry, l.n",
        (post,),
    ):
        found[row["entry"]] = (*found.get(row["entry"], ()), _link(row))
    return found


def _link(row: sqlite3.Row) -> Link:
    return Link(row["url"], LinkPlace(row["place"]), row["words"], row["around"], row["rel"])


def _stored_link(row: sqlite3.Row, target: str) -> StoredLink:
    return StoredLink(
        source_url=row["source_url"],
        target_url=target,
        link=_link(row),
        comment_id=row["id"] or None,
        published=None if row["ordering"] == "9999" else row["ordering"],
        signed=row["name"],
        account=row["account"],
        kind=row["kind"],
    )
