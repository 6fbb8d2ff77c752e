"""The same crawl again: after a kill it goes on, after its end it finds nothing new."""

from __future__ import annotations

from pathlib import Path

import pytest

from samples.server import Blogosphere
from tests.journeys.crawling import contents, crawl, crawl_and_kill, export, pages


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What a crawl holds that nobody has killed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with Blogosphere() as blogosphere:
        crawl(blogosphere, folder)
    return contents(folder)


@pytest.mark.parametrize("moments", [(1, 1), (12, 30), (45, 70), (25, 25, 25, 25)], ids=str)
def test_a_killed_crawl_goes_on_to_the_same_archive(
    moments: tuple[int, ...],
    blogosphere: Blogosphere,
    tmp_path: Path,
    undisturbed: dict[str, list[dict[str, object]]],
) -> None:
    killed = [crawl_and_kill(blogosphere, tmp_path, requests) for requests in moments]
    assert killed[0]
    crawl(blogosphere, tmp_path)
    found = contents(tmp_path)
    for table, rows in undisturbed.items():
        assert found[table] == rows, table


def test_a_second_crawl_finds_nothing_new(blogosphere: Blogosphere, tmp_path: Path) -> None:
    crawl(blogosphere, tmp_path)
    first = pages(blogosphere.log)
    before = contents(tmp_path)
    blogosphere.forget_log()
    said = crawl(blogosphere, tmp_path)
    again = pages(blogosphere.log)

    assert contents(tmp_path) == before
    assert "0 posts" in said
    # A plain text file cannot be read; it is asked for each time, in case that it has changed.
    served = {
        (request.host, request.path)
        for request in first
        if request.status == 200 and request.host != "halfpastnine.example"
    }
    repeated = [request for request in again if (request.host, request.path) in served]
    assert len(repeated) == len(served)
    assert {(request.status, request.conditional) for request in repeated} == {(304, True)}
    others = [request for request in again if (request.host, request.path) not in served]
    assert {request.status for request in others} == {200, 301, 404}


def test_a_second_crawl_moves_last_seen_only(blogosphere: Blogosphere, tmp_path: Path) -> None:
    crawl(blogosphere, tmp_path)
    before = {row["url"]: row["first_seen"] for row in export(tmp_path, "posts")}
    crawl(blogosphere, tmp_path)
    after = {row["url"]: row["first_seen"] for row in export(tmp_path, "posts")}
    assert after == before
