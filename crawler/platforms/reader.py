"""The seam behind which each kind of blog is read.

A reader is a module with the four names below. A platform is one module, one line in `PLATFORMS`
and one folder of cases in ``tests/platforms/cases``.
"""

from __future__ import annotations

from typing import Protocol

from crawler.model import Rank, Reading
from crawler.pages import Page

#: A reader that is at least this sure of a page reads it.
SURE = 0.5


class TryNext(Exception):
    """A reader steps back: it looked closer and the page is not its kind. Says why."""


class Reader(Protocol):
    """What a reader module offers.

    ``NAME`` is what ``--only`` and `Reading.source` call it; ``RANK`` is how far it is trusted.
    """

    @property
    def NAME(self) -> str:
        """The reader's name."""

    @property
    def RANK(self) -> Rank:
        """The reader's place in the order of trust."""

    def sure(self, page: Page) -> float:
        """How sure it is, from 0 to 1, that the page holds a thread of its kind.

        It counts several signals, for themes drop some, and is cheap: every page asks every reader.
        """

    def read(self, page: Page) -> Reading:
        """The thread as this page shows it, without I/O; raises `TryNext` to step back.

        Fills in what it knows of ``comments``, ``claimed``, ``asks``, ``state`` and ``reason``
        (left at ``NONE`` and empty where it has nothing to say), and adds the elements that make
        up the thread to ``page.taken``. The post, the endpoints and the aliases are read once,
        for all readers, by `crawler.platforms.reading.read_page`.
        """
