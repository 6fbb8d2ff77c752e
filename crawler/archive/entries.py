"""Rows of entries as archives store them: made from what is known, and turned back into it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any, Protocol

from crawler.archive.folding import folded
from crawler.archive.merging import Known, Stamp, current_text
from crawler.model import LINKBACKS, Comment, Moment, Precision
from crawler.urls import canonical

#: The place of an entry whose id holds no number: after all that have one.
NO_NUMBER = 2**63 - 1

COLUMNS = (
    "pk", "post", "id", "kind", "name", "url", "account", "avatar", "signed_as", "written", "local",
    '"offset"', "precision", "utc", "title", "text", "parent", "permalink", "status",
    "by_post_author", "sources", "number", "derived", "rank", "first_seen", "last_seen", "shown",
    "stamps", "texts", "named",
)  # fmt: skip
KIND = COLUMNS.index("kind")
TEXT = COLUMNS.index("text")
#: So much of a linkback's text is kept with its link, in characters (`crawler.model.Link`).
AROUND = 300
#: The columns that make the link at n = -1 what it is.
LINKING = slice(KIND, COLUMNS.index("account"))
#: From here on the columns tell how often and by whom an entry was seen, and not what it says.
SIGHTINGS = COLUMNS.index("rank")

_PLAIN = ("name", "url", "account", "avatar", "parent", "permalink", "status", "title")
_FIELDS = {field.name: place for place, field in enumerate(dataclass_fields(Comment))}
_NUMBER = re.compile(r"(\d{1,18})\D*\Z", re.ASCII)


class Row(Protocol):
    """A stored entry: a value for every name of `COLUMNS`."""

    def __getitem__(self, name: str, /) -> Any: ...


@dataclass(slots=True)
class Entry:
    """One entry in hand.

    ``named`` is what readings that give ids say of it, where kept readings without ids say more;
    ``derived`` is true where only kept readings speak of it.
    """

    id: str
    known: Known
    number: int = NO_NUMBER
    derived: bool = False
    named: Known | None = None
    pk: int | None = None


def number_of(comment_id: str) -> int:
    """The last number in an id of the site's own, which tells the order in which it gave them."""
    found = _NUMBER.search(comment_id)
    return int(found[1]) if found else NO_NUMBER


def values(entry: Entry, pk: int, post: int) -> tuple[Any, ...]:
    """The row of an entry, in the order of `COLUMNS`."""
    known = entry.known
    get = known.fields.get
    written, local, offset, precision = get("published") or ("", None, None, Precision.NONE.value)
    utc = None if offset is None else Moment(written, local, offset).utc
    kind: str = "post" if pk == post else get("kind", "comment")
    sources = [(k[7:], v) for k, v in known.fields.items() if k[:7] == "source."]
    rank, stamps = _packed_stamps(known)
    text = current_text(known.texts)
    return (
        pk, post, entry.id, kind, get("name"), get("url"), get("account"), get("avatar"),
        folded(get("name") or "") or None,
        written, local, offset, precision, utc,
        get("title"), text, get("parent"), get("permalink"), get("status"),
        int(get("by_post_author", False)),
        _json(dict(sorted(sources, key=_field_order))) if sources else None,
        entry.number, int(entry.derived), rank, known.first, known.last, known.shown, stamps,
        _packed_texts(known, rank, text), dumped(entry.named) if entry.named else None,
    )  # fmt: skip


def entry_of(row: Row, links: tuple[tuple[str, ...], ...], more: dict[str, Any]) -> Entry:
    """The entry that a row, its links and (of a post) its thread's fields stand for."""
    rank, first, last = row["rank"], row["first_seen"], row["last_seen"]
    fields: dict[str, Any] = {name: row[name] for name in _PLAIN if row[name] is not None}
    if row["precision"] != Precision.NONE or row["written"] or row["local"] is not None:
        fields["published"] = (row["written"], row["local"], row["offset"], row["precision"])
    if row["kind"] != "post":
        fields["kind"] = row["kind"]
    if row["by_post_author"]:
        fields["by_post_author"] = True
    if links:
        fields["links"] = links
    for name, source in json.loads(row["sources"] or "{}").items():
        fields[f"source.{name}"] = source
    fields.update(more)
    stamps = dict.fromkeys(fields, Stamp(rank, last))
    for name, stamp in json.loads(row["stamps"] or "{}").items():
        stamps[name] = Stamp(*stamp)
    if row["texts"] is not None:
        texts = _unpacked_texts(json.loads(row["texts"]))
    else:
        texts = {row["text"]: {rank: (first, last)}} if row["text"] else {}
    known = Known(first, last, row["shown"], fields, stamps, texts)
    named = loaded(row["named"]) if row["named"] else None
    return Entry(row["id"], known, row["number"], bool(row["derived"]), named, row["pk"])


def dumped(known: Known) -> str:
    """All that is known, as JSON, which is the same for the same knowledge."""
    fields, stamps = dict(sorted(known.fields.items())), dict(sorted(known.stamps.items()))
    return _json([known.first, known.last, known.shown, fields, stamps, _texts(known)])


def loaded(text: str) -> Known:
    """What `dumped` wrote."""
    first, last, shown, fields, stamps, texts = json.loads(text)
    return Known(
        first,
        last,
        shown,
        {name: tuples(value) for name, value in fields.items()},
        {name: Stamp(*stamp) for name, stamp in stamps.items()},
        _unpacked_texts(texts),
    )


def link_rows(pk: int, known: Known, kind: str, text: str) -> Iterator[tuple[Any, ...]]:
    """The rows of the link table for an entry, in the order of `INSERT_LINK`.

    Around a linkback's address stands what the entry quotes of it.
    """
    for n, (url, place, words, around, rel) in enumerate(known.fields.get("links", ())):
        yield pk, n, url, target_of(url), place, words, around, rel
    url = known.fields.get("url")
    if url and kind != "post":
        place, around = ("linkback", text[:AROUND]) if kind in LINKBACKS else ("author", "")
        yield pk, -1, url, target_of(url), place, known.fields.get("name") or "", around, ""


def target_of(url: str) -> str:
    """The canonical address that a link leads to; what is no web address stays as it is."""
    try:
        return canonical(url)
    except ValueError:
        return url


def _field_order(source: tuple[str, str]) -> tuple[int, str]:
    return (_FIELDS.get(source[0], len(_FIELDS)), source[0])


def _packed_stamps(known: Known) -> tuple[int, str | None]:
    stamps = known.stamps.values()
    if len(set(map(id, stamps))) == 1:
        only = next(iter(stamps))
        if only.at == known.last:
            return only.rank, None
    ranks = Counter(s.rank for s in stamps if s.at == known.last)
    rank = max(ranks, key=lambda r: (ranks[r], r), default=1)
    usual = Stamp(rank, known.last)
    unusual = {name: stamp for name, stamp in sorted(known.stamps.items()) if stamp != usual}
    return rank, _json(unusual) if unusual else None


def _packed_texts(known: Known, rank: int, text: str) -> str | None:
    if known.texts == ({text: {rank: (known.first, known.last)}} if text else {}):
        return None
    return _json(_texts(known))


def _texts(known: Known) -> dict[str, Any]:
    return {t: {str(r): seen[r] for r in sorted(seen)} for t, seen in sorted(known.texts.items())}


def _unpacked_texts(packed: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    return {
        text: {int(rank): (span[0], span[1]) for rank, span in seen.items()}
        for text, seen in packed.items()
    }


def tuples(value: Any) -> Any:
    """A value read from JSON with its lists as tuples, as `Known` holds them."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
