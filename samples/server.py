"""Serve the sample blogosphere on loopback: every host on one port, told apart by Host header."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO
from urllib.parse import urlsplit

from samples.sites import Answer, sites


@dataclass(frozen=True, slots=True)
class Request:
    """A line of the server's log. ``time`` is `time.time` when the request had arrived."""

    time: float
    method: str
    host: str
    path: str
    status: int
    conditional: bool
    agent: str


@dataclass(frozen=True, slots=True)
class _Fault:
    status: int | None = None
    seconds: float = 0.0


class Blogosphere:
    """The sample blogs on one loopback port, for as long as the ``with`` block runs.

    Answers carry ``ETag`` and ``Last-Modified``, and conditional requests are answered 304
    (RFC 9110, section 13). The connection is kept alive. A request may also be in absolute form
    (RFC 9112, section 3.2.2), so that a browser or curl can use the port as its HTTP proxy.
    ``log_path`` names a file that gets the log too, a JSON object a line.
    """

    def __init__(self, port: int = 0, log_path: Path | None = None) -> None:
        self._log: list[Request] = []
        self._log_path = log_path
        self._log_file: TextIO | None = None
        self._faults: dict[str, _Fault] = {}
        self._guard = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.blogosphere = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        if self._log_path is not None:
            self._log_file = self._log_path.open("a", encoding="utf-8")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if self._log_file is not None:
            self._log_file.close()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """``127.0.0.1:PORT``, where every host of the samples is found."""
        return f"127.0.0.1:{self.port}"

    @property
    def connect_to(self) -> dict[str, str]:
        """Which hosts to connect to which address, for a crawler's ``connect_to``."""
        return {"*.example": self.address}

    @property
    def log(self) -> tuple[Request, ...]:
        """The requests so far, in the order of their arrival."""
        with self._guard:
            return tuple(sorted(self._log, key=lambda request: request.time))

    def forget_log(self) -> None:
        """Empty the log in memory; the file keeps what it has."""
        with self._guard:
            self._log.clear()

    def fail(self, host: str, status: int = 500) -> None:
        """Let every request to a host be answered with a status, until `mend`."""
        self._faults[host] = _Fault(status=status)

    def slow(self, host: str, seconds: float) -> None:
        """Let every answer of a host wait, until `mend`."""
        self._faults[host] = _Fault(seconds=seconds)

    def mend(self, host: str) -> None:
        """Take a host's fault away."""
        self._faults.pop(host, None)

    def answer(self, host: str, target: str, conditions: Mapping[str, str]) -> Answer:
        """What a host answers to a path, its fault and the request's conditions included."""
        fault = self._faults.get(host, _Fault())
        if fault.seconds:
            time.sleep(fault.seconds)
        if fault.status is not None:
            return Answer(fault.status, {"Content-Type": "text/plain"}, b"out of order\n")
        site = sites().get(host)
        if site is None:
            return Answer(404, {"Content-Type": "text/plain"}, _directory().encode())
        answer = site.answer(target)
        return _unchanged(answer) if _holds(answer, conditions) else answer

    def record(self, request: Request) -> None:
        """Add a request to the log."""
        with self._guard:
            self._log.append(request)
            if self._log_file is not None:
                self._log_file.write(json.dumps(asdict(request)) + "\n")
                self._log_file.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    blogosphere: Blogosphere

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is killed breaks its connections off: that is its own affair."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: without this each kept-alive answer waits 40 ms.
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        arrived = time.time()
        host, target = self._asked()
        conditions = {
            name: value
            for name in ("If-None-Match", "If-Modified-Since")
            if (value := self.headers.get(name))
        }
        answer = self.server.blogosphere.answer(host, target, conditions)
        self.server.blogosphere.record(
            Request(
                time=arrived,
                method=self.command,
                host=host,
                path=target,
                status=answer.status,
                conditional=bool(conditions),
                agent=self.headers.get("User-Agent", ""),
            )
        )
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def _asked(self) -> tuple[str, str]:
        parts = urlsplit(self.path)
        host = parts.hostname or urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        path = parts.path or "/"
        return host.lower(), f"{path}?{parts.query}" if parts.query else path

    def log_message(self, format: str, *args: object) -> None:
        """The log is kept in `Blogosphere.log`; nothing is printed."""


def _holds(answer: Answer, conditions: Mapping[str, str]) -> bool:
    """Whether the asker has the document already (RFC 9110, section 13.2.2)."""
    if answer.status != 200:
        return False
    if "If-None-Match" in conditions:
        tags = {tag.strip().removeprefix("W/") for tag in conditions["If-None-Match"].split(",")}
        return answer.headers["ETag"] in tags or "*" in tags
    return conditions.get("If-Modified-Since") == answer.headers["Last-Modified"]


def _unchanged(answer: Answer) -> Answer:
    kept = {k: v for k, v in answer.headers.items() if k not in ("Content-Type", "Content-Length")}
    return Answer(304, kept)


def _directory() -> str:
    lines = [f"  http://{host}/   {site.about}" for host, site in sites().items()]
    return "No such blog here. These are:\n\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Serve until Ctrl-C, and say how to look at it."""
    parser = argparse.ArgumentParser(prog="python -m samples.server", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")
    parser.add_argument("--log", type=Path, help="also write each request to this file, as JSON")
    options = parser.parse_args()
    try:
        blogosphere = Blogosphere(options.port, options.log)
    except OSError as error:
        sys.exit(f"Cannot listen on 127.0.0.1:{options.port}: {error.strerror}. Try --port 0")
    with blogosphere:
        at = blogosphere.address
        print(f"{len(sites())} sites on {at}; Ctrl-C ends it.")
        print(f"  curl --proxy http://{at} http://copperkettle.example/")
        print(f"  browser: set its HTTP proxy to {at}, then open http://copperkettle.example/")
        print(f"  list of sites: http://{at}/", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
