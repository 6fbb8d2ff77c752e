"""Learning the markup of unknown blogs while they are crawled: from a page and its comment feed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.frontier import Kind, Task
from crawler.model import AskReason, Reading
from crawler.pages.page import Page
from crawler.platforms.learning import NAME, learn
from crawler.platforms.reading import read_page
from crawler.runs.sites import Held, Sites
from crawler.urls import blog_of

#: So many readings of feeds are kept for pages that come after them.
_MOST_FEEDS = 32


@dataclass(frozen=True, slots=True)
class Again:
    """A page that was read a second time, with what its comment feed has taught of the site."""

    page: Page
    reading: Reading
    #: When the page was fetched, as seconds since 1970.
    at: float


class Lessons:
    """Reads pages with what is known of their sites, and learns where that is nothing.

    A page of unknown software that names a comment feed waits in the state folder until that feed
    is read; the two then teach the selectors of the blog, and the page is read again. A feed that
    came first waits in memory.
    """

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self._feeds: OrderedDict[str, Reading] = OrderedDict()

    def read(self, page: Page, task: Task, now: float) -> Reading:
        """What a page says, its site's own selectors used where they are known."""
        blog = _blog(page.url) if page.is_html else ""
        if not blog or task.kind not in (Kind.POST, Kind.COMMENT_PAGE):
            return read_page(page)
        learned = self._sites.learned(blog)
        reading = read_page(page, learned=learned)
        used = NAME in reading.source.split("+")
        if task.kind is not Kind.POST or reading.post is None:
            return reading
        if learned is not None and (reading.comments or reading.claimed):
            self._sites.judge(blog, right=used)
        return reading if used else self._taught(page, blog, reading, now)

    def known(self, page: Page) -> Reading:
        """What a page says, by what is known of its site; nothing is learned of it."""
        blog = _blog(page.url) if page.is_html else ""
        return read_page(page, learned=self._sites.learned(blog) if blog else None)

    def _taught(self, page: Page, blog: str, reading: Reading, now: float) -> Reading:
        """The reading, by new selectors where what is known of the post teaches any."""
        structured = "structured" in reading.source and len(reading.comments) < (
            reading.claimed or 0
        )
        feed = self._feeds.pop(reading.post_url, None)
        known = read_page(page, only="structured") if structured and feed is None else feed
        if known is not None:
            learned = learn(page, known)
            if learned is not None:
                self._sites.learn(blog, learned)
                return read_page(_fresh(page), learned=learned)
        # Only readers that know the software tell its name.
        unknown = reading.post is not None and reading.post.platform is None
        if unknown and any(ask.reason is AskReason.COMMENT_FEED for ask in reading.asks):
            self._sites.hold(reading.post_url, Held(page.url, page.body, page.headers, now))
        return reading

    def feed(self, task: Task, reading: Reading) -> Again | None:
        """The page that waited for this feed of its comments, if that has taught its selectors."""
        post_url = task.post_url or reading.post_url
        if task.kind is not Kind.COMMENT_FEED or not reading.comments:
            return None
        held = self._sites.take(post_url)
        if held is None:
            self._feeds[post_url] = reading
            if len(self._feeds) > _MOST_FEEDS:
                self._feeds.popitem(last=False)
            return None
        page = Page(
            held.url, held.body, held.headers, fetched_at=datetime.fromtimestamp(held.at, UTC)
        )
        learned = learn(page, reading)
        if learned is None:
            return None
        self._sites.learn(_blog(page.url), learned)
        again = read_page(page, learned=learned)
        return Again(page, again, held.at) if NAME in again.source.split("+") else None

    def close(self) -> None:
        """Release the file."""
        self._sites.close()


def _fresh(page: Page) -> Page:
    """The page as before it was read: readers mark what they took of it."""
    return Page(page.url, page.body, page.headers, page.status, page.fetched_at)


def _blog(url: str) -> str:
    try:
        return blog_of(url)
    except ValueError:
        return ""
