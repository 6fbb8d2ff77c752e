"""Records to comments: the fields of each, its id, its kind and its links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urldefrag

from lxml import etree

from crawler import labels
from crawler.model import (
    UNDATED,
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Link,
    LinkPlace,
    Moment,
)
from crawler.pages import Page
from crawler.platforms.generic import words
from crawler.platforms.generic.anchors import Anchor, anchors
from crawler.platforms.generic.body import bodies
from crawler.platforms.generic.dating import moments
from crawler.platforms.generic.kinds import kind_of
from crawler.platforms.generic.naming import Name, names
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plans import Plan
from crawler.platforms.generic.records import Record, records, words_of
from crawler.platforms.generic.tree import parents
from crawler.text import clean

_AROUND = 300
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|<%.*?%>|\$\{\w+\}|^\{\w+\}$|^%\w+%$|\[\[\w+\]\]")


def comments_of(
    page: Page, outline: Outline, chosen: Sequence[Plan]
) -> tuple[list[Comment], list[etree._Element]]:
    """The comments of the chosen plans, and the elements that hold them."""
    found = records(outline, list(chosen))
    dated: list[tuple[Moment, int]] = [(UNDATED, -1)] * len(found)
    named: list[Name | None] = [None] * len(found)
    for plan in chosen:
        places = [i for i, record in enumerate(found) if record.plan is plan]
        own = [found[i] for i in places]
        for i, moment in zip(
            places, moments(outline, own, page.language, page.fetched_at), strict=True
        ):
            dated[i] = moment
        at = [dated[i][1] for i in places]
        for i, name in zip(places, names(outline, own, at, page.language), strict=True):
            named[i] = name
    at = [index for _, index in dated]
    who = [name.index if name else -1 for name in named]
    kept = bodies(outline, found, at, who)
    fragments = anchors(outline, found, kept)
    answers = parents(outline, found, [anchor.ident for anchor in fragments])
    ids = _ids(fragments)
    comments = []
    for place, record in enumerate(found):
        above = answers[place]
        comments.append(
            _comment(
                page,
                outline,
                record,
                ids[place],
                named[place],
                dated[place][0],
                kept[place],
                fragments[place],
                ids[above] if above is not None else None,
            )
        )
    alive = _without_doubles([comment for comment in comments if not _is_template(comment)])
    return alive, [outline.nodes[record.head] for record in found]


def _ids(places: Sequence[Anchor]) -> list[str]:
    seen: set[str] = set()
    out = []
    for place, anchor in enumerate(places):
        ident = anchor.ident if anchor.ident and anchor.ident not in seen else f"~{place + 1}"
        seen.add(ident)
        out.append(ident)
    return out


def _comment(
    page: Page,
    outline: Outline,
    record: Record,
    ident: str,
    name: Name | None,
    moment: Moment,
    items: list[int],
    anchor: Anchor,
    parent: str | None,
) -> Comment:
    text = clean(words_of(outline, items))
    kind = kind_of(outline, record, name.text if name else "", text)
    author = _author(page, outline, record, name, anchor, items if kind.is_linkback else [])
    if kind.is_linkback and author.name and text and text.casefold() == author.name.casefold():
        text = ""
    status = CommentStatus.DELETED if labels.is_removed(text) else CommentStatus.VISIBLE
    return Comment(
        id=ident,
        kind=kind,
        author=author,
        published=moment,
        text=text,
        parent_id=parent,
        permalink=page.absolute(anchor.href) if anchor.href else None,
        status=status,
        links=tuple(_links(page, outline, items)),
    )


def _author(
    page: Page,
    outline: Outline,
    record: Record,
    name: Name | None,
    anchor: Anchor,
    items: list[int],
) -> Author:
    if name is None:
        return Author()
    url = _address(page, outline, record, name, anchor)
    return Author(name=name.text, url=url)


def _address(
    page: Page, outline: Outline, record: Record, name: Name, anchor: Anchor
) -> str | None:
    """The link on, in or around a name; never the permalink."""
    index = name.index
    around = [index]
    up = outline.parents[index]
    while up > record.start and len(around) < 3:
        around.append(up)
        up = outline.parents[up]
    links = [i for i in around if outline.tags[i] == "a"]
    links += [i for i in range(index, outline.ends[index]) if outline.tags[i] == "a"]
    for link in links:
        href = outline.nodes[link].get("href") or ""
        if href and href != anchor.href and not href.startswith("#"):
            url = page.absolute(href)
            if url and url != page.url:
                return url
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
        inside = list(range(index, outline.ends[index]))
        out.append(
            Link(
                url=url,
                place=LinkPlace.COMMENT,
                words=clean(words_of(outline, inside)),
                rel=" ".join((node.get("rel") or "").lower().split()),
            )
        )
    return out


def _is_template(comment: Comment) -> bool:
    """Whether a script was to fill this in: "{{author}}", "${text}", "<%= name %>"."""
    return any(_TEMPLATE.search(text) for text in (comment.author.name or "", comment.text[:400]))


def _without_doubles(comments: list[Comment]) -> list[Comment]:
    """The comments without second copies, as pages hide them for small screens."""
    seen: set[tuple[object, ...]] = set()
    out = []
    for comment in comments:
        key = (comment.author.name, comment.published.local, comment.text, comment.kind)
        if key in seen and comment.text and comment.id.startswith("~"):
            continue
        seen.add(key)
        out.append(comment)
    return out
