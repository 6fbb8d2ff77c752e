"""The archive in Elasticsearch is held to the same contract, on a real server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import count

import pytest

from crawler.archive import Archive
from crawler.archive.elastic import ElasticArchive
from tests.contracts.archive_contract import ArchiveContract, Make
from tests.support.elasticsearch import archive_at, dropped, emptied, server

__all__ = ["server"]

#: A test has at most so many archives in hand at once; older ones are emptied and given again.
_AT_ONCE = 3


@pytest.fixture(scope="module")
def ring(server: str) -> Iterator[list[ElasticArchive]]:
    run = secrets.token_hex(4)
    opened = [archive_at(server, f"test-{run}-{n}") for n in range(_AT_ONCE)]
    yield opened
    for archive in opened:
        archive.close()
        dropped(archive_at(server, archive.address.prefix))


@pytest.mark.elasticsearch
class TestElasticArchive(ArchiveContract):
    @pytest.fixture
    def make(self, server: str, ring: list[ElasticArchive]) -> Make:
        numbers = count()

        def new() -> Archive:
            place = next(numbers) % _AT_ONCE
            if ring[place].is_closed:
                ring[place] = archive_at(server, ring[place].address.prefix)
            return emptied(ring[place])

        return new
