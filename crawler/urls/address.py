"""One spelling per address: `canonical`, and what can be read off it."""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url

from crawler.urls.parameters import kept
from crawler.urls.wrappers import rewritten_tail, unwrapped

#: Longer addresses are refused: nobody serves a page there, and traps grow without end.
MAX_LENGTH = 4096

#: RFC 3986, 6.2.2.2: these mean the same encoded or not.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_PATH_SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_BLOGSPOT = re.compile(r"(?<=\.)blogspot\.(?:[a-z]{2}|com?\.[a-z]{2})\Z")
_NO_COUNTRY_REDIRECT = re.compile(r"/ncr(?=/|\Z)")
_COMMENT_ANCHOR = re.compile(
    r"(?:(?:div-|li-|dsq-|idc?|single-)?comment(?:-body|-content|text)?[-_]?[0-9a-f]*\d[0-9a-f]*"
    r"|(?:lj)?cmt[-_]?\d+|c[-_]?\d+|t\d+|isso-\d+|(?:ping|pingback|trackback|tb)[-_]?\d+"
    r"|(?:reply|response|resp)[-_]?\d+|remark42__comment-[\w-]+|r?\d{4,})",
    re.IGNORECASE,
)


def canonical(url: str, base: str | None = None) -> str:
    """The one spelling of an http(s) address; the same again when given its own answer.

    A relative ``url`` is resolved against ``base``. Web-archive wrapping is undone, then the WHATWG
    URL standard parses; user names, passwords, the fragment and the parameters of
    `crawler.urls.parameters` are dropped, the other parameters sorted by name, and the country
    hosts of Blogger become ``blogspot.com``. http and https, ``www.`` and a slash at the end are
    left as they are: that such addresses are one is stored as an alias, never guessed.

    Raises `ValueError` for what is no http(s) address, and nothing else for any string.
    """
    if len(url) > MAX_LENGTH:
        raise ValueError(f"not a web address: longer than {MAX_LENGTH} characters")
    return _canonical(url, base)


def anchor(url: str) -> str | None:
    """The fragment of an address if it names a comment or linkback (``comment-12``), else None."""
    _, mark, fragment = url.partition("#")
    return fragment if mark and _COMMENT_ANCHOR.fullmatch(fragment) else None


def host_of(url: str) -> str:
    """The host in lower case, with the port where it is not the scheme's own.

    Raises `ValueError` for what is no http(s) address.
    """
    return split(url)[1]


def split(url: str) -> tuple[str, str, str, str]:
    """Scheme, host with port, path and query (without its mark) of an address, made canonical."""
    scheme, _, rest = canonical(url).partition("://")
    host, slash, path = rest.partition("/")
    path, _, query = path.partition("?")
    return scheme, host, slash + path, query


@lru_cache(maxsize=1 << 15)
def _canonical(url: str, base: str | None) -> str:
    href = _parsed(url, base)
    for _ in range(16):
        shaped = _shaped(href)
        if shaped == href:
            return href
        href = _parsed(shaped, None)
    raise ValueError("not a web address: it does not settle")


def _parsed(url: str, base: str | None) -> str:
    url = unwrapped(url.partition("#")[0])
    try:
        if base is None:
            href = ada_url.normalize_url(url)
        else:
            inner = unwrapped(base)
            href = ada_url.join_url(inner, url if inner is base else rewritten_tail(url))
    except ValueError as error:
        raise ValueError(f"not a web address: {url[:80]!a}") from error
    href = href.partition("#")[0]
    if not href.startswith(("http://", "https://")):
        raise ValueError(f"not a web address: {url[:80]!a}")
    if len(href) > MAX_LENGTH:
        raise ValueError(f"not a web address: longer than {MAX_LENGTH} characters")
    return href


def _shaped(href: str) -> str:
    href = unwrapped(href)
    if "%" in href:
        href = _ENCODED.sub(_decoded, href)
    scheme, _, rest = href.partition("://")
    host, _, path = rest.partition("/")
    path, _, query = path.partition("?")
    host = _host(host)
    path = "/" + path
    if ";" in path:
        path = _PATH_SESSION.sub("", path)
    if host.endswith(".blogspot.com"):
        path = _NO_COUNTRY_REDIRECT.sub("", path, count=1)
    if query:
        query = kept(query, host.partition(":")[0])
    return f"{scheme}://{host}{path}?{query}" if query else f"{scheme}://{host}{path}"


def _host(authority: str) -> str:
    host = authority.rpartition("@")[2]
    name, colon, port = host.partition(":")
    if not name.startswith("["):
        if name.startswith(".") or ".." in name or not name.strip("."):
            raise ValueError(f"not a web address: empty label in the host {name[:80]!a}")
        name = _BLOGSPOT.sub("blogspot.com", name.rstrip("."))
        return name + colon + port
    return host


def _decoded(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
