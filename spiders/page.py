"""The spider that reads single posts."""

from __future__ import annotations

from spiders.base import ThreadSpider


class PageSpider(ThreadSpider):
    """The seeds, with their further comment pages and comment feeds, and nothing else."""

    name = "page"
