"""Text from pages between our tags: nothing of it is markup, nothing leads off the web."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports.page.markup import label, language, link, name, paragraphs, text, web_address
from tests.support.hostile import ADDRESSES, TEXTS

ANY = st.text(st.characters() | st.sampled_from("<>&\"'\x00\x1b\u202e\u2066א\ud800\n"))


class _Tags(HTMLParser):
    """Collects what a parser of HTML sees."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))


def read(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


@given(ANY)
def test_text_is_text(value: str) -> None:
    seen = read(f'<i title="{label(value)}">{text(value)}</i>{name(value)}')
    assert [tag for tag, _ in seen.tags] == ["i", "bdi"]
    assert set(seen.tags[0][1]) == {"title"}
    text(value).encode()
    assert not set(text(value)) & set("\x00\x1b\u202e\u2066\n")


@given(ANY)
def test_paragraphs_are_paragraphs(value: str) -> None:
    assert {tag for tag, _ in read("".join(paragraphs(value))).tags} <= {"p"}


@pytest.mark.parametrize("url", ADDRESSES)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    for tag, attributes in read(link(url, "words")).tags:
        assert tag == "a"
        assert set(attributes) == {"class", "rel", "href"}
        assert str(attributes["href"]).startswith(("http://", "https://"))
        assert "noreferrer" in str(attributes["rel"])


@pytest.mark.parametrize(
    "url", [None, "", "http:", "https://", "mailto:a@b.example", *ADDRESSES[:7]]
)
def test_what_is_no_address_of_the_web(url: str | None) -> None:
    assert web_address(url) is None
    assert link(url, "words") == "words"


@pytest.mark.parametrize("code", [*TEXTS, "", None, "en\n", 'en"', "toolong-tag", "x"])
def test_what_is_no_language(code: str | None) -> None:
    assert language(code) == ""


def test_languages() -> None:
    assert (language("de"), language("pt-BR")) == (' lang="de"', ' lang="pt-BR"')
