"""What a site of the sample blogosphere answers to a path, read from its folder."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

#: The folder of the sites, one a host, and the folder of their truth.
BLOGS = Path(__file__).with_name("blogs")
TRUTH = Path(__file__).with_name("truth")

Value = TypeVar("Value")

_TYPES = {".html": "text/html", ".txt": "text/plain", ".xml": "application/xml"}
#: One date for all pages: the files' own dates differ from checkout to checkout.
_LAST_MODIFIED = "Thu, 01 Jul 2010 10:00:00 GMT"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status, headers by name, body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the sample blogosphere: its folder and its ``site.toml``.

    ``headers`` go with every answer. ``redirects`` (301), ``same`` (a path that serves another
    path's document) and ``status`` are keyed by path with its query, shell patterns allowed.
    """

    folder: Path
    about: str
    charset: str = "UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[str, int] = field(default_factory=dict)

    def answer(self, target: str) -> Answer:
        """The answer to a path with its query, before conditions are looked at."""
        parts = urlsplit(target)
        asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if location := _match(self.redirects, asked):
            return Answer(301, {**self.headers, "Location": location})
        if status := _match(self.status, asked):
            return self._refusal(status)
        found = self._file(_match(self.same, asked) or parts.path)
        return self._refusal(404) if found is None else self._document(found)

    def _file(self, path: str) -> Path | None:
        base = self.folder / path.lstrip("/")
        if not base.resolve().is_relative_to(self.folder) or base.name == "site.toml":
            return None
        choices = (base, base / "index.html", base / "index.xml")
        return next((choice for choice in choices if choice.is_file()), None)

    def _document(self, file: Path) -> Answer:
        body = file.read_bytes()
        kind = _TYPES.get(file.suffix, "application/octet-stream")
        if file.suffix == ".xml":
            kind = "application/atom+xml" if b"<feed" in body[:400] else "application/rss+xml"
        digest = hashlib.blake2b(body, digest_size=8).hexdigest()
        own = {
            "Content-Type": f"{kind}; charset={self.charset}",
            "ETag": f'"{digest}"',
            "Last-Modified": _LAST_MODIFIED,
        }
        return Answer(200, {**self.headers, **own}, body)

    def _refusal(self, status: int) -> Answer:
        body = f"{status}\n".encode()
        return Answer(status, {**self.headers, "Content-Type": "text/plain"}, body)


@cache
def sites() -> dict[str, Site]:
    """The sites by host, in alphabetical order."""
    found = sorted(BLOGS.glob("*/site.toml"))
    return {file.parent.name: _read(file) for file in found}


def _read(file: Path) -> Site:
    table = tomllib.loads(file.read_text("utf-8"))
    return Site(folder=file.parent.resolve(), **table)


def _match(table: Mapping[str, Value], asked: str) -> Value | None:
    if asked in table:
        return table[asked]
    return next((value for key, value in table.items() if fnmatchcase(asked, key)), None)
