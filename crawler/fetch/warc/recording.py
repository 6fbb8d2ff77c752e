"""Writing of WARC files: every answer with its request and what led to it, and what had none."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from crawler.errors import ArchiveError, LimitReached, ThreadhopError
from crawler.fetch.warc.captures import OUTCOME, RESPONSE, REVISIT, Capture, Captures
from crawler.fetch.warc.reading import REASON

#: A file that would grow beyond this is followed by another, in bytes (ISO 28500, annex C).
LARGEST = 1 << 30

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_FORMAT = {
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "robots": "obey",
}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A GET request for ``url`` and its answer, which was whole at ``at`` (since 1970).

    ``body`` is without transfer coding, and coded as ``Content-Encoding`` says. ``told`` are
    fields of the metadata record: what led here. ``cut`` is true where the answer broke off.
    """

    url: str
    at: float
    asked_with: Headers
    status: int
    headers: Headers
    body: bytes
    protocol: str = "HTTP/1.1"
    ip: str | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


class Recorder:
    """Writes into files of its own in a folder, ``threadhop-RUN-NUMBER.warc.gz``.

    ``run`` names the process among all that ever write there. ``about`` are fields of the record
    that begins each file. An answer, its request and its metadata are written in one step, so that
    a kill leaves whole records and at most a piece of the last step.

    Raises `LimitReached` where the disk is full, `ArchiveError` where it cannot write.
    """

    def __init__(
        self,
        folder: Path,
        run: str,
        captures: Captures,
        about: Mapping[str, str],
        largest: int = LARGEST,
    ) -> None:
        self._folder = folder
        self._run = run
        self._captures = captures
        self._about = {**about, **_FORMAT, "isPartOf": run}
        self._largest = largest
        self._number = 0
        self._file = -1
        self._name = ""
        self._size = 0

    def answered(self, exchange: Exchange) -> Capture:
        """Write an answer; a document that is in the files already becomes a revisit record."""
        digest = _digest(exchange.body)
        kind = RESPONSE
        if exchange.status == 304:
            kind, digest = REVISIT, ""
        elif exchange.status == 200 and exchange.body:
            kind = REVISIT if self._captures.first_of(digest) else RESPONSE
        out = BytesIO()
        writer = _writer(out)
        main = self._main(writer, exchange, kind, digest)
        writer.write_record(main)
        beside = {
            "WARC-Date": _date(exchange.at),
            "WARC-Concurrent-To": main.rec_headers.get_header("WARC-Record-ID"),
        }
        writer.write_record(_request(writer, exchange, beside))
        writer.write_record(_metadata(writer, exchange.url, exchange.told, beside))
        tries = exchange.told.get("tries", "")
        return self._write(
            out.getvalue(),
            Capture(
                "",
                0,
                exchange.url,
                exchange.at,
                kind,
                exchange.status,
                digest,
                int(tries) if tries.isdecimal() else -1,
            ),
        )

    def unanswered(self, url: str, at: float, reason: str, told: Mapping[str, str]) -> Capture:
        """Write that there is no document, and why, as a metadata record."""
        out = BytesIO()
        writer = _writer(out)
        fields = {REASON: reason, **told}
        writer.write_record(_metadata(writer, url, fields, {"WARC-Date": _date(at)}))
        return self._write(out.getvalue(), Capture("", 0, url, at, OUTCOME))

    def close(self) -> None:
        """End the file; closing twice is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _main(
        self, writer: WARCWriter, exchange: Exchange, kind: str, digest: str
    ) -> ArcWarcRecord:
        headers: dict[str, str] = {"WARC-Date": _date(exchange.at)}
        if exchange.ip:
            headers["WARC-IP-Address"] = exchange.ip
        if exchange.cut:
            headers["WARC-Truncated"] = "disconnect"
        http = StatusAndHeaders(
            _status_line(exchange.status), list(exchange.headers), protocol=exchange.protocol
        )
        if kind == RESPONSE:
            return writer.create_warc_record(
                exchange.url,
                "response",
                payload=BytesIO(exchange.body),
                length=len(exchange.body),
                http_headers=http,
                warc_headers_dict={**headers, "WARC-Payload-Digest": digest},
            )
        if digest:
            first = self._captures.first_of(digest)
            assert first is not None
            return writer.create_revisit_record(
                exchange.url, digest, first.uri, _date(first.at), http, headers
            )
        before = self._captures.last_of(exchange.url)
        headers["WARC-Profile"] = _NOT_MODIFIED
        if before is not None:
            headers["WARC-Refers-To-Target-URI"] = before.uri
            headers["WARC-Refers-To-Date"] = _date(before.at)
        return writer.create_warc_record(
            exchange.url, "revisit", http_headers=http, warc_headers_dict=headers
        )

    def _write(self, data: bytes, capture: Capture) -> Capture:
        try:
            if self._file < 0 or self._size + len(data) > self._largest:
                self._begin()
            offset = self._size
            self._append(data)
        except OSError as error:
            raise _said(self._folder, error) from error
        placed = Capture(
            self._name,
            offset,
            capture.uri,
            capture.at,
            capture.kind,
            capture.status,
            capture.digest,
            capture.tries,
        )
        self._captures.note(self._name, self._size, [placed])
        return placed

    def _begin(self) -> None:
        self.close()
        self._name = f"threadhop-{self._run}-{self._number:05d}.warc.gz"
        self._number += 1
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self._file = os.open(self._folder / self._name, how, 0o644)
        self._size = 0
        out = BytesIO()
        writer = _writer(out)
        writer.write_record(writer.create_warcinfo_record(self._name, self._about))
        self._append(out.getvalue())

    def _append(self, data: bytes) -> None:
        """Write all of it or, where the disk is full, nothing."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)


def _writer(out: BytesIO) -> WARCWriter:
    return WARCWriter(out, gzip=True, warc_version="1.1")


def _request(writer: WARCWriter, exchange: Exchange, headers: Mapping[str, str]) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    http = StatusAndHeaders(
        f"GET {path} HTTP/1.1",
        [("Host", parts.netloc), *exchange.asked_with],
        is_http_request=True,
    )
    return writer.create_warc_record(
        exchange.url, "request", http_headers=http, warc_headers_dict=dict(headers)
    )


def _metadata(
    writer: WARCWriter, url: str, fields: Mapping[str, str], headers: Mapping[str, str]
) -> ArcWarcRecord:
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items())
    block = "".join(lines).encode("utf-8", "replace")
    return writer.create_warc_record(
        url,
        "metadata",
        payload=BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict=dict(headers),
    )


def _digest(body: bytes) -> str:
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _date(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _said(folder: Path, error: OSError) -> ThreadhopError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return LimitReached(
            f"the disk with {folder} is full", "Make room, then run the same command again"
        )
    return ArchiveError(
        f"{folder} cannot be written ({error.strerror})", "Choose another folder with --warc"
    )
