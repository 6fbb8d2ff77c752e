"""A blogosphere of any size on loopback, made while it is asked: posts with comments and links.

    python -m benchmarks.site PORT_FILE POSTS

Post N stands at http://bK.bench.example/post-N/ (K = N modulo the number of blogs) and links to
posts 3N+1 to 3N+3, so that a crawl from post 0 finds all of them and soon has many to choose from.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aiohttp import web

BLOGS = 64
COMMENTS = 20
TALK = """the talk goes on where people answer each other and every answer carries a little of
what was said before it so that a reader who comes late can still find the way back"""
WORDS = TALK.split()


def address(number: int) -> str:
    """The address of a post."""
    return f"http://b{number % BLOGS}.bench.example/post-{number}/"


def words(seed: int, count: int) -> str:
    """Text that differs from seed to seed."""
    return " ".join(WORDS[(seed * 7 + i * (seed % 5 + 1)) % len(WORDS)] for i in range(count))


def comment(post: int, number: int) -> str:
    """One comment in the markup of WordPress's html5 walker."""
    key = post * 1000 + number
    return (
        f'<li id="comment-{key}" class="comment even depth-1"><article id="div-comment-{key}" '
        f'class="comment-body"><footer class="comment-meta"><div class="comment-author vcard">'
        f'<b class="fn">Reader {number}</b> <span class="says">says:</span></div>'
        f'<div class="comment-metadata"><a href="{address(post)}#comment-{key}">'
        f'<time datetime="2009-03-{number % 27 + 1:02d}T12:00:00+00:00">March</time></a>'
        f'</div></footer><div class="comment-content"><p>{words(key, 40)}</p></div></article></li>'
    )


def page(number: int, posts: int) -> str:
    """The page of a post, about 20 kB."""
    links = " ".join(
        f'<a href="{address(n)}">post {n}</a>'
        for n in range(3 * number + 1, min(3 * number + 4, posts))
    )
    thread = "".join(comment(number, i) for i in range(COMMENTS))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Post {number}</title>'
        f'<meta name="generator" content="WordPress 6.1"><link rel="canonical" '
        f'href="{address(number)}"></head><body class="single postid-{number}"><article '
        f'class="post"><h1 class="entry-title">Post {number}</h1><time class="entry-date" '
        f'datetime="2009-03-01T10:00:00+00:00">March 1</time><div class="entry-content">'
        f"<p>{words(number, 300)}</p><p>As said in {links}.</p></div></article>"
        f'<div id="comments" class="comments-area"><h2>{COMMENTS} thoughts</h2>'
        f'<ol class="comment-list">{thread}</ol></div></body></html>'
    )


def application(posts: int) -> web.Application:
    """The server: every host on one port, robots.txt absent."""

    async def answer(request: web.Request) -> web.Response:
        name = request.path.strip("/").removeprefix("post-")
        if not name.isdigit() or int(name) >= posts:
            raise web.HTTPNotFound
        return web.Response(text=page(int(name), posts), content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    return app


async def serve(port_file: Path, posts: int) -> None:
    """Serve until killed; the port is written to a file once it is open."""
    import asyncio

    runner = web.AppRunner(application(posts), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    port_file.write_text(str(port))
    await asyncio.Event().wait()


if __name__ == "__main__":
    import asyncio

    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
