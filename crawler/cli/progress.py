"""How far a crawl is: a table that renews itself on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.frontier import State

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.runs import Session

#: Seconds between two looks on a terminal, and between two lines elsewhere.
_LOOK, _LINE = 0.5, 10.0

#: How many blogs the table shows.
_BLOGS = 8

_WORDS = (
    ("pages", "pages"),
    ("unchanged", "unchanged"),
    ("posts", "posts"),
    ("comments", "comments"),
    ("hops", "hops"),
    ("refused_robots", "refused by robots.txt"),
    ("refused", "refused"),
    ("failed", "failed"),
)


class Progress:
    """Shows how far a crawl is from its start to its end."""

    def __init__(self, crawler: Crawler, out: TextIO) -> None:
        self._crawler = crawler
        self._out = out
        self._task: asyncio.Task[None] | None = None
        # Nobody else holds on to this object while the crawl runs.
        crawler.signals.connect(self._begin, signals.spider_opened, weak=False)
        crawler.signals.connect(self._end, signals.spider_closed, weak=False)

    def _begin(self) -> None:
        show = self._table() if self._out.isatty() else self._lines()
        self._task = asyncio.get_running_loop().create_task(show)

    def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _lines(self) -> None:
        while True:
            await asyncio.sleep(_LINE)
            print(line(self._session), file=self._out, flush=True)

    async def _table(self) -> None:
        from rich.console import Console
        from rich.live import Live

        began = time.monotonic()
        with Live(console=Console(file=self._out), auto_refresh=False, transient=True) as live:
            while True:
                live.update(table(self._session, time.monotonic() - began), refresh=True)
                await asyncio.sleep(_LOOK)

    @property
    def _session(self) -> Session:
        session: Any = self._crawler.spider
        return session.session  # type: ignore[no-any-return]


def line(session: Session) -> str:
    """The figures in one line."""
    words = ", ".join(f"{number} {word}" for word, number in figures(session))
    limit = holding_up(session)
    return f"{words}; {limit}" if limit else words


def figures(session: Session) -> Iterator[tuple[str, int]]:
    """The words and numbers of a run so far, pages and the queue always."""
    states = session.frontier.stats().states
    for name, word in _WORDS:
        if session.counts[name] or name == "pages":
            yield word, session.counts[name]
        if name == "pages":
            yield "queued", states.get(State.QUEUED, 0)


def holding_up(session: Session) -> str:
    """What limits the speed at the moment, empty where nothing does."""
    outlook = session.frontier.outlook()
    if outlook.wait:
        return f"waiting for {outlook.host}: {outlook.wait:.1f} s until the next request"
    if outlook.limited:
        return "at the limit of pages"
    return ""


def table(session: Session, seconds: float) -> Table:
    """The figures, the blogs with most pages, and what limits the speed."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    for word, number in figures(session):
        grid.add_row(Text(word), Text(f"{number:,}", justify="right"))
    rate = (session.counts["pages"] + session.counts["unchanged"]) / max(seconds, 0.1)
    grid.add_row(Text("pages a second"), Text(f"{rate:.1f}", justify="right"))
    for blog, pages in list(session.frontier.stats().blogs.items())[:_BLOGS]:
        # A host is text from the web: never markup.
        grid.add_row(Text("  " + blog[:60]), Text(str(pages), justify="right"))
    grid.add_row(Text(holding_up(session) or "working"))
    return grid
