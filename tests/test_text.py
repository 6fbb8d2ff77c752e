"""Visible text of elements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crawler.text import clean, opening_of, text_of, whole_number


def element(html: str) -> etree._Element:
    root = etree.fromstring(f"<div id='x'>{html}</div>", etree.HTMLParser())
    return root.xpath("//div[@id='x']")[0]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<b>b</b>c", "abc"),
        ("<p>a</p>b", "a b"),
        ("a<br>b<br/>c", "a b c"),
        ("a <i> b </i>  c\n d", "a b c d"),
        ("<ul><li>a</li><li>b</li></ul>c", "a b c"),
        ("a<img alt='smile' src='x'>b", "ab"),
        ("a<script>x()</script>b<style>c{}</style>", "ab"),
        ("a<!-- no -->b", "ab"),
        ("a<template><p>no</p></template>b", "ab"),
        ("<blockquote>q</blockquote>a", "q a"),
        ("fo\u00ado\u200bbar\ufeff", "foobar"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a&nbsp;b", "a b"),
        ("", ""),
    ],
)
def test_blocks_are_spaces_and_nothing_hidden_shows(html: str, text: str) -> None:
    assert text_of(element(html)) == text


def test_skipped_elements_leave_their_tail() -> None:
    node = element("a<span>no<b>nor this</b></span>b<p>c</p>")

    assert text_of(node, {node[0]}) == "ab c"


def test_the_tail_of_the_element_itself_is_not_its_text() -> None:
    root = etree.fromstring("<p>a<b>b</b>c</p>", etree.HTMLParser())

    assert text_of(root.xpath("//b")[0]) == "b"


def test_depth_does_not_matter() -> None:
    root = etree.fromstring("<i>" * 2000 + "x", etree.HTMLParser(huge_tree=True))

    assert text_of(root) == "x"


def test_lone_surrogates_and_control_characters_are_mended() -> None:
    assert clean("a\ud800b\x00c\u202ed") == "a\ufffdb cd"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    once.encode("utf-8")


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(1, 60))
def test_the_opening_of_a_text_is_all_of_it_or_more_than_was_asked_for(
    texts: list[str], most: int
) -> None:
    root = etree.Element("div")
    for text in texts:
        etree.SubElement(root, "p").text = "".join(c for c in text if c.isprintable())
    whole = text_of(root)
    start = opening_of(root, most)

    assert start == whole if len(whole) <= most else whole.startswith(start) and len(start) > most


@given(st.integers(0, 10**19 - 1))
def test_a_whole_number_is_read(number: int) -> None:
    assert whole_number(str(number)) == number


@pytest.mark.parametrize(
    "text", [None, "", "³", "1³", "١٢", "-1", "1.5", " 1", "9" * 20, "9" * 9999]
)
def test_what_is_no_whole_number_is_none(text: str | None) -> None:
    assert whole_number(text) is None
