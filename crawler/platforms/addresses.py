"""The parts of addresses as hostile pages write them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts_of(url: str | None) -> SplitResult:
    """The parts of an address; all empty for none and for one that RFC 3986 does not allow.

    What stands in brackets that hold no IPv6 address is such a one.
    """
    try:
        return urlsplit(url or "")
    except ValueError:
        return SplitResult("", "", "", "", "")
