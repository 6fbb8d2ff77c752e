"""One fetched document: bytes, headers and address, parsed once for all who read it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler.language import language_of
from crawler.pages.encoding import decode, encoding_of, is_utf8
from crawler.pages.head import Head, read_head
from crawler.pages.index import Index
from crawler.pages.lazy import lazy
from crawler.text import HIDDEN
from crawler.urls import host_of

# What may stand before the root element of a document (XML 1.0, 2.8).
_PROLOG = re.compile(
    rb"(?:\s+|\xef\xbb\xbf|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*",
    re.IGNORECASE | re.DOTALL,
)
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
# Prefixes that keep a JSON answer from being run as a script.
_GUARD = re.compile(r"^\s*(?:\)\]\}'?,?|\]\)\}while\(1\);</x>|for\s*\(;;\);)\s*")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A link from the root of the site that joining leaves as it is: no "..", no empty query.
_ROOTED = re.compile(r"(?:/[\w~+-][\w.~+-]*)+/?(?:\?[\w.~+=&%-]+)?(?:#[\w.~+=&%-]+)?")
_ORIGIN = re.compile(r"https?://[^/?#\s]+")
#: How many characters of prose tell the language.
SAMPLE = 1500


class Page:
    """A fetched document. What is derived from its bytes is made when first asked for, once.

    ``headers`` has lower-case names. ``fetched_at`` is in UTC; relative dates count back from it,
    and cannot be read where it is not known, as of a file that somebody saved.
    Nothing here raises on bad input: a document that cannot be parsed has an empty tree and a
    note in ``notes``.
    """

    def __init__(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        status: int = 200,
        fetched_at: datetime | None = None,
    ) -> None:
        self.url = url
        self.body = body
        self.headers = dict(headers or {})
        self.status = status
        self.fetched_at = fetched_at
        self.notes: list[str] = []
        #: Whether a reader could but guess which words of its records are the comments'.
        self.loose = False
        self._held: dict[bytes, bool] = {}
        #: Elements that readers took as parts of the thread: the post is read without them.
        self.taken: set[etree._Element] = set()

    def header(self, name: str) -> str:
        """The value of a header, empty where there is none."""
        return self.headers.get(name.lower(), "")

    def holds(self, word: bytes) -> bool:
        """Whether the bytes hold a word: many readers ask for the same, it is looked for once."""
        known = self._held.get(word)
        if known is None:
            known = self._held[word] = word in self.body
        return known

    @lazy
    def encoding(self) -> str:
        """The Python name of the document's encoding."""
        return encoding_of(self.body, self.header("content-type"), self._is_utf8)

    @lazy
    def _is_utf8(self) -> bool:
        return is_utf8(self.body)

    @lazy
    def text(self) -> str:
        """The document decoded."""
        return decode(self.body, self.encoding)

    @lazy
    def tree(self) -> etree._Element:
        """The root of the HTML tree; comments are kept, for TrackBack hides in them.

        Elements are lxml's plain ones, not those of ``lxml.html``: they cost half as much. A JSON
        answer has no tree: the markup in its texts is not its own.
        """
        if self.is_json:
            return etree.Element("html")
        body = self.body
        if self.encoding not in ("utf-8", "utf8") or b"\0" in body:
            body = self.text.replace("\0", "\ufffd").encode("utf-8", "replace")
        elif not self._is_utf8:
            body = body.decode("utf-8", "replace").encode("utf-8")
        # A parser of its own: lxml's parsers are not to be shared between threads. Its table of
        # ids is not used (`ids` is), and costs a fourteenth of parsing.
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
        try:
            root = etree.fromstring(body, parser) if body.strip() else None
        except etree.LxmlError as error:
            self.notes.append(f"not parsed as HTML: {str(error)[:120]}")
            root = None
        if root is None:
            self.notes.append("no document")
            return etree.Element("html")
        if parser.error_log and parser.error_log[-1].type_name == "ERR_RESOURCE_LIMIT":
            self.notes.append("nested too deeply: read as far as the parser goes")
        return root

    @lazy
    def _index(self) -> Index:
        return Index(self.tree)

    @lazy
    def elements(self) -> list[etree._Element]:
        """All elements in document order."""
        return self._index.elements

    @lazy
    def classes(self) -> dict[str, list[etree._Element]]:
        """The elements that have a class word, in document order, by word."""
        return self._index.classes

    @lazy
    def ids(self) -> dict[str, etree._Element]:
        """The first element with an id, by id."""
        return self._index.ids

    def every(self, *tags: str) -> list[etree._Element]:
        """The elements with one of these tags, in document order."""
        return self._index.every(*tags)

    @lazy
    def properties(self) -> list[etree._Element]:
        """The elements with an ``itemprop`` (HTML microdata), in document order."""
        return self._having("itemprop")

    @lazy
    def typed(self) -> list[etree._Element]:
        """The elements with an ``itemtype`` (HTML microdata), in document order."""
        return self._having("itemtype")

    def _having(self, attribute: str) -> list[etree._Element]:
        if not self.holds(attribute.encode()):
            return []
        return [e for e in self.elements if e.get(attribute) is not None]

    @lazy
    def head(self) -> Head:
        """What the page says about itself."""
        return read_head(self.every("meta", "link", "title", "script", "base"))

    @lazy
    def host(self) -> str:
        """The host of the page's address, empty where that is no web address."""
        try:
            return host_of(self.url)
        except ValueError:
            return ""

    @lazy
    def related(self) -> list[tuple[etree._Element, list[str]]]:
        """The ``a`` elements that have a ``rel``, with its tokens in lower case."""
        return [(a, rel.lower().split()) for a in self.every("a") if (rel := a.get("rel"))]

    @lazy
    def hrefs(self) -> str:
        """The addresses of all ``a`` elements as written, a line each: what is linked at all."""
        return "\n".join(filter(None, (a.get("href") for a in self.every("a"))))

    @lazy
    def base_url(self) -> str:
        """The address that links are relative to."""
        declared = self.head.base if self.is_html else ""
        return join(self.url, declared) or self.url if declared else self.url

    def absolute(self, href: str | None) -> str | None:
        """The absolute http(s) address of a link as written; ``None`` where it is no such link."""
        return join(self.base_url, href) if href else None

    @lazy
    def language(self) -> str | None:
        """The language of the document, as declared or as its words tell."""
        return language_of(self._declared, self._sample())

    @lazy
    def locale(self) -> str | None:
        """The language of the dates and labels that the software writes around the words.

        That of the document, but where people write English on a site that declares another: sites
        are declared to be English by mistake, others on purpose.
        """
        told = self.language
        english = told is not None and told.partition("-")[0] == "en"
        return (language_of(self._declared, "") or told) if english else told

    @lazy
    def _declared(self) -> str | None:
        root, body = self.tree, self.tree.find("body")
        return (
            root.get("lang")
            or root.get(_LANG)
            or root.get("xml:lang")
            or (body.get("lang") if body is not None else None)
            or self.head.first("content-language", "og:locale")
            or self.header("content-language")
            or None
        )

    def _sample(self) -> str:
        """Some of the prose of the page: its paragraphs, else whatever text it has."""
        for tags in (("p", "blockquote"), ()):
            words: list[str] = []
            size = 0
            for element in self.every(*tags) if tags else self.elements:
                text = element.text if not tags else " ".join(map(str, element.itertext()))
                if text and (tags or element.tag not in HIDDEN):
                    words.append(text)
                    size += len(text)
                if size > SAMPLE:
                    break
            if size > SAMPLE // 10:
                break
        return " ".join(words)

    @lazy
    def is_json(self) -> bool:
        """Whether the document is a JSON answer, by its type or its first bytes."""
        if "json" in self.header("content-type"):
            return True
        return self.body[:64].lstrip()[:1] in (b"{", b"[") and self.json is not None

    @lazy
    def is_feed(self) -> bool:
        """Whether the document is an RSS or Atom feed, by its root element."""
        start = self.body[:8192]
        if self.encoding.startswith(("utf-16", "utf-32")):
            start = self.text[:8192].encode("utf-8", "replace")
        prolog = _PROLOG.match(start)
        return prolog is not None and _FEED_ROOT.match(start, prolog.end()) is not None

    @lazy
    def is_html(self) -> bool:
        """Whether the document is to be read as HTML: anything with a tag that is nothing else."""
        kind = self.header("content-type").split(";")[0].strip()
        if kind.startswith(("image/", "audio/", "video/", "font/", "application/pdf")):
            return False
        return not self.is_feed and b"<" in self.body and not self.is_json

    @lazy
    def json(self) -> Any:
        """The JSON answer, ``None`` where the document is none."""
        try:
            return json.loads(_GUARD.sub("", self.text, count=1))
        except (ValueError, RecursionError):
            return None


def join(base: str, href: str) -> str | None:
    """The absolute http(s) address of ``href`` as written on a page; ``None`` for any other kind.

    Spaces and line breaks around and inside it are dropped, as browsers do (WHATWG URL, 4.4).
    """
    href = href.strip()
    if not href.isprintable():
        href = re.sub(r"[\t\r\n]", "", href)
    if href.startswith("#") and base[:4].lower() == "http":
        return base.partition("#")[0] + href
    scheme = href[:8].lower()
    if scheme.startswith(("http://", "https://")):
        return href
    head, colon, _ = href.partition(":")
    if colon and head.isalpha() and head.lower() not in ("http", "https"):
        return None
    origin = _ORIGIN.match(base) if _ROOTED.fullmatch(href) else None
    if origin:
        return origin[0] + href
    try:
        joined = urljoin(base, href)
    except ValueError:
        return None
    return joined if joined[:4].lower() == "http" else None
