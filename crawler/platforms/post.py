"""The post itself, without its thread: read in the same tree, from what the readers left."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.model import Alias, AliasReason, Comment, Post
from crawler.pages import Page
from crawler.platforms.answered import with_answered
from crawler.platforms.authors import author_of
from crawler.platforms.body import body_of, cut_of, foot_of, head_of, links_of_body
from crawler.platforms.published import published_of
from crawler.platforms.titles import heading_of, title_of
from crawler.text import clean, text_of
from crawler.urls import believable_canonical, blog_of, canonical

# A page of comments is a view of its post: WordPress, TypePad, and parameters of many.
_VIEW = re.compile(r"/(?:comment-page-\d+|comments/page/\d+)(/?)(?=$|[?#])")
_VIEW_PARAMETER = re.compile(r"([?&])(?:cpage|commentPage)=\d+(?:&|$)")
#: More tags than this are a cloud, not a post's.
MOST_TAGS = 40


def address_of(page: Page) -> str:
    """The canonical address of the post that a page shows, one for all pages of its comments."""
    here = whole_post(page.url)
    for link in page.head.rel("canonical") if page.is_html else ():
        claim = page.absolute(link.href)
        if claim and believable_canonical(here, whole_post(claim)):
            return canonical_or_same(whole_post(claim))
    return canonical_or_same(here)


def whole_post(url: str) -> str:
    """The address without what only selects a page of the comments, or a place on it."""
    return _VIEW_PARAMETER.sub(r"\1", _VIEW.sub(r"\1", url.partition("#")[0])).rstrip("?&")


def canonical_or_same(url: str) -> str:
    """The canonical form of an address; what is no web address stays as it is."""
    try:
        return canonical(url)
    except ValueError:
        return url


def aliases_of(page: Page, post_url: str, comments: Iterable[Comment] = ()) -> tuple[Alias, ...]:
    """Other addresses of the post that the page tells: its own, and the short one.

    Its own may be that of one page of the comments: permalinks of comments begin with it, and
    tell those of pages that need not be asked for.
    """
    aliases = []
    for here in map(canonical_or_same, (whole_post(page.url), page.url)):
        if here and here != post_url:
            aliases.append(Alias(here, post_url, AliasReason.CANONICAL))
    for permalink in sorted({(comment.permalink or "").partition("#")[0] for comment in comments}):
        view = canonical_or_same(permalink)
        if view not in ("", post_url) and canonical_or_same(whole_post(permalink)) == post_url:
            aliases.append(Alias(view, post_url, AliasReason.CANONICAL))
    for link in page.head.rel("shortlink"):
        short = canonical_or_same(page.absolute(link.href) or "")
        if short and short != post_url:
            aliases.append(Alias(short, post_url, AliasReason.SHORTLINK))
    return tuple(dict.fromkeys(aliases))


def post_of(page: Page, post_url: str, platform: str | None) -> Post:
    """The post that a page shows; the elements in ``page.taken`` are no part of it."""
    cut = cut_of(page)
    body, text = body_of(page, cut)
    heading = heading_of(page, body)
    head = head_of(page, heading)
    around = head | foot_of(page, body, cut)
    if body is not None and any(body in part.iterancestors() for part in around):
        text = text_of(body, cut | around)
    links = links_of_body(page, body, cut | around, text) if body is not None else ()
    return Post(
        url=post_url,
        blog=_blog(post_url),
        title=title_of(page, heading),
        author=author_of(page, heading),
        published=published_of(page, heading, body),
        text=text,
        language=page.language,
        platform=platform,
        tags=_tags(page),
        links=with_answered(page, links),
    )


def _blog(url: str) -> str:
    try:
        return blog_of(url)
    except ValueError:
        return ""


def _tags(page: Page) -> tuple[str, ...]:
    tags = [clean(tag) for tag in page.head.meta.get("article:tag", ())]
    tags += [text_of(a) for a, rel in page.related if "tag" in rel]
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]
