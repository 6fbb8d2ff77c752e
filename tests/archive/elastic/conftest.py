"""An archive on a real server, for every test of this folder."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from crawler.archive.elastic import ElasticArchive
from tests.support.elasticsearch import archive_at, dropped, server

__all__ = ["server"]


@pytest.fixture
def far(server: str) -> Iterator[ElasticArchive]:
    """A new archive, removed afterwards."""
    archive = archive_at(server, f"test-{secrets.token_hex(4)}")
    yield archive
    dropped(archive)
