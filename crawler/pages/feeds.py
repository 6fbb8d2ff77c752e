"""Feeds as their entries: Atom (RFC 4287, RFC 4685), RSS 1 and 2, and Blogger's JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawler.pages.page import Page, join
from crawler.text import whole_number

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DC_DATE = "{http://purl.org/dc/elements/1.1/}date"
_REPLY = "{http://purl.org/syndication/thread/1.0}in-reply-to"
_EXTENDED = "{http://schemas.google.com/g/2005}extendedProperty"
_WFW = "{http://wellformedweb.org/CommentAPI/}commentRss"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. ``published`` is as written; ``content`` is HTML.

    ``replies_to`` are the ids or addresses of what it answers (RFC 4685); ``account`` is Blogger's
    class of the author (``pid-...``); ``comments_feed`` is the feed of its comments and
    ``comment_count`` their number.
    """

    id: str = ""
    title: str = ""
    link: str = ""
    author: str = ""
    author_url: str = ""
    published: str = ""
    content: str = ""
    replies_to: tuple[str, ...] = ()
    account: str = ""
    removed: bool = False
    comments_feed: str = ""
    comment_count: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the page it is about, the language it names, and its entries.

    ``further`` is its next page (RFC 5005, 3), and ``total`` how many entries there are in all
    (OpenSearch 1.1), where it says so.
    """

    title: str = ""
    link: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    further: str = ""
    total: int | None = None


def read_feed(page: Page) -> Feed | None:
    """The feed that a document is; ``None`` where it is none. Entities are not resolved."""
    if page.is_json:
        feed = page.json.get("feed") if isinstance(page.json, dict) else None
        return _of_json(feed) if isinstance(feed, dict) else None
    if not page.is_feed:
        return None
    text = _DECLARATION.sub("", page.text, count=1).strip("\ufeff \n\r\t\0")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        page.notes.append(f"not parsed as a feed: {str(error)[:120]}")
        return None
    if root is None:
        return None
    return _of_atom(root, page.url) if _name(root) == "feed" else _of_rss(root, page.url)


def _join(base: str, href: str | None) -> str:
    return (join(base, href) or "") if href else ""


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _text(element: etree._Element, *names: str) -> str:
    """The text of the first child with one of these names (or full tags) that has any."""
    for name in names:
        for child in element:
            if child.tag == name or (name[:1] != "{" and _name(child) == name):
                text = "".join(map(str, child.itertext())).strip()
                if text:
                    return text
    return ""


def _of_atom(root: etree._Element, base: str) -> Feed:
    entries = tuple(_atom_entry(entry, base) for entry in _children(root, "entry"))
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    total = _text(root, "totalResults")
    return Feed(
        _text(root, "title"),
        _atom_link(root, base, "alternate"),
        language,
        entries,
        _atom_link(root, base, "next"),
        whole_number(total),
    )


def _atom_link(element: etree._Element, base: str, rel: str, kind: str = "") -> str:
    for link in _children(element, "link"):
        if (link.get("rel") or "alternate") == rel and kind in (link.get("type") or ""):
            return _join(base, link.get("href")) or ""
    return ""


def _atom_entry(entry: etree._Element, base: str) -> Entry:
    author = next(_children(entry, "author"), entry)
    replies = [
        v for r in _children(entry, "in-reply-to") for v in (r.get("ref"), r.get("href")) if v
    ]
    related = _atom_link(entry, base, "related")
    properties = {e.get("name"): e.get("value") or "" for e in entry if e.tag == _EXTENDED}
    return Entry(
        id=_text(entry, "id"),
        title=_text(entry, "title"),
        link=_atom_link(entry, base, "alternate"),
        author=_text(author, "name"),
        author_url=_join(base, _text(author, "uri", "url")),
        published=_text(entry, "published", "issued", "created", "updated", "modified"),
        content=_markup(entry, "content") or _markup(entry, "summary"),
        replies_to=(*((related,) if "/comments/" in related else ()), *replies),
        account=properties.get("blogger.itemClass") or "",
        removed="blogger.contentRemoved" in properties,
        comments_feed=_atom_link(entry, base, "replies", "atom"),
    )


def _markup(entry: etree._Element, name: str) -> str:
    """The HTML of a text construct, whether escaped or as XHTML (RFC 4287, 3.1)."""
    for child in _children(entry, name):
        if child.get("type") == "xhtml" or (len(child) and not (child.text or "").strip()):
            return "".join(
                etree.tostring(part, encoding="unicode", method="html") for part in child
            )
        return "".join(map(str, child.itertext()))
    return ""


def _of_rss(root: etree._Element, base: str) -> Feed:
    channel = next(_children(root, "channel"), root)
    # RSS 1 has its items beside the channel, RSS 2 inside it.
    items = [*_children(channel, "item"), *(_children(root, "item") if channel is not root else ())]
    entries = tuple(_rss_item(item, base) for item in items)
    link = _join(base, _text(channel, "link"))
    return Feed(_text(channel, "title"), link, _text(channel, "language") or None, entries)


def _rss_item(item: etree._Element, base: str) -> Entry:
    guid = _text(item, "guid")
    link = _text(item, "link") or (guid if guid.startswith("http") else "")
    count = _text(item, _SLASH)
    return Entry(
        id=guid or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or "",
        title=_text(item, "title"),
        link=_join(base, link),
        author=_text(item, _CREATOR, "author"),
        published=_text(item, "pubDate", _DC_DATE),
        content=_text(item, _CONTENT, "description"),
        replies_to=tuple(v for r in item if r.tag == _REPLY for v in (r.get("ref"),) if v),
        comments_feed=_join(base, _text(item, _WFW)),
        comment_count=whole_number(count),
    )


def _of_json(feed: dict[str, Any]) -> Feed:
    entries = feed.get("entry")
    total = _t(feed, "openSearch$totalResults")
    listed = entries if isinstance(entries, list) else []
    return Feed(
        _t(feed, "title"),
        _json_link(feed, "alternate"),
        None,
        tuple(_json_entry(entry) for entry in listed if isinstance(entry, dict)),
        _json_link(feed, "next"),
        whole_number(total),
    )


def _t(thing: Any, name: str) -> str:
    value = thing.get(name) if isinstance(thing, dict) else None
    text = value.get("$t") if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _json_link(thing: dict[str, Any], rel: str) -> str:
    for link in _dicts(thing.get("link")):
        if link.get("rel") == rel and isinstance(link.get("href"), str):
            return str(link["href"])
    return ""


def _json_entry(entry: dict[str, Any]) -> Entry:
    author = next(iter(_dicts(entry.get("author"))), {})
    properties = {
        str(p.get("name")): str(p.get("value") or "")
        for p in _dicts(entry.get("gd$extendedProperty"))
    }
    related = _json_link(entry, "related")
    reply = entry.get("thr$in-reply-to")
    ref = str(reply.get("ref") or "") if isinstance(reply, dict) else ""
    return Entry(
        id=_t(entry, "id"),
        title=_t(entry, "title"),
        link=_json_link(entry, "alternate"),
        author=_t(author, "name"),
        author_url=_t(author, "uri"),
        published=_t(entry, "published") or _t(entry, "updated"),
        content=_t(entry, "content") or _t(entry, "summary"),
        replies_to=tuple(filter(None, (related if "/comments/" in related else "", ref))),
        account=properties.get("blogger.itemClass", ""),
        removed="blogger.contentRemoved" in properties,
        comments_feed=_json_link(entry, "replies"),
    )
