"""What else WordPress can be asked about a thread: comment pages, the comment feed, the API."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from crawler.model import Ask, AskReason, Comment
from crawler.pages import Page
from crawler.platforms.addresses import parts_of
from crawler.platforms.paging import pages_linked
from crawler.platforms.post import address_of, canonical_or_same, whole_post
from crawler.platforms.wordpress_com import replies_asked

_POST_ID = re.compile(
    rb"postid-(\d+)|data-postid=[\"'](\d+)|name=[\"']comment_post_ID[\"'] value=[\"'](\d+)"
)


_TO_COMMENT = re.compile(rb"href=[\"']([^\"'\s#]*comment-page-[^\"'\s#]*)#comment-(\d+)")
_ANSWERABLE = re.compile(rb"data-commentid=[\"'](\d+)")

#: What WordPress comes with: levels of answers.
DEPTH = 5


def asks_of(page: Page, comments: Sequence[Comment], claimed: int | None) -> tuple[Ask, ...]:
    """Comment pages that are not this one, and the post's comment feed.

    The API, which never tells of linkbacks, is asked where the page names more comments than it
    shows and is not one of several, and for parents that the page does not show: how few of them
    the feed has (its length is an option), nobody tells before it is read.
    """
    asks = [Ask(url, AskReason.COMMENT_PAGE) for url in _pages(page, comments)]
    if comments or claimed:
        paged = bool(asks) or whole_post(page.url) != page.url
        lacking = bool(claimed) and not paged and (claimed or 0) > len(comments)
        flattened = _is_flattened(page, comments)
        feed, api = _feed(page), _api(page)
        if flattened and not (feed or api):
            feed = _usual_feed(page)
        if feed:
            asks.append(Ask(feed, AskReason.COMMENT_FEED))
        if lacking or flattened:
            asks += api
    return tuple(asks)


def _pages(page: Page, comments: Sequence[Comment]) -> list[str]:
    """The other pages: each permalink of a comment carries the page that it stands on.

    A widget of recent comments links to pages of other posts, and to this one by its number.
    """
    if "comment-page-" not in page.hrefs and "cpage=" not in page.hrefs:
        return []
    shown = {comment.id for comment in comments}
    here = {comment.permalink.partition("#")[0] for comment in comments if comment.permalink}
    for match in _TO_COMMENT.finditer(page.body):
        if match[2].decode() in shown:
            here.add(page.absolute(match[1].decode("utf-8", "replace")) or "")
    linked = pages_linked(page, ("comment-page-", "cpage="), here)
    post = {canonical_or_same(whole_post(page.url)), address_of(page)}
    return [url for url in linked if canonical_or_same(whole_post(url)) in post]


def _is_flattened(page: Page, comments: Sequence[Comment]) -> bool:
    """Whether answers may be printed beside what they answer, for lack of depth.

    At its last level (5 where nobody chose another) WordPress prints answers to answers side by
    side, without a link to reply.
    """
    parents = {comment.id: comment.parent_id for comment in comments}
    depths = {number: _depth(number, parents) for number in parents}
    last = max(depths.values(), default=0)
    level = [number for number, depth in depths.items() if depth == last]
    beside = Counter(parents[number] for number in level)
    answerable = {found.decode() for found in _ANSWERABLE.findall(page.body)}
    if last < (2 if answerable else DEPTH):
        return False
    return any(beside[parents[n]] > 1 and n not in answerable for n in level)


def _depth(number: str, parents: Mapping[str, str | None]) -> int:
    seen: set[str] = set()
    here: str | None = number
    while here is not None and here not in seen:
        seen.add(here)
        here = parents.get(here)
    return len(seen)


def _feed(page: Page) -> str | None:
    """The Atom form of the post's comment feed, for RSS 2 has no parents.

    In the head, or in the text where a theme is older than the links there (2.8).
    """
    here = parts_of(page.url)
    path, number = here.path.rstrip("/"), parse_qs(here.query).get("p")
    named = [link.href for link in page.head.rel("alternate")]
    if "feed" in page.hrefs:
        named += [a.get("href") or "" for a in page.every("a") if "feed" in (a.get("href") or "")]
    for href in named:
        parts = parts_of(page.absolute(href))
        if parts.netloc != here.netloc:
            continue
        if path and parts.path.rstrip("/") == f"{path}/feed":
            slash = "/" if parts.path.endswith("/") else ""
            return parts._replace(path=f"{path}/feed/atom{slash}").geturl()
        asked = parse_qs(parts.query)
        if number and asked.get("p") == number and asked.get("feed") == ["rss2"]:
            return parts._replace(query=parts.query.replace("feed=rss2", "feed=atom")).geturl()
    return None


def _usual_feed(page: Page) -> str:
    """Where the feed of a post's comments is that no theme names."""
    parts = parts_of(page.url)
    if parts.query:
        return parts._replace(query=f"feed=atom&{parts.query}").geturl()
    slash = "/" if parts.path.endswith("/") else ""
    return parts._replace(path=f"{parts.path.rstrip('/')}/feed/atom{slash}").geturl()


def _api(page: Page) -> tuple[Ask, ...]:
    """The site's own API; WordPress.com, which serves none on its blogs, has one for all."""
    link = next(page.head.rel("https://api.w.org/"), None)
    root = page.absolute(link.href) if link else None
    found = _POST_ID.search(page.body)
    if not found:
        return ()
    number = next(group for group in found.groups() if group).decode()
    if not root:
        return replies_asked(page, number)
    query = f"post={number}&per_page=100&order=asc&orderby=date_gmt"
    if "rest_route=" in root:
        return (Ask(f"{root.rstrip('/')}/wp/v2/comments&{query}", AskReason.API),)
    return (Ask(f"{root.rstrip('/')}/wp/v2/comments?{query}", AskReason.API),)
