"""Records to comments: the fields of each, its id, its kind and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from crawler import labels
from crawler.model import (
    NOBODY,
    PROVISIONAL,
    UNDATED,
    Author,
    Comment,
    CommentStatus,
    Link,
    LinkPlace,
    Moment,
)
from crawler.pages import Page
from crawler.platforms.generic import flags
from crawler.platforms.generic.anchors import Anchor, anchors
from crawler.platforms.generic.body import bodies
from crawler.platforms.generic.candidates import Name
from crawler.platforms.generic.dating import moments
from crawler.platforms.generic.kinds import kind_of
from crawler.platforms.generic.naming import names
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import Plan
from crawler.platforms.generic.records import Record, records, words_of
from crawler.platforms.generic.tree import parents
from crawler.text import clean

#: Letters of the paragraph around a link that are kept (`crawler.model.Link`).
_AROUND = 300
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|<%.*?%>|\$\{\w+\}|^\{\w+\}$|^%\w+%$|\[\[\w+\]\]")
_URL = re.compile(r"https?://[^\s<>]{3,500}")
_OWN = re.compile(
    r"\bby-?post-?author\b|\bby-?node-?author\b|\bblog-author\b|\bentry-author\b|\bauthor-?comment\b"
    r"|\bcomment-(?:by-)?(?:post-)?author\b|\bis-(?:post-)?author\b|\bpost-author\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Entry:
    """A record with what was found in it."""

    record: Record
    name: Name | None = None
    moment: Moment = UNDATED
    dated: int = -1

    @property
    def named(self) -> int:
        return self.name.index if self.name else -1


def comments_of(
    page: Page, outline: Outline, chosen: Sequence[Plan]
) -> tuple[list[Comment], list[etree._Element]]:
    """The comments of the chosen plans, and the elements that hold them."""
    entries = [_Entry(record) for record in records(outline, chosen)]
    for plan in chosen:
        _sign(page, outline, [entry for entry in entries if entry.record.plan is plan])
    found = [entry.record for entry in entries]
    kept = bodies(
        outline, found, [entry.dated for entry in entries], [entry.named for entry in entries]
    )
    fragments = anchors(outline, found, kept, [entry.dated for entry in entries])
    signed = [(entry.name.text or "") if entry.name else "" for entry in entries]
    above = parents(outline, found, [anchor.ident for anchor in fragments], signed)
    ids = _ids(fragments)
    comments = [
        _comment(page, outline, entry, items, anchor, ids[place])
        for place, (entry, items, anchor) in enumerate(zip(entries, kept, fragments, strict=True))
    ]
    answered = [None if place is None else ids[place] for place in above]
    return _alive(comments, answered), [e for record in found for e in _elements(outline, record)]


def _elements(outline: Outline, record: Record) -> Iterator[etree._Element]:
    """The elements that make up a record: one, or those of a run of siblings."""
    yield outline.nodes[record.head]
    index = record.start
    while index < record.end:
        if outline.tags[index]:
            yield outline.nodes[index]
        index = max(outline.ends[index], index + 1)


def _sign(page: Page, outline: Outline, entries: list[_Entry]) -> None:
    """Set the dates and names of the records of one plan, which are alike."""
    found = [entry.record for entry in entries]
    dated = moments(outline, found, page.locale, page.fetched_at)
    for entry, (moment, index) in zip(entries, dated, strict=True):
        entry.moment, entry.dated = moment, index
    signed = names(outline, found, [index for _, index in dated], page.locale)
    for entry, name in zip(entries, signed, strict=True):
        entry.name = name


def _ids(fragments: Sequence[Anchor]) -> list[str]:
    seen: set[str] = set()
    out = []
    for place, anchor in enumerate(fragments, start=1):
        ident = anchor.ident
        if not ident or ident in seen or ident.startswith(PROVISIONAL):
            ident = f"{PROVISIONAL}{place}"
        seen.add(ident)
        out.append(ident)
    return out


def _comment(
    page: Page, outline: Outline, entry: _Entry, items: list[int], anchor: Anchor, ident: str
) -> Comment:
    text = clean(words_of(outline, items))
    author = _author(page, outline, entry, anchor)
    kind = kind_of(outline, entry.record, text)
    if kind.is_linkback and text.casefold() == (author.name or "").casefold():
        text = ""
    return Comment(
        id=ident,
        kind=kind,
        author=author,
        published=entry.moment,
        text=text,
        permalink=page.absolute(anchor.href),
        status=CommentStatus.DELETED if labels.is_removed(text) else CommentStatus.VISIBLE,
        links=tuple(_links(page, outline, items)),
        by_post_author=bool(_OWN.search(outline.classes[entry.record.head])),
    )


def _author(page: Page, outline: Outline, entry: _Entry, anchor: Anchor) -> Author:
    if entry.name is None:
        return NOBODY
    return Author(
        name=entry.name.text,
        url=_address(page, outline, entry, anchor),
        avatar=_avatar(page, outline, entry.record),
    )


def _address(page: Page, outline: Outline, entry: _Entry, anchor: Anchor) -> str | None:
    """The link on, in or around a name; never the permalink."""
    index = entry.named
    around = [index]
    up = outline.parents[index]
    while up > entry.record.start and len(around) < 3:
        around.append(up)
        up = outline.parents[up]
    around += range(index + 1, outline.ends[index])
    for link in around:
        href = outline.nodes[link].get("href") if outline.tags[link] == "a" else None
        control = link != index and outline.marks[link] & flags.TOOLS
        if href and href != anchor.href and not href.startswith("#") and not control:
            url = page.absolute(href)
            if url and url != page.url:
                return url
    for above in around[:3]:
        for item in range(above, outline.ends[above]):
            if outline.parents[item] == above and _URL.fullmatch(outline.texts[item].strip()):
                return page.absolute(outline.texts[item].strip())
    return None


def _avatar(page: Page, outline: Outline, record: Record) -> str | None:
    for index in record.own:
        if outline.tags[index] == "img":
            parent = outline.parents[index]
            if (outline.marks[index] | outline.marks[parent]) & flags.AVATAR:
                return page.absolute(outline.nodes[index].get("src"))
    return None


def _links(page: Page, outline: Outline, items: list[int]) -> list[Link]:
    out = []
    for index in items:
        if outline.tags[index] != "a":
            continue
        node = outline.nodes[index]
        url = page.absolute(node.get("href"))
        if url is None:
            continue
        end = outline.ends[index]
        block = outline.blocks[index]
        around = [i for i in items if block <= i < outline.ends[block]]
        out.append(
            Link(
                url=url,
                place=LinkPlace.COMMENT,
                words=clean(words_of(outline, range(index, end))),
                around=_near(outline, around, index),
                rel=" ".join((node.get("rel") or "").lower().split()),
            )
        )
    return out


def _near(outline: Outline, items: list[int], link: int) -> str:
    """The words around a link, about as many before as after it."""
    before = clean(words_of(outline, [i for i in items if i <= link]))
    after = clean(words_of(outline, [i for i in items if i > link]))
    half = _AROUND // 2
    lead = before[-max(half, _AROUND - len(after) - 1) :] if before else ""
    return f"{lead} {after}".strip()[:_AROUND]


def _alive(comments: list[Comment], answered: list[str | None]) -> list[Comment]:
    """The comments with what they answer, without templates and hidden second copies."""
    seen: set[tuple[object, ...]] = set()
    out: list[Comment] = []
    gone: set[str] = set()
    for comment, parent in zip(comments, answered, strict=True):
        key = (comment.author.name, comment.published.local, comment.text, comment.kind)
        double = key in seen and comment.text and comment.id.startswith(PROVISIONAL)
        if double or _is_template(comment):
            gone.add(comment.id)
            continue
        seen.add(key)
        out.append(replace(comment, parent_id=parent) if parent else comment)
    if gone:
        out = [replace(c, parent_id=None) if c.parent_id in gone else c for c in out]
    return out


def _is_template(comment: Comment) -> bool:
    """Whether a script was to fill this in: "{{author}}", "${text}", "<%= name %>"."""
    return any(_TEMPLATE.search(text) for text in (comment.author.name or "", comment.text[:400]))
