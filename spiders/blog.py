"""The spider that reads a whole blog."""

from __future__ import annotations

from spiders.base import ThreadSpider


class BlogSpider(ThreadSpider):
    """The posts of a blog, as its own listings and feeds show them, with their threads."""

    name = "blog"
