"""Which encoding the bytes of a document are in; a wrong label must not destroy a page."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

#: How much of a document is looked at to guess an encoding that nothing declares.
SAMPLE = 32_768
#: So many bytes are decoded at a time where only their being text matters.
_PIECE = 8192
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")


def encoding_of(body: bytes, content_type: str = "", utf8: bool | None = None) -> str:
    """The Python name of the encoding of a document.

    Byte order mark, then the HTTP header if the bytes decode so, then what the document declares,
    then strict UTF-8, then a guess on a sample. Labels are those of the WHATWG Encoding Standard.
    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever single-byte label they carry, for a
    single-byte encoding decodes anything. ``utf8`` is whether they are, where that is known.
    """
    bom = read_bom(body)[0]
    if bom:
        return bom
    utf8 = decodes(body, "utf-8") if utf8 is None else utf8
    if utf8 and body.isascii():
        # Only ISO-2022-JP and UTF-7-like escapes hide more than ASCII in seven bits.
        return "iso2022_jp" if b"\x1b$" in body else "utf-8"
    declared = _declared(body, content_type)
    for name in declared:
        if utf8 and (name == "utf-8" or not _is_multibyte(name)):
            continue
        if decodes(body, name):
            return name
    if utf8 or _nearly_utf8(body):
        return "utf-8"
    return _guessed(body) or (declared[0] if declared else "cp1252")


def decode(body: bytes, encoding: str) -> str:
    """The document as text; bytes that do not belong become U+FFFD, a byte order mark goes."""
    return body.decode(encoding, "replace").removeprefix("\ufeff")


def _declared(body: bytes, content_type: str) -> list[str]:
    xml = _XML.match(body[:1024])
    names = [
        http_content_type_encoding(content_type),
        html_body_declared_encoding(body[:4096]),
        resolve_encoding(xml[1].decode("ascii")) if xml else None,
    ]
    # Without a byte order mark these are little-endian (WHATWG Encoding, 4.2); Python would refuse.
    endless = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
    return list(dict.fromkeys(endless.get(name, name) for name in names if name))


def is_utf8(body: bytes) -> bool:
    """What `decodes` says of UTF-8, without the whole text in memory."""
    if body.isascii():
        return True
    at = 0
    try:
        while at < len(body):
            used = codecs.utf_8_decode(body[at : at + _PIECE], "strict", False)[1]
            if not used:
                # A character cut off at the end.
                break
            at += used
    except UnicodeDecodeError:
        return decodes(body, "utf-8")
    return True


def decodes(body: bytes, name: str) -> bool:
    """Whether the bytes are text in an encoding; a character cut off at the end is forgiven."""
    try:
        body.decode(name)
    except UnicodeDecodeError as error:
        if error.end < len(body) - 4:
            return False
        try:
            codecs.getincrementaldecoder(name)("strict").decode(body)
        except UnicodeDecodeError:
            return False
    except LookupError:
        return False
    return True


def _is_multibyte(name: str) -> bool:
    """Whether an encoding has rules that random bytes break."""
    return not name.startswith(
        ("cp125", "iso8859", "latin", "koi8", "mac", "cp874", "ascii", "cp866")
    )


def _nearly_utf8(body: bytes) -> bool:
    """Whether a document is UTF-8 with a few broken characters, as comments cut in two leave."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(1 for char in text[:SAMPLE] if char > "\x7f")
    return broken * 20 < beyond and broken < 200


def _guessed(body: bytes) -> str | None:
    start = next((i for i, byte in enumerate(body) if byte > 0x7F), 0)
    best = from_bytes(body[max(0, start - 1024) :][:SAMPLE]).best()
    return best.encoding if best else None
