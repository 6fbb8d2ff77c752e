"""One spelling per address: `canonical`, and what can be read off it."""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url

from crawler.urls.parameters import kept
from crawler.urls.wrappers import rewritten_tail, unwrapped

#: Longer addresses are refused: nobody serves a page there, and traps grow without end.
MAX_LENGTH = 4096

_LONGEST_ANCHOR = 100
#: Answers about addresses up to this length are remembered; a hostile page cannot fill the memory.
_REMEMBERED = 500
#: Wrappings inside wrappings, encodings of encodings: more rounds than this are an attack.
_ROUNDS = 16
#: RFC 3986, 6.2.2.2: these mean the same encoded or not.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_PATH_SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_BLOGSPOT = re.compile(r"(?<=\.)blogspot\.(?:[a-z]{2}|com?\.[a-z]{2})\Z")
_NO_COUNTRY_REDIRECT = re.compile(r"\A(?:ncr(?:/|(?=\?)|\Z))+")
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
    if len(url) > _REMEMBERED or (base and len(base) > _REMEMBERED):
        return _settled(url, base)
    return _known(url, base)


def anchor(url: str) -> str | None:
    """The fragment of an address if it names a comment or linkback (``comment-12``), else None."""
    _, mark, fragment = url.partition("#")
    if not mark or len(fragment) > _LONGEST_ANCHOR:
        return None
    return fragment if _COMMENT_ANCHOR.fullmatch(fragment) else None


def host_of(url: str) -> str:
    """The host in lower case, with the port where it is not the scheme's own.

    Raises `ValueError` for what is no http(s) address.
    """
    return split(url)[1]


def asked_host(url: str) -> str:
    """The host that a request for this very address goes to; else as `host_of`.

    An address of a web archive or redirector is asked there, and not where the address inside it
    stands.
    """
    if unwrapped(url) == url:
        return host_of(url)
    try:
        parts = ada_url.parse_url(url.partition("#")[0], ("host",))
    except ValueError as error:
        raise ValueError(f"not a web address: {url[:80]!a}") from error
    return str(parts["host"])


def split(url: str) -> tuple[str, str, str, str]:
    """Scheme, host with port, path and query (without its mark) of an address, made canonical."""
    scheme, _, rest = canonical(url).partition("://")
    host, slash, path = rest.partition("/")
    path, _, query = path.partition("?")
    return scheme, host, slash + path, query


def _settled(url: str, base: str | None) -> str:
    href = _parsed(url, base)
    # Each round undoes a wrapping or an encoding, so that the next may find another: an answer is
    # what no round alters any more.
    for _ in range(_ROUNDS):
        mended = _mended(href)
        if mended == href:
            return _reduced(href)
        href = mended if mended.lower() == href.lower() else _parsed(mended, None)
    raise ValueError("not a web address: it does not settle")


_known = lru_cache(maxsize=1 << 12)(_settled)


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


def _mended(href: str) -> str:
    """Without wrapping, needless encoding, user name, session and country; may want parsing."""
    href = unwrapped(href)
    if "%" in href:
        href = _ENCODED.sub(_decoded, href)
    scheme, _, rest = href.partition("://")
    authority, slash, path = rest.partition("/")
    host = _host(authority)
    if ";" in path:
        path = _PATH_SESSION.sub("", path)
    if host.endswith(".blogspot.com"):
        path = _NO_COUNTRY_REDIRECT.sub("", path)
    return f"{scheme}://{host}{slash}{path}"


def _reduced(href: str) -> str:
    """Without the parameters that do not count."""
    place, _, query = href.partition("?")
    query = kept(query, place.split("/", 3)[2].partition(":")[0]) if query else ""
    return f"{place}?{query}" if query else place


def _host(authority: str) -> str:
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return host
    name, colon, port = host.partition(":")
    if name.startswith(".") or ".." in name:
        raise ValueError(f"not a web address: empty label in the host {name[:80]!a}")
    return _BLOGSPOT.sub("blogspot.com", name.rstrip(".")) + colon + port


def _decoded(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
