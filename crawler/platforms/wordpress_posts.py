"""The posts that the REST API of WordPress answers with (``/wp-json/wp/v2/posts``)."""

from __future__ import annotations

from html import unescape

from crawler.model import LinkPlace, Listed, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import Thing, dated, word
from crawler.platforms.fragments import fragment_of
from crawler.platforms.linking import links_in
from crawler.platforms.post import canonical_or_same
from crawler.platforms.reader import TryNext
from crawler.text import clean, text_of

NAME = "wordpress-posts"
RANK = Rank.API

_FIELDS = ("link", "title", "content")


def sure(page: Page) -> float:
    """How sure it is: a list of objects with the fields of a post, which belong to none."""
    return 1.0 if page.is_json and _answered(page) else 0.0


def read(page: Page) -> Reading:
    """The posts with their links; a listing, whatever it is asked for."""
    answered = _answered(page)
    if not answered:
        raise TryNext("no posts in the answer")
    listed = tuple(_listed(page, thing) for thing in answered)
    return Reading(canonical_or_same(page.url), NAME, RANK, listed=listed, reason="a list of posts")


def _answered(page: Page) -> list[Thing]:
    given = page.json if isinstance(page.json, list) else []
    fit = (t for t in given if isinstance(t, dict) and all(name in t for name in _FIELDS))
    return [thing for thing in fit if "post" not in thing and word(thing, "link")]


def _listed(page: Page, thing: Thing) -> Listed:
    url = canonical_or_same(page.absolute(word(thing, "link")) or "")
    root = fragment_of(word(thing, "content", "rendered"))
    text = text_of(root) if root is not None else ""
    links = [] if root is None else links_in(page, root, set(), LinkPlace.BODY, text)
    return Listed(
        url,
        clean(unescape(word(thing, "title", "rendered"))) or None,
        dated(thing, "date"),
        tuple(link for link in links if canonical_or_same(link.url) != url),
        text,
    )
