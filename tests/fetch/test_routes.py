"""Routes: where to connect instead of what a name says."""

from __future__ import annotations

import pytest

from crawler.fetch.routes import Routes

ROUTES = Routes({"a.example": "127.0.0.1:1", "*.example": "127.0.0.1:2", "b.test": "192.0.2.7:3"})


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("a.example", "127.0.0.1:1"),
        ("a.example:8080", "127.0.0.1:1"),
        ("b.example", "127.0.0.1:2"),
        ("deep.b.example", "127.0.0.1:2"),
        ("example", None),
        ("b.test", "192.0.2.7:3"),
        ("c.b.test", None),
        ("[::1]", None),
        ("[::1]:80", None),
    ],
)
def test_places(host: str, place: str | None) -> None:
    assert ROUTES.place(host) == place


def test_private_places_are_told() -> None:
    assert ROUTES.private == ["127.0.0.1:1", "127.0.0.1:2", "192.0.2.7:3"]
    assert Routes({"a.example": "93.184.216.34:80"}).private == []
