"""The download handler: Scrapy's own along the routes there are, recording; or the WARC instead."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached

from crawler.config import load
from crawler.errors import ThreadhopError
from crawler.fetch.routes import Routes
from crawler.fetch.seen import Seen
from crawler.fetch.warc import Broken, Capture, Captures, Exchange, Recorder, document


class Fetching(Protocol):
    """What a run gives the handler: where to record, or what to read from instead."""

    recorder: Recorder | None
    replay: Captures | None

    def fail(self, error: BaseException) -> None:
        """End the run with an error."""


class Handler(HTTP11DownloadHandler):
    """Connects where ``THREADHOP_CONNECT_TO`` says; everything else sees the readable name.

    ``meta["seen"]`` of a request that was answered tells when, and where it stands in a WARC.
    Where the run reads from WARC files nothing is connected to, whatever a request asks for.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        table = load(connect_to=crawler.settings.get("THREADHOP_CONNECT_TO") or None).connect_to
        self._routes = Routes(table) if table else None
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """The answer to a request, under the address that was asked for."""
        session: Fetching | None = getattr(self._crawler.spider, "session", None)
        if session is not None and session.replay is not None:
            return self._replayed(request, session.replay)
        response = await self._downloaded(request)
        at = round(time.time(), 6)
        request.meta["seen"] = Seen(at)
        if session is not None and session.recorder is not None:
            self._record(request, response, at, session, session.recorder)
        return response

    async def _downloaded(self, request: Request) -> Response:
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

    @staticmethod
    def _record(
        request: Request, response: Response, at: float, session: Fetching, recorder: Recorder
    ) -> None:
        latency = float(request.meta.get("download_latency", 0.0))
        exchange = Exchange(
            request.url,
            at,
            _pairs(request.headers),
            response.status,
            _pairs(response.headers),
            response.body,
            response.protocol or "HTTP/1.1",
            str(response.ip_address) if response.ip_address else None,
            {**request.meta.get("told", {}), "fetchTimeMs": str(int(latency * 1000))},
            bool({"dataloss", "partial"} & set(response.flags)),
        )
        try:
            capture = recorder.answered(exchange)
        except ThreadhopError as error:
            # What cannot be recorded is not read either: the next run asks for it again.
            session.fail(error)
            raise IgnoreRequest(str(error)) from error
        request.meta["seen"] = Seen(at, "live", capture.name, capture.offset)

    def _replayed(self, request: Request, replay: Captures) -> Response:
        capture: Capture | None = request.meta.get("capture")
        if capture is None:
            raise IgnoreRequest(f"{request.url} is not in the WARC")
        request.meta["seen"] = Seen(capture.at, "warc", capture.name, capture.offset)
        status, headers, body = stored(replay, capture, self._most)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(request.url, status=status, headers=headers, body=body, request=request)


def stored(replay: Captures, capture: Capture, most: int) -> tuple[int, Headers, bytes]:
    """Status, headers and body of a record; of a revisit record, the body that it refers to.

    Raises `Broken` where that cannot be read or is not there.
    """
    own = document(replay.place(capture), capture.offset, most)
    headers = Headers()
    for name, value in own.headers:
        headers.appendlist(name, value.encode("latin-1", "replace"))
    body = own.body
    if capture.kind == "revisit" and own.status != 304:
        first = replay.first_of(capture.digest)
        if first is None:
            raise Broken("the record that a revisit record refers to is not in the WARC")
        place: Path = replay.place(first)
        body = document(place, first.offset, most).body
    return own.status, headers, body


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )
