"""The author of a post: what the page states and shows, persons before the paper they write for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from crawler import dates
from crawler.linkbacks.rdf import rdf_of
from crawler.model import NOBODY, Author
from crawler.pages import Page
from crawler.platforms.names import name_in_byline
from crawler.platforms.near import FAR, Near, lines_beside, within
from crawler.platforms.records import Element
from crawler.platforms.signatures import (
    DASH,
    JOINER,
    LONGEST,
    author_in_line,
    author_named,
    name_before,
    reads_as_name,
)
from crawler.platforms.statements import ld_posts, person_of, types_of
from crawler.text import clean, text_of

_STEMS = (
    "author",
    "byline",
    "postedby",
    "posted-by",
    "writer",
    "autor",
    "auteur",
    "createdby",
    "hnuser",
    "ljuser",
)
_SIGN = re.compile("|".join(_STEMS), re.I)
_NO_SIGN = re.compile(
    r"avatar|bio|box|image|photo|pic|desc|social|follow|title|comment|info|list|count|authors|prep"
)
_BOX = re.compile(r"(?:author|autor|auteur)\w*-?(?:box|bio|info|desc|card)|about-(?:the-)?author")
_META_LINES = """
    entry-meta post-meta postmetadata posted postinfo post-info article-meta subtext submitted
    node__submitted node__meta serendipity_entryFooter asset-meta headline_meta postfoot iteminfo
    post-footer itemfooter meta-info postdata meta"""
_BADGE = re.compile(r"badge|label|role|verified|title|job|position|reader|tooltip|icon|handle")
_ABOUT = re.compile(
    r"^(?:about(?: the author)?|über(?: den autor| die autorin)?|à propos de(?: l'auteur)?"
    r"|sobre(?: el autor| o autor)?|acerca de|informazioni su|over(?: de auteur)?)\s*:?\s*",
    re.I,
)
_LABEL = re.compile(
    r"written|author|verfasst|geschrieben|autor|écrit|auteur|escrito|scritto|geschreven|skriv"
    r"|napisa|автор|написано|執筆|投稿者|作者",
    re.I,
)
_ORGANISATIONS = frozenset(("organization", "newsmediaorganization", "corporation"))
_LOGIN = re.compile(r"[a-z0-9._-]+")
_STATED = """
    author dc.creator parsely-author sailthru.author article:author byl dcterms.creator
    citation_author"""
#: A byline so near to the title needs no other witness.
CLOSE = 5
#: No more elements that may sign are looked at.
MOST = 12


def author_of(page: Page, heading: Element | None) -> Author:
    """Who wrote the post, as the page shows the name.

    A person in JSON-LD, then the byline that stands nearest to the title, then lines beside it,
    then the metadata, then a box about the author; an organisation only where no person is named.
    """
    person, organisation = _described(page)
    shown, distance = _shown(page, heading)
    if person is not None:
        return _fuller(person, shown)
    if shown is not None and distance <= CLOSE:
        return shown
    found = _in_lines(page, heading)
    if found is None or (shown is not None and (shown.name or "") in (found.name or "")):
        found = shown
    if found is None:
        stated, site = _stated(page)
        found = stated or _in_box(page) or _in_parts(page) or organisation or site
    return found or NOBODY


def _described(page: Page) -> tuple[Author | None, Author | None]:
    """The person and the organisation that the JSON-LD says wrote the post."""
    organisation = None
    for thing in ld_posts(page):
        author = thing.get("author") or thing.get("creator")
        name, url = person_of(page, author)
        if not name or len(name) > 2 * LONGEST:
            continue
        found = Author(clean(unescape(name)), url)
        publisher, _ = person_of(page, thing.get("publisher"))
        kinds = {k for a in _objects(author) for k in types_of(a)} if author else set()
        person = "person" in kinds or kinds.isdisjoint(_ORGANISATIONS)
        if person and name not in (publisher, page.head.first("og:site_name")):
            return found, organisation
        organisation = organisation or found
    return None, organisation


def _objects(value: object) -> list[dict[str, object]]:
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def _fuller(person: Author, shown: Author | None) -> Author:
    """The person described, or the byline where that says more: a name for a login, two for one."""
    if shown is None or shown.name is None or person.name is None:
        return person
    mine, theirs = person.name.casefold(), shown.name.casefold()
    if mine == theirs:
        return Author(shown.name, person.url or shown.url)
    told_by_login = _LOGIN.fullmatch(person.name) is not None and " " in shown.name
    return shown if told_by_login or mine in theirs else person


def _shown(page: Page, heading: Element | None) -> tuple[Author | None, int]:
    """The author whom the byline nearest to the title names, and how far from it that stands."""
    near = Near(heading)
    ranked = []
    for place, (strength, element) in enumerate(_signs(page)):
        if near.holds(element) or within(element, page.taken):
            continue
        distance = near.distance(element)
        if distance < FAR:
            ranked.append((distance + 2 * strength, place, element))
    for distance, _, element in sorted(ranked, key=lambda sign: sign[:2])[:MOST]:
        author = _sign(page, element)
        if author is not None:
            return author, distance
    return None, FAR


def _signs(page: Page) -> Iterator[tuple[int, Element]]:
    """Elements that may hold the byline: 0 for those that say so, 2 for lines of all kinds."""
    for anchor, rel in page.related:
        if "author" in rel and not _NO_SIGN.search(anchor.get("class") or ""):
            yield 0, anchor
    for element in page.properties:
        if element.get("itemprop") in ("author", "creator"):
            yield 0, element
    for word in _words_with(page, _STEMS):
        if not _NO_SIGN.search(word.lower()):
            yield from ((1, element) for element in page.classes[word][:6])
    for name in _META_LINES.split():
        yield from ((2, element) for element in page.classes.get(name, ())[:3])


def _words_with(page: Page, stems: Sequence[str]) -> Iterator[str]:
    """The class words of a page that hold one of the stems, each once."""
    joined = "\n".join(page.classes)
    small = joined.lower()
    if len(small) != len(joined):
        small = joined
    found: dict[str, None] = {}
    # Looking through all words at once is ten times cheaper than through one after another.
    for stem in stems:
        at = small.find(stem)
        while at >= 0:
            end = small.find("\n", at)
            end = len(small) if end < 0 else end
            found[joined[small.rfind("\n", 0, at) + 1 : end]] = None
            at = small.find(stem, end)
    yield from found


def _sign(page: Page, element: Element) -> Author | None:
    """The author that an element names; ``None`` where it is no byline."""
    if element.tag in ("meta", "link"):
        return author_named(element.get("content") or "", None)
    fellows = _fellows(element)
    if len(fellows) > 1:
        outer = element.getparent()
        return _of_holders(page, element if outer is None else outer, fellows)
    holders = [e for e in element.iter("*") if _names(e)]
    if not holders:
        links = [a for a in element.iter("a") if text_of(a)]
        told = [a for a in links if _is_profile(a)]
        line = text_of(element)
        holders = told if _is_line(element) else told or _leading(line, links)
        if not holders:
            return author_in_line(page, line, bare=not _is_line(element))
    return _of_holders(page, element, holders)


def _fellows(element: Element) -> list[Element]:
    """The elements beside this one that are marked as it is: further authors."""
    marks = (element.get("itemprop"), element.get("rel"), element.get("class"))
    outer = element.getparent()
    if outer is None or marks[:2] == (None, None):
        return [element]
    return [
        e
        for e in outer
        # Not by `iterchildren`: a broken tag of a page may have a name that it refuses.
        if e.tag == element.tag and (e.get("itemprop"), e.get("rel"), e.get("class")) == marks
    ]


def _names(element: Element) -> bool:
    if "fn" in (element.get("class") or "").split():
        return True
    return element.get("itemprop") == "name" and element.tag != "meta"


def _is_profile(anchor: Element) -> bool:
    told = f"{anchor.get('href') or ''} {anchor.get('rel') or ''}".lower()
    return any(word in told for word in ("author", "/profile", "/user", "/people/", "/by/"))


def _is_line(element: Element) -> bool:
    """Whether an element is a line of all that is said beside a title, not a mere byline."""
    return not _SIGN.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")


def _leading(line: str, links: Sequence[Element]) -> list[Element]:
    """The links of a byline that begins with them, apart from a word or two."""
    if len(line) > 2 * LONGEST or not links:
        return []
    return [*links] if line.find(text_of(links[0])) < 30 and len(text_of(links[0])) > 1 else []


def _of_holders(page: Page, element: Element, holders: Sequence[Element]) -> Author | None:
    """The names of a byline as it joins them, with the address of the first."""
    badges = {e for e in element.iter("*") if _BADGE.search(e.get("class") or "")} - set(holders)
    whole = text_of(element, badges)
    name, end = "", 0
    for holder in holders:
        own = text_of(holder, badges)
        start = whole.find(own, end) if own else -1
        if start < 0:
            continue
        if name and not JOINER.fullmatch(whole[end:start]):
            break
        name, end = (name + whole[end:start] if name else "") + own, start + len(own)
    first = holders[0]
    links = (a for a in (first, *first.iter("a"), *first.iterancestors("a")) if a.tag == "a")
    return author_named(name, page.absolute(next((a.get("href") for a in links), None)))


def _in_lines(page: Page, heading: Element | None) -> Author | None:
    """The author in the lines around the title, which have no marks: "DATE, by NAME", "By NAME"."""
    for line in islice(lines_beside(page, heading), 24):
        if not line or len(line) > 2 * LONGEST:
            continue
        found = dates.find_written(line, page.locale, captured=page.fetched_at)
        author = author_in_line(page, line, bare=False)
        if author is None and found:
            author = author_named(name_before(line[: found[1]]), None)
        told = found or (len(line) < LONGEST and author and " " in (author.name or ""))
        if author is not None and told and reads_as_name(author):
            return author
    return None


def _in_parts(page: Page) -> Author | None:
    """The one part of a line below a title that reads as a person's name: "DATE · NAME"."""
    for name in _META_LINES.split():
        for element in page.classes.get(name, ())[:2]:
            if within(element, page.taken):
                continue
            linked = {a for a in element.iter("a") if not _is_profile(a)}
            parts = DASH.split(text_of(element, linked))
            names = (name_in_byline(part) or "" for part in parts)
            bare = (name for name in names if not any(map(str.isdigit, name)))
            named = [Author(part) for part in bare if len(part.split()) in (2, 3)]
            persons = [author for author in named if reads_as_name(author)]
            if len(parts) > 1 and len(persons) == 1:
                return persons[0]
    return None


def _stated(page: Page) -> tuple[Author | None, Author | None]:
    """The person that the metadata names, and the site where they name but that."""
    values = [page.head.first(name) for name in _STATED.split()]
    for number in ("1", "2"):
        label = page.head.first(f"twitter:label{number}") or ""
        values.append(page.head.first(f"twitter:data{number}") if _LABEL.search(label) else None)
    site = (page.head.first("og:site_name", "application-name") or "").casefold()
    named = None
    for value in (*values, rdf_of(page, page.url).get("dc:creator")):
        author = None if not value or value.startswith(("http", "@")) else author_named(value, None)
        if author is not None and (author.name or "").casefold() != site:
            return author, named
        named = named or author
    return None, named


def _in_box(page: Page) -> Author | None:
    """The author whom a box about him names."""
    for word in (word for word in page.classes if _BOX.search(word.lower())):
        for element in page.classes[word][:2]:
            if within(element, page.taken):
                continue
            for inner in element.iter("h2", "h3", "h4", "h5", "strong", "b", "a"):
                author = author_named(_ABOUT.sub("", text_of(inner)), None)
                if author is not None and reads_as_name(author):
                    url = inner.get("href") if inner.tag == "a" else None
                    return Author(author.name, page.absolute(url))
    return None
