"""What a trace holds in memory does not depend on how much else is in the archive."""

from __future__ import annotations

import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import open_archive
from crawler.archive.protocol import Archive, Finding
from crawler.conversations.chunks import chunks
from crawler.conversations.walk import trace
from crawler.model import Evidence, Hop, HopKind, Post, Rank, Reading, Visit

#: The posts of each conversation, and how many conversations the smaller and larger archive hold.
POSTS, FEW, MANY = 200, 5, 500


@pytest.mark.slow
def test_a_conversation_takes_as_much_memory_in_a_hundred_times_the_archive(
    tmp_path: Path,
) -> None:
    peaks = [_peak(tmp_path / f"{count}.db", count) for count in (FEW, MANY)]
    assert peaks[1] < peaks[0] * 1.05


def _peak(path: Path, conversations: int) -> int:
    """The most bytes that Python held while one of so many conversations was traced."""
    with closing(open_archive(f"sqlite:{path}", create=True)) as archive:
        _fill(archive, conversations)
        tracemalloc.start()
        found = trace(archive, _address(0, POSTS // 2))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (len(found.threads), len(found.hops)) == (POSTS, POSTS - 1)
    return peak


def _fill(archive: Archive, conversations: int) -> None:
    """So many conversations of one shape: each post answers one before it."""
    for some in chunks(range(conversations), 20):
        archive.record([_finding(c, post) for c in some for post in range(POSTS)])
        archive.put_hops([_hop(c, post) for c in some for post in range(1, POSTS)])


def _address(conversation: int, post: int) -> str:
    return f"http://blog{post % 17}.example/{conversation}/{post}.html"


def _finding(conversation: int, post: int) -> Finding:
    url = _address(conversation, post)
    reading = Reading(url, "wordpress", Rank.PLATFORM, Post(url, url.split("/")[2], f"Post {post}"))
    return Finding(Visit(url, "2026-01-31T12:00:00Z", 200, "run", post_url=url), reading)


def _hop(conversation: int, post: int) -> Hop:
    source, target = _address(conversation, post), _address(conversation, post // 3)
    evidence = (Evidence("link", source, "body", "as was said there"),)
    return Hop(source, target, HopKind.LINK, True, 0.9, evidence=evidence)
