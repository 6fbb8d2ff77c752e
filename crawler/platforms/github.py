"""Comments of a GitHub issue, which utterances and others show below a post (REST API).

An answer to a search for the issue leads to its comments.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from crawler.model import Ask, AskReason, Author, Comment, Rank, Reading
from crawler.pages import Page
from crawler.platforms.addresses import parts_of
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    dated,
    identity,
    label,
    plain,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "github"
RANK = Rank.API

_NEXT = re.compile(r"<([^<>]{1,2000})>;\s*rel=\"?next\"?")
_TERM = re.compile(r'"([^"]+)"')


def sure(page: Page) -> float:
    """How sure it is: comments of an issue, or issues found."""
    if not page.is_json:
        return 0.0
    if isinstance(page.json, list):
        first = next(iter(things(page.json)), None)
        return 1.0 if word(first, "issue_url") and word(first, "html_url") else 0.0
    found = things(page.json, "items")
    return 1.0 if found and word(found[0], "comments_url") and "total_count" in page.json else 0.0


def read(page: Page) -> Reading:
    """The comments and the next page of them, or the issue to ask for them."""
    if not sure(page):
        raise TryNext("no comments of an issue")
    if isinstance(page.json, dict):
        return answer(page, NAME, (), further=_issue(page), cut=True)
    following = _NEXT.search(page.header("link"))
    url = following[1] if following and _is_here(page, following[1]) else None
    comments = [_comment(page, thing) for thing in things(page.json)]
    paged = "page=" in page.url.replace("per_page=", "")
    return answer(
        page,
        NAME,
        comments,
        further=(Ask(url, AskReason.API),) if url else (),
        cut=paged,
        whole=not paged,
    )


def _issue(page: Page) -> list[Ask]:
    """The issue whose title holds what was searched for: the search itself is not that strict."""
    query = parse_qs(parts_of(page.url).query).get("q", [""])[0]
    quoted = _TERM.search(query)
    term = (quoted[1] if quoted else "").casefold()
    for thing in things(page.json, "items"):
        url = word(thing, "comments_url")
        if term and term in word(thing, "title").casefold() and _is_here(page, url):
            return [Ask(f"{url}?per_page=100", AskReason.API)]
    return []


def _is_here(page: Page, url: str) -> bool:
    there = parts_of(url).netloc
    return bool(there) and there == parts_of(page.url).netloc


def _comment(page: Page, thing: Thing) -> Comment:
    html = word(thing, "body_html")
    text, links = written(page, html) if html else plain(word(thing, "body"))
    login = label(thing, "user", "login")
    return Comment(
        id=identity(thing, "id"),
        author=Author(
            login or None,
            page.absolute(word(thing, "user", "html_url")),
            f"github::{login}" if login else None,
            page.absolute(word(thing, "user", "avatar_url")),
        ),
        published=dated(thing, "created_at"),
        text=text,
        permalink=page.absolute(word(thing, "html_url")),
        links=links,
        by_post_author=at(thing, "author_association") == "OWNER",
    )
