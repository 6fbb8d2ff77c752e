"""Where an archive in Elasticsearch is, and with which secrets it is opened.

The address names hosts and a prefix; secrets come from the environment or from files, never from
the address, so that no run record, process list or log can hold them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import ArchiveError

#: The variables that are read; each secret also as NAME_FILE, the path of a file that holds it.
API_KEY = "THREADHOP_ES_API_KEY"
USER = "THREADHOP_ES_USER"
PASSWORD = "THREADHOP_ES_PASSWORD"
CA = "THREADHOP_ES_CA"
FINGERPRINT = "THREADHOP_ES_FINGERPRINT"
VARIABLES = (API_KEY, f"{API_KEY}_FILE", USER, PASSWORD, f"{PASSWORD}_FILE", CA, FINGERPRINT)

_FORM = "Write it as https://HOST:9200/PREFIX, several hosts with commas"
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """The hosts, as ``scheme://host:port``, and the prefix of the index names."""

    hosts: tuple[str, ...]
    prefix: str

    def __str__(self) -> str:
        first, *others = self.hosts
        return ",".join([first, *(host.partition("//")[2] for host in others)]) + f"/{self.prefix}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the server wants to see; it is never shown, also not by ``repr``."""

    api_key: str | None = field(default=None, repr=False)
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: str | None = None
    fingerprint: str | None = None


def parse(address: str) -> Address:
    """The hosts and the prefix of ``https://HOST:9200[,HOST:9200]/PREFIX``.

    Raises `ArchiveError` for what is none, and for an address with a user or password in it,
    which is not repeated in the message.
    """
    scheme, _, rest = address.partition("://")
    scheme = scheme.lower()
    places, _, prefix = rest.partition("/")
    if "@" in places or "@" in rest or urlsplit(address).query:
        raise ArchiveError(
            f"an archive address with a password in it is refused ({scheme}://***)",
            f"Give secrets by the environment: {API_KEY}, or {USER} and {PASSWORD}_FILE",
        )
    if scheme not in ("http", "https"):
        raise ArchiveError(f"there is no archive of the kind {scheme}:", _FORM)
    hosts = tuple(_host(scheme, place, address) for place in places.split(","))
    prefix = prefix.rstrip("/")
    if not _PREFIX.fullmatch(prefix):
        said = f"has the prefix {prefix!r}" if prefix else "has no prefix"
        raise ArchiveError(
            f"the archive address {address} {said}",
            f"{_FORM}; a prefix is small letters, digits, - and _",
        )
    return Address(hosts, prefix)


def _host(scheme: str, place: str, address: str) -> str:
    found = _HOST.fullmatch(place)
    if found is None or not 0 < int(found[2] or 9200) < 65536:
        raise ArchiveError(f"the archive address {address} has the host {place!r}", _FORM)
    return f"{scheme}://{found[1].lower()}:{found[2] or 9200}"


def secrets_of(environment: Mapping[str, str] = os.environ) -> Secrets:
    """The secrets that the environment, or the files that it names, hold.

    Raises `ArchiveError` for a file that cannot be read, half a pair, or two ways at once.
    """
    api_key = _secret(API_KEY, environment)
    user = environment.get(USER) or None
    password = _secret(PASSWORD, environment)
    if api_key and (user or password):
        raise ArchiveError(f"{API_KEY} and {USER} are both set", "Keep one of them")
    if bool(user) != bool(password):
        lacking = PASSWORD if user else USER
        raise ArchiveError(f"{lacking} is not set", f"Set {USER} and {PASSWORD}, or neither")
    ca = environment.get(CA) or None
    if ca is not None and not Path(ca).is_file():
        raise ArchiveError(f"{CA} names {ca}, which is no file", "Name the CA's certificate (PEM)")
    return Secrets(api_key, user, password, ca, environment.get(FINGERPRINT) or None)


def _secret(name: str, environment: Mapping[str, str]) -> str | None:
    path = environment.get(f"{name}_FILE")
    if not path:
        return environment.get(name) or None
    try:
        return Path(path).read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(
            f"{name}_FILE names {path}, which cannot be read ({type(error).__name__})",
            "Name a file that holds the secret alone",
        ) from None
