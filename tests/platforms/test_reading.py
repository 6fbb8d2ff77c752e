"""A page to one reading: states, walls, listings, and pages that nobody meant to be read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import UsageError
from crawler.model import Reading, ThreadState
from crawler.pages import Page
from crawler.platforms.reading import read_page

CASES = Path(__file__).parent / "cases"
PROSE = "<p>" + "A sentence about the weather, and one about the boats in it. " * 4 + "</p>"


def read(html: str, url: str = "http://a.example/2010/05/post/", status: int = 200) -> Reading:
    return read_page(Page(url, html.encode(), {"content-type": "text/html"}, status))


def test_only_takes_the_one_reader_and_refuses_names_it_does_not_know() -> None:
    page = (CASES / "wordpress" / "classic-list" / "page.html").read_bytes()

    assert read_page(Page("http://a.example/p", page), only="wordpress").source == "wordpress"
    with pytest.raises(UsageError, match="no such reader") as refused:
        read_page(Page("http://a.example/p", page), only="wordprss")
    assert "wordpress" in refused.value.hint


@pytest.mark.parametrize(
    ("html", "status", "state", "reason"),
    [
        ("<p>x", 401, ThreadState.LOGIN, "HTTP 401"),
        ("<p>x", 403, ThreadState.BLOCKED, "HTTP 403"),
        ("<p>x", 404, ThreadState.ERROR, "HTTP 404"),
        ("<p>x", 500, ThreadState.ERROR, "HTTP 500"),
        ("<p>x", 503, ThreadState.BLOCKED, "HTTP 503"),
        (
            "<form class='post-password-form'><input name=post_password></form>",
            200,
            ThreadState.PROTECTED,
            "asks for the post's password",
        ),
        (PROSE + "<div id=disqus_thread></div>", 200, ThreadState.SCRIPT_ONLY, "Disqus loads"),
        (
            PROSE + "<script src='https://giscus.app/client.js'></script>",
            200,
            ThreadState.SCRIPT_ONLY,
            "giscus",
        ),
        (
            PROSE + "<p class=nocomments>Comments are closed.</p>",
            200,
            ThreadState.CLOSED,
            "Comments are closed.",
        ),
        (
            PROSE + "<p>Die Kommentarfunktion ist geschlossen.",
            200,
            ThreadState.CLOSED,
            "Kommentarfunktion",
        ),
        (PROSE + "<h3 id=comments>3 Responses to x</h3>", 200, ThreadState.PARTIAL, "none of 3"),
        (PROSE, 200, ThreadState.NONE, "no comments on the page"),
        (
            '<script type="application/ld+json">{"isAccessibleForFree":false}</script>' + PROSE,
            200,
            ThreadState.PAYWALL,
            "not free",
        ),
    ],
)
def test_a_thread_that_is_not_there_says_why(
    html: str, status: int, state: ThreadState, reason: str
) -> None:
    reading = read(f"<html><title>t</title><body>{html}", status=status)

    assert reading.state is state
    assert reason in reading.reason
    assert (reading.post is None) == (status >= 400)


def test_a_page_of_comments_is_a_view_of_its_post() -> None:
    html = '<link rel=canonical href="http://a.example/2010/05/post/comment-page-2/"><p>x'

    reading = read(html, "http://a.example/2010/05/post/comment-page-2/#comments")

    assert reading.post_url == "http://a.example/2010/05/post/"
    assert read("<p>x", "http://a.example/?p=3&cpage=2").post_url == "http://a.example/?p=3"


def test_a_canonical_address_on_the_home_page_is_not_believed() -> None:
    reading = read('<link rel=canonical href="http://a.example/"><p>x')

    assert reading.post_url == "http://a.example/2010/05/post/"


def test_a_home_page_is_no_post_and_lists_what_it_shows() -> None:
    entry = (
        '<div class="post hentry"><h2 class="entry-title">'
        '<a href="/2010/0{n}/x/" rel="bookmark">Title {n}</a></h2>'
        '<abbr class="published" title="2010-0{n}-02T10:00:00+00:00">x</abbr>'
        '<div class="entry-content"><p>See <a href="http://b.example/{n}">there</a>.</p></div>'
        "</div>"
    )
    html = "<html><body class='home blog'>" + "".join(entry.format(n=n) for n in (1, 2, 3))

    reading = read(html, "http://a.example/")

    assert reading.post is None
    assert [(e.url, e.title, e.published.iso) for e in reading.listed] == [
        (f"http://a.example/2010/0{n}/x/", f"Title {n}", f"2010-0{n}-02T10:00:00+00:00")
        for n in (1, 2, 3)
    ]
    assert [[link.url for link in e.links] for e in reading.listed] == [
        [f"http://b.example/{n}"] for n in (1, 2, 3)
    ]


def test_links_of_the_body_leave_out_sharing_tags_navigation_and_comments() -> None:
    html = f"""<html><body><nav><a href="http://n.example/">nav</a></nav>
    <div class="entry-content">{PROSE}
    <p>As <a href="http://b.example/x" rel="Nofollow">Bo wrote</a> yesterday.</p>
    <div class="sharedaddy"><a href="http://s.example/">share</a></div>
    <a href="http://www.facebook.com/sharer.php?u=1">f</a> <a rel=tag href="/tag/t/">t</a>
    <a href="#top">up</a><a href="mailto:a@b.example">m</a></div>
    <ol class="commentlist"><li id="comment-1" class="comment depth-1 thread-even">
    <cite class=fn>C</cite>
    <p>See <a href="http://c.example/">me</a>.</p></li></ol></body></html>"""

    reading = read(html)

    assert reading.post is not None
    assert [(k.url, k.words, k.rel) for k in reading.post.links] == [
        ("http://b.example/x", "Bo wrote", "nofollow")
    ]
    assert "As Bo wrote yesterday." in reading.post.links[0].around
    assert "me" not in reading.post.text.split()
    assert [k.url for k in reading.comments[0].links] == ["http://c.example/"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\xff",
        b"<div>" * 100_000,
        b"&eacute;" * 200_000,
        b"<ol class=commentlist>" + b"<li class='comment depth-1' id=comment-1>" * 5_000,
        b"<dl id=comments-block>" + b"<dt id=c1234567>x<dd>" * 3_000,
        b"<script type='application/ld+json'>" + b'{"comment":[' * 5_000,
        b"%PDF-1.4 <not html>",
    ],
)
def test_hostile_bytes_end_in_a_reading(body: bytes) -> None:
    assert isinstance(read_page(Page("http://a.example/p", body)), Reading)


@pytest.mark.parametrize(
    "url", ["", "x", "http://", "file:///etc/passwd", "http://a.example:99999/"]
)
def test_odd_addresses_end_in_a_reading(url: str) -> None:
    page = (CASES / "wordpress" / "classic-list" / "page.html").read_bytes()

    assert len(read_page(Page(url, page)).comments) == 5


@pytest.mark.parametrize("broken", ["http://[bad", "//[bad", "http://[::1", "http://a.example:x/"])
def test_broken_addresses_on_a_page_end_in_a_reading(broken: str) -> None:
    case = CASES / "wordpress" / "classic-list" / "page.html"
    links = "".join(
        f"<link rel={rel} href='{broken}/2009/03/comments' type='application/rss+xml'>"
        for rel in ("alternate", "replies", "webmention", "pingback", "canonical")
    )
    body = f"{links}<a href='{broken}/2009/03/'>older</a>".encode() + case.read_bytes()

    headers = {"link": f'<{broken}>; rel="webmention"'}
    reading = read_page(Page("http://a.example/2009/03/x/", body, headers))

    assert len(reading.comments) == 5


NAMED_AS_PARENTS = (
    "<ol class=commentlist><li class='comment depth-1' id=comment-1><cite class=fn>Ann</cite>"
    "<p>One says enough here.</p><a class=comment-reply-link href='?replytocom=2'>x</a></li>"
    "<li class='comment depth-1' id=comment-2><cite class=fn>Bo</cite><p>Two says it too.</p></li>"
    "</ol>"
)
EACH_OTHERS_PARENTS = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>"
    + "".join(
        f"<entry><id>tag:a.example,2009:{own}</id><author><name>Ann</name></author>"
        f"<published>2009-03-0{own}T10:00:00Z</published><content>Number {own}</content>"
        f"<thr:in-reply-to ref='tag:a.example,2009:{other}'/></entry>"
        for own, other in ((1, 2), (2, 3), (3, 1), (4, 4))
    )
    + "</feed>"
)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(NAMED_AS_PARENTS, "text/html"), (EACH_OTHERS_PARENTS, "application/atom+xml")],
)
def test_replies_that_name_each_other_make_no_cycle(body: str, kind: str) -> None:
    page = Page("http://a.example/p", body.encode(), {"content-type": kind})
    parents = {c.id: c.parent_id for c in read_page(page).comments}

    assert len(parents) >= 2
    for start in parents:
        seen: set[str] = set()
        here: str | None = start
        while here is not None and here in parents:
            assert here not in seen
            seen.add(here)
            here = parents[here]


_CASE = (CASES / "wordpress" / "classic-list" / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "shift_jis", "no-such-charset", "utf-16"])
def test_byte_order_marks_and_wrong_charsets_end_in_a_reading(
    mark: bytes, encoding: str, charset: str
) -> None:
    headers = {"content-type": f"text/html; charset={charset}"}
    page = Page("http://a.example/p", mark + _CASE.encode(encoding), headers)

    reading = read_page(page)

    # A mark goes before the header (WHATWG Encoding, 4); without one the header may be believed.
    assert len(reading.comments) == 5 if mark else isinstance(reading, Reading)


def test_a_document_that_is_no_page_says_so() -> None:
    picture = read_page(Page("http://a.example/x.png", b"\x89PNG", {"content-type": "image/png"}))

    assert (picture.post, picture.state) == (None, ThreadState.ERROR)
    assert picture.reason == "a document that is no page: image/png"


PAGES = sorted(CASES.glob("*/*/page.*"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_pages_do_not_raise(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(PAGES)).read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(len(body), start + 300)))
        patch = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"<",
                    b"</div>",
                    b"<li>",
                    b"\xff",
                    b'"',
                    b"<!--",
                    b"<table>",
                    body[start:end] * 2,
                ]
            )
        )
        body = body[:start] + patch + body[end:]

    reading = read_page(Page("http://a.example/2010/01/p", body))

    ids = [comment.id for comment in reading.comments]
    assert len(ids) == len(set(ids))


def test_the_pages_that_permalinks_of_comments_begin_with_are_the_post() -> None:
    said = "".join(
        f"""<li id="comment-{n}" class="comment even depth-1"><div class="comment-author vcard">
<cite class="fn">Ann</cite></div><div class="commentmetadata">
<a href="http://a.example/2010/05/post/{page}#comment-{n}">May {n}, 2010 at 9:00</a></div>
<p>Something that I say about it, number {n}.</p></li>"""
        for n, page in ((1, ""), (2, "comment-page-2/"), (3, "comment-page-2/"))
    )
    read_ = read(f'<ol class="commentlist">{said}</ol>')
    assert {alias.url: alias.post_url for alias in read_.aliases} == {
        "http://a.example/2010/05/post/comment-page-2/": "http://a.example/2010/05/post/"
    }


@pytest.mark.parametrize(("listed", "looked"), [("", False), ("<ol class=commentlist></ol>", True)])
def test_the_generic_reader_is_not_asked_where_a_thread_is_shown_to_be_empty(
    listed: str, looked: bool
) -> None:
    found = read(
        f"""<meta name=generator content="WordPress 6.4">
<link rel=stylesheet href="/wp-content/a.css">
<div class=hentry>{PROSE}</div><div id=comments>{listed}<div id=respond class=comment-respond>
<form id=commentform><textarea name=comment></textarea></form></div></div>"""
    )
    assert (found.source, found.comments, found.state) == ("wordpress", (), ThreadState.NONE)
    assert any(note.startswith("generic") for note in found.notes) == looked
