"""What is learned of sites, in `learned.db` of the state folder, and pages that wait to teach."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.sqlite.connection import clear_errors, connect, writing
from crawler.platforms.learning import Learned, from_json, to_json

_TABLES = (
    "create table if not exists sites (blog text primary key, learned text not null,"
    " failures integer not null, at real not null) strict, without rowid",
    "create table if not exists waiting (post_url text primary key, url text not null,"
    " headers text not null, body blob not null, at real not null) strict",
)

#: Selectors that failed on so many posts one after the other are dropped.
PATIENCE = 2
#: So many pages wait for their feeds at most, each of so many bytes, and for so many seconds.
MOST_WAITING, LARGEST, LONGEST = 64, 2_000_000, 7 * 86_400.0
_HEADERS = ("content-type", "content-language", "etag", "last-modified")


@dataclass(frozen=True, slots=True)
class Held:
    """A page as it was answered at a time (seconds since 1970), until its comment feed is read."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    at: float


class Sites:
    """The learned selectors of each blog; several processes may use the same file.

    Raises `ArchiveError` where the file cannot be used and `LimitReached` where the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path)
        with clear_errors(path):
            for table in _TABLES:
                self._connection.execute(table)

    def learned(self, blog: str) -> Learned | None:
        """The selectors of a blog, while they are believed."""
        with clear_errors(self._path):
            row = self._connection.execute(
                "select learned from sites where blog = ? and failures < ?", (blog, PATIENCE)
            ).fetchone()
        return from_json(row[0]) if row else None

    def learn(self, blog: str, learned: Learned) -> None:
        """Keep the selectors of a blog in place of what was known of it."""
        with writing(self._connection, self._path):
            self._connection.execute(
                "insert or replace into sites values (?, ?, 0, ?)",
                (blog, to_json(learned), time.time()),
            )

    def judge(self, blog: str, *, right: bool) -> None:
        """Note whether the selectors of a blog found what a page of it claims to hold."""
        change = "failures = 0" if right else "failures = failures + 1"
        with writing(self._connection, self._path):
            self._connection.execute(
                f"update sites set {change} where blog = ? and (failures > 0 or ?)",
                (blog, not right),
            )

    def hold(self, post_url: str, held: Held) -> None:
        """Let a page wait for the feed of its comments; the oldest go where too many wait."""
        if len(held.body) > LARGEST:
            return
        kept = {name: held.headers[name] for name in _HEADERS if held.headers.get(name)}
        row = (post_url, held.url, json.dumps(kept), zlib.compress(held.body, 1), held.at)
        with writing(self._connection, self._path):
            run = self._connection.execute
            run("insert or replace into waiting values (?, ?, ?, ?, ?)", row)
            run("delete from waiting where at < ?", (time.time() - LONGEST,))
            run(
                "delete from waiting where post_url not in"
                " (select post_url from waiting order by at desc limit ?)",
                (MOST_WAITING,),
            )

    def take(self, post_url: str) -> Held | None:
        """The page that waits for the feed of a post; it waits no longer."""
        with writing(self._connection, self._path):
            row = self._connection.execute(
                "delete from waiting where post_url = ? returning url, headers, body, at",
                (post_url,),
            ).fetchone()
        if row is None:
            return None
        return Held(row[0], zlib.decompress(row[2]), json.loads(row[1]), row[3])

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
