"""Text from pages as HTML that does nothing: no markup, no script, no address but of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from crawler.exports.terminal import harmless, safe
from crawler.model import Moment

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}\Z")


def text(value: str) -> str:
    """One line of text, between tags or in quotation marks of an attribute.

    Control characters and a page's own bidirectional ones are gone; white space is one space.

    >>> text("<b>\\x00")
    '&lt;b&gt;␀'
    """
    return escape(" ".join(harmless(value).split()))


def label(value: str) -> str:
    """The same for an attribute that is read out or shown by itself, right-to-left isolated."""
    return escape(" ".join(safe(value).split()))


def name(value: str) -> str:
    """The same as an element that keeps its direction to itself."""
    return f"<bdi>{text(value)}</bdi>"


def paragraphs(value: str) -> Iterator[str]:
    """The paragraphs of a text, one after another, blank lines left out.

    >>> list(paragraphs("One\\n\\nTwo"))
    ['<p dir="auto">One</p>', '<p dir="auto">Two</p>']
    """
    for line in value.splitlines():
        words = text(line)
        if words:
            yield f'<p dir="auto">{words}</p>'


def time(moment: Moment, words: str) -> str:
    """The words for a date, and the date itself for programs where it is known (HTML, 4.5.14)."""
    if moment.iso is None:
        return text(words)
    return f'<time datetime="{escape(moment.iso)}">{text(words)}</time>'


def link(url: str | None, words: str) -> str:
    """``words``, which are HTML, as a link to elsewhere; as they are where it is no web address.

    Following it tells the other site nothing of this file.
    """
    address = web_address(url)
    if address is None:
        return words
    return f'<a class="out" rel="noreferrer noopener nofollow" href="{escape(address)}">{words}</a>'


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web (http or https, with a host), on one line.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    address = harmless(url or "").strip().replace(" ", "%20")
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def language(code: str | None) -> str:
    """An attribute that names the language of a text, empty where it is not known (BCP 47)."""
    return f' lang="{code}"' if code and _LANGUAGE.match(code) else ""
