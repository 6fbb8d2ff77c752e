"""The reader of last resort: comment threads on pages of sites and software nobody here knows."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.model import Rank, Reading, ThreadState
from crawler.pages import Page
from crawler.platforms.generic.assemble import comments_of
from crawler.platforms.generic.choose import choose
from crawler.platforms.generic.headings import claimed
from crawler.platforms.generic.outline import Outline
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element

NAME = "generic"
RANK = Rank.GENERIC


def sure(page: Page) -> float:
    """How sure this reader is of a page: little, of any page that is HTML."""
    return 0.1 if page.is_html else 0.0


def _semantic(page: Page) -> set[Element]:
    """The elements with attributes of microdata or RDFa."""
    found = {*page.properties, *page.typed}
    if page.holds(b"typeof="):
        found.update(e for e in page.elements if e.get("property") or e.get("typeof"))
    return found


def read(page: Page) -> Reading:
    """The thread that repeated records of person, date and prose make up.

    Raises `TryNext` where nothing on the page is a comment thread.
    """
    outline = Outline(
        page.tree,
        host=urlsplit(page.url).netloc,
        semantic=_semantic(page),
    )
    chosen = choose(outline)
    if not chosen:
        raise TryNext("no comments found")
    comments, taken = comments_of(page, outline, chosen)
    if not comments:
        raise TryNext("no comments found")
    page.taken.update(taken)
    return Reading(
        post_url=page.url,
        source=NAME,
        rank=RANK,
        comments=tuple(comments),
        state=ThreadState.NONE,
        claimed=claimed(outline, chosen[0].spans[0][0]),
    )
