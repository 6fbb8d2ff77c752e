"""WordPress.com's public API: the replies to a post, linkbacks among them (``/rest/v1.1``).

It serves every blog of WordPress.com, and blogs elsewhere that are joined to it by Jetpack.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from crawler.linkbacks.received import excerpt, unlabelled
from crawler.model import Ask, Author, Comment, CommentKind, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    asked,
    at,
    dated,
    identity,
    label,
    number,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "wordpress-com"
RANK = Rank.API

_KINDS = {"pingback": CommentKind.PINGBACK, "trackback": CommentKind.TRACKBACK}
_PAGE = re.compile(r"([?&]page=)(\d{1,6})")
_NUMBER = re.compile(r"[?&]number=(\d{1,6})")


def replies_asked(page: Page, post: str) -> tuple[Ask, ...]:
    """What to ask for the replies to a post of this number, where the service knows the blog.

    It knows its own blogs by their hosts, and a blog elsewhere by the number that the frame of
    Jetpack's comment form names.
    """
    form = page.ids.get("jetpack_remote_comment")
    told = parse_qs(urlsplit(form.get("src") or "").query) if form is not None else {}
    site = told.get("blogid", [""])[0]
    if page.host.endswith(".wordpress.com"):
        site = page.host
    elif not (site.isascii() and site.isdigit()):
        return ()
    path = f"sites/{site}/posts/{post}/replies/?number=100&page=1&order=ASC"
    return asked(f"https://public-api.wordpress.com/rest/v1.1/{path}")


def sure(page: Page) -> float:
    """How sure it is: how many were found, and comments with the post they belong to."""
    if not page.is_json or number(page.json, "found") is None:
        return 0.0
    return 1.0 if any("post" in c and "ID" in c for c in things(page.json, "comments")) else 0.0


def read(page: Page) -> Reading:
    """The comments and linkbacks, and the next page of them."""
    if not sure(page):
        raise TryNext("no replies to a post")
    found = things(page.json, "comments")
    permalinks = (word(thing, "URL").partition("#")[0] for thing in found)
    return answer(
        page,
        NAME,
        [_comment(page, thing) for thing in found],
        post_url=next(filter(None, permalinks), None),
        claimed=number(page.json, "found"),
        further=asked(_further(page)),
        whole=True,
    )


def _further(page: Page) -> str | None:
    size = _NUMBER.search(page.url)
    here = _PAGE.search(page.url)
    at_page = int(here[2]) if here else 1
    if not size or at_page * int(size[1]) >= (number(page.json, "found") or 0) or not int(size[1]):
        return None
    if here:
        return _PAGE.sub(rf"\g<1>{at_page + 1}", page.url)
    return f"{page.url}&page={at_page + 1}"


def _comment(page: Page, thing: Thing) -> Comment:
    kind = _KINDS.get(word(thing, "type"), CommentKind.COMMENT)
    approved = word(thing, "status") in ("approved", "")
    text, links = written(page, word(thing, "content")) if approved else ("", ())
    nicename = label(thing, "author", "nice_name")
    registered = number(thing, "author", "ID")
    return Comment(
        id=identity(thing, "ID"),
        kind=kind,
        author=Author(
            written(page, label(thing, "author", "name"))[0] or None,
            page.absolute(word(thing, "author", "URL")),
            f"wordpress.com::{nicename}" if nicename and registered else None,
            page.absolute(word(thing, "author", "avatar_URL")),
        ),
        published=dated(thing, "date"),
        text=excerpt(unlabelled(text)) if kind.is_linkback else text,
        parent_id=identity(at(thing, "parent"), "ID") or None,
        permalink=page.absolute(word(thing, "URL")),
        status=CommentStatus.VISIBLE if approved else CommentStatus.SCREENED,
        links=links,
    )
