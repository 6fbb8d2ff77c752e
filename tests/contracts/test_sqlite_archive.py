"""The SQLite archive is held to the contract."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from crawler.archive import Archive, open_archive
from tests.contracts.archive_contract import ArchiveContract, Make


class TestSqliteArchive(ArchiveContract):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Iterator[Make]:
        opened: list[Archive] = []
        numbers = count()

        def new() -> Archive:
            path = tmp_path / f"{next(numbers)}.db"
            opened.append(open_archive(f"sqlite:{path}", create=True))
            return opened[-1]

        yield new
        for archive in opened:
            archive.close()
