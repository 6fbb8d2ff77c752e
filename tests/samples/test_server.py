"""The server of the samples keeps to HTTP where the crawler's manners are tested by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from samples.server import Blogosphere

POST = "/2009/03/a-company-that-blogs-is-still-a-company/"


@pytest.fixture
def line(blogosphere: Blogosphere) -> Iterator[HTTPConnection]:
    connection = HTTPConnection("127.0.0.1", blogosphere.port, timeout=10)
    yield connection
    connection.close()


def get(
    line: HTTPConnection, host: str, path: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, headers={"Host": host, **named})
    answer = line.getresponse()
    return answer, answer.read()


def test_hosts_share_the_port_and_the_connection(line: HTTPConnection) -> None:
    one, kettle = get(line, "copperkettle.example", "/")
    socket = line.sock
    two, lantern = get(line, "lanternroom.example", "/")
    assert (one.status, two.status) == (200, 200)
    assert b"The Copper Kettle" in kettle
    assert b"The Lantern Room" in lantern
    assert line.sock is socket


@pytest.mark.parametrize(
    ("asks", "by"), [("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")]
)
def test_an_unchanged_page_is_not_sent_again(line: HTTPConnection, asks: str, by: str) -> None:
    first, body = get(line, "copperkettle.example", POST)
    assert body
    again, nothing = get(line, "copperkettle.example", POST, **{asks: first.headers[by]})
    assert (again.status, nothing) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other, body = get(line, "copperkettle.example", "/", **{asks: '"another"'})
    assert (other.status, bool(body)) == (200, True)


def test_a_head_request_has_headers_only(line: HTTPConnection) -> None:
    answer, body = get(line, "copperkettle.example", POST, "HEAD")
    assert answer.headers["X-Pingback"] == "http://copperkettle.example/xmlrpc.php"
    assert (answer.status, body) == (200, b"")
    assert get(line, "copperkettle.example", "/")[0].status == 200


@pytest.mark.parametrize(
    ("host", "path", "status", "location"),
    [
        ("copperkettle.example", "/archives/118", 301, f"http://copperkettle.example{POST}"),
        ("copperkettle.example", "/?p=118", 301, f"http://copperkettle.example{POST}"),
        ("harbournotes.example", "/?p=45", 200, None),
        ("printshop.example", "/2007/11/the-missing-broadside/", 404, None),
        ("copperkettle.example", "/xmlrpc.php", 405, None),
        ("copperkettle.example", "/site.toml", 404, None),
        ("copperkettle.example", "/../slowpost.example/index.html", 404, None),
        ("nobody.example", "/", 404, None),
    ],
)
def test_what_a_host_declares_is_what_it_answers(
    line: HTTPConnection, host: str, path: str, status: int, location: str | None
) -> None:
    answer, _ = get(line, host, path)
    assert (answer.status, answer.headers["Location"]) == (status, location)


@pytest.mark.parametrize(
    ("host", "path", "kind"),
    [
        ("copperkettle.example", POST, "text/html; charset=UTF-8"),
        ("copperkettle.example", POST + "feed/", "application/rss+xml; charset=UTF-8"),
        ("copperkettle.example", POST + "feed/atom/", "application/atom+xml; charset=UTF-8"),
        ("mapsandmud.example", "/", "text/html; charset=ISO-8859-1"),
        ("halfpastnine.example", "/", "text/plain; charset=UTF-8"),
    ],
)
def test_a_document_says_what_it_is(line: HTTPConnection, host: str, path: str, kind: str) -> None:
    answer, _ = get(line, host, path)
    assert answer.headers["Content-Type"] == kind


def test_it_serves_as_a_proxy_for_a_browser(line: HTTPConnection) -> None:
    answer, body = get(line, "127.0.0.1", "http://slowpost.example/")
    assert (answer.status, b"Slow Post" in body) == (200, True)


def test_a_fault_ends_when_it_is_mended(line: HTTPConnection, blogosphere: Blogosphere) -> None:
    blogosphere.fail("slowpost.example", 503)
    assert get(line, "slowpost.example", "/")[0].status == 503
    assert get(line, "oddments.example", "/")[0].status == 200
    blogosphere.mend("slowpost.example")
    assert get(line, "slowpost.example", "/")[0].status == 200


def test_the_log_tells_who_asked_for_what(tmp_path: Path) -> None:
    file = tmp_path / "log.ndjson"
    with Blogosphere(log_path=file) as running:
        line = HTTPConnection("127.0.0.1", running.port, timeout=10)
        get(line, "slowpost.example", "/?x=1", User_Agent="somebody")
        get(line, "slowpost.example", "/", If_None_Match="*")
        line.close()
        first, second = running.log
        running.forget_log()
        assert running.log == ()
    assert (first.host, first.path, first.status) == ("slowpost.example", "/?x=1", 200)
    assert (first.agent, first.conditional) == ("somebody", False)
    assert (second.status, second.conditional) == (304, True)
    assert first.time <= second.time
    rows = [json.loads(row) for row in file.read_text().splitlines()]
    assert [row["path"] for row in rows] == ["/?x=1", "/"]
