"""Discourse as it answers clients without scripts: the posts of a topic, a flat list."""

from __future__ import annotations

import re

from crawler.model import Ask, AskReason, Rank, Reading
from crawler.pages import Page
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Record
from crawler.platforms.roles import COMMON, Role, Roles

NAME = "discourse"
RANK = Rank.PLATFORM

_ID = re.compile(r"post_(\d+)$")
_TOPIC = re.compile(r"(https?://[^?#]+?)/t/(?:[^/?#]+/)?(\d+)(?:/\d+)?/?$")

ROLES: Roles = {
    **COMMON,
    "crawler-post-meta": Role.META,
    "creator": Role.BYLINE,
    "crawler-post-infos": Role.META,
    "post-time": Role.DATE,
    "post": Role.BODY,
    "post-likes": Role.DROP,
    "crawler-linkback-list": Role.DROP,
    "position": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: its view for crawlers, and the generator."""
    marks = ("crawler-post" in page.classes, "Discourse" in page.head.assets)
    return 0.6 * marks[0] + 0.4 * marks[1] if marks[0] else 0.0


def read(page: Page) -> Reading:
    """The posts but the first, which is the topic itself; the next page where there is one."""
    records = []
    for element in page.classes.get("crawler-post", ()):
        match = _ID.match(element.get("id") or "")
        if match and match[1] != "1":
            records.append(Record([element], id=match[1], anchors=frozenset((match[0],))))
    comments = tuple(read_comments(page, records, ROLES))
    following = (page.absolute(link.href) for link in page.head.rel("next"))
    asks = tuple(Ask(url, AskReason.COMMENT_PAGE) for url in following if url)
    return Reading(page.url, NAME, RANK, comments=comments, asks=(*asks, *_answer(page)))


def _answer(page: Page) -> tuple[Ask, ...]:
    """The topic as JSON, which alone tells what a post replies to."""
    topic = _TOPIC.match(page.url)
    if not topic or "?" in page.url:
        return ()
    return (Ask(f"{topic[1]}/t/{topic[2]}.json", AskReason.API),)
