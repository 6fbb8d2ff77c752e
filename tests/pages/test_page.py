"""One document, parsed once."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages import Page
from crawler.pages.page import join

HTML = {"content-type": "text/html"}


def page(
    body: bytes | str, content_type: str = "text/html", url: str = "http://a.example/p"
) -> Page:
    data = body.encode("utf-8") if isinstance(body, str) else body
    return Page(url, data, {"content-type": content_type})


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        ("\ufeffé".encode(), "text/html; charset=iso-8859-1", "utf-8"),
        ("é".encode("utf-16"), "text/html", "utf-16-le"),
        ("<p>naïveté".encode(), "text/html; charset=iso-8859-1", "utf-8"),
        ("<p>naïveté".encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252"),
        ("<meta charset=shift_jis><p>日本語の文章".encode("shift_jis"), "text/html", "cp932"),
        ("<p>日本語の文章です".encode("euc-jp"), "text/html; charset=euc-jp", "euc_jp"),
        (("<p>日本語の文章です。" * 30).encode("euc-jp"), "charset=utf-8", "euc_jis_2004"),
        ("<p>привет, это просто текст".encode("koi8-r"), "text/html; charset=koi8-r", "koi8-r"),
        (b"<p>plain", "text/html; charset=nonsense", "utf-8"),
    ],
)
def test_encoding(body: bytes, content_type: str, encoding: str) -> None:
    assert page(body, content_type).encoding == encoding


def test_a_few_broken_bytes_leave_a_page_utf8() -> None:
    body = b"<p>" + "für älter ".encode() * 50 + b"\xc3" + b" end"

    assert page(body, "text/html; charset=utf-8").encoding == "utf-8"
    assert "älter" in "".join(page(body).tree.itertext())


def test_a_character_cut_off_at_the_end_is_forgiven() -> None:
    assert page("<p>für älter".encode()[:-1] + "ß".encode()[:1]).encoding == "utf-8"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n",
        b"\0" * 500,
        bytes(range(256)) * 40,
        b"<div>" * 100_000,
        b"&eacute;" * 100_000,
        b"<!DOCTYPE html [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><p>&c;",
        b"<p" * 50_000,
        b"\xff\xfe<\0p\0>",
        b"<?xml version='1.0'?>",
    ],
)
def test_any_bytes_end_in_a_tree(body: bytes) -> None:
    read = page(body)

    assert read.tree.tag == "html"
    assert isinstance(read.classes, dict)
    assert read.head.title is not None
    assert read.base_url == "http://a.example/p"


def test_no_document_and_too_deep_are_noted() -> None:
    empty, deep = page(b""), page(b"<div>" * 100_000)

    assert (empty.tree.tag, empty.notes) == ("html", ["no document"])
    assert deep.tree.tag == "html"
    assert deep.notes == ["nested too deeply: read as far as the parser goes"]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-16", "application/json"])
)
def test_nothing_raises(body: bytes, content_type: str) -> None:
    read = page(b"<p class=a id=b>" + body, content_type)

    assert read.text is not None
    assert read.tree.tag == "html"
    assert (read.is_feed, read.is_json) is not None
    assert read.language is None or read.language


def test_kinds_are_told_by_type_and_bytes() -> None:
    html = page("<!doctype html><p>a")
    feed = page("<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "text/plain")
    xhtml = page("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'><body/></html>", "text/xml")
    answer = page('{"a": 1}', "text/plain")

    assert [(p.is_html, p.is_feed, p.is_json) for p in (html, feed, xhtml, answer)] == [
        (True, False, False),
        (False, True, False),
        (True, False, False),
        (False, False, True),
    ]
    assert answer.json == {"a": 1}
    assert page('])}while(1);</x>{"b": 2}', "application/json").json == {"b": 2}
    assert page("[" * 100_000, "application/json").json is None


def test_classes_and_ids_are_in_document_order() -> None:
    read = page("<p class='a b' id=x>1<p class=a id=y>2<p class=b id=x>3")

    assert [e.text for e in read.classes["a"]] == ["1", "2"]
    assert [e.text for e in read.classes["b"]] == ["1", "3"]
    assert read.ids["x"].text == "1"


def test_the_base_element_moves_links() -> None:
    read = page("<base href='/other/'><a href='x'>")

    assert read.base_url == "http://a.example/other/"
    assert read.absolute("x") == "http://a.example/other/x"
    assert read.absolute(None) is None


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("#c", "http://a.example/p#c"),
        (" /x\n/y ", "http://a.example/x/y"),
        ("//b.example/z", "http://b.example/z"),
        ("HTTP://B.example", "HTTP://B.example"),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[bad", "http://[bad"),
        ("a:b", None),
    ],
)
def test_join(href: str, url: str | None) -> None:
    assert join("http://a.example/p", href) == url


def test_elements_are_found_by_tag_in_document_order() -> None:
    found = page("<h2>a</h2><p>b<h1>c</h1><!-- d --><h2>e</h2>")

    assert [e.text for e in found.every("h1", "h2")] == ["a", "c", "e"]
    assert [e.text for e in found.every("h2")] == ["a", "e"]
    assert found.every("nav") == []


def test_what_is_linked_is_told_as_written() -> None:
    assert page("<a href=/x>1</a><a name=y>2</a><a href=' z'>3</a>").hrefs == "/x\n z"


@given(
    base=st.sampled_from(
        ("http://a.example", "https://a.example:80/x/y?z=/q#/f", "http://a.example?x=/y")
    ),
    href=st.from_regex(r"/[\w~+./%-]*(\?[\w=&%./-]*)?(#[\w=&%./?-]*)?", fullmatch=True),
)
def test_links_from_the_root_are_joined_as_the_standard_library_does(base: str, href: str) -> None:
    joined = urljoin(base, href)

    assert join(base, href) == (joined if joined.startswith("http") else None)
