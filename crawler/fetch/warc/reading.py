"""Records of WARC files: where each stands, and what it holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

#: The endings of the files that are read.
ENDINGS = (".warc", ".warc.gz")

#: The name of the field that says why a document could not be had.
REASON = "fetchFailed"

#: So many bytes of a record are looked at for its headers, those of HTTP included.
_HEAD = 64 * 1024
_CHUNK = 256 * 1024

_WARC = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"])
_HTTP = StatusAndHeadersParser(["HTTP/"], verify=False)


class Broken(Exception):
    """A file or record that cannot be read; the words say which and why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a whole record, which stands from ``offset`` to ``end`` of its file.

    ``block`` is the beginning of its content.
    """

    offset: int
    end: int
    fields: StatusAndHeaders
    block: bytes

    def field(self, name: str) -> str:
        """A header of the record, empty where it has none."""
        return self.fields.get_header(name) or ""

    @property
    def status(self) -> int:
        """The HTTP status of a response or revisit, 0 where there is none."""
        try:
            line = _HTTP.parse(BytesIO(self.block)).get_statuscode()
            return int(line) if line.isdecimal() else 0
        except (EOFError, StatusAndHeadersParserException):
            return 0


@dataclass(frozen=True, slots=True)
class Document:
    """An HTTP answer as a record has it; the body is coded as ``Content-Encoding`` says."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def warc_files(folder: Path) -> list[Path]:
    """The WARC files in a folder, in the order of their names."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(ENDINGS))


def instant(date: str) -> float:
    """The instant of a ``WARC-Date``, 0 where it cannot be read."""
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def heads(path: Path, start: int = 0) -> Iterator[Head]:
    """The whole records of a file from an offset on; one that is cut off ends it silently.

    Raises `Broken` for what is no WARC, and for a file that is compressed as one stream.
    """
    with path.open("rb") as file:
        file.seek(start)
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(start)
        yield from _packed(file, start, path) if packed else _plain(file, start, path)


def _packed(file: BinaryIO, offset: int, path: Path) -> Iterator[Head]:
    """Each record is a member of its own of the gzip file (ISO 28500, annex A)."""
    rest = b""
    while True:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        head, size, read = bytearray(), 0, 0
        while not unpacker.eof:
            chunk = rest or file.read(_CHUNK)
            rest = b""
            if not chunk:
                return
            try:
                # Piece by piece, so that a bomb fills no memory.
                while chunk and not unpacker.eof:
                    out = unpacker.decompress(chunk, _CHUNK)
                    read += len(chunk) - len(unpacker.unconsumed_tail)
                    chunk = unpacker.unconsumed_tail
                    size += len(out)
                    head += out[: max(0, _HEAD - len(head))]
            except zlib.error as error:
                raise Broken(f"{path} is damaged at byte {offset} ({error})") from error
        rest = unpacker.unused_data
        end = offset + read - len(rest)
        found = _head(bytes(head), offset, end, path)
        if found is not None:
            if found.end_of_record < size:
                raise Broken(
                    f"{path} is compressed as one stream; `warcio recompress` makes it readable"
                )
            yield Head(offset, end, found.fields, found.block)
        offset = end


@dataclass(frozen=True, slots=True)
class _Parsed:
    fields: StatusAndHeaders
    block: bytes
    end_of_record: int


def _head(head: bytes, offset: int, end: int, path: Path) -> _Parsed | None:
    stream = BytesIO(head)
    try:
        fields = _WARC.parse(stream)
    except EOFError:
        return None
    except StatusAndHeadersParserException as error:
        raise Broken(f"{path} is no WARC file (at byte {offset})") from error
    begin, length = stream.tell(), _length(fields)
    return _Parsed(fields, head[begin : begin + length], begin + length + 4)


def _plain(file: BinaryIO, offset: int, path: Path) -> Iterator[Head]:
    size = path.stat().st_size
    while True:
        file.seek(offset)
        head = file.read(_HEAD)
        skipped = len(head) - len(head.lstrip(b"\r\n"))
        found = _head(head[skipped:], offset, 0, path) if head.strip() else None
        if found is None:
            return
        end = offset + skipped + found.end_of_record
        if end > size:
            return
        yield Head(offset + skipped, end, found.fields, found.block)
        offset = end


def _length(fields: StatusAndHeaders) -> int:
    value = fields.get_header("Content-Length") or ""
    return int(value) if value.isdecimal() else 0


def document(path: Path, offset: int, most: int) -> Document:
    """The HTTP answer in the record at a place, its transfer coding undone.

    Raises `Broken` where there is none, and for a body of more than ``most`` bytes.
    """
    where = f"{path.name}, byte {offset}"
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            http = record.http_headers
            if http is None:
                raise Broken(f"{where}: no HTTP answer")
            coding = http.get_header("Transfer-Encoding") or ""
            chunked = "chunked" in coding.lower()
            stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
            body = _all(stream, most)
            status = http.get_statuscode()
    except (OSError, EOFError, StopIteration, ArchiveLoadFailed) as error:
        raise Broken(f"{where} cannot be read ({error})") from error
    if len(body) > most:
        raise Broken(f"{where}: larger than the limit")
    kept = tuple(pair for pair in http.headers if pair[0].lower() != "transfer-encoding")
    return Document(int(status) if status.isdecimal() else 0, kept, body)


def _all(stream: BinaryIO, most: int) -> bytes:
    body = bytearray()
    while len(body) <= most and (chunk := stream.read(_CHUNK)):
        body += chunk
    return bytes(body)


def decoded(answer: Document, most: int) -> bytes:
    """The body of an answer without its content coding.

    Raises `Broken` where that is broken, unknown here, or gives more than ``most`` bytes.
    """
    headers = {name.lower(): value.strip().lower() for name, value in answer.headers}
    coding = headers.get("content-encoding", "identity") or "identity"
    if coding == "identity":
        return answer.body
    coding = coding.removeprefix("x-")
    if coding not in BufferedReader.DECOMPRESSORS:
        raise Broken(f"the content coding {coding} is not read here")
    try:
        reader = BufferedReader(BytesIO(answer.body), decomp_type=coding)
        body = _all(reader, most)
    except (OSError, zlib.error) as error:
        raise Broken(f"compression broken ({error})") from error
    if len(body) > most:
        raise Broken("larger than the limit when decompressed")
    return body


def outcome(path: Path, offset: int) -> Mapping[str, str]:
    """The fields of the metadata record at a place."""
    for head in heads(path, offset):
        return fields_of(head.block)
    raise Broken(f"{path.name}, byte {offset}: no record")


def fields_of(block: bytes) -> dict[str, str]:
    """The fields of a block of ``application/warc-fields``."""
    lines = block.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}
