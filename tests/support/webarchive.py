"""A web archive on a blog server: RFC 7089 as archives of different make speak it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.support.blogserver import Answer, BlogServer

HOST = "archive.example"
BASE = f"http://{HOST}/web/"


@dataclass
class WebArchive:
    """Copies of pages, each (time, body, status, headers), served in the manner of a make.

    ``wayback`` names copies as the Internet Archive does, with a TimeMap where such archives have
    it; without it a copy has an opaque address and is found by the TimeGate alone.
    """

    server: BlogServer
    wayback: bool = True
    copies: dict[str, list[tuple[datetime, Answer]]] = field(default_factory=dict)

    def keep(self, url: str, at: str, body: str, status: int = 200, location: str = "") -> None:
        """Keep a copy of an address, captured at a time."""
        when = datetime.fromisoformat(at).replace(tzinfo=UTC)
        headers = {"Memento-Datetime": format_datetime(when, usegmt=True)}
        headers["Link"] = f'<{url}>; rel="original"'
        if location:
            headers["Location"] = location
        self.copies.setdefault(url, []).append((when, Answer(body, status, headers)))
        self.copies[url].sort(key=lambda copy: copy[0])
        path = self._place(url, when).removeprefix(f"http://{HOST}")
        self.server.pages[HOST, path] = self.copies[url][-1][1]
        for other, answer in self.copies[url]:
            path = self._place(url, other).removeprefix(f"http://{HOST}")
            self.server.pages[HOST, path] = answer
        self._list(url)

    def _place(self, url: str, when: datetime) -> str:
        if self.wayback:
            return f"{BASE}{when:%Y%m%d%H%M%S}id_/{url}"
        return f"http://{HOST}/copy/{abs(hash((url, when)))}"

    def _links(self, url: str) -> Iterator[str]:
        yield f'<{url}>; rel="original"'
        yield f'<{BASE}{url}>; rel="timegate"'
        for when, _ in self.copies[url]:
            name = self._place(url, when).replace("id_/", "/")
            yield f'<{name}>; rel="memento"; datetime="{format_datetime(when, usegmt=True)}"'

    def _list(self, url: str) -> None:
        if self.wayback:
            text = ",\n".join(self._links(url))
            headers = {"Content-Type": "application/link-format"}
            self.server.put(HOST, f"/web/timemap/link/{url}", text, headers=headers)

        def gate(headers: dict[str, str]) -> Answer:
            wanted = parsedate_to_datetime(headers["accept-datetime"])
            near = min(self.copies[url], key=lambda copy: abs(copy[0] - wanted))
            location = self._place(url, near[0])
            return Answer("", 302, {"Location": location, "Vary": "accept-datetime"})

        self.server.put(HOST, f"/web/{url}", gate)

    def asked(self) -> list[str]:
        """What was asked of the archive, robots.txt left out."""
        return [path for path in self.server.asked(HOST) if path != "/robots.txt"]
