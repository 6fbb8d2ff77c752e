"""Where a blog shows its posts of certain days: its API, its feeds, its archives by month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crawler.pages import Page
from crawler.platforms.addresses import parts_of

# Of WordPress, Movable Type, TypePad and Blogger, in that order; the year, then the month.
_OF_MONTH = (
    r"[/?&](?:m=)?{y}/?{m}/?(?:index\.\w+)?$",
    r"/{y}[-_/]{m}(?:\.\w+|/)?$",
    r"/{y}_{m}(?:_\d\d)?_archive\.html$",
)
_API = re.compile(r"(?P<home>.*?)(?:wp-json/|index\.php\?rest_route=/|\?rest_route=/)wp/v2/posts")
_OF_ONE_MONTH = re.compile(r"[?&]m=\d{6}$")
_AFTER = re.compile(r"[?&]after=(\d{4})-(\d\d)-(\d\d)")

#: So many posts of the days are asked for at once.
MOST = 50


def of_days(page: Page, first: date, last: date, feeds: tuple[str, ...] = ()) -> str | None:
    """The address that shows the posts since the day before ``first``, as the blog's page tells it.

    WordPress has an API (``/wp/v2/posts``) or else feeds of a month, Blogger's feeds take dates
    (``published-min``), and others link to an archive of the month of ``first``.
    ``feeds`` are those of the blog. ``None`` where the page tells of none.
    """
    before = first - timedelta(days=1)
    generator = " ".join(page.head.meta.get("generator", ())).lower()
    link = next(page.head.rel("https://api.w.org/"), None)
    root = page.absolute(link.href) if link else None
    if root:
        mark = "&" if "rest_route=" in root else "?"
        return (
            f"{root.rstrip('/')}/wp/v2/posts{mark}after={before}T00:00:00&before={last}T23:59:59"
            f"&per_page={MOST}&order=asc&orderby=date&_fields=link,date,date_gmt,title,content"
        )
    if "blogger" in generator and feeds:
        return (
            f"{_home(page)}feeds/posts/default?published-min={before}T00:00:00"
            f"&published-max={last}T23:59:59&max-results={MOST}"
        )
    if "wordpress" in generator and feeds:
        return f"{feeds[0].partition('?')[0]}?{_month(feeds[0], first)}"
    return _archive(page, first)


def instead(url: str) -> str | None:
    """What else to ask: the feed of a month for an API that is switched off, then the feed itself.

    >>> instead("http://a.example/feed/?m=200903")
    'http://a.example/feed/'
    """
    api, day = _API.match(url), _AFTER.search(url)
    if api is not None and day is not None:
        return f"{api['home']}?feed=rss2&m={day[1]}{day[2]}"
    feed = _OF_ONE_MONTH.sub("", url)
    return feed if feed != url else None


def _month(feed: str, first: date) -> str:
    query = parts_of(feed).query
    return f"{query}&m={first:%Y%m}" if query else f"m={first:%Y%m}"


def _home(page: Page) -> str:
    parts = parts_of(page.url)
    return f"{parts.scheme}://{parts.netloc}/"


def _archive(page: Page, first: date) -> str | None:
    year, month = f"{first:%Y}", f"{first:%m}"
    if not page.holds(year.encode()):
        return None
    forms = [re.compile(form.format(y=year, m=month)) for form in _OF_MONTH]
    for anchor in page.every("a"):
        href = anchor.get("href") or ""
        if year in href and any(form.search(href) for form in forms):
            url = page.absolute(href)
            if url and parts_of(url).netloc == parts_of(page.url).netloc:
                return url
    return None
