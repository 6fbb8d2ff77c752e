"""The bare baseline of a crawl: Scrapy with its own defaults fetches addresses, stores nothing.

python -m benchmarks.bare PORT POSTS
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from benchmarks.site import BLOGS


class Bare(scrapy.Spider):
    """Asks for each post once and looks at nothing."""

    name = "bare"

    async def start(self) -> AsyncIterator[Any]:
        """One request a post; the blogs are told apart by loopback addresses, as by name."""
        for number in range(int(self.posts)):  # type: ignore[attr-defined]
            host = f"127.0.1.{number % BLOGS + 1}"
            yield scrapy.Request(f"http://{host}:{self.port}/post-{number}/")  # type: ignore[attr-defined]

    def parse(self, response: scrapy.http.Response) -> None:
        """Nothing is made of the answer."""


if __name__ == "__main__":
    settings = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare, port=sys.argv[1], posts=sys.argv[2])
    process.start()
