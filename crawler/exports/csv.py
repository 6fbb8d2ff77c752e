"""Rows as CSV (RFC 4180), UTF-8, that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TextIO

from crawler.exports.ndjson import dumps

# OWASP, "CSV Injection": what begins with one of these may be run; the wide forms as well.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def write(rows: Iterable[Mapping[str, object]], out: TextIO, columns: Sequence[str] = ()) -> None:
    """Write a heading and each row as it comes; nothing at all without rows and ``columns``.

    The heading is ``columns``, else the names of the first row. A text that a spreadsheet would
    take for a formula gets an apostrophe in front; control characters become U+FFFD; lists and
    objects are JSON; nothing known is an empty field.
    """
    rest = iter(rows)
    first: Iterator[Mapping[str, object]] = iter(())
    if not columns:
        for row in rest:
            columns, first = tuple(row), iter((row,))
            break
    if columns:
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(columns)
        table.writerows([_cell(row[name]) for name in columns] for row in chain(first, rest))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    return harmless(value if isinstance(value, str) else dumps(value))


def harmless(text: str) -> str:
    """The text with its control characters gone, and no formula."""
    text = _CONTROL.sub("\ufffd", text)
    return f"'{text}" if _FORMULA.match(text) else text
