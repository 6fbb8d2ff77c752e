"""Rows as NDJSON: one JSON object a line, UTF-8."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TextIO

# JSON lets these stand as they are, but terminals act on the first ones (DEL and C1) and some
# readers of lines break at the last two.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(rows: Iterable[Mapping[str, object]], out: TextIO) -> None:
    """Write each row as it comes."""
    for row in rows:
        out.write(dumps(row) + "\n")


def dumps(value: object) -> str:
    """A value as JSON on one line that holds no control character (RFC 8259, escaped)."""
    text = _encode(value)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
