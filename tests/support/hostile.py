"""A conversation of which every text and address is out for mischief."""

from __future__ import annotations

from dataclasses import replace

from crawler.exports.traced import Traced
from crawler.model import Author, Evidence, Hop, HopKind, Post, ThreadState
from tests.support.talks import at, comment, conversation, stored, thread, traced

#: What a text tries; each would set ``window.hit`` or ask ``evil.example``.
TEXTS = (
    "<script>window.hit = 1</script>",
    "<img src=http://evil.example/x.png onerror='window.hit = 2'>",
    '"><svg onload=window.hit=3>',
    "'><a href=javascript:window.hit=4>here</a>",
    "</title></style></script><iframe src=http://evil.example/>",
    "<!--",
    "]]><style>@import 'http://evil.example/x.css'</style>",
    "&lt;b&gt; &#x3c;i onclick=window.hit=5&#x3e;",
    "\x00\x1b[2J\x07\u202egnp.exe\u2066 \ud800",
    "שלום עליכם",
)
ADDRESSES = (
    "javascript:window.hit=6",
    "JAVASCRIPT:window.hit=6",
    "java\tscript:window.hit=6",
    " javascript:window.hit=6",
    "data:text/html,<script>window.hit=7</script>",
    "vbscript:window.hit=8",
    "file:///etc/passwd",
    "http://a.example/' onmouseover='window.hit=9",
    'http://a.example/"><script>window.hit=10</script>',
    "//evil.example/",
    "http://[",
)


def hostile() -> Traced:
    """Each text as title, name, blog, body, comment, reason, evidence; each address as a link."""
    threads = []
    for number, text in enumerate(TEXTS):
        url = f"http://h{number}.example/{number}"
        own = replace(
            Post(url, text, title=text, text=f"{text}\n\n{text}", language=text, platform=text),
            author=Author(text, ADDRESSES[number]),
            published=at(f"2009-03-{number + 1:02}", text),
        )
        entries = [
            comment(f"{number}-{place}{text}", text, text=text, site=address, permalink=address)
            for place, address in enumerate(ADDRESSES)
        ]
        state = ThreadState.ERROR if number == 4 else ThreadState.PARTIAL
        threads.append(thread(stored(own, state, reason=text), entries))
    urls = [one.post.post.url for one in threads]
    hops = [
        Hop(
            urls[number],
            urls[number - 1],
            list(HopKind)[number % len(HopKind)],
            cross_blog=True,
            confidence=number / len(urls),
            evidence=(Evidence("link", ADDRESSES[number], text, text),),
            target_comment_id=f"{number - 1}-0{TEXTS[number - 1]}",
        )
        for number, text in enumerate(TEXTS)
        if number
    ]
    left = [(replace(hops[0], source_url=ADDRESSES[0]), TEXTS[0])]
    return traced(conversation(threads, hops, left))
