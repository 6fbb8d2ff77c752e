"""Hosts inside the machine or its network, which a crawler of the web never asks."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

import ada_url

#: Names that never lead to the public web: RFC 6761, RFC 6762, RFC 8375, ICANN's ``internal``.
_SUFFIXES = (".localhost", ".localdomain", ".local", ".internal", ".home.arpa", ".lan", ".intranet")
_NAMES = frozenset({"localhost", "localdomain", "local", "ip6-localhost", "ip6-loopback"})

#: IPv6 networks that carry an IPv4 address in their last 32 bits, or (6to4) after the prefix.
_TAIL_V4 = tuple(
    ipaddress.IPv6Network(text)
    for text in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "::/96")
)
_6TO4 = ipaddress.IPv6Network("2002::/16")
_TEREDO = ipaddress.IPv6Network("2001::/32")
#: A name has at most 253 characters (RFC 1035); the port comes on top.
_LONGEST = 260
#: Global by registry, but the machine room's own: Azure's wire server.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})


def is_private_host(host: str) -> bool:
    """True for a host that is, or is written as, an address that is not of the public internet.

    Takes a name or an IP literal (``[::1]``, ``127.1``, ``0x7f000001``, ``2130706433``, read as the
    WHATWG URL standard does), with or without a port. True also for what is no host. Looks nothing
    up: a public name may still lead to a private address.
    """
    return len(host) > _LONGEST or _known(host)


@lru_cache(maxsize=1 << 12)
def _known(host: str) -> bool:
    try:
        name = ada_url.parse_url(f"http://{_literal(host)}/", ("hostname",))["hostname"]
    except ValueError:
        return True
    name = name.rstrip(".")
    if not name or name in _NAMES or name.endswith(_SUFFIXES):
        return True
    try:
        return _is_private(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False


def _literal(host: str) -> str:
    bare = host.count(":") > 1 and not host.startswith("[")
    return f"[{host.partition('%')[0]}]" if bare else host


def _is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return _is_private(inner)
    return not address.is_global or address.is_multicast or address in _METADATA


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    bits = int(address)
    if any(address in network for network in _TAIL_V4):
        return ipaddress.IPv4Address(bits & 0xFFFFFFFF)
    if address in _6TO4:
        return ipaddress.IPv4Address(bits >> 80 & 0xFFFFFFFF)
    if address in _TEREDO:
        return ipaddress.IPv4Address(~bits & 0xFFFFFFFF)
    return None
