"""What a site allows: robots.txt as RFC 9309 reads it, with Crawl-delay."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

#: The name that robots.txt files know us by (RFC 9309, 2.2.1).
AGENT = "threadhop"

#: How long an answer is kept, in seconds (RFC 9309, 2.4: at most a day).
KEPT = 24 * 3600.0

#: How long a site is left alone whose robots.txt could not be had, in seconds.
KEPT_UNREACHABLE = 600.0

#: RFC 9309, 2.5: at least this much of a file is read, in bytes; the rest is ignored.
MAX_BYTES = 512 * 1024

#: RFC 9309, 2.3.1.2: redirects that are followed before the file counts as not there.
MAX_REDIRECTS = 5

#: A site that wants longer pauses than this, in seconds, is left alone.
MAX_DELAY = 60.0


class Rules:
    """What one origin allows, by what its robots.txt answered.

    ``status`` is the HTTP status, 0 for none. A file that is not there (4xx, or too many
    redirects) allows all; one that cannot be had (5xx, no answer, 429) allows nothing for now.
    """

    def __init__(self, status: int, body: bytes) -> None:
        #: No answer at all: the host is away, rather than its robots.txt.
        self.silent = status == 0
        self.unreachable = self.silent or status >= 500 or status == 429
        text = body[:MAX_BYTES].decode("utf-8-sig", "replace") if 200 <= status < 300 else ""
        self._rules = Protego.parse(text)
        delay = self._rules.crawl_delay(AGENT)
        #: The pause that the site asks for between two requests, in seconds.
        self.delay = float(delay or 0.0)

    def refusal(self, url: str) -> str | None:
        """Why an address is not to be asked for, ``None`` where it may be."""
        if self.delay > MAX_DELAY:
            return f"robots.txt asks for {self.delay:g} s between two requests, over {MAX_DELAY:g}"
        if not self._rules.can_fetch(url, AGENT):
            return "robots.txt does not allow it"
        return None


def origin_of(url: str) -> str:
    """Scheme and authority of an address, which one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def keeping(status: int) -> float:
    """For how many seconds such an answer is kept."""
    return KEPT_UNREACHABLE if Rules(status, b"").unreachable else KEPT
