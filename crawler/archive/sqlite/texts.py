"""What posts and comments say, and which of them bear a fingerprint."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

import orjson

from crawler.archive.protocol import Bearer, Text
from crawler.archive.sqlite.addresses import resolve
from crawler.archive.sqlite.prints import ENTRY
from crawler.archive.sqlite.statements import chunks
from crawler.model import Moment, Precision

_KEYS = f"between j.value << {ENTRY} and (j.value + 1 << {ENTRY}) - 1"
# An empty text stands for more than so many.
_BORNE = (
    f"select j.value, (select iif(count(*) > ?1, '', group_concat(key & {(1 << ENTRY) - 1})) from ("
    f"select key from print_new where key {_KEYS}"
    f" union all select key from print where key {_KEYS} limit ?1 + 1)) from json_each(?2) j"
)
_PLACES = (
    "select e.pk, t.url, e.id from json_each(?) j cross join entry e on e.pk = j.value"
    " join thread t on t.post = e.post"
)
_TEXT = (
    'select t.url, e.id, t.blog, e.signed_as, e.written, e.local, e."offset", e.precision, e.text,'
    " e.texts from json_each(?) j"
)
_OF_POSTS = (
    f"{_TEXT} cross join thread t on t.url = j.value cross join entry e on e.post = t.post"
    " where e.kind in ('post', 'comment') order by t.url, e.id"
)
_OF_BEARERS = (
    f"{_TEXT} cross join thread t on t.url = j.value ->> 0"
    " cross join entry e on e.post = t.post and e.id = j.value ->> 1"
    " where e.kind in ('post', 'comment')"
)


def bearers(
    connection: sqlite3.Connection, prints: Collection[int], most: int
) -> dict[int, list[Bearer]]:
    """Who bears each of these fingerprints, but for those that more than so many texts bear."""
    cursor = _plain(connection)
    borne: dict[int, list[int]] = {}
    for chunk in chunks(sorted(prints), 5000):
        for value, entries in cursor.execute(_BORNE, (most, chunk)):
            if entries is None:
                borne[value] = []
            elif entries:
                borne[value] = list(map(int, entries.split(",")))
    places: dict[int, Bearer] = {}
    for chunk in chunks({pk for entries in borne.values() for pk in entries}, 5000):
        for pk, url, given in cursor.execute(_PLACES, (chunk,)):
            places[pk] = Bearer(url, given)
    return {value: [places[pk] for pk in pks] for value, pks in borne.items()}


def texts(connection: sqlite3.Connection, urls: Collection[str]) -> Iterator[Text]:
    """The texts of these posts and of the comments on them."""
    for chunk in chunks(sorted(set(resolve(connection, urls).values()))):
        yield from map(_text, _plain(connection).execute(_OF_POSTS, (chunk,)).fetchall())


def texts_of(connection: sqlite3.Connection, wanted: Collection[Bearer]) -> Iterator[Text]:
    """The texts that stand in these places."""
    places = list(wanted)
    for start in range(0, len(places), 500):
        chunk = json.dumps(places[start : start + 500])
        yield from map(_text, _plain(connection).execute(_OF_BEARERS, (chunk,)).fetchall())


def _text(row: tuple[Any, ...]) -> Text:
    url, given, blog, signed, written, local, offset, precision, text, told = row
    earlier = tuple(sorted(orjson.loads(told).keys() - {text})) if told else ()
    moment = Moment(written, local, offset, Precision(precision))
    return Text(Bearer(url, given), blog, signed, moment, text, earlier)


def _plain(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """A cursor of plain tuples: rows that know the names of their columns take twice as long."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor
