"""What web archives say in links and headers, and how their copies are named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch import memento
from crawler.fetch.memento import Copy

POST = "http://gone.example/2009/03/post/?p=1&page=2"
BASE = "http://archive.example/coll/"

#: As pywb 2.10 writes it.
TIMEMAP = f"""<{BASE}timemap/link/{POST}>; rel="self"; type="application/link-format"; \
from="Thu, 12 Mar 2009 10:00:00 GMT",
<{BASE}{POST}>; rel="timegate",
<{POST}>; rel="original",
<{BASE}20090312100000mp_/{POST}>; rel="memento"; datetime="Thu, 12 Mar 2009 10:00:00 GMT"; \
collection="coll",
<{BASE}20110501000000mp_/{POST}>; rel="memento"; datetime="Sun, 01 May 2011 00:00:00 GMT",
<{BASE}20130501000000mp_/{POST}>; rel="last memento"; datetime="Wed, 01 May 2013 00:00:00 GMT"
"""


def at(year: int, month: int = 1, day: int = 1) -> float:
    return datetime(year, month, day, tzinfo=UTC).timestamp()


def copies(when: float) -> list[str]:
    found = memento.chosen(memento.named(TIMEMAP, BASE), when)
    return [datetime.fromtimestamp(copy.at, UTC).date().isoformat() for copy in found]


def test_the_nearest_and_the_newest_copy_are_chosen() -> None:
    assert copies(at(2009)) == ["2009-03-12", "2013-05-01"]
    assert copies(at(2011, 3)) == ["2011-05-01", "2013-05-01"]
    assert copies(at(2030)) == ["2013-05-01"]


def test_a_timemap_names_where_each_copy_is() -> None:
    first, *_ = memento.chosen(memento.named(TIMEMAP, BASE), at(2009))
    assert first == Copy(f"{BASE}20090312100000mp_/{POST}", first.at)


def test_relative_links_and_bare_parameters_are_read() -> None:
    text = '</m/7>; rel=memento; datetime="Thu, 12 Mar 2009 10:00:00 GMT"'
    (copy,) = memento.chosen(memento.named(text, "https://a.example/tm/x"), 0.0)
    assert copy.url == "https://a.example/m/7"


def test_links_without_a_date_or_to_no_web_page_are_no_copies() -> None:
    text = (
        '<http://a.example/1>; rel="memento", <http://a.example/2>; rel="memento"; datetime="soon",'
        ' <ftp://a.example/3>; rel="memento"; datetime="Thu, 12 Mar 2009 10:00:00 GMT"'
    )
    assert memento.chosen(memento.named(text, BASE), 0.0) == ()


@given(st.text(alphabet='<>;,="rel memento\n/:x', max_size=400))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(memento.chosen(memento.named(text, BASE), 0.0), tuple)


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}20090312100000mp_/{POST}",
        f"{BASE}20090312100000/{POST}",
        f"{BASE}20090312100000id_/{POST}",
        f"https://a.example/20090312100000/{POST}",
    ],
)
def test_the_own_bytes_of_a_copy_have_an_address(url: str) -> None:
    before = url[: url.index("2009")]
    assert memento.raw(url) == f"{before}20090312100000id_/{POST}"
    assert memento.is_raw(memento.raw(url))
    assert memento.beside(url, "http://b.example/x") == (
        f"{before}20090312100000id_/http://b.example/x"
    )


def test_an_archive_that_names_its_copies_otherwise_is_left_alone() -> None:
    assert memento.raw("https://perma.example/AB12-CD34") == "https://perma.example/AB12-CD34"
    assert memento.beside("https://perma.example/AB12-CD34", POST) is None
    assert not memento.is_raw("https://perma.example/AB12-CD34")


def test_the_time_of_a_copy_is_its_header_then_its_address() -> None:
    url = f"{BASE}20090312100000id_/{POST}"
    assert memento.captured(url, {}) == at(2009, 3, 12) + 36000
    assert memento.captured(url, {"memento-datetime": "Sun, 01 May 2011 00:00:00 GMT"}) == (
        at(2011, 5)
    )
    assert memento.captured("https://perma.example/AB12", {}) is None
    assert memento.captured(f"{BASE}99999999999999id_/{POST}", {}) is None


def test_what_a_copy_is_of_is_told_by_its_link_then_its_address() -> None:
    opaque = "https://perma.example/AB12"
    assert memento.original_of(opaque, {"link": f'<{POST}>; rel="original"'}) == POST
    assert memento.original_of(opaque, {}) is None
    assert memento.original_of(f"{BASE}20090312100000id_/{POST}", {}) == POST


def test_the_archives_own_links_are_undone_in_a_rewritten_copy() -> None:
    page = (
        b'<a href="/coll/20090312100000mp_/http://b.example/2009/x">b</a>'
        b"<img src='http://archive.example/coll/20090312100000im_/http://gone.example/i.png'>"
        b"<!-- WB Insert --><script>archive</script><!-- End WB Insert -->"
        b'<a href="http://other.example/go/http://c.example/">c</a> says /a/b'
    )
    assert memento.own_bytes(f"{BASE}20090312100000mp_/{POST}", page) == (
        b'<a href="http://b.example/2009/x">b</a>'
        b"<img src='http://gone.example/i.png'>"
        b'<a href="http://other.example/go/http://c.example/">c</a> says /a/b'
    )
    assert memento.own_bytes(f"{BASE}20090312100000id_/{POST}", page) == page


def test_the_headers_of_the_captured_page_come_before_the_archives() -> None:
    headers = {
        "content-type": "text/html",
        "link": '<x>; rel="original"',
        "etag": '"archive"',
        "x-archive-orig-x-pingback": "http://gone.example/xmlrpc.php",
    }
    own = memento.own_headers(headers)
    assert own["x-pingback"] == "http://gone.example/xmlrpc.php"
    assert "link" not in own
    assert "etag" not in own


def test_a_time_is_asked_for_as_http_writes_it() -> None:
    assert memento.http_date(at(2009, 3, 12)) == "Thu, 12 Mar 2009 00:00:00 GMT"
    assert memento.instant(memento.http_date(at(2009, 3, 12))) == at(2009, 3, 12)
