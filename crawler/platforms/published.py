"""The date of a post: what the page states, then what it shows outside its thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from crawler import dates
from crawler.linkbacks.rdf import rdf_of
from crawler.model import UNDATED, Moment, Precision
from crawler.pages import Page
from crawler.platforms.near import FAR, Near, lines_beside, within
from crawler.platforms.records import Element
from crawler.platforms.statements import ld_values
from crawler.text import clean, text_of

_DATE_WORDS = """
    entry-date dt-published published post-date date-header postdate posted-on post-timestamp
    entry-time article-date dateline post_date article__date pubdate time-stamp date date-time
    datum timestamp datetime entry-meta post-meta postmetadata posted postinfo post-info byline
    entry-footer post-footer entry-header-meta submitted node__submitted serendipity_date
    itemDateCreated talk-date asset-meta headline_meta postfoot iteminfo dateheader entryDate
    entrydate entry_date postDate aentry-head__date b-singlepost-author-date"""
_DATES = tuple(_DATE_WORDS.split())
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?=[/-])")
# Sandbox, K2 and Thematic put the date of a single post into the classes of its body.
_BODY_DATE = re.compile(r"(?:^|\s)s-y(\d{4}) s-m(\d\d) s-d(\d\d)")
_STATED_DATES = """
    article:published_time datepublished og:article:published_time sailthru.date dc.date.issued
    dc.date dcterms.created parsely-pub-date pubdate publishdate date datecreated
    og:published_time article.published"""
# Dreamwidth and the older styles of LiveJournal link the date of an entry to its day.
_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/?$")
_CLOCK = re.compile(r"\W*\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?!\d)", re.I)
#: How many machine-readable dates are looked at, and how many letters of the words of a post.
MOST, OPENING = 60, 40
#: How far into a line beside the title a date is looked for.
NEAR = 160


def published_of(page: Page, heading: Element | None, body: Element | None) -> Moment:
    """When the post was published: stated, then shown, then told by its address or first words."""
    coarse = UNDATED
    for moment in chain(map(dates.read_machine, _stated(page)), _shown(page, heading)):
        if moment.precision in (Precision.MONTH, Precision.YEAR):
            # The name of an archive, if the address of the post tells another day.
            coarse = moment if coarse is UNDATED else coarse
        elif moment.precision not in (Precision.NONE, Precision.RELATIVE):
            return moment
    root = page.tree.find("body")
    told = _BODY_DATE.search((root.get("class") or "") if root is not None else "")
    found = told or _URL_DATE.search(page.url)
    if found:
        return dates.read_machine("-".join(part.zfill(2) for part in found.groups() if part))
    linked = _linked(page)
    if linked.precision is not Precision.NONE:
        return linked
    return coarse if coarse is not UNDATED else _opening(page, body)


def _with_property(page: Page, *names: str) -> Iterator[Element]:
    return (e for e in page.properties if e.get("itemprop") in names)


def _stated(page: Page) -> Iterator[str]:
    """The dates of metadata, RDF and microdata outside the thread, surest first."""
    yield from ld_values(page, "datePublished")
    for name in _STATED_DATES.split():
        yield page.head.first(name) or ""
    yield rdf_of(page, page.url).get("dc:date", "")
    for element in _with_property(page, "datePublished"):
        if not within(element, page.taken):
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _shown(page: Page, heading: Element | None) -> Iterator[Moment]:
    near = Near(heading)
    yield from _timed(page, near)
    for name in _DATES:
        for element in page.classes.get(name, ())[:3]:
            if within(element, page.taken) or near.distance(element) >= FAR:
                continue
            text = text_of(element, page.taken)[:200]
            beside = element.getnext()
            # LiveJournal's styles have the time of day in an element of its own.
            if beside is not None and len(text) < OPENING and _CLOCK.fullmatch(text_of(beside)):
                text = f"{text} {text_of(beside)}"
            yield from _written(page, text)
    for line in islice(lines_beside(page, heading), 24):
        # A day in the midst of the words is what they are about.
        yield from _written(page, line[: NEAR if len(line) < 2 * NEAR else OPENING])
    if heading is not None:
        yield from _below(page, heading)


def _below(page: Page, heading: Element) -> Iterator[Moment]:
    """Dates that stand alone, each in an element, on the way from the title to the words."""
    start = page.elements.index(heading)
    for element in page.elements[start + 1 : start + MOST]:
        text = element.text or ""
        if OPENING >= len(text) > 5 and not len(element) and not within(element, page.taken):
            yield from _written(page, clean(text))
        elif len(text) > 2 * NEAR:
            return


def _linked(page: Page) -> Moment:
    """The one day whose archive the page links to outside its thread, with the time behind it."""
    days: dict[str, Element] = {}
    for anchor in page.every("a"):
        day = _DAY.search(anchor.get("href") or "")
        if day is not None and not within(anchor, page.taken):
            days.setdefault("-".join(day.groups()), anchor)
    if len(days) != 1:
        return UNDATED
    ((day_, anchor),) = days.items()
    clock = _CLOCK.match(anchor.tail or "")
    timed = dates.read_written(f"{day_} {clock[0].strip()}", page.locale) if clock else UNDATED
    return timed if timed.local else dates.read_machine(day_)


def _written(page: Page, text: str) -> Iterator[Moment]:
    if any(map(str.isdigit, text)):
        found = dates.find_written(text, page.locale, captured=page.fetched_at)
        if found:
            yield found[0]


def _timed(page: Page, near: Near) -> Iterator[Moment]:
    """The machine-readable dates, nearest to the title first; a day of changes is not meant."""
    timed = []
    for place, element in enumerate(islice(page.every("time", "abbr"), MOST)):
        value = element.get("datetime") or element.get("title") or ""
        if value[:4].isdigit() and not within(element, page.taken):
            told = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            changed = "updated" in told or "modified" in told
            late = changed and "published" not in told
            timed.append((late, near.distance(element), place, value))
    return (dates.read_machine(value) for _, _, _, value in sorted(timed))


def _opening(page: Page, body: Element | None) -> Moment:
    """The day with which the words begin, as those of an agency do."""
    if body is not None:
        text = text_of(body, page.taken)[:OPENING]
        found = dates.find_written(text, page.locale) if text[:1].isdigit() else None
        if found and found[1] == 0 and found[0].precision is not Precision.RELATIVE:
            return found[0]
    return UNDATED
