"""The feed of a post's comments, on pages of no platform that is known to have one."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.model import Ask, AskReason
from crawler.pages import Page
from crawler.platforms.addresses import parts_of
from crawler.urls import blog_of

#: Shorter parts of an address stand in others by chance.
_SHORTEST = 3
_EXTENSION = re.compile(r"\.\w{1,5}$")


def feed_asks(page: Page, post_url: str) -> tuple[Ask, ...]:
    """The feed that the page names as that of its own comments (RFC 4685, ``rel=replies``).

    Or as an alternate of it: one below the post's address, or one for comments that names the post.
    A feed of the comments of all posts is neither.
    """
    for link in page.head.links:
        if not {"alternate", "replies"}.intersection(link.rel):
            continue
        url = page.absolute(link.href)
        if url is None or not ("rss" in link.type or "atom" in link.type):
            continue
        about = f"{link.href} {link.title}".lower()
        if "replies" in link.rel or _is_below(url, post_url) or _names(url, about, post_url):
            return (Ask(url, AskReason.COMMENT_FEED),) if _is_near(url, post_url) else ()
    return ()


def _is_below(url: str, post_url: str) -> bool:
    path = parts_of(post_url).path.rstrip("/")
    return bool(path) and parts_of(url).path.startswith(f"{path}/")


def _names(url: str, about: str, post_url: str) -> bool:
    """Whether a feed is for comments and its address holds the post's last part, or its number."""
    if "comment" not in about and "repl" not in about:
        return False
    parts = parts_of(post_url)
    last = _EXTENSION.sub("", parts.path.rstrip("/").rpartition("/")[2])
    last = last or parts.query.rpartition("=")[2]
    return len(last) >= _SHORTEST and unquote(last) in unquote(url)


def _is_near(url: str, post_url: str) -> bool:
    """Whether two addresses are of one blog."""
    try:
        return blog_of(url) == blog_of(post_url)
    except ValueError:
        return False
