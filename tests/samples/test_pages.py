"""The pages of the samples: well formed enough, and with no link that leads nowhere unawares."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from samples.sites import BLOGS, sites
from tests.samples.pages import NO_SITE, documents, links, tree

DOCUMENTS = list(documents())
FEEDS = sorted(BLOGS.glob("*/**/*.xml"))
PLATFORM_HOSTS = {"www.blogger.com", "www.typepad.com"}


def test_there_are_thirty_commenters_sites_and_ten_blogs() -> None:
    assert len(sites()) == 40


@pytest.mark.parametrize("url", DOCUMENTS)
def test_a_page_has_a_title_and_a_body(url: str) -> None:
    page = tree(url)
    assert page.findtext(".//title")
    assert page.find("body") is not None


@pytest.mark.parametrize("file", FEEDS, ids=lambda file: str(file.relative_to(BLOGS)))
def test_a_feed_is_well_formed(file: Path) -> None:
    assert etree.parse(file).getroot().tag.rpartition("}")[2] in ("rss", "feed")


@pytest.mark.parametrize("url", DOCUMENTS)
def test_every_link_leads_to_a_page_or_is_declared(url: str) -> None:
    for target in links(tree(url), url):
        parts = urlsplit(target)
        if parts.hostname in PLATFORM_HOSTS or parts.hostname == NO_SITE:
            continue
        site = sites()[parts.hostname]
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = site.answer(asked)
        if answer.status == 301:
            target = answer.headers["Location"]
            answer = sites()[urlsplit(target).hostname].answer(urlsplit(target).path)
        declared = set(site.status.values())
        assert answer.status == 200 or answer.status in declared, target


@pytest.mark.parametrize("url", DOCUMENTS)
def test_ids_are_unique_on_a_page(url: str) -> None:
    ids = [name for name in tree(url).xpath("//@id") if not name.endswith("-content")]
    assert sorted(set(ids)) == sorted(ids)
