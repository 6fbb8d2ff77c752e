"""Pages from files on disk, at the addresses they were saved from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.errors import UsageError

#: The longest document that is read of a WARC file, as in a crawl, in bytes.
_MOST = 16 * 1024 * 1024

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


def recorded_pages(path: Path, tell: Callable[[str], None]) -> Iterator[Page]:
    """The documents in a WARC file, each as it was at the time of its record.

    ``tell`` hears of records that cannot be read. Raises `UsageError` where the file is no WARC.
    """
    from crawler.fetch.warc import Broken
    from crawler.fetch.warc.reading import decoded, document, heads, instant
    from crawler.pages import Page

    try:
        for head in heads(path):
            url = head.field("WARC-Target-URI").strip("<>")
            if head.field("WARC-Type") != "response" or head.status != 200:
                continue
            try:
                answer = document(path, head.offset, _MOST)
                body = decoded(answer, _MOST)
            except Broken as error:
                tell(f"{url}: {error}")
                continue
            headers = {name.lower(): value for name, value in answer.headers}
            at = datetime.fromtimestamp(instant(head.field("WARC-Date")), UTC)
            page = Page(url, body, headers, 200, at)
            if not url.endswith("/robots.txt") and (page.is_html or page.is_feed or page.is_json):
                yield page
    except Broken as error:
        raise UsageError(str(error)) from error


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
