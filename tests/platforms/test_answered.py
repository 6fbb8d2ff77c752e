"""What a post says that it answers, in microformats."""

from __future__ import annotations

import pytest

from crawler.conversations.credit import credit
from crawler.model import HopKind
from crawler.pages import Page
from crawler.platforms.reading import read_page

OTHER = "http://b.example/2012/first"
WORDS = "<p>" + "I have thought about this for a week and I do not agree. " * 3 + "</p>"
PAGE = """<html><body><nav><a href="http://c.example/2012/nav">nav</a></nav>
<article class="h-entry"><h1 class="p-name">An answer</h1>{above}
<div class="e-content">{words}{inside}</div>{below}</article></body></html>"""


def links(above: str = "", inside: str = "", below: str = "") -> list[tuple[str, HopKind | None]]:
    html = PAGE.format(above=above, words=WORDS, inside=inside, below=below)
    read = read_page(Page("http://a.example/2012/answer", html.encode(), {}, 200))
    assert read.post is not None
    return [(link.url, credit(link)) for link in read.post.links]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<p>In reply to <a class="u-in-reply-to" href="{}">First</a></p>', HopKind.REPLY),
        (
            '<div class="u-in-reply-to h-cite"><a class="p-author h-card" href="http://b.example/">'
            'Bo</a> <a class="u-url" href="{}">First</a></div>',
            HopKind.REPLY,
        ),
        ('<p><a class="u-repost-of" href="{}">First</a></p>', HopKind.REPOST),
    ],
)
def test_an_answer_stands_above_the_text(markup: str, kind: HopKind) -> None:
    assert links(above=markup.format(OTHER)) == [(OTHER, kind)]


def test_an_answer_stands_in_the_text() -> None:
    said = f'<p>See <a class="u-in-reply-to" href="{OTHER}">what Bo wrote</a>.</p>'
    assert links(inside=said) == [(OTHER, HopKind.REPLY)]


def test_what_comments_answer_is_theirs() -> None:
    said = f"""<div class="u-comment h-cite"><a class="u-author h-card" href="http://d.example/">D</a>
<p class="e-content">Yes, and more of it.</p><time class="dt-published">2012-03-01</time>
<a class="u-in-reply-to" href="{OTHER}">this</a></div>"""
    assert links(below=said) == []
