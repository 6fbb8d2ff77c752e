"""Comments in the vocabularies of the web: schema.org in JSON-LD and microdata, h-cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.model import UNDATED, Author, Comment, CommentKind, Moment, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.hints import read_hint
from crawler.platforms.ids import id_of_anchor
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element, Record
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.platforms.statements import ld_posts, person_of
from crawler.text import clean

NAME = "structured"
RANK = Rank.STRUCTURED

_COMMENT_TYPE = re.compile(r"schema\.org/(?:User)?Comments?$", re.I)
#: What WordPress and Typecho call the comments of the post's author.
_OWN = frozenset(("bypostauthor", "comment-by-author"))
_TAG = re.compile(r"<[^>]{0,500}>")
#: Properties of h-entry that hold what others wrote about it (microformats2, comment-presentation).
_RESPONSES = {
    "u-comment": CommentKind.COMMENT,
    "p-comment": CommentKind.COMMENT,
    "u-like": CommentKind.LIKE,
    "p-like": CommentKind.LIKE,
    "u-repost": CommentKind.REPOST,
    "p-repost": CommentKind.REPOST,
    "u-mention": CommentKind.WEBMENTION,
    "p-mention": CommentKind.WEBMENTION,
}

ROLES: Roles = {
    **COMMON,
    "p-author": Role.BYLINE,
    "h-card": Role.BYLINE,
    "p-name": Role.BODY,
    "p-content": Role.BODY,
    "p-summary": Role.BODY,
    "dt-published": Role.DATE,
}


def sure(page: Page) -> float:
    """How sure it is: a comment in one of the vocabularies."""
    if next(_marked(page), None) is not None or any("comment" in thing for thing in page.head.ld):
        return 0.8
    return 0.8 if "h-cite" in page.classes and any(w in page.classes for w in _RESPONSES) else 0.0


def read(page: Page) -> Reading:
    """The thread as marked up in the page, else as described in its JSON-LD."""
    records = [_record(element) for element in _marked(page)] or _cited(page)
    if records:
        found = read_comments(page, records, ROLES)
        comments = [_cited_at(page, c, r) for c, r in zip(found, records, strict=True)]
    else:
        comments = _described(page)
    if not comments:
        raise TryNext("no comments in the vocabularies of the web")
    return Reading(page.url, NAME, RANK, comments=tuple(comments), claimed=claimed(page))


def _marked(page: Page) -> Iterator[Element]:
    """The outermost elements of microdata that are comments, and those nested in them.

    Some mark the whole list as comments, too: what says nothing itself is no comment.
    """
    found = [e for e in page.typed if _COMMENT_TYPE.search(e.get("itemtype") or "")]
    wrappers = {e.getparent() for e in found}.intersection(found)
    return (e for e in found if e not in wrappers or _says(e))


def _says(item: Element) -> bool:
    """Whether an item has properties of its own besides the items in it."""
    return any(
        inner.get("itemprop") not in (None, "comment") and _holder(inner) is item
        for inner in item.iterdescendants()
    )


def _holder(element: Element) -> Element | None:
    """The item that a property belongs to (microdata, HTML 5.2)."""
    return next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)


def _record(element: Element) -> Record:
    anchor = element.get("id") or element.get("itemid") or ""
    fragment = anchor.rpartition("#")[2]
    number = id_of_anchor(fragment) or ""
    words = (element.get("class") or "").split()
    return Record(
        [element],
        id=number,
        anchors=frozenset((fragment,)) if fragment else frozenset(),
        by_post_author=not _OWN.isdisjoint(words),
    )


def _cited(page: Page) -> list[Record]:
    """Responses marked up as h-cite inside an h-entry."""
    records = []
    for element in page.classes.get("h-cite", ()):
        words = (element.get("class") or "").split()
        kind = next((_RESPONSES[word] for word in words if word in _RESPONSES), None)
        if kind is not None:
            record = _record(element)
            record.kind = kind
            records.append(record)
    return records


def _cited_at(page: Page, comment: Comment, record: Record) -> Comment:
    """A response whose ``u-url`` stands on another site came as a webmention from there."""
    if "h-cite" not in (record.parts[0].get("class") or ""):
        return comment
    links = (e for e in record.parts[0].iter("a") if "u-url" in (e.get("class") or "").split())
    outside = (link for link in links if not _inside_card(link, record.parts[0]))
    url = next(filter(None, (page.absolute(link.get("href")) for link in outside)), None)
    permalink = comment.permalink or url
    if comment.kind.is_reaction:
        return replace(comment, permalink=permalink, text="", links=())
    return replace(comment, permalink=permalink)


def _inside_card(link: Element, root: Element) -> bool:
    for outer in (link, *link.iterancestors()):
        if outer is root:
            return False
        if "h-card" in (outer.get("class") or "").split():
            return True
    return False


def _described(page: Page) -> list[Comment]:
    """The comments in JSON-LD; those inside others answer them."""
    comments: list[Comment] = []
    for thing in ld_posts(page):
        _walk(page, thing, None, comments)
    return comments


def _walk(page: Page, thing: dict[str, Any], parent: str | None, out: list[Comment]) -> None:
    stack = [(thing, parent)]
    while stack:
        holder, above = stack.pop()
        listed = holder.get("comment")
        children = listed if isinstance(listed, list) else [listed]
        for child in (c for c in children if isinstance(c, dict)):
            comment = _comment(page, child, above, len(out))
            out.append(comment)
            stack.append((child, comment.id))


def _comment(page: Page, thing: dict[str, Any], parent: str | None, place: int) -> Comment:
    url = thing.get("url") or thing.get("@id")
    link = page.absolute(url) if isinstance(url, str) else None
    name, home = person_of(page, thing.get("author") or thing.get("creator"))
    text = thing.get("text") or thing.get("description") or ""
    date = thing.get("datePublished") or thing.get("dateCreated") or ""
    return Comment(
        id=id_of_anchor((link or "").rpartition("#")[2]) or f"~{place}",
        author=Author(name, home),
        published=_moment(page, date) if isinstance(date, str) else UNDATED,
        text=clean(_TAG.sub(" ", text)) if isinstance(text, str) else "",
        parent_id=parent,
        permalink=link,
    )


def _moment(page: Page, date: str) -> Moment:
    """The moment of a date in JSON-LD, which is meant for machines and often written for people."""
    moment = read_hint(date, page.locale)
    return moment if moment.local else Moment(written=date.strip())
