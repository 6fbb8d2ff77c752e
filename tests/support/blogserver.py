"""Blogs on one loopback port, told apart by the Host header, with a log of every request."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it: when it came, when it was answered, and with what."""

    host: str
    path: str
    began: float
    ended: float
    status: int
    headers: dict[str, str]
    pid: str = ""


@dataclass
class Answer:
    """What the server says; ``wait`` seconds later."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


Maker = Callable[[dict[str, str]], Answer]


class BlogServer:
    """A server for any number of hosts. ``pages[host, path]`` is what is served there.

    A page with an ``ETag`` is answered 304 to whoever has it. What is not there is a 404, and so is
    robots.txt unless it is given.
    """

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], Answer | Maker] = {}
        self.log: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer._serve(self)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> BlogServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def put(self, host: str, path: str, body: str | bytes | Maker, **more: Any) -> None:
        self.pages[host, path] = body if callable(body) else Answer(body, **more)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        began = time.time()
        host = handler.headers.get("Host", "")
        headers = {name.lower(): value for name, value in handler.headers.items()}
        found = self.pages.get((host, handler.path), Answer("nothing here", 404))
        answer = found(headers) if callable(found) else found
        time.sleep(answer.wait)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        status = answer.status
        etag = answer.headers.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            status, body = 304, b""
        try:
            handler.send_response(status)
            given = {"Content-Type": "text/html; charset=utf-8", **answer.headers}
            for name, value in given.items():
                handler.send_header(name, value)
            if "Content-Length" not in given:
                handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except ConnectionError:
            return
        finally:
            self.log.append(Asked(host, handler.path, began, time.time(), status, headers))

    def asked(self, host: str | None = None) -> list[str]:
        """The paths asked for, in order: of one host, or ``host/path`` of all."""
        if host is not None:
            return [a.path for a in self.log if a.host == host]
        return [a.host + a.path for a in self.log]

    def gaps(self) -> dict[str, list[float]]:
        """For each host, the seconds between the end of a request and the start of the next."""
        hosts: dict[str, list[Asked]] = defaultdict(list)
        for one in sorted(self.log, key=lambda a: a.began):
            hosts[one.host].append(one)
        return {
            host: [b.began - a.ended for a, b in pairwise(ones)] for host, ones in hosts.items()
        }


def post(
    title: str,
    body: str,
    comments: str = "",
    head: str = "",
    published: str = "2009-03-12T14:05:00+00:00",
) -> str:
    """A post page as WordPress's html5 themes write it (walker of WordPress 6)."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="generator" content="WordPress 6.1.9">{head}</head><body class="single postid-1">
<article class="post hentry"><h1 class="entry-title">{title}</h1>
<time class="entry-date published" datetime="{published}">12 March 2009</time>
<div class="entry-content">{body}</div></article>
<div id="comments" class="comments-area"><h2 class="comments-title">Thoughts</h2>
<ol class="comment-list">{comments}</ol></div></body></html>"""


def comment(number: int, name: str, text: str, url: str = "", kind: str = "comment") -> str:
    """A comment as WordPress's html5 walker writes it."""
    signed = f'<a href="{url}" rel="external nofollow ugc" class="url">{name}</a>' if url else name
    return f"""<li id="comment-{number}" class="{kind} even thread-even depth-1">
<article id="div-comment-{number}" class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">{signed}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="#comment-{number}">
<time datetime="2009-03-13T10:{number % 60:02d}:00+00:00">March 13, 2009</time></a></div></footer>
<div class="comment-content"><p>{text}</p></div></article></li>"""


def home(title: str, entries: list[tuple[str, str, str]]) -> str:
    """A home page that lists posts: (address, title, body) each."""
    listed = "".join(
        f"""<article class="post hentry"><h2 class="entry-title"><a href="{url}" rel="bookmark">
{name}</a></h2><div class="entry-content">{body}</div></article>"""
        for url, name, body in entries
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta name="generator" content="WordPress 6.1.9"></head>
<body class="home blog">{listed}</body></html>"""
