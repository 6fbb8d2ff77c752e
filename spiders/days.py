"""What is looked at on a blog besides its posts in the conversation: those of the days around.

One request for a blog that takes part, one beside the home page for the site of a commenter.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from crawler.conversations.mentions import speaks_of
from crawler.errors import ArchiveUnreachable
from crawler.frontier import Kind, Task, Why
from crawler.model import LinkPlace, Reading, StoredPost
from crawler.pages.page import Page
from crawler.platforms.days import instead, of_days
from crawler.runs import Session
from crawler.urls import blog_of, canonical, is_trap, may_be_post
from spiders.following import HOP, NAMED, SITE_FEED, Plan

#: Who answers on a blog of their own has done so by then (`docs/researcher/hops.md`).
AFTER = timedelta(days=60)

#: What is no older stands in the feed of a blog's latest posts.
RECENT = timedelta(days=30)

#: The place in a `Why` of what was asked for by its days.
PLACE = "days"


@dataclass(frozen=True, slots=True)
class _Voice:
    """What is known of who signs with a site: the posts commented on, and when."""

    posts: tuple[str, ...]
    days: tuple[date, ...]


class Days:
    """Finds where the posts around a comment or post are listed, and which of them speak of it."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        self._plan = plan

    def beside(self, task: Task, page: Page, reading: Reading) -> tuple[Task, ...]:
        """For a post of the conversation: where its blog's other posts of those days are.

        Known by the address of the blog's feed, so that it is asked for once a blog.
        """
        post = reading.post
        if not self._follows(task) or task.kind is not Kind.POST or post is None:
            return ()
        if task.hops == self._plan.hops:
            return ()
        feeds = [feed for feed in reading.feeds if not is_trap(feed)][:1]
        day = _day(post.published.local)
        if not feeds or day is None:
            return ()
        url = canonical(feeds[0])
        asked = self._address(page, reading, (day,)) or feeds[0]
        return (_look(task, url, asked, task.hops + 1),)

    def instead_of_feed(self, task: Task, page: Page, reading: Reading) -> tuple[Task, ...]:
        """For the home page of a commenter: where the posts of the days after the comments are.

        Known as `beside` knows it; nothing where the feed of the latest posts tells as much.
        """
        if not self._follows(task) or task.kind is not Kind.SITE:
            return ()
        asked = self._address(page, reading, self._voice(task).days)
        if asked is None:
            return ()
        feeds = [feed for feed in reading.feeds if not is_trap(feed)] or [asked]
        return (_look(task, canonical(feeds[0]), asked, task.hops),)

    def again(self, task: Task) -> tuple[Task, ...]:
        """What to ask where an API was refused, or there is no feed of a month."""
        asked = instead(task.target) if task.why.place == PLACE else None
        return () if asked is None else (_look(task, canonical(asked), asked, task.hops),)

    def mentioning(self, task: Task, reading: Reading) -> tuple[Task, ...]:
        """The posts of a listing that speak of what brought us here without a link."""
        if not self._follows(task) or task.kind not in (Kind.SITE, Kind.SITE_FEED):
            return ()
        entries = [entry for entry in reading.listed if entry.text and may_be_post(entry.url)]
        spoken = self._spoken_of(task) if entries else ()
        blog = _blog(task.target)
        return tuple(
            Task(
                canonical(entry.url),
                Kind.POST,
                task.hops,
                task.hops * HOP + NAMED,
                why=Why(task.url, "mention"),
            )
            for entry in entries
            if _blog(entry.url) == blog
            and any(post.post.blog != blog and speaks_of(entry.text, post) for post in spoken)
        )

    def _follows(self, task: Task) -> bool:
        return self._plan.scope == "conversation" and task.hops <= self._plan.hops

    def _address(self, page: Page, reading: Reading, days: Iterable[date]) -> str | None:
        """Where the posts from a day before the first to two months after the last stand."""
        known = sorted(days)
        if not known or datetime.now(UTC).date() - known[0] < RECENT:
            return None
        return of_days(page, known[0], known[-1] + AFTER, reading.feeds)

    def _voice(self, task: Task) -> _Voice:
        signed = [task.url, *map(canonical, task.via)]
        posts, days = [], []
        with suppress(ArchiveUnreachable):
            for link in self._session.archive.links_to(signed):
                if link.link.place is LinkPlace.AUTHOR and link.comment_id is not None:
                    posts.append(link.source_url)
                    days.append(_day(link.published))
        return _Voice(tuple(dict.fromkeys(posts)), tuple(filter(None, days)))

    def _spoken_of(self, task: Task) -> tuple[StoredPost, ...]:
        """The posts that brought us here."""
        home = task if task.kind is Kind.SITE else Task(task.why.url)
        with suppress(ArchiveUnreachable):
            urls = {*self._voice(home).posts, task.why.url}
            return tuple(self._session.archive.posts(urls).values())
        return ()


def _look(task: Task, url: str, address: str, hops: int) -> Task:
    return Task(
        url,
        Kind.SITE_FEED,
        hops,
        hops * HOP + SITE_FEED,
        why=Why(task.url, PLACE),
        address="" if address == url else address,
    )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _blog(url: str) -> str:
    try:
        return blog_of(url)
    except ValueError:
        return ""
