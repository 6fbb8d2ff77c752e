"""Links to the other pages of a thread."""

from __future__ import annotations

from collections.abc import Collection

from crawler.pages import Page


def pages_linked(page: Page, marks: Collection[str], here: Collection[str] = ()) -> list[str]:
    """The addresses, without fragment, of links that hold one of the marks, in document order.

    ``here`` are addresses that show what this page shows; its own is always left out.
    """
    if not any(mark in page.hrefs for mark in marks):
        return []
    found: dict[str, None] = {}
    for anchor in page.every("a"):
        href = anchor.get("href")
        if href and any(mark in href for mark in marks) and "replytocom=" not in href:
            url = page.absolute(href)
            if url:
                found[url.partition("#")[0]] = None
    for url in (page.url.partition("#")[0], *here):
        found.pop(url, None)
    return list(found)
