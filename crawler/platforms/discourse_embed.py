"""Discourse below a page elsewhere: the first replies of its topic, as the frame shows them."""

from __future__ import annotations

import re

from crawler import dates
from crawler.model import (
    Ask,
    AskReason,
    Author,
    Comment,
    CommentStatus,
    LinkPlace,
    Moment,
    Rank,
    Reading,
)
from crawler.pages import Page
from crawler.platforms.claims import count_in
from crawler.platforms.linking import links_in
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import text_of

NAME = "discourse-embed"
RANK = Rank.PLATFORM

_POST = re.compile(r"(https?://[^?#]+?)/t/[^/?#]+/(\d+)(?:/(\d+))?/?$")


def sure(page: Page) -> float:
    """How sure it is: posts with the frame's own names for their parts."""
    marks = ("post-date" in page.classes, "cooked" in page.classes, "username" in page.classes)
    return (
        0.9
        if all(marks) and any(e.tag == "article" for e in page.classes["cooked"][0].iterancestors())
        else 0.0
    )


def read(page: Page) -> Reading:
    """The replies, by their numbers in the topic; the topic itself is asked for as JSON."""
    comments: list[Comment] = []
    topic = None
    for element in page.classes.get("post", ()):
        date = _inner(element, "post-date")
        place = _POST.match(page.absolute(date.get("href")) or "") if date is not None else None
        if date is not None and place and place[3] not in (None, "1"):
            comments.append(_comment(page, element, date, place[3]))
            topic = f"{place[1]}/t/{place[2]}.json"
            page.taken.add(element)
    if not comments:
        raise TryNext("no replies of a topic")
    counts = (count_in(text_of(e)) for e in page.classes.get("replies", ())[:1])
    return Reading(
        page.url,
        NAME,
        RANK,
        comments=tuple(comments),
        claimed=next(counts, None),
        asks=(Ask(topic, AskReason.API),) if topic else (),
    )


def _inner(element: Element, word: str) -> Element | None:
    return next((e for e in element.iter("*") if word in (e.get("class") or "").split()), None)


def _comment(page: Page, element: Element, date: Element, number: str) -> Comment:
    body, signed, answered = (_inner(element, w) for w in ("cooked", "username", "in-reply-to"))
    deleted = "deleted" in (element.get("class") or "").split()
    skip = {e for e in (signed, _inner(element, "post-replies")) if e is not None}
    text = text_of(body, skip) if body is not None and not deleted else ""
    link = next(signed.iter("a"), None) if signed is not None else None
    name = text_of(link) if link is not None else ""
    parent = (
        _POST.match(page.absolute(answered.get("href")) or "") if answered is not None else None
    )
    return Comment(
        id=number,
        author=Author(
            name or None,
            page.absolute(link.get("href")) if link is not None else None,
            f"discourse:{page.host}:{name}" if name else None,
        ),
        published=_moment(page, date),
        text=text,
        parent_id=parent[3] if parent and parent[3] not in (None, "1") else None,
        permalink=page.absolute(date.get("href")),
        status=CommentStatus.DELETED if deleted else CommentStatus.VISIBLE,
        links=tuple(links_in(page, body, skip, LinkPlace.COMMENT, text))
        if body is not None and text
        else (),
    )


def _moment(page: Page, date: Element) -> Moment:
    """The date of the title, which has the time; what is shown may be "3 days ago"."""
    for written in (date.get("title") or "", text_of(date)):
        found = dates.find_written(written, "en", captured=page.fetched_at)
        if found:
            return found[0]
    return Moment(written=text_of(date))
