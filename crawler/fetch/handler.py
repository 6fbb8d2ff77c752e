"""The download handler: Scrapy's own, which connects along the routes where there are any."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.config import load
from crawler.fetch.routes import Routes


class RoutedHandler(HTTP11DownloadHandler):
    """Connects where ``THREADHOP_CONNECT_TO`` says; everything else sees the readable name."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        table = load(connect_to=crawler.settings.get("THREADHOP_CONNECT_TO") or None).connect_to
        self._routes = Routes(table) if table else None

    async def download_request(self, request: Request) -> Response:
        """The answer to a request, under the address that was asked for."""
        if self._routes is None:
            return await super().download_request(request)
        parts = urlparse_cached(request)
        place = self._routes.place(parts.netloc)
        if place is None:
            return await super().download_request(request)
        routed = request.replace(url=parts._replace(netloc=place).geturl())
        routed.headers["Host"] = parts.netloc
        response = await super().download_request(routed)
        request.meta["download_latency"] = routed.meta.get("download_latency", 0.0)
        # The address is a stand-in: hosts that share it are no neighbours.
        return response.replace(url=request.url, ip_address=None)
