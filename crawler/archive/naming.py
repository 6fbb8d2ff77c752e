"""Readings with comments that have no id of their own: kept as read, and given ids as a whole."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.archive.entries import Entry, number_of
from crawler.archive.matching import Sheet, assign, candidate
from crawler.archive.merging import Known, join, links_of, moment_of, seen_comment
from crawler.model import PROVISIONAL, Author, Comment, CommentKind, CommentStatus, Reading

#: A kept reading: when it was read, its rank, whether it was whole, and its comments, packed.
Kept = tuple[str, int, int, bytes]


def has_unnamed(reading: Reading) -> bool:
    """True when a comment of the reading waits for its id."""
    return any(comment.id.startswith(PROVISIONAL) for comment in reading.comments)


def packed(reading: Reading) -> tuple[str, bytes]:
    """The comments of a reading as they were read, packed, and the digest of them."""
    body = _dumped(reading.comments)
    return hashlib.blake2b(body, digest_size=16).hexdigest(), zlib.compress(body, 6)


def named_anew(pure: Mapping[str, Known], kept: Sequence[Kept]) -> dict[str, Entry]:
    """The whole thread: what readings with ids say (``pure``), joined with the kept readings.

    They come in the order of time, then from the highest rank down, then of their digests, and
    those that are not whole first.
    """
    bodies: dict[bytes, tuple[Comment, ...]] = {}
    sheets = [
        Sheet(bodies.setdefault(body, unpacked(body)), bool(whole)) for *_, whole, body in kept
    ]
    ids = assign(
        (
            candidate(
                given,
                known.fields.get("name"),
                moment_of(known.fields.get("published")),
                sorted(known.texts),
                _source(known),
            )
            for given, known in pure.items()
        ),
        sheets,
    )
    thread = {given: Entry(given, known, number_of(given)) for given, known in pure.items()}
    for (at, rank, *_), sheet, settled in zip(kept, sheets, ids, strict=True):
        own = {c.id: s for c, s in zip(sheet.comments, settled, strict=True)}
        for comment, given in zip(sheet.comments, settled, strict=True):
            parent = comment.parent_id
            if parent is not None and parent.startswith(PROVISIONAL):
                parent = own.get(parent)
            seen = seen_comment(comment, rank, at, parent if parent != given else None)
            entry = thread.get(given)
            if entry is None:
                made = comment.id.startswith(PROVISIONAL)
                number = len(thread) if made else number_of(given)
                thread[given] = Entry(given, seen, number, derived=True)
                continue
            if entry.named is None and given in pure:
                entry.named = pure[given]
            entry.known = join(entry.known, seen)
    return thread


def _source(known: Known) -> str:
    """The page that a linkback is from, empty for what people wrote."""
    kind = CommentKind(known.fields.get("kind", CommentKind.COMMENT))
    return str(known.fields.get("url", "")) if kind.is_linkback else ""


def _dumped(comments: tuple[Comment, ...]) -> bytes:
    packed = [
        [
            c.id, c.kind, [c.author.name, c.author.url, c.author.account, c.author.avatar],
            [c.published.written, c.published.local, c.published.offset, c.published.precision],
            c.text, c.parent_id, c.permalink, c.status,
            [[a.url, a.place, a.words, a.around, a.rel] for a in c.links],
            c.by_post_author, c.sources,
        ]
        for c in comments
    ]  # fmt: skip
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(body: bytes) -> tuple[Comment, ...]:
    """The comments that `packed` packed."""
    return tuple(_comment(packed) for packed in json.loads(zlib.decompress(body)))


def _comment(packed: list[Any]) -> Comment:
    given, kind, author, moment, text, parent, permalink, status, links, owner, sources = packed
    return Comment(
        id=given,
        kind=CommentKind(kind),
        author=Author(*author),
        published=moment_of(moment),
        text=text,
        parent_id=parent,
        permalink=permalink,
        status=CommentStatus(status),
        links=links_of(links),
        by_post_author=owner,
        sources=tuple((name, source) for name, source in sources),
    )
