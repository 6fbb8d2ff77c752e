"""Memento (RFC 7089): which copies a web archive has of an address, and how their bytes are had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

#: Statuses by which a server says that a page is gone, or that nobody answers behind it (the last
#: three are those of a well-known cache; RFC 9110, 15.5.5 and 15.5.11).
GONE = frozenset({404, 410, 521, 522, 523})

#: The media type of a TimeMap (RFC 7089, 5; RFC 6690).
LINK_FORMAT = "application/link-format"

# A link of RFC 8288: bounded, so that no page makes this slow.
_LINK = re.compile(
    r"<([^<>\s]{1,4096})>((?:\s{0,99};\s{0,99}[\w*-]{1,40}\s{0,9}=\s{0,9}"
    r'(?:"[^"]{0,4096}"|[^",;\s]{1,400})){0,20})'
)
_PARAMETER = re.compile(r'([\w*-]{1,40})\s*=\s*(?:"([^"]*)"|([^",;\s]*))')
# How Wayback-like archives (OpenWayback, pywb, the Internet Archive) name a copy: a time of
# fourteen digits, a flag for the form of the copy, and the address that was captured.
_WAYBACK = re.compile(
    r"(?P<before>https?://[^/]+/(?:.*?/)?)(?P<time>\d{14})(?P<flag>[a-z]{2}_)?/"
    r"(?P<original>https?:/.+)",
    re.DOTALL,
)
# What the toolbars of those archives put into a page, between marks of their own.
_TOOLBAR = re.compile(
    rb"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->"
    rb"|<!-- WB Insert -->.*?<!-- End WB Insert -->",
    re.DOTALL,
)
_ORIGINAL_HEADER = "x-archive-orig-"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in a web archive: its address there, and when it was captured (since 1970)."""

    url: str
    at: float


@dataclass(frozen=True, slots=True)
class Named:
    """A link of a ``Link`` header or a TimeMap; ``rel`` are its relations in lower case."""

    url: str
    rel: frozenset[str]
    at: float | None


def timemap_url(archive: str, original: str) -> str:
    """Where an archive lists its copies of an address, as archives of the Wayback kind name it."""
    return f"{archive}timemap/link/{original}"


def timegate_url(archive: str, original: str) -> str:
    """Where an archive is asked for the copy nearest to a time."""
    return f"{archive}{original}"


def http_date(at: float) -> str:
    """An instant as ``Accept-Datetime`` wants it (RFC 7089, 2.1.1)."""
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)


def instant(text: str) -> float | None:
    """The instant of an HTTP date, ``None`` where it is none."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def named(text: str, base: str) -> Iterator[Named]:
    """The links of a ``Link`` header or of a TimeMap, as absolute addresses."""
    for found in _LINK.finditer(text):
        values = {name.lower(): a or b for name, a, b in _PARAMETER.findall(found[2])}
        try:
            url = urljoin(base, found[1])
        except ValueError:
            continue
        rel = frozenset(values.get("rel", "").lower().split())
        yield Named(url, rel, instant(values["datetime"]) if "datetime" in values else None)


def chosen(links: Iterable[Named], at: float) -> tuple[Copy, ...]:
    """The copy nearest to an instant, and the newest where that is another one.

    The first shows what was linked to, the second the most of a thread that has grown since.
    """
    nearest: Copy | None = None
    newest: Copy | None = None
    for link in links:
        if "memento" not in link.rel or link.at is None or not link.url.startswith("http"):
            continue
        copy = Copy(link.url, link.at)
        if nearest is None or abs(copy.at - at) < abs(nearest.at - at):
            nearest = copy
        if newest is None or copy.at > newest.at:
            newest = copy
    return tuple(dict.fromkeys(copy for copy in (nearest, newest) if copy is not None))


def raw(url: str) -> str:
    """The address of a copy's own bytes: the flag ``id_`` where the archive is of that kind."""
    parts = _WAYBACK.fullmatch(url)
    return f"{parts['before']}{parts['time']}id_/{parts['original']}" if parts else url


def is_raw(url: str) -> bool:
    """Whether an address is surely that of a copy's own bytes."""
    parts = _WAYBACK.fullmatch(url)
    return parts is not None and parts["flag"] == "id_"


def beside(url: str, original: str) -> str | None:
    """The address of the copy of another page from the same time, where that can be told."""
    parts = _WAYBACK.fullmatch(url)
    return f"{parts['before']}{parts['time']}id_/{original}" if parts else None


def captured(url: str, headers: Mapping[str, str]) -> float | None:
    """When a copy was captured: its ``Memento-Datetime``, else the time in its address."""
    at = instant(headers.get("memento-datetime", ""))
    parts = _WAYBACK.fullmatch(url)
    if at is None and parts:
        try:
            at = datetime.strptime(parts["time"], "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
        except ValueError:
            return None
    return at


def original_of(url: str, headers: Mapping[str, str]) -> str | None:
    """The address that a copy is of: the link ``original``, else what its own address holds."""
    for link in named(headers.get("link", ""), url):
        if "original" in link.rel:
            return link.url
    parts = _WAYBACK.fullmatch(url)
    return parts["original"] if parts else None


def own_bytes(url: str, body: bytes) -> bytes:
    """The bytes of a copy with the archive's toolbar gone and its links to itself undone.

    What the archive gives as captured is left as it is.
    """
    if is_raw(url):
        return body
    host = re.escape(urlsplit(url).netloc.encode("ascii", "replace"))
    rewritten = re.compile(
        rb"(?<=[\"'(=\s])(?:(?:https?:)?//" + host + rb")?/[^\s\"'<>()?#]{0,200}?/(?=https?://)"
    )
    return rewritten.sub(b"", _TOOLBAR.sub(b"", body))


def own_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that came with the page when it was captured, as far as the archive keeps them.

    The archive's own links and dates say nothing of the page.
    """
    ours = {"link", "etag", "last-modified", "memento-datetime", "content-location"}
    kept = {name: value for name, value in headers.items() if name not in ours}
    for name, value in headers.items():
        if name.startswith(_ORIGINAL_HEADER):
            kept[name.removeprefix(_ORIGINAL_HEADER)] = value
    return kept
