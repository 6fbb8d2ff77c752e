"""What nearly every record shows alike is a label, unless it is all that the record says."""

from __future__ import annotations

import pytest

from crawler.pages import Page
from crawler.platforms.reading import read_page

NAMES = ("Greta", "Hob", "Inge", "Jost", "Kaspar", "Lene")
URL = "http://spindle.example/2008/11/wool/"
ENTRY = (
    '<li class="alt" id="comment-{n}"><cite><a href="http://u{n}.example/">{name}</a></cite>'
    ' Says:<br /><small class="commentmetadata"><a href="#comment-{n}">November {n}, 2008'
    " at 6:12 pm</a></small><p>{words}</p>{below}</li>"
)


def texts(words: str, below: str = "", *, only: str | None = None) -> list[str]:
    entries = "".join(
        ENTRY.format(n=n, name=name, words=words.format(n=n), below=below.format(n=n))
        for n, name in enumerate(NAMES, 10)
    )
    page = (
        '<html lang="en"><head><meta name="generator" content="WordPress 2.6"></head><body>'
        '<div class="post"><h2>Wool</h2><p>It shrinks, for it remembers the sheep.</p></div>'
        f'<h3 id="comments">6 Responses</h3><ol class="commentlist">{entries}</ol></body></html>'
    )
    return [comment.text for comment in read_page(Page(URL, page.encode()), only=only).comments]


@pytest.mark.parametrize("only", [None, "generic"])
@pytest.mark.parametrize("words", ["Remark {n}", "This is comment {n}.", "{n} people, I think"])
def test_words_that_differ_by_a_number_are_no_labels(words: str, only: str | None) -> None:
    assert texts(words, only=only) == [words.format(n=n) for n in range(10, 16)]


@pytest.mark.parametrize("only", [None, "generic"])
@pytest.mark.parametrize(
    "below",
    ["<p>{n} found this of use</p>", "<ul><li><a href='http://x.example/{n}'>Send</a></ul>"],
)
def test_a_line_below_the_words_of_all_is_a_label(below: str, only: str | None) -> None:
    words = "The cold made {n} of them small."

    assert texts(words, below, only=only) == [words.format(n=n) for n in range(10, 16)]
