"""Where to connect instead of what a host's name says, as with ``curl --connect-to``."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.urls import is_private_host


class Routes:
    """Hosts to the places they are reached at: ``{"*.example": "127.0.0.1:8080"}``.

    A name that begins with ``*.`` stands for all hosts below it. The address, its host header,
    politeness and the archive keep the readable name.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = dict(table)

    def place(self, host: str) -> str | None:
        """``ADDRESS:PORT`` for a host (its port is ignored), ``None`` where it has no route."""
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name in self._table:
            return self._table[name]
        while "." in name:
            name = name.partition(".")[2]
            if "*." + name in self._table:
                return self._table["*." + name]
        return None

    @property
    def private(self) -> list[str]:
        """The places that are inside this machine or its network."""
        return sorted(place for place in set(self._table.values()) if is_private_host(place))
