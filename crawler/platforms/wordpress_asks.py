"""What else WordPress can be asked about a thread: comment pages, the comment feed, the API."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urldefrag, urlsplit

from crawler.model import Ask, AskReason, Comment
from crawler.pages import Page
from crawler.platforms.paging import pages_linked

_POST_ID = re.compile(
    rb"postid-(\d+)|data-postid=[\"'](\d+)|name=[\"']comment_post_ID[\"'] value=[\"'](\d+)"
)


def asks_of(page: Page, comments: Sequence[Comment], claimed: int | None) -> tuple[Ask, ...]:
    """Comment pages that are not this one, and the post's comment feed.

    The API, which never tells of linkbacks, is asked where the page names more comments than it
    shows and links to no further page.
    """
    asks = [Ask(url, AskReason.COMMENT_PAGE) for url in _pages(page, comments)]
    if comments or claimed:
        feed = _feed(page)
        if feed:
            asks.append(Ask(feed, AskReason.COMMENT_FEED))
        if not asks[1:] and claimed and claimed > len(comments):
            asks += [Ask(url, AskReason.API) for url in _api(page)]
    return tuple(asks)


def _pages(page: Page, comments: Sequence[Comment]) -> list[str]:
    """The other pages: each permalink of a comment carries the page that it stands on."""
    here = {urldefrag(comment.permalink)[0] for comment in comments if comment.permalink}
    return pages_linked(page, ("comment-page-", "cpage="), here)


def _feed(page: Page) -> str | None:
    """The Atom form of the post's comment feed, for RSS 2 has no parents."""
    path = urlsplit(page.url).path.rstrip("/")
    for link in page.head.rel("alternate"):
        url = page.absolute(link.href)
        parts = urlsplit(url or "")
        if url and path and parts.path.rstrip("/") == f"{path}/feed":
            return parts._replace(path=f"{path}/feed/atom/").geturl()
    return None


def _api(page: Page) -> list[str]:
    link = next(page.head.rel("https://api.w.org/"), None)
    root = page.absolute(link.href) if link else None
    found = _POST_ID.search(page.body)
    if not root or not found:
        return []
    number = next(group for group in found.groups() if group).decode()
    query = f"post={number}&per_page=100&order=asc&orderby=date_gmt"
    if "rest_route=" in root:
        return [f"{root.rstrip('/')}/wp/v2/comments&{query}"]
    return [f"{root.rstrip('/')}/wp/v2/comments?{query}"]
