"""Pages in a real browser, and what they are made of."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.exports import trace_html
from crawler.exports.traced import Traced, View
from tests.support.browser import Browser, browser, browser_or_skip
from tests.support.command import ROOT, threadhop

SEED = "http://copperkettle.example/2009/03/a-company-that-blogs-is-still-a-company/"
AXE = ROOT / ".services" / "browser" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    browser_or_skip()
    with browser() as opened:
        opened.open("about:blank")
        yield opened


@pytest.fixture
def window(chromium: Browser) -> Browser:
    """The browser on an empty page, its logs read."""
    chromium.size(1280, 800)
    chromium.open("about:blank")
    chromium.console()
    chromium.requests()
    return chromium


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the conversation that the demo crawls."""
    browser_or_skip()
    folder = tmp_path_factory.mktemp("demo")
    made = threadhop("demo", "--folder", folder / "demo", cwd=folder)
    assert made.returncode == 0, made.stderr
    archive = f"sqlite:{folder / 'demo' / 'demo.db'}"
    page = threadhop("trace", SEED, "--archive", archive, "--format", "html", cwd=folder)
    assert page.returncode == 0, page.stderr
    (folder / "trace.html").write_text(page.stdout, "utf-8")
    return (folder / "trace.html").as_uri()


@pytest.fixture
def page(tmp_path: Path) -> Callable[[Traced], str]:
    """Writes the page of a conversation and says its address."""

    def write(of: Traced) -> str:
        out = io.StringIO()
        trace_html.write(of, out, View())
        file = tmp_path / "page.html"
        file.write_text(out.getvalue(), "utf-8")
        return file.as_uri()

    return write
