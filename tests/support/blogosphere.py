"""Serve the sample blogosphere to a test, and read its truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from samples.server import Blogosphere
from samples.sites import TRUTH

Row = dict[str, Any]


@dataclass(frozen=True)
class Truth:
    """What a perfect crawl finds; rows as in ``samples/truth/*.json``."""

    posts: tuple[Row, ...]
    comments: tuple[Row, ...]
    hops: tuple[Row, ...]
    gaps: tuple[Row, ...]

    def thread(self, post_url: str) -> list[Row]:
        return [comment for comment in self.comments if comment["post_url"] == post_url]


#: The truth of each conversation as its file has it, by name.
CONVERSATIONS: dict[str, Row] = {
    file.stem: json.loads(file.read_text("utf-8")) for file in sorted(TRUTH.glob("*.json"))
}


def truth() -> Truth:
    """The truth of all conversations together."""

    def rows(what: str) -> tuple[Row, ...]:
        return tuple(row for name in CONVERSATIONS for row in CONVERSATIONS[name][what])

    return Truth(rows("posts"), rows("comments"), rows("hops"), rows("gaps"))


@pytest.fixture
def blogosphere() -> Iterator[Blogosphere]:
    """The sample blogs on a port of their own."""
    with Blogosphere() as running:
        yield running
