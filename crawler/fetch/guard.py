"""No request leaves for this machine or its network: by name, by DNS answer, or by redirect."""

from __future__ import annotations

from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.fetch.routes import Routes
from crawler.urls import asked_host, is_private_host, trap_reason

#: Names that DNS sent to a private address in this process, with that address. Twisted reports a
#: refused name like an unknown one, so the reason is looked up here.
private_answers: dict[str, str] = {}


class Guard:
    """Says which addresses may be requested at all."""

    def __init__(self, routes: Routes, *, allow_private_hosts: bool) -> None:
        self._routes = routes
        self._allow = allow_private_hosts

    def refusal(self, url: str) -> str | None:
        """Why an address must not be requested, ``None`` where it may."""
        trap = trap_reason(url)
        if trap is not None:
            return f"never asked for: {trap}"
        return self.place_refusal(url)

    def place_refusal(self, url: str) -> str | None:
        """Why the host of an address must not be asked for anything, ``None`` where it may."""
        host = asked_host(url)
        if self._allow or self._routes.place(host) is not None or not is_private_host(host):
            return None
        return f"{host} is a private address"

    def is_public(self, url: str) -> bool:
        """True for an address on the public web: none of this machine, and none with a route."""
        host = asked_host(url)
        return not is_private_host(host) and self._routes.place(host) is None

    def lookup_refusal(self, url: str) -> str | None:
        """Why the name of an address was not connected to, where its DNS answer was private."""
        name = asked_host(url).partition(":")[0]
        address = private_answers.get(name)
        return f"{name} leads to the private address {address}" if address else None


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which answers nothing where the answer is a private address.

    It stands between the name and the connection, so a name cannot change its answer in between
    (DNS rebinding).
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, allow: bool = False
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow = allow

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> GuardedResolver:
        """Built by Scrapy, once per process."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            settings.getbool("THREADHOP_ALLOW_PRIVATE_HOSTS"),
        )

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The address of a name; fails with `DNSLookupError` where that is a private one."""
        found = super().getHostByName(name, timeout)
        return found if self._allow else found.addCallback(self._checked, name)

    @staticmethod
    def _checked(address: str, name: str) -> str:
        if is_private_host(address):
            private_answers[name] = address
            raise DNSLookupError(f"{name} leads to the private address {address}")
        return address
