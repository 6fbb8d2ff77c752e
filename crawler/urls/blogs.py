"""Which blog an address belongs to, and whether it is the blog's home."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from crawler.urls.address import split
from crawler.urls.blog_hosts import (
    NUMBERED_HOST,
    PATH_HOSTS,
    RENAMED,
    SERVICE_LABELS,
    SUBDOMAIN_HOSTS,
)

_TILDE = re.compile(r"/(?P<name>~[^/]+)")
_INDEX = re.compile(r"/?(?:(?:index|default|home)\.[a-z]{3,5})?", re.IGNORECASE)
#: What ends so is a page of the service itself, not the name of a blog.
_FILES = (".html", ".htm", ".php", ".aspx", ".xml")
_ADDRESS = re.compile(r"[\d.]+|\[.*")


def blog_of(url: str) -> str:
    """The identity of the blog an address stands on: ``name.wordpress.com``, ``ameblo.jp/name``.

    Our table of blog hosts decides; elsewhere it is ``host/~user``, or the host without ``www.``
    (with its port, where that is not the scheme's own). Raises `ValueError` for what is no http(s)
    address.
    """
    _, host, path, _ = split(url)
    return _blog(host, path)[0]


def site_of(url: str) -> str:
    """The registrable domain (``wordpress.com``, ``example.co.uk``): what one operator serves.

    An IP address or a name without a public suffix is its own site. Raises `ValueError` for what
    is no http(s) address.
    """
    return _site(_name(split(url)[1]))


def is_blog_home(url: str) -> bool:
    """True when an address is the first page of its blog; false for what is no address."""
    try:
        _, host, path, query = split(url)
    except ValueError:
        return False
    return not query and _INDEX.fullmatch(path[_blog(host, path)[1] :]) is not None


def _blog(host: str, path: str) -> tuple[str, int]:
    """The blog's identity and how many characters of the path belong to it."""
    place = PATH_HOSTS.get(host)
    if place is not None:
        match = place.match(path)
        name = (match["name"] or match[match.lastindex or 0]) if match else ""
        if match and not name.endswith(_FILES):
            return _renamed(host, name), match.end()
    tilde = _TILDE.match(path)
    if tilde:
        return f"{_bare(host)}/{tilde['name']}", tilde.end()
    return _of_host(host), 0


def _renamed(host: str, name: str) -> str:
    form = RENAMED.get(host)
    if form is None:
        return f"{_bare(host)}/{name}"
    if not form.startswith("{}"):
        return form.format(name)
    return form.format(name.lower().replace("_", "-"))


@lru_cache(maxsize=1 << 12)
def _of_host(host: str) -> str:
    numbered = NUMBERED_HOST.fullmatch(host)
    if numbered:
        return f"{numbered['name']}.{numbered['server']}.fc2.com"
    labels = host.split(".")
    for first in range(1, len(labels) - 1):
        suffix = ".".join(labels[first:])
        if suffix in SUBDOMAIN_HOSTS:
            name = labels[first - 1]
            return _bare(host) if name in SERVICE_LABELS else f"{name}.{suffix}"
    return _bare(host)


def _bare(host: str) -> str:
    return host[4:] if host.startswith("www.") and host.count(".") > 1 else host


def _name(host: str) -> str:
    return host if host.endswith("]") else host.rpartition(":")[0] or host


@lru_cache(maxsize=1 << 12)
def _site(name: str) -> str:
    if _ADDRESS.fullmatch(name):
        return name
    return _suffixes().privatesuffix(name) or name


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
