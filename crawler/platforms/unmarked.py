"""The byline of a comment in a theme whose class words say nothing: known by what it says."""

from __future__ import annotations

from crawler import dates
from crawler.model import Precision
from crawler.pages import Page
from crawler.platforms.names import SAYS_LAST
from crawler.platforms.names import signed as name_by
from crawler.platforms.records import Element, Sketch
from crawler.text import apart, text_of

_LINES = ("div", "p", "td", "small", "header", "footer", "h3", "h4", "h5", "h6", "span", "em")
#: No longer line is one of a date, or of a name alone.
DATED, SIGNED = 160, 80
#: So much may stand around less than a day.
SHORT = 32
_LESS = (Precision.NONE, Precision.RELATIVE, Precision.YEAR, Precision.MONTH)
#: What a time of day and a "by" are worth, in letters.
_FOR_TIME, _FOR_BY = 40, 20
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
    lines: list[tuple[int, int, Element]] = []
    says: tuple[int, Element] | None = None
    for place, element in enumerate(e for part in parts for e in part.iter(*_LINES)):
        if dated and (signed or says):
            break
        if element in parts or element in sketch.dropped or _holds_words(element):
            continue
        text = apart(element, sketch.dropped)
        inside = any(outer is line for *_, line in lines for outer in element.iterancestors())
        known = dated or inside or len(text) >= DATED
        beside = None if known else _beside_date(page, text)
        if beside is not None:
            lines.append((beside, place, element))
        elif not (signed or says) and len(text) < SIGNED and SAYS_LAST.search(text):
            says = place, element
    best = min(lines, default=None, key=lambda line: line[:2])
    if best is not None:
        sketch.metas.append(best[2])
    if says is not None and (best is None or says[0] < best[1]):
        sketch.bylines.append(says[1])


def _holds_words(element: Element) -> bool:
    """Whether an element holds paragraphs: it is no line, but all of a comment."""
    return element.tag in ("div", "td") and any(
        child.tag in ("p", "blockquote") for child in element
    )


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _beside_date(page: Page, text: str) -> int | None:
    """How much of a line is not its date, less where a byline is likely; None where it has none.

    A comment may name a day, too: bylines have the time of day, "by" and few other words.
    """
    if _digits(text) < DIGITS:
        return None
    found = dates.find_written(text, page.locale, captured=page.fetched_at)
    if found is None:
        return None
    moment = found[0]
    rest = len(text) - len(moment.written)
    # Half a date or an age is no sign of a byline but where little else stands.
    if moment.precision in _LESS and rest >= SHORT:
        return None
    timed = moment.precision in (Precision.MINUTE, Precision.SECOND)
    return rest - _FOR_TIME * timed - _FOR_BY * (name_by(text) is not None)
