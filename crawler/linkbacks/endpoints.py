"""Where a page says it takes linkbacks; read as evidence, never requested."""

from __future__ import annotations

import re

from crawler.linkbacks.rdf import rdf_of
from crawler.model import Endpoint, Protocol
from crawler.pages import Page
from crawler.pages.page import join

_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[^\s;=,]+\s*(?:=\s*(?:\"[^\"]*\"|[^\s\",;]+))?)*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]+))", re.I)
_VISIBLE = ("trackback_url", "trackback-url", "ping-url", "trackbacks-link", "trackback-link")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def endpoints_of(page: Page, post_url: str) -> tuple[Endpoint, ...]:
    """The endpoints of a post's page, one a protocol and address.

    TrackBack: RDF inside HTML comments (the block about ``post_url`` where there are several),
    ``rel=trackback``, a visible address. Pingback 1.0: the ``X-Pingback`` header before
    ``link[rel=pingback]``. Webmention (W3C, 3.1.2): the HTTP ``Link`` header, then the first
    ``link`` or ``a`` in document order.
    """
    found: dict[Endpoint, None] = {}
    rels = _rels(page)
    for url in _trackbacks(page, post_url, rels):
        found[Endpoint(Protocol.TRACKBACK, url)] = None
    pingback = page.absolute(page.header("x-pingback") or rels.get("pingback"))
    if pingback:
        found[Endpoint(Protocol.PINGBACK, pingback)] = None
    webmention = _webmention(page, rels)
    if webmention:
        found[Endpoint(Protocol.WEBMENTION, webmention)] = None
    return tuple(found)


def _rels(page: Page) -> dict[str, str]:
    """The address of the first element of each of the rels that matter."""
    rels: dict[str, str] = {}
    # Links of the head come first in any document; the first of a rel is the one that counts.
    for link in page.head.links:
        for rel in link.rel:
            rels.setdefault(rel, link.href)
    for element, tokens in page.related:
        for rel in tokens:
            if rel in ("trackback", "webmention") and element.get("href") is not None:
                rels.setdefault(rel, element.get("href") or "")
    return rels


def _webmention(page: Page, rels: dict[str, str]) -> str | None:
    for target, parameters in _LINK.findall(page.header("link")):
        for quoted, bare in _REL.findall(parameters):
            if "webmention" in (quoted or bare).lower().split():
                return join(page.url, target)
    # An empty address is the page itself.
    href = rels.get("webmention")
    return None if href is None else page.absolute(href or page.url)


def _trackbacks(page: Page, post_url: str, rels: dict[str, str]) -> list[str]:
    ping = rdf_of(page, post_url).get("trackback:ping")
    pings = [value for value in (ping, rels.get("trackback"), *_visible(page)) if value]
    return list(dict.fromkeys(url for url in map(page.absolute, pings) if url))


def _visible(page: Page) -> list[str]:
    found = []
    for name in _VISIBLE:
        for element in [page.ids.get(name), *page.classes.get(name, ())[:1]]:
            if element is not None:
                text = " ".join([element.get("href") or "", *element.itertext()])
                address = _ADDRESS.search(text)
                if address and any(word in address[0] for word in ("ping", "trackback", "tb")):
                    found.append(address[0])
    return found
