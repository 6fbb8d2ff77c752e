"""A web archive: what it captured of a blog that is gone, as WARC (ISO 28500), for pywb."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO

import places
from places import ROOT
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_FOLDER = ROOT / "pywb"
_WARCS = _FOLDER / "collections" / places.COLLECTION / "archive"
_LINK = re.compile(r"href=['\"]([^'\"#]+)")


def begin() -> None:
    """Make an empty archive."""
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir()
    _manage("init", places.COLLECTION)


def capture(url: str, at: str) -> None:
    """Record a post, its comment pages and feeds and the blog's home page, as if it were ``at``."""
    _FOLDER.mkdir(exist_ok=True)
    path = _FOLDER / f"{re.sub('[^0-9]', '', at)}.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for address in _addresses(url):
            status, headers, body = _get(address)
            record = writer.create_warc_record(
                address,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": at},
            )
            writer.write_record(record)
    _manage("add", places.COLLECTION, str(path))
    path.unlink()


def _addresses(url: str) -> Iterator[str]:
    """A post, what belongs to it as its own pages link to it, and the home page."""
    seen = {url}
    queue = [url]
    while queue:
        address = queue.pop(0)
        yield address
        body = _get(address)[2].decode()
        found = {link for link in _LINK.findall(body) if link.startswith(url) and "?" not in link}
        found = {link for link in found if "/trackback" not in link and "/embed" not in link}
        queue += sorted(found - seen)
        seen |= found
    yield "/".join(url.split("/", 3)[:3]) + "/"


def _get(url: str) -> tuple[str, list[tuple[str, str]], bytes]:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection("127.0.0.1", places.PORT, timeout=30)
    connection.putrequest("GET", f"/{path}", skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    dropped = {"transfer-encoding", "connection", "content-length"}
    headers = [(k, v) for k, v in answer.getheaders() if k.lower() not in dropped]
    headers.append(("Content-Length", str(len(body))))
    return f"{answer.status} {answer.reason}", headers, body


def _manage(*words: str) -> None:
    command = [f"{ROOT}/venv-pywb/bin/wb-manager", *words]
    subprocess.run(command, cwd=_FOLDER, check=True, capture_output=True)
