"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.robots import KEPT, KEPT_UNREACHABLE, Rules, keeping, origin_of

URL = "http://a.example/2009/post?p=1"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_file_that_is_not_there_allows_all(status: int) -> None:
    rules = Rules(status, b"User-agent: *\nDisallow: /")
    assert not rules.unreachable
    assert rules.refusal(URL) is None


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_a_file_that_cannot_be_had_allows_nothing_for_now(status: int) -> None:
    assert Rules(status, b"").unreachable
    assert keeping(status) == KEPT_UNREACHABLE < keeping(404) == KEPT


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\nDisallow: /2009/\nAllow: /2009/post", True),
        (b"User-agent: *\nDisallow: /*?p=", False),
        (b"User-agent: *\nDisallow: /2009/post$", True),
        (b"User-agent: other\nDisallow: /", True),
        (b"User-agent: ThreadHop\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", False),
        (b"\xff\xfe\x00 no text at all", True),
        (b"<html><body>Not found</body></html>", True),
    ],
)
def test_what_a_file_says(body: bytes, allowed: bool) -> None:
    assert (Rules(200, body).refusal(URL) is None) == allowed


def test_pauses() -> None:
    assert Rules(200, b"User-agent: *\nCrawl-delay: 7.5").delay == 7.5
    assert Rules(200, b"User-agent: *\nCrawl-delay: 60").refusal(URL) is None
    assert "asks for 61 s" in (Rules(200, b"User-agent: *\nCrawl-delay: 61").refusal(URL) or "")
    assert Rules(200, b"User-agent: *\nCrawl-delay: soon").delay == 0


def test_a_file_without_end_is_cut_off() -> None:
    late = b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /"
    assert Rules(200, late).refusal(URL) is None


@given(st.binary(max_size=300))
def test_no_file_breaks_it(body: bytes) -> None:
    Rules(200, body).refusal(URL)


def test_each_origin_has_its_own() -> None:
    assert origin_of("https://a.example:8443/x?y") == "https://a.example:8443"
