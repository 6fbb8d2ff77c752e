"""A page from a file on disk, at the address it was saved from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.errors import UsageError

if TYPE_CHECKING:
    from crawler.pages import Page


def saved_page(path: Path, url: str | None = None) -> Page:
    """The page in a file; without ``url`` at the address that it declares.

    One that declares none is at ``http://saved.invalid/NAME`` (a name that never resolves, RFC
    2606), for readers know web addresses only.

    Raises `OSError` where the file cannot be read, and `UsageError` for an ``url`` that is none.
    """
    from crawler.pages import Page

    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{url!r} is no address of a page", "It begins with http:// or https://")
    page = Page(url or f"http://saved.invalid/{quote(path.name)}", path.read_bytes())
    if url is None and page.is_html:
        page.url = _declared(page) or page.url
    return page


def _declared(page: Page) -> str | None:
    """The absolute address in ``rel=canonical``, else in ``og:url``."""
    for link in page.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = page.absolute(link.get("href"))
            if address:
                return address
    for meta in page.tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:url":
            return page.absolute(meta.get("content"))
    return None
