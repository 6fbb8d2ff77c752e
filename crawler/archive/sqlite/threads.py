"""Writing of threads: what is stored, joined with what was read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.archive import entries
from crawler.archive.absorbing import POST_ID, gathered, guessed_blog, joined, pure_of
from crawler.archive.entries import Entry, number_of
from crawler.archive.merging import (
    Known,
    current_text,
    join,
    join_all,
    seen_post,
    source_class,
)
from crawler.archive.naming import has_unnamed
from crawler.archive.sqlite import prints, statements, unnamed
from crawler.archive.sqlite.cutting import cut_rings
from crawler.archive.sqlite.stored import load_entries
from crawler.archive.states import State
from crawler.model import LINKBACKS, CommentKind, Reading

_WRITE_THREAD = (
    "insert into thread (post, url, blog, blog_is_guessed, language, platform, tags, tier, state,"
    " reason, claimed, endpoints) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " on conflict (post) do update set url = excluded.url, blog = excluded.blog,"
    " blog_is_guessed = excluded.blog_is_guessed, language = excluded.language,"
    " platform = excluded.platform, tags = excluded.tags, tier = excluded.tier,"
    " state = excluded.state, reason = excluded.reason, claimed = excluded.claimed,"
    " endpoints = excluded.endpoints"
)
_INDEX_WORDS = (
    "insert into entry_words (rowid, title, text) select pk, title, text from entry where pk "
)
_REMOVED = (
    "select count(*) from entry e where post = ? and exists (select 1 from whole w"
    " where w.post = e.post and w.at > e.last_seen and w.class & e.shown)"
)


class Batch:
    """The threads written in one transaction; `finish` writes what is faster done together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.posts = self.comments = self.edited = self.removed = 0
        newest: int = connection.execute("select coalesce(max(pk), 0) from entry").fetchone()[0]
        self._first = self._next = newest + 1
        self._rows: list[tuple[Any, ...]] = []
        self._changed: list[tuple[Any, ...]] = []
        self._seen_again: list[tuple[Any, ...]] = []
        self._links: list[tuple[Any, ...]] = []
        self._threads: list[tuple[Any, ...]] = []
        self._reworded: list[tuple[int]] = []
        self._prints: list[int] = []
        self._prints_gone: list[int] = []
        self._touched: dict[int, set[str]] = {}
        self._removed_before: dict[int, int] = {}

    def absorb(self, url: str, pk: int | None, sightings: Sequence[tuple[Reading, str]]) -> None:
        """Join readings of one post, stored as ``pk`` if it is, with what is stored."""
        post = self._take() if pk is None else pk
        self._note_wholes(post, pk is None, sightings)
        for reading, at in sightings:
            if has_unnamed(reading):
                unnamed.keep(self.connection, post, reading, at)
        anew = any(has_unnamed(reading) for reading, _ in sightings) or (
            pk is not None and unnamed.is_kept(self.connection, post)
        )
        read = gathered(sightings)
        old: dict[str, Entry] = {}
        if pk is not None:
            old = load_entries(self.connection, post, None if anew else [POST_ID, *read])
        page = join_all(
            [*(e.known for e in old.values() if e.id == POST_ID)]
            + [seen_post(reading, at) for reading, at in sightings]
        )
        if anew:
            pure = joined(pure_of(old), read)
            new = unnamed.named_anew(self.connection, post, pure)
        else:
            stored = {given: entry.known for given, entry in old.items() if given in read}
            both = joined(stored, read)
            new = {given: Entry(given, known, number_of(given)) for given, known in both.items()}
        self._settle(url, post, page, old, new, complete=anew)

    def take(self, url: str, pk: int | None, state: State) -> None:
        """Join what another archive knows of a post, stored as ``pk`` if it is."""
        post = self._take() if pk is None else pk
        old = {} if pk is None else load_entries(self.connection, post, None)
        self.connection.executemany(
            "insert or ignore into whole (post, class, at) values (?, ?, ?)",
            [(post, *whole) for whole in state.wholes],
        )
        unnamed.keep_sheets(self.connection, post, state)
        pages = [known[POST_ID].known for known in (old, state.entries) if POST_ID in known]
        pure = joined(pure_of(old), pure_of(state.entries))
        new = unnamed.named_anew(self.connection, post, pure)
        self._settle(url, post, join_all(pages), old, new, complete=True)

    def merge(self, url: str, posts: Sequence[int]) -> None:
        """Make one thread, at ``url``, of several that proved to be of one post."""
        kept, *others = sorted(posts)
        old = load_entries(self.connection, kept, None)
        page, pure = old[POST_ID].known, pure_of(old)
        for other in others:
            more = load_entries(self.connection, other, None)
            page = join(page, more[POST_ID].known)
            pure = joined(pure, pure_of(more))
            for entry in more.values():
                self._drop(entry)
            for table in ("whole", "unnamed"):
                self.connection.execute(
                    f"update or ignore {table} set post = ? where post = ?", (kept, other)
                )
                self.connection.execute(f"delete from {table} where post = ?", (other,))
            self.connection.execute("delete from thread where post = ?", (other,))
        new = unnamed.named_anew(self.connection, kept, pure)
        counted = (self.posts, self.comments, self.edited)
        self._settle(url, kept, page, old, new, complete=True)
        self.posts, self.comments, self.edited = counted

    def finish(self) -> None:
        """Write the rows and feed the full-text index; nothing may be absorbed afterwards."""
        run = self.connection.executemany
        run(_WRITE_THREAD, self._threads)
        run(statements.INSERT, self._rows)
        run(statements.UPDATE, self._changed)
        run(statements.UPDATE_SIGHTINGS, self._seen_again)
        run(statements.INSERT_LINK, self._links)
        self.connection.execute(f"{_INDEX_WORDS} >= ?", (self._first,))
        run(f"{_INDEX_WORDS} = ?", self._reworded)
        prints.write(self.connection, self._prints_gone, self._prints)
        for post, touched in self._touched.items():
            cut_rings(self.connection, post, touched)
        for post, before in self._removed_before.items():
            after = self.connection.execute(_REMOVED, (post,)).fetchone()[0]
            self.removed += max(0, after - before)

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    def _note_wholes(
        self, post: int, is_new: bool, sightings: Sequence[tuple[Reading, str]]
    ) -> None:
        wholes = [(post, source_class(r.rank), at) for r, at in sightings if r.whole]
        if wholes and not is_new:
            before = self.connection.execute(_REMOVED, (post,)).fetchone()[0]
            self._removed_before[post] = before
        self.connection.executemany(
            "insert or ignore into whole (post, class, at) values (?, ?, ?)", wholes
        )

    def _settle(
        self,
        url: str,
        post: int,
        page: Known,
        old: Mapping[str, Entry],
        new: Mapping[str, Entry],
        *,
        complete: bool,
    ) -> None:
        if complete:
            for given in old.keys() - new.keys() - {POST_ID}:
                self._drop(old[given])
        before = old.get(POST_ID)
        fields = page.fields
        self.posts += before is None
        if complete or before is None or before.known.fields != fields:
            self._threads.append(_thread_row(post, url, fields))
        self._write(post, post, Entry(POST_ID, page), before)
        for given, entry in new.items():
            was = old.get(given)
            self.comments += was is None
            self._write(post, self._take() if was is None else None, entry, was)
        if new and (old or any("parent" in entry.known.fields for entry in new.values())):
            self._touched[post] = set(new)

    def _write(self, post: int, pk: int | None, entry: Entry, was: Entry | None) -> None:
        if was is None:
            assert pk is not None
            row = entries.values(entry, pk, post)
            self._rows.append(row)
            self._links.extend(_links(pk, entry, row))
            self._prints += prints.keys(pk, _borne(entry))
            return
        assert was.pk is not None
        if (was.known, was.named, was.derived, was.number) == (
            entry.known, entry.named, entry.derived, entry.number
        ):  # fmt: skip
            return
        row = entries.values(entry, was.pk, post)
        before = entries.values(was, was.pk, post)
        if row[: entries.SIGHTINGS] == before[: entries.SIGHTINGS]:
            self._seen_again.append((*row[entries.SIGHTINGS :], was.pk))
        else:
            self._changed.append((*row[1:], was.pk))
        if entry.known.fields.get("links") != was.known.fields.get("links") or (
            _linking(row) != _linking(before)
        ):
            self.connection.execute("delete from link where entry = ?", (was.pk,))
            self._links.extend(_links(was.pk, entry, row))
        words = (current_text(entry.known.texts), entry.known.fields.get("title"))
        if words != (current_text(was.known.texts), was.known.fields.get("title")):
            self.edited += words[0] != current_text(was.known.texts)
            self._unindex(was)
            self._reworded.append((was.pk,))
        if _borne(entry) != _borne(was):
            self._unprint(was)
            self._prints += prints.keys(was.pk, _borne(entry))

    def _drop(self, entry: Entry) -> None:
        self._unindex(entry)
        self._unprint(entry)
        self.connection.execute("delete from link where entry = ?", (entry.pk,))
        self.connection.execute("delete from entry where pk = ?", (entry.pk,))

    def _unindex(self, entry: Entry) -> None:
        title, text = entry.known.fields.get("title"), current_text(entry.known.texts)
        self.connection.execute(
            "insert into entry_words (entry_words, rowid, title, text) values ('delete', ?, ?, ?)",
            (entry.pk, title, text),
        )

    def _unprint(self, entry: Entry) -> None:
        assert entry.pk is not None
        self._prints_gone += prints.keys(entry.pk, _borne(entry))


def _borne(entry: Entry) -> str:
    """The text of which an entry bears the fingerprints: only posts and comments bear any."""
    if entry.id != POST_ID and entry.known.fields.get("kind", "comment") != CommentKind.COMMENT:
        return ""
    return current_text(entry.known.texts)


def _thread_row(post: int, url: str, fields: Mapping[str, Any]) -> tuple[Any, ...]:
    tier, state, reason = fields["state"]
    tags, endpoints = fields.get("tags"), fields.get("endpoints")
    return (
        post, url, fields.get("blog") or guessed_blog(url), int("blog" not in fields),
        fields.get("language"),
        fields.get("platform"), json.dumps(tags, ensure_ascii=False) if tags else None,
        tier, state, reason, fields.get("claimed"),
        json.dumps(endpoints, ensure_ascii=False) if endpoints else None,
    )  # fmt: skip


def _links(pk: int, entry: Entry, row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    return entries.link_rows(pk, entry.known, row[entries.KIND], row[entries.TEXT] or "")


def _linking(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What the link of an entry's author, or of a linkback with its excerpt, is made of."""
    excerpt = row[entries.TEXT] if row[entries.KIND] in LINKBACKS else None
    return (*row[entries.LINKING], excerpt)
