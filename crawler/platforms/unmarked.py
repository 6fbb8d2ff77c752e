"""The byline of a comment in a theme whose class words say nothing: known by what it says."""

from __future__ import annotations

from crawler import dates
from crawler.model import Precision
from crawler.pages import Page
from crawler.platforms.names import SAYS_LAST
from crawler.platforms.records import Element, Sketch
from crawler.text import apart, text_of

_LINES = ("div", "p", "td", "small", "header", "footer", "h3", "h4", "h5", "h6", "span", "em")
#: No longer line is one of a date, or of a name alone.
DATED, SIGNED = 160, 80
#: So much may stand around less than a day.
SHORT = 32
_LESS = (Precision.NONE, Precision.RELATIVE, Precision.YEAR, Precision.MONTH)
#: No fewer digits make a date.
DIGITS = 3


def find_lines(page: Page, sketch: Sketch) -> None:
    """Enters into a sketch that lacks them the line with the date, and that which ends in "says:".

    For sketches without a body: a theme that marks the words marks the rest too.
    """
    marked = (*sketch.dates, *sketch.permalinks, *sketch.metas, *sketch.bylines)
    dated = bool(sketch.dates) or any(_digits(text_of(mark)) >= DIGITS for mark in marked)
    signed = bool(sketch.authors or sketch.bylines)
    parts = sketch.record.parts
    for element in (e for part in parts for e in part.iter(*_LINES)):
        if dated and signed:
            return
        if element in parts or element in sketch.dropped or _holds_words(element):
            continue
        text = apart(element, sketch.dropped)
        if not dated and len(text) < DATED and _holds_date(page, text):
            sketch.metas.append(element)
            dated = signed = True
        elif not signed and len(text) < SIGNED and SAYS_LAST.search(text):
            sketch.bylines.append(element)
            signed = True


def _holds_words(element: Element) -> bool:
    """Whether an element holds paragraphs: it is no line, but all of a comment."""
    return element.tag == "div" and any(child.tag in ("p", "blockquote") for child in element)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _holds_date(page: Page, text: str) -> bool:
    if _digits(text) < DIGITS:
        return False
    found = dates.find_written(text, page.locale, captured=page.fetched_at)
    if found is None:
        return False
    # Half a date or an age is no sign of a byline but where little else stands.
    return found[0].precision not in _LESS or len(text) - len(found[0].written) < SHORT
