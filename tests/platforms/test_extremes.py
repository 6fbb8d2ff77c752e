"""Pages beyond measure and in the wrong encoding end in a reading or a clear note."""

from __future__ import annotations

import codecs
import tracemalloc

import pytest

from crawler.pages import Page
from crawler.platforms.reading import read_page
from tests.fuzz.target import check_tree

URL = "http://blog.example/2009/03/post/"
LISTED = (
    '<!DOCTYPE html><html lang="de"><head><title>Käse</title></head><body><h1>Käse</h1><ol class='
    '"commentlist">%s</ol></body></html>'
)
ENTRY = (
    '<li class="comment even thread-even depth-1" id="comment-{n}"><cite class="fn">Jörg {n}</cite>'
    ' <a href="#comment-{n}">3. März 2009 um 12:00</a><p>Größer als {n}.</p></li>'
)


def thread(count: int, entry: str = ENTRY) -> str:
    return LISTED % "".join(entry.format(n=n) for n in range(1, count + 1))


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "utf-16", "koi8-r", "x-none", ""])
@pytest.mark.parametrize("mark", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_wins_over_a_wrong_header(mark: str, declared: str) -> None:
    boms = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    body = boms[mark] + thread(3).encode(mark)
    kind = f"text/html; charset={declared}" if declared else "text/html"

    reading = read_page(Page(URL, body, {"content-type": kind}))

    if mark.startswith("utf-32"):
        # The web has no UTF-32 (Encoding Standard, 4.2): a note or nothing, never a crash.
        check_tree(reading.comments)
        return
    assert [c.author.name for c in reading.comments] == ["Jörg 1", "Jörg 2", "Jörg 3"]
    assert reading.comments[0].text == "Größer als 1."


@pytest.mark.parametrize("real", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii"])
def test_bytes_that_are_not_what_the_header_says_are_read(real: str, declared: str) -> None:
    body = thread(3).encode(real)

    reading = read_page(Page(URL, body, {"content-type": f"text/html; charset={declared}"}))

    assert len(reading.comments) == 3
    if real == declared or {real, declared} <= {"windows-1252", "iso-8859-1", "us-ascii"}:
        assert reading.comments[0].author.name == "Jörg 1"


@pytest.mark.parametrize("sign", ["\x0e", "\x01", "\ufffe", "é", ":", '"'])
def test_a_broken_tag_of_any_name_is_read(sign: str) -> None:
    told = f'<s{sign}pan class="x" itemprop="author" rel="author">Theo</span>'
    page = f"<html><body><h1>A post</h1>{told}<p>{'Words of the post. ' * 9}</p></body></html>"

    assert read_page(Page(URL, page.encode(), {"content-type": "text/html"})).post is not None


def test_replies_that_name_each_other_make_no_circle() -> None:
    entry = (
        '<li class="comment" id="comment-{n}" data-parent-id="{n}"><cite class="fn">Ann</cite> '
        '<a href="#comment-{n}">March 3, 2009 at 12:00 pm</a><p><a href="#comment-{n}">@Ann</a> '
        "Said {n}.</p></li>"
    )
    for name in (None, "generic"):
        page = Page(URL, thread(6, entry).encode(), {"content-type": "text/html"})
        check_tree(read_page(page, only=name).comments)


def test_a_hundred_thousand_levels_end_in_a_reading_or_a_note() -> None:
    for opened in ("<div>", '<li class="comment">', "<blockquote>", "<b>", "<table><tr><td>"):
        body = opened.encode() * 100_000 + thread(2).encode()

        reading = read_page(Page(URL, body, {"content-type": "text/html"}))

        check_tree(reading.comments)
        assert reading.comments or reading.notes or reading.reason


def test_a_million_entities_are_read() -> None:
    entry = ENTRY.replace("Größer als {n}.", "&amp;&eacute;&#8230;&bogus;" * 250_000)

    (comment,) = read_page(
        Page(URL, thread(1, entry).encode(), {"content-type": "text/html; charset=utf-8"})
    ).comments

    assert comment.text.count("é") == 250_000


@pytest.mark.slow
def test_two_hundred_thousand_comments_are_read_in_bounded_memory() -> None:
    body = thread(200_000).encode()
    tracemalloc.start()

    reading = read_page(Page(URL, body, {"content-type": "text/html; charset=utf-8"}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(reading.comments) == 200_000
    # What Python holds for each comment, the comment itself included.
    assert peak < 200_000 * 12_000
