"""Reading back: posts, threads, visits and links, as they were recorded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import orjson

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
    Moment,
    Post,
    Precision,
    StoredComment,
    StoredPost,
    Thread,
    ThreadState,
    Visit,
)

_POSTS = (
    "select t.url, p.pk, t.blog, p.title, p.name, p.url, p.account, p.avatar, p.written, p.local,"
    ' p."offset", p.precision, p.text, t.language, t.platform, t.tags, p.first_seen, p.last_seen,'
    " t.claimed, t.state, t.reason from json_each(?) j cross join thread t on t.url = j.value"
    " join entry p on p.pk = t.post"
)
_COUNTS = (
    "select c.post, count(*) from json_each(?) j cross join entry c on c.post = j.value"
    " where c.id <> '' and c.kind not in ('like', 'repost') and not exists (select 1 from whole w"
    " where w.post = c.post and w.at > c.last_seen and w.class & c.shown) group by c.post"
)
_COMMENTS = (
    "select e.post, e.pk, e.id, e.kind, e.name, e.url, e.account, e.avatar, e.written, e.local,"
    ' e."offset", e.precision, e.text, iif(e.cut, null, e.parent), e.permalink, e.status,'
    " e.by_post_author, e.sources, e.first_seen, e.last_seen, (select min(w.at) from whole w"
    " where w.post = e.post and w.at > e.last_seen and w.class & e.shown)"
    " from json_each(?) j cross join entry e on e.post = j.value where e.id <> ''"
    " order by e.post, e.ordering, e.number, e.id"
)
_LINKS = (
    "select e.post, l.entry, l.url, l.place, l.words, l.around, l.rel from json_each(?) j"
    " cross join entry e on e.post = j.value join link l on l.entry = e.pk"
    " where l.n >= 0 order by e.post, l.entry, l.n"
)
_KINDS = {kind.value: kind for kind in CommentKind}
_STATUSES = {status.value: status for status in CommentStatus}
_PRECISIONS = {precision.value: precision for precision in Precision}
_STATES = {state.value: state for state in ThreadState}
_PLACES = {place.value: place for place in LinkPlace}
#: So many threads are read at once.
_THREADS = 100
_LINK = (
    "select l.*, t.url as source_url, e.id, e.kind, e.name, e.account, e.ordering"
    " from link l join entry e on e.pk = l.entry join thread t on t.post = e.post"
)


def posts(connection: sqlite3.Connection, urls: Collection[str]) -> dict[str, StoredPost]:
    """The posts at these addresses (or their aliases), by the post's own address."""
    found: dict[str, StoredPost] = {}
    for chunk in chunks(set(addresses.resolve(connection, urls).values())):
        rows = _plain(connection).execute(_POSTS, (chunk,)).fetchall()
        ids = [row[1] for row in rows]
        links = _links_in(connection, ids)
        counts = dict(_plain(connection).execute(_COUNTS, (json.dumps(ids),)).fetchall())
        for row in rows:
            pk = row[1]
            found[row[0]] = _post(row, links.get(pk, ()), counts.get(pk, 0))
    return found


def thread(connection: sqlite3.Connection, url: str) -> Thread | None:
    """A post with its comments, by any of its addresses."""
    return next(threads(connection, [url]), None)


def threads(connection: sqlite3.Connection, urls: Collection[str]) -> Iterator[Thread]:
    """The posts at these addresses with their comments, each once, in order of address."""
    own = sorted(set(addresses.resolve(connection, urls).values()))
    for chunk in chunks(own, _THREADS):
        rows = sorted(_plain(connection).execute(_POSTS, (chunk,)))
        ids = {pk: url for url, pk, *_ in rows}
        links = _links_of(connection, list(ids))
        comments: dict[int, list[StoredComment]] = {pk: [] for pk in ids}
        for values in _plain(connection).execute(_COMMENTS, (json.dumps(list(ids)),)):
            here = comments[values[0]]
            here.append(_stored_comment(values, links, ids[values[0]], len(here) + 1))
        for row in rows:
            here = comments.pop(row[1])
            counted = [
                1
                for stored in here
                if stored.removed is None and not stored.comment.kind.is_reaction
            ]
            yield Thread(_post(row, links.get(row[1], ()), len(counted)), tuple(here))


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


def _post(row: tuple[Any, ...], links: tuple[Link, ...], count: int) -> StoredPost:
    """The post of a row of `_POSTS`, with its links and the count of its comments."""
    (
        url, _, blog, title, name, address, account, avatar, written, local, offset, precision,
        text, language, platform, tags, first_seen, last_seen, claimed, state, reason,
    ) = row  # fmt: skip
    # As in the view `posts`: pages that were read one by one may add up to all there are.
    if state == ThreadState.PARTIAL and claimed is not None and count >= claimed:
        state, reason = "complete", f"all {claimed} that it claims were read"
    post = Post(
        url,
        blog,
        title,
        Author(name, address, account, avatar),
        Moment(written, local, offset, _PRECISIONS[precision]),
        text,
        language,
        platform,
        tuple(orjson.loads(tags)) if tags else (),
        links,
    )
    return StoredPost(post, _STATES[state], reason, claimed, count, first_seen, last_seen)


def _stored_comment(
    values: tuple[Any, ...],
    links: Mapping[int, tuple[Link, ...]],
    post_url: str,
    position: int,
) -> StoredComment:
    """The comment of a row of `_COMMENTS`."""
    (
        _, pk, given, kind, name, url, account, avatar, written, local, offset, precision, text,
        parent, permalink, status, by_post_author, sources, first_seen, last_seen, removed,
    ) = values  # fmt: skip
    comment = Comment(
        given,
        _KINDS[kind],
        Author(name, url, account, avatar),
        Moment(written, local, offset, _PRECISIONS[precision]),
        text,
        parent,
        permalink,
        _STATUSES[status],
        links.get(pk, ()),
        bool(by_post_author),
        tuple(orjson.loads(sources).items()) if sources else (),
    )
    return StoredComment(comment, post_url, position, first_seen, last_seen, removed)


def _links_of(connection: sqlite3.Connection, posts: list[int]) -> dict[int, tuple[Link, ...]]:
    """The links of these posts and of their comments, by entry."""
    found: dict[int, list[Link]] = {}
    for _, entry, url, place, *words in _plain(connection).execute(_LINKS, (json.dumps(posts),)):
        found.setdefault(entry, []).append(Link(url, _PLACES[place], *words))
    return {entry: tuple(links) for entry, links in found.items()}


def _links_in(connection: sqlite3.Connection, entries: list[int]) -> dict[int, tuple[Link, ...]]:
    """The links that stand in these entries themselves."""
    found: dict[int, list[Link]] = {}
    for row in connection.execute(
        "select l.* from json_each(?) j cross join link l on l.entry = j.value"
        " where l.n >= 0 order by l.entry, l.n",
        (json.dumps(entries),),
    ):
        found.setdefault(row["entry"], []).append(_link(row))
    return {entry: tuple(links) for entry, links in found.items()}


def _plain(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """A cursor of plain tuples: rows that know the names of their columns take twice as long."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor


def _link(row: sqlite3.Row) -> Link:
    return Link(row["url"], _PLACES[row["place"]], row["words"], row["around"], row["rel"])


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
