"""The real blogs, crawled from both ends of the conversation, for every test of this folder."""

from __future__ import annotations

import pytest

from tests.support.realblogs import Crawled, RealBlogs, crawl, realblogs

__all__ = ["crawled", "realblogs"]


@pytest.fixture(scope="session", params=["first", "last"])
def crawled(
    request: pytest.FixtureRequest, realblogs: RealBlogs, tmp_path_factory: pytest.TempPathFactory
) -> Crawled:
    """An archive that began at the first or the last post of the conversation."""
    folder = tmp_path_factory.mktemp(request.param)
    return crawl(realblogs, folder, realblogs.truth[request.param], "--hops=12")
