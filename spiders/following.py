"""What a page leads to: which of its links are worth a request in each scope of a crawl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.frontier import Kind, Mention, Task, Why
from crawler.model import AskReason, CommentKind, Listed, Reading
from crawler.urls import blog_of, canonical, is_blog_home, is_trap, may_be_post

#: The order within a hop, lowest first. A thread is completed before anything else is begun.
ASKED, NAMED, BODY, COMMENT, SITE, SITE_FEED = 0, 1, 2, 3, 5, 6

#: What one more hop adds to a priority.
HOP = 10

#: A blog that stands below its host's name.
_BELOW = re.compile(r"/(?:blogs?|weblog|wordpress|wp|journal|news|home|posts|articles)/?$", re.I)

_KINDS = {
    AskReason.COMMENT_PAGE: Kind.COMMENT_PAGE,
    AskReason.COMMENT_FEED: Kind.COMMENT_FEED,
    AskReason.API: Kind.API,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How far a crawl goes: its scope, the hops from the seeds, and the day it looks back to.

    ``undocumented`` allows to ask services at addresses that they do not document.
    """

    scope: str = "conversation"
    hops: int = 3
    since: str | None = None
    undocumented: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """What a page leads to, in the words of `crawler.frontier.Settled`."""

    found: tuple[Task, ...] = ()
    members: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    otherwise: tuple[Task, ...] = ()


def beginnings(seeds: Iterable[str], scope: str) -> Iterator[Task]:
    """The first tasks of a crawl: the seeds, and for the scope ``blog`` the blogs' homes."""
    for seed in seeds:
        home = is_blog_home(seed)
        if scope != "blog" or not home:
            yield Task(seed)
        if scope == "blog":
            yield Task(seed if home else home_of(seed), Kind.SITE)


def home_of(url: str) -> str:
    """The address of the first page of the blog that an address stands on."""
    parts = urlsplit(url)
    _, _, path = blog_of(url).partition("/")
    return canonical(f"{parts.scheme}://{parts.netloc}/{path + '/' if path else ''}")


def follow(task: Task, reading: Reading, plan: Plan) -> Following:
    """What to ask for after a page was read, and what it is known by."""
    if task.kind in (Kind.SITE, Kind.SITE_FEED):
        if plan.scope == "blog":
            return Following(found=tuple(_posts_of_blog(task, reading)))
        return _looked_at(task, reading)
    members: tuple[str, ...] = ()
    if task.kind is Kind.POST and reading.post is not None:
        aliases = (alias.url for alias in reading.aliases)
        members = tuple(dict.fromkeys((task.url, reading.post_url, *task.via, *aliases)))
    if _is_old(reading, plan.since):
        return Following(members=members)
    found = list(_asked(task, reading, plan))
    if plan.scope == "conversation" and task.hops < plan.hops:
        found += _onward(task, reading)
    return Following(tuple(found), members)


def _is_old(reading: Reading, since: str | None) -> bool:
    if since is None or reading.post is None or reading.post.published.local is None:
        return False
    return reading.post.published.order < since


def _asked(task: Task, reading: Reading, plan: Plan) -> Iterator[Task]:
    """The further addresses of the same thread."""
    for ask in reading.asks:
        if not (ask.documented or plan.undocumented):
            continue
        url = _canonical(ask.url)
        if url is None or is_trap(ask.url) or url in (task.url, reading.post_url):
            continue
        address = ask.url.partition("#")[0]
        yield Task(
            url,
            _KINDS[ask.reason],
            task.hops,
            ASKED,
            reading.post_url,
            Why(task.url, ask.reason),
            "" if address == url else address,
        )


def _onward(task: Task, reading: Reading) -> Iterator[Task]:
    """Posts that the page links to or was linked from, and the sites of those who speak in it."""
    own = {task.url, reading.post_url, task.post_url}
    blogs = {blog_of(reading.post_url)}
    if reading.post is not None:
        for link in reading.post.links:
            yield from _post(task, own, link.url, BODY, "body")
    for comment in reading.comments:
        if comment.kind.is_reaction:
            continue
        for link in comment.links:
            yield from _post(task, own, link.url, COMMENT, "comment")
        url = comment.author.url
        if url is None:
            continue
        if comment.kind.is_linkback:
            yield from _post(task, own, url, NAMED, "linkback")
        if comment.kind is CommentKind.COMMENT or is_blog_home(url):
            yield from _site(task, blogs, url)


def _post(task: Task, own: set[str | None], url: str, rank: int, place: str) -> Iterator[Task]:
    target = _canonical(url)
    if target is not None and target not in own and not is_trap(url) and may_be_post(target):
        yield Task(
            target,
            Kind.POST,
            task.hops + 1,
            (task.hops + 1) * HOP + rank,
            why=Why(task.url, place),
        )


def _site(task: Task, blogs: set[str], url: str) -> Iterator[Task]:
    """The site that a voice in the thread signs with, unless it is no blog, or this one."""
    target = _canonical(url)
    if target is None or is_trap(url) or blog_of(target) in blogs:
        return
    # A home is no post, so what is asked is whether a post could stand below it.
    below = f"{target.partition('?')[0].rstrip('/')}/a-post"
    if may_be_post(below if is_blog_home(target) or _BELOW.search(target) else target):
        yield Task(
            target,
            Kind.SITE,
            task.hops + 1,
            (task.hops + 1) * HOP + SITE,
            why=Why(task.url, "author"),
        )


def _looked_at(task: Task, reading: Reading) -> Following:
    """The posts on a commenter's site that link somewhere; its feed where none links back."""
    entries = list(reading.listed)
    if reading.post is not None:
        entries.append(Listed(reading.post_url, links=reading.post.links))
    mentions = tuple(
        Mention(
            target,
            Task(
                url,
                Kind.POST,
                task.hops,
                task.hops * HOP + NAMED,
                why=Why(task.url, "listing"),
            ),
        )
        for entry in entries
        if (url := _canonical(entry.url)) is not None and may_be_post(url)
        for target in sorted({_canonical(link.url) or "" for link in entry.links} - {"", url})
        if may_be_post(target)
    )
    feed = _feed(task, reading) if task.kind is Kind.SITE else ()
    return Following(mentions=mentions, otherwise=feed)


def _feed(task: Task, reading: Reading) -> tuple[Task, ...]:
    for address in reading.feeds[:1]:
        url = _canonical(address)
        if url is not None and not is_trap(address):
            priority = task.hops * HOP + SITE_FEED
            return (Task(url, Kind.SITE_FEED, task.hops, priority, why=Why(task.url, "feed")),)
    return ()


def _posts_of_blog(task: Task, reading: Reading) -> Iterator[Task]:
    """The posts that a blog's own listing or feed shows, and where the listing goes on."""
    blog = blog_of(task.url)
    for entry in reading.listed:
        url = _canonical(entry.url)
        if url is not None and may_be_post(url) and blog_of(url) == blog:
            yield Task(url, Kind.POST, 0, BODY, why=Why(task.url, "listing"))
    further = _canonical(reading.further) if reading.further else None
    if further is not None and blog_of(further) == blog and further != task.url:
        yield Task(further, task.kind, 0, SITE, why=Why(task.url, "listing"))
    if task.kind is Kind.SITE:
        yield from _feed(task, reading)


def _canonical(url: str) -> str | None:
    try:
        return canonical(url)
    except ValueError:
        return None
