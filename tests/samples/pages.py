"""Read the sample pages by plain lxml, apart from all code that they are to test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urljoin, urlsplit

from lxml import html

from samples.sites import BLOGS, sites

#: A host that pages offer for bookmarking; there is no such site, and nobody is to ask for it.
NO_SITE = "bookmarks.example"


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def documents() -> Iterator[str]:
    """The addresses of all HTML files."""
    for file in sorted(BLOGS.glob("*/**/*.html")):
        host, *path = file.relative_to(BLOGS).parts
        yield f"http://{host}/" + "/".join(path).removesuffix("index.html")


def settle(url: str) -> tuple[str, int]:
    """Where an address of the samples ends, redirects and shared pages undone, and its status."""
    for _ in range(5):
        parts = urlsplit(url)
        site = sites()[parts.hostname or ""]
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if target in site.same:
            target = site.same[target]
        answer = site.answer(target)
        if answer.status != 301:
            return f"http://{parts.hostname}{target}", answer.status
        url = urljoin(url, answer.headers["Location"])
    raise AssertionError(f"redirects without end: {url}")


@cache
def tree(url: str) -> html.HtmlElement:
    parts = urlsplit(url)
    site = sites()[parts.hostname or ""]
    answer = site.answer(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert answer.status == 200, url
    return html.document_fromstring(answer.body, parser=html.HTMLParser(encoding=site.charset))


def links(node: html.HtmlElement, base: str) -> Iterator[str]:
    """The addresses that the anchors of a document lead to, absolute."""
    for href in node.xpath(".//a/@href"):
        if not href.startswith(("javascript:", "mailto:")):
            yield urljoin(base, href)


def pages_of(post_url: str) -> list[str]:
    """A post's page and the pages that the rest of its comments stand on."""
    found = {post_url}
    waiting = [post_url]
    while waiting:
        page = waiting.pop()
        for url in links(tree(page), page):
            url = url.partition("#")[0]
            if re.match(re.escape(post_url) + r"comment-page-\d+/$", url) and url not in found:
                found.add(url)
                waiting.append(url)
    return sorted(found)


def entry(post_url: str, comment_id: str) -> html.HtmlElement:
    """The element of a thread that carries a comment's anchor; the list item or block around it."""
    names = [f"{prefix}{comment_id}" for prefix in ("comment-", "trackback-", "c", "")]
    for page in pages_of(post_url):
        for name in names:
            hits = tree(page).xpath("//*[@id=$name][not(self::a)]", name=name)
            if hits:
                (hit,) = hits
                return hit
    raise AssertionError(f"no anchor of {comment_id} under {post_url}")
