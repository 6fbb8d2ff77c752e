"""Comments by learned selectors alone, and when these are no longer to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.model import (
    PROVISIONAL,
    UNDATED,
    Author,
    Comment,
    CommentKind,
    LinkPlace,
    Rank,
    Reading,
)
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.ids import id_of_anchor
from crawler.platforms.learning.answers import Known, answered
from crawler.platforms.learning.fields import words_at
from crawler.platforms.learning.model import Learned
from crawler.platforms.learning.moments import read_date
from crawler.platforms.learning.records import Entry, Parts, entries_of
from crawler.platforms.linking import links_in
from crawler.platforms.names import name_of
from crawler.platforms.post import address_of, whole_post
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element

NAME = "learned"
#: Learned selectors stand with the platforms' readers; `docs/decisions/0008-learned-selectors.md`.
RANK = Rank.PLATFORM

#: Selectors that find a smaller share of what the page claims are no longer those of the site.
WHOLE = 0.5
#: Nor are those of which a larger share of the records lacks a field that used to be there.
LACKING = 0.3


@dataclass(slots=True)
class Read:
    """A record as far as it was read."""

    entry: Entry
    parts: Parts
    text: str
    left_out: set[Element]
    name: str
    id: str
    anchor: str


def read_records(page: Page, learned: Learned) -> list[Read]:
    """The records that have words, in document order."""
    records = []
    for entry in entries_of(page, learned.families):
        family = entry.family
        parts = Parts(entry)
        parts.body, parts.furniture = parts.at(family.body), frozenset(family.furniture)
        text, left_out = words_at(parts, family.body, family.furniture)
        if not text:
            continue
        anchor = parts.value(family.anchor)
        ident = parts.value(family.key) or id_of_anchor(anchor) or anchor
        name = name_of(parts.value(family.author)) or ""
        records.append(Read(entry, parts, text, left_out, name, ident, anchor))
    return records


class LearnedReader:
    """A reader (`crawler.platforms.reader.Reader`) that knows the markup of one site."""

    NAME = NAME
    RANK = RANK

    def __init__(self, learned: Learned) -> None:
        self._learned = learned

    def sure(self, page: Page) -> float:
        """How sure it is: it was made for the page's site."""
        return 0.6 if page.is_html else 0.0

    def read(self, page: Page) -> Reading:
        """The thread as the learned selectors alone read it.

        Raises `TryNext` where they find none, or so little that the site must have changed.
        """
        records = read_records(page, self._learned)
        comments = _comments(page, records, self._learned)
        count = claimed(page)
        reason = _doubt(page, records, comments, count)
        if reason:
            raise TryNext(reason)
        page.taken.update(part for record in records for part in record.entry.parts)
        return Reading(page.url, NAME, RANK, comments=tuple(comments), claimed=count)


def _doubt(
    page: Page, records: Sequence[Read], comments: Sequence[Comment], count: int | None
) -> str:
    """Why what was read is not to be believed, empty where it is."""
    if not records:
        return f"none of {count} comments found" if count else "no comments found"
    on_this_page = whole_post(page.url) == page.url
    if on_this_page and count and len(records) < WHOLE * count:
        return f"{len(records)} of {count} comments found"
    nameless = sum(not record.name for record in records)
    undated = sum(
        record.entry.family.dates is not None and comment.published.local is None
        for record, comment in zip(records, comments, strict=True)
    )
    for what, lacking in (("name", nameless), ("date", undated)):
        if lacking > LACKING * len(records):
            return f"{lacking} of {len(records)} comments without a {what}"
    return ""


def _comments(page: Page, records: Sequence[Read], learned: Learned) -> list[Comment]:
    used: set[str] = set()
    for place, record in enumerate(records):
        if not record.id or record.id in used:
            record.id = f"{PROVISIONAL}{place}"
        used.add(record.id)
    known = [Known(r.entry, r.parts, r.id, r.anchor, r.name) for r in records]
    above = answered(known, learned.answers)
    post_url = address_of(page)
    return [
        replace(_comment(page, record, post_url), parent_id=None if up is None else records[up].id)
        for record, up in zip(records, above, strict=True)
    ]


def _comment(page: Page, record: Read, post_url: str) -> Comment:
    family, parts = record.entry.family, record.parts
    root = parts.body if parts.body is not None else parts.head
    dated = f"{parts.value(family.date)} {parts.value(family.time)}".strip()
    permalink = f"{post_url}#{record.anchor}" if record.anchor else None
    links = links_in(page, root, record.left_out - {root}, LinkPlace.COMMENT, record.text)
    return Comment(
        id=record.id,
        kind=CommentKind(family.kind),
        author=Author(record.name or None, _home(page, record)),
        published=read_date(dated, family.dates, page.fetched_at) if family.dates else UNDATED,
        text=record.text,
        permalink=permalink,
        links=tuple(links),
    )


def _home(page: Page, record: Read) -> str | None:
    """The author's address: where it was learned to stand, else the link on or in the name."""
    family, parts = record.entry.family, record.parts
    if family.author_url is not None:
        return page.absolute(parts.value(family.author_url))
    holder = parts.at(family.author) if family.author is not None else None
    if holder is None or holder in record.entry.parts:
        return None
    links = (holder, *holder.iter("a")) if holder.tag != "a" else (holder,)
    up = holder.getparent()
    if up is not None and up.tag == "a":
        links = (*links, up)
    for link in links:
        href = link.get("href") if link.tag == "a" else None
        if href and not href.startswith("#"):
            url = page.absolute(href)
            return url if url and url.partition("#")[0] != page.url else None
    return None
