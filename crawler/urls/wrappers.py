"""Addresses that only carry another one: web archives, AMP caches, redirectors."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote

#: Web archives: host, and the path before the time stamp (a pattern, on a lower-case path).
_ARCHIVES = (
    (r"(?:web|web-beta|wayback|www)\.archive\.org|archive\.org", r"/(?:web|wayback)"),
    (r"arquivo\.pt|www\.arquivo\.pt", r"/(?:wayback|noframe/replay)"),
    (r"wayback\.archive-it\.org", r"/(?:\d+|all)"),
    (r"(?:www\.)?webarchive\.org\.uk", r"/(?:wayback(?:/en)?/archive|act/wayback)"),
    (r"webarchive\.nationalarchives\.gov\.uk", r"(?:/ukgwa)?"),
    (r"webarchive\.loc\.gov", r"/(?:all|\w+)"),
    (r"webarchiv\.cz|wayback\.webarchiv\.cz", r"/wayback"),
    (r"archive\.(?:today|is|ph|li|vn|md|fo)", r""),
)

#: The flag after a time stamp (``id_``, ``if_``, ...) selects a form of the capture.
_ARCHIVED = re.compile(
    r"\s*https?:/{0,2}(?:"
    + "|".join(
        rf"(?:{host})(?::\d+)?{path}/\d{{4,14}}(?:[a-z]{{2}}_)?/|(?:{host})(?::\d+)?{path}/(?=https?:)"
        for host, path in _ARCHIVES
    )
    + r")(?P<tail>.+)",
    re.IGNORECASE | re.DOTALL,
)
#: AMP caches: https://developers.google.com/amp/cache/overview; ``s/`` stands for https.
_AMP = re.compile(
    r"\s*https?:/{0,2}(?:(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/amp"
    r"|[\w.-]+\.cdn\.ampproject\.org/[a-z])/(?P<secure>s/)?(?P<tail>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"(?P<scheme>https?)(?::|%3a)(?:/|%2f){1,2}(?P<rest>.+)", re.I | re.S)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?].*)?", re.DOTALL)
#: A rewritten link inside a captured page names the archive's own path.
_REWRITTEN = re.compile(r"\s*/(?:web|wayback)/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.I)

#: Redirectors: (host, path) to the parameters that hold the address aimed at.
_REDIRECTORS: dict[tuple[str, str], tuple[str, ...]] = {
    ("www.google.com", "/url"): ("q", "url"),
    ("google.com", "/url"): ("q", "url"),
    ("www.facebook.com", "/l.php"): ("u",),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("l.instagram.com", "/"): ("u",),
    ("t.umblr.com", "/redirect"): ("z",),
    ("www.youtube.com", "/redirect"): ("q",),
    ("out.reddit.com", "/"): ("url",),
    ("www.livejournal.com", "/away"): ("to",),
    ("www.livejournal.com", "/away/"): ("to",),
    ("vk.com", "/away.php"): ("to",),
    ("steamcommunity.com", "/linkfilter/"): ("url",),
    ("slack-redir.net", "/link"): ("url",),
    ("disq.us", "/"): ("url",),
    ("disq.us", "/url"): ("url",),
}
_REDIRECTOR_HOSTS = frozenset(host for host, _ in _REDIRECTORS)
#: What an address must hold for any of the above to be worth a look.
_HINT = re.compile(r"archiv|arquivo|/amp/|ampproject", re.IGNORECASE)


def unwrapped(url: str) -> str:
    """The address inside an archive's, AMP cache's or redirector's; else ``url`` itself.

    Wrappings inside each other are all undone. Works on the raw string, since a parser treats the
    ``../`` and ``//`` of the inner address as its own. Never raises.
    """
    while True:
        inner = _inner(url)
        if inner is None or len(inner) >= len(url):
            return url
        url = inner


def rewritten_tail(href: str) -> str:
    """A link as a web archive rewrote it (``/web/2009.../http://...``), without its prefix."""
    prefix = _REWRITTEN.match(href)
    return href[prefix.end() :] if prefix else href


def _inner(url: str) -> str | None:
    if _HINT.search(url):
        archived = _ARCHIVED.match(url)
        if archived:
            return _address(archived["tail"], "http")
        cached = _AMP.match(url)
        if cached:
            return _address(cached["tail"], "https" if cached["secure"] else "http")
    return _redirected(url) if "?" in url else None


def _address(tail: str, scheme: str) -> str | None:
    absolute = _ABSOLUTE.match(tail)
    if absolute:
        rest = absolute["rest"]
        if "%" in tail[: absolute.start("rest")]:
            rest = unquote(rest, errors="surrogateescape")
        return f"{absolute['scheme'].lower()}://{rest.lstrip('/')}"
    return f"{scheme}://{tail}" if _BARE.fullmatch(tail) else None


def _redirected(url: str) -> str | None:
    place, _, query = url.partition("?")
    _, _, rest = place.partition("://")
    host, slash, path = rest.partition("/")
    if host.lower() not in _REDIRECTOR_HOSTS:
        return None
    names = _REDIRECTORS.get((host.lower(), slash + path), ())
    for name, value in parse_qsl(query.partition("#")[0], errors="surrogateescape"):
        if name in names and _ABSOLUTE.match(value):
            return value
    return None
