"""Records to comments: each field from the part of the record that says it best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from crawler import dates, labels
from crawler.dates.looks import shows_date
from crawler.linkbacks.received import excerpt, form_of, unlabelled
from crawler.model import (
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Link,
    LinkPlace,
)
from crawler.pages import Page
from crawler.pages.lazy import lazy
from crawler.platforms.dating import SHORT, Dating, doubt_one_for_all
from crawler.platforms.linking import links_in
from crawler.platforms.names import SAYS_FIRST, name_in_byline, name_of
from crawler.platforms.records import (
    Element,
    Record,
    Sketch,
    nest,
    number,
    owners_of,
    sketch_all,
)
from crawler.platforms.repeats import drop_repeats
from crawler.platforms.roles import COMMON, Roles
from crawler.platforms.unmarked import find_lines
from crawler.text import apart, clean, opening_of, text_of
from crawler.urls import host_of, is_blog_home

_BADGES = ("br", "span", "small", "sup", "i", "em", "img", "div")
# What a link of a byline may say instead of a name.
_LABEL = re.compile(
    r"(?:web ?site|home ?page|web|url|site web|página web|sito web|profile?|permalink|link|reply"
    r"|quote|report|edit|share|like|répondre|antworten|zitieren|responder|rispondi|antwoorden"
    r"|svara|svar|odpowiedz|ответить|返信|回复|\W*)$",
    re.I,
)
_SITE = re.compile(
    r"\b(?:web-?site|home-?page|author-url|site web|página web|sito web|webseite)\b", re.I
)
_WORD = re.compile(r"[^\W_]|\|")
#: Elements that hold what somebody wrote, and little else.
_PROSE = frozenset(("p", "blockquote", "ul", "ol", "pre", "table", "br", "script", "style"))
_BOXES = frozenset(("li", "div", "article", "section", "td", "dd"))
_ORDINAL = re.compile(r"\s*#?\d{1,5}[.):]?\s*$")
#: Longer links are titles, which may name days.
_LONGEST_DATE = 40
_LETTER = re.compile(r"\w")


def read_comments(
    page: Page, records: list[Record], roles: Roles = COMMON, *, reply_marks: bool = False
) -> list[Comment]:
    """The comments of the records, which are in document order; fills in ids and parents.

    ``reply_marks`` says that a link from a byline to another comment names the one answered.
    """
    owners = owners_of(records)
    number(records)
    nest(records, owners)
    page.taken.update(owners)
    drafts = [Draft(page, sketch) for sketch in sketch_all(page, records, owners, roles)]
    drop_repeats([draft.sketch for draft in drafts])
    page.loose |= any(draft.loose for draft in drafts)
    if reply_marks:
        _follow_marks(drafts)
    doubt_one_for_all([draft.dating for draft in drafts])
    day_first = dates.learn_day_first([draft.dating.numbers for draft in drafts])
    return [draft.comment(day_first) for draft in drafts]


def _follow_marks(drafts: list[Draft]) -> None:
    named = {anchor: draft.record for draft in drafts for anchor in draft.record.anchors}
    for draft in drafts:
        if draft.record.parent_id is None:
            answered = (named.get(fragment) for fragment in draft.sketch.fragments)
            draft.record.parent_id = next((record.id for record in answered if record), None)


class Draft:
    """One record on its way to a comment."""

    def __init__(self, page: Page, sketch: Sketch) -> None:
        self.page = page
        self.sketch = sketch
        self.record = sketch.record
        if not sketch.bodies:
            find_lines(page, sketch)
        self.dating = Dating(page, sketch, lambda: self._signed[1], self._titled_date)

    def comment(self, day_first: bool | None = None) -> Comment:
        """The comment; ``day_first`` is the order of day and month learnt from all its fellows."""
        record = self.record
        self._tell_kind()
        visible = record.status in (CommentStatus.VISIBLE, CommentStatus.COLLAPSED)
        return Comment(
            id=record.id,
            kind=record.kind,
            author=self.author,
            published=self.dating.moment(day_first),
            text=self.text if visible else "",
            parent_id=record.parent_id,
            permalink=self.permalink,
            status=record.status,
            links=self.links() if visible else (),
            by_post_author=record.by_post_author,
        )

    def _tell_kind(self) -> None:
        """Takes a comment for the linkback that its form shows where no class says what it is."""
        record = self.record
        if record.kind is CommentKind.COMMENT:
            kind = form_of(self._words)
            if kind is not None:
                record.kind = kind

    def _titled_date(self) -> str:
        """What stands beside the title of a linkback, if that is all there is but a date."""
        if not self.record.kind.is_linkback or not _is_date_line(self._words):
            return ""
        # Thesis shows no more of a trackback than its title and its date.
        title = text_of(self._source) if self._source is not None else ""
        return self._words.replace(title, "") if title else self._words

    @lazy
    def permalink(self) -> str | None:
        """The link to the record that the page shows."""
        link = next(chain(self.sketch.permalinks, self._numbered()), None)
        return self.page.absolute(link.get("href")) if link is not None else None

    def _numbered(self) -> Iterator[Element]:
        """The links whose address has the number of the comment, and whose words call them so."""
        number = re.fullmatch(r"\D*(\d{2,})", self.record.id)
        if number is None:
            return
        own = re.compile(rf"(?<!\d){number[1]}(?!\d)")
        for anchor in self.sketch.links:
            if own.search(anchor.get("href") or "") and not self._is_dropped(anchor):
                words = text_of(anchor).casefold()
                if words in labels.PERMALINK or shows_date(words):
                    yield anchor

    @lazy
    def author(self) -> Author:
        """Who signed: the name element first, then bylines, then the text of the metadata."""
        name, holder = self._signed
        if name is None and self._source is not None:
            name, holder = name_of(text_of(self._source)), self._source
        avatar = self.sketch.avatar
        source = None
        if avatar is not None:
            source = avatar.get("data-src") or avatar.get("src")
        return Author(
            name=name,
            url=self._origin(self._home(holder) or self._site()),
            account=self.record.account,
            avatar=self.page.absolute(source),
        )

    def _origin(self, home: str | None) -> str | None:
        """Where a linkback comes from: its first link to a page elsewhere, else what is there."""
        if not self.record.kind.is_linkback or (home and not is_blog_home(home)):
            return home
        hrefs = (a.get("href") or "" for part in self.record.parts for a in part.iter("a"))
        urls = [self.page.absolute(href) or "" for href in hrefs if href.startswith("http")]
        abroad = (url for url in urls if url and not is_blog_home(url))
        return next((url for url in abroad if self._is_abroad(url)), home or next(iter(urls), None))

    def _is_abroad(self, url: str) -> bool:
        try:
            return host_of(url) != self.page.host
        except ValueError:
            return False

    @lazy
    def _source(self) -> Element | None:
        """The link to the page that a linkback comes from, where it is all there is of it."""
        if not self.record.kind.is_linkback or self.sketch.authors:
            return None
        links = (a for part in self.record.parts for a in part.iter("a"))
        return next((a for a in links if (a.get("href") or "").startswith("http")), None)

    @lazy
    def _signed(self) -> tuple[str | None, Element | None]:
        sketch = self.sketch
        for element in sketch.authors:
            name = name_of(self._without_badge(element))
            if name and _LETTER.search(name):
                return name, element
        for holders in (sketch.bylines, sketch.metas):
            for element in holders:
                inner = self._inner_name(element)
                if inner is not None:
                    return name_of(self._without_badge(inner)), inner
            for element in holders:
                name = self._name_beside_date(element)
                if name and _LETTER.search(name):
                    return name, element
        return None, None

    def _without_badge(self, element: Element) -> str:
        """The text of a name element; what stands behind its own words in an element is a badge."""
        own = element.text
        if own and own.strip() and len(element) and element[0].tag in _BADGES:
            return own
        return text_of(element, self.sketch.dropped)

    def _inner_name(self, element: Element) -> Element | None:
        """The first element of a byline that is marked as holding a name."""
        sketch = self.sketch
        for inner in element.iter("a", "b", "strong", "cite"):
            if inner is element or inner in sketch.permalinks or self._is_dropped(inner):
                continue
            text = text_of(inner, sketch.dropped)
            named = text and not _LABEL.match(text) and name_in_byline(text)
            if named and _LETTER.search(text) and not self._shows_date(inner, text):
                return inner
        return None

    def _shows_date(self, inner: Element, text: str) -> bool:
        """Whether a part of a byline is its date, or the whole of it; pages that ping name days."""
        if _is_date(text) or (len(text) <= _LONGEST_DATE and shows_date(text)):
            return True
        if inner.tag == "a" or sum(map(str.isdigit, text)) < 3:
            return False
        return dates.find_written(text, self.page.locale) is not None

    def _is_dropped(self, inner: Element) -> bool:
        """Whether an element of the record is a date or a label, or stands in one."""
        dropped, dates_, parts = self.sketch.dropped, self.sketch.dates, self.record.parts
        if inner in dropped or inner in dates_:
            return True
        for outer in inner.iterancestors():
            if outer in dropped or outer in dates_:
                return True
            if outer in parts:
                return False
        return False

    def _name_beside_date(self, element: Element) -> str | None:
        sketch = self.sketch
        skip = {*sketch.dropped, *sketch.dates, *sketch.permalinks, *sketch.bodies}
        text = apart(element, skip)
        found = None
        if any(map(str.isdigit, text)):
            found = dates.find_written(text, self.page.locale, captured=self.page.fetched_at)
        if found:
            text = text[: found[1]] if found[1] > 3 else text[found[2] :]
        if len(text) >= SHORT or _LABEL.match(text):
            return None
        return name_in_byline(text)

    def _home(self, holder: Element | None) -> str | None:
        """The address that the name is linked to."""
        if holder is None:
            return None
        sketch = self.sketch
        own = [holder, *holder.iterancestors("a"), *holder.iter("a")]
        if holder in sketch.authors:
            own += [a for byline in sketch.bylines for a in byline.iter("a")]
        links = [e for e in own if e.tag == "a" and e not in sketch.permalinks]
        if len(links) > 1:
            # A picture beside the name may be linked to something else than the name is.
            links.sort(key=lambda link: not text_of(link))
        for element in links:
            href = element.get("href") or ""
            if not href.startswith("#") and not self._is_dropped(element):
                url = self.page.absolute(href)
                if url:
                    return url
        return None

    def _site(self) -> str | None:
        """The address of a link of its own beside the name: "Website", "Homepage"."""
        for anchor in self.sketch.links:
            told = f"{anchor.get('class') or ''} {anchor.get('title') or ''} {anchor.text or ''}"
            if _SITE.search(told) and not self._is_dropped(anchor):
                url = self.page.absolute(anchor.get("href"))
                if url and self._is_abroad(url) and not self._is_said(anchor):
                    return url
        return None

    def _is_said(self, anchor: Element) -> bool:
        """Whether a link stands among the words."""
        return any(outer is self.body for outer in anchor.iterancestors())

    @property
    def body(self) -> Element | None:
        """The element that holds the words, ``None`` where they stand loose in the record."""
        return self._spoken[0]

    @lazy
    def _spoken(self) -> tuple[Element | None, str]:
        """The element with the most words of those that hold any, and its words."""
        best, words = None, ""
        for body in self.sketch.bodies:
            text = text_of(body, self.sketch.dropped)
            if best is None or len(text) > len(words):
                best, words = body, text
        return best, words

    @lazy
    def text(self) -> str:
        """The words of the comment."""
        return self._quoted(self._words) if self.record.kind.is_linkback else self._words

    @lazy
    def _words(self) -> str:
        body, words = self._spoken
        if body is not None:
            return words
        skip = self._furniture
        parts = [part for part in self.record.parts if part not in skip]
        text = clean(" ".join(text_of(part, skip) for part in parts))
        return SAYS_FIRST.sub("", text)

    def _quoted(self, text: str) -> str:
        """What a linkback quotes: nothing where its text is but its title, label and date."""
        text = unlabelled(text)
        if self._source is not None:
            text = text.removeprefix(text_of(self._source))
            if len(text) < SHORT and (not _LETTER.search(text) or _is_date_line(text)):
                return ""
        return excerpt(text)

    @property
    def loose(self) -> bool:
        """Whether nothing tells the words from what else stands in the record."""
        if self.body is not None or self.record.kind is not CommentKind.COMMENT:
            return False
        skip = self._furniture
        parts = [part for part in self.record.parts if part not in skip]
        return any(_is_odd(part, skip) for part in parts)

    @lazy
    def _furniture(self) -> set[Element]:
        """What in a record without a body element is not its words."""
        sketch = self.sketch
        signs = [*sketch.authors, *sketch.bylines, *sketch.dates, *sketch.metas, *sketch.permalinks]
        lines = (self._line(sign) for sign in (*sketch.dates, *sketch.permalinks))
        numbers = (e for part in self.record.parts for e in part if _is_ordinal(e))
        return {*sketch.dropped, *signs, *(line for line in lines if line is not None), *numbers}

    def _line(self, sign: Element) -> Element | None:
        """The line that a date or permalink stands in, where it holds little else."""
        line = sign.getparent()
        if line is None or line in self.record.parts or line.tag in ("li", "dd", "td"):
            return None
        name = self.author.name or ""
        most = len(text_of(sign)) + len(name) + 40
        return line if len(opening_of(line, most)) < most else None

    def links(self) -> tuple[Link, ...]:
        """The links in the words of the comment."""
        if self.body is not None and not self.sketch.linked:
            return ()
        skip = self.sketch.dropped if self.body is not None else self._furniture
        parts = [part for part in self.record.parts if part not in skip]
        roots = [self.body] if self.body is not None else parts
        home = self.author.url if self.record.kind.is_linkback else None
        return tuple(
            link
            for root in roots
            for link in links_in(self.page, root, skip, LinkPlace.COMMENT, self.text)
            if link.url != home
        )


def _is_odd(part: Element, skip: set[Element]) -> bool:
    """Whether a part of a record holds other words than paragraphs."""
    boxes = [part]
    while boxes:
        box = boxes.pop()
        if box.tag in _PROSE or box in skip:
            continue
        if box.tag not in _BOXES:
            return bool(text_of(box, skip))
        if any(_WORD.search(SAYS_FIRST.sub("", (text or "").strip())) for text in _own_texts(box)):
            return True
        boxes += box
    return False


def _own_texts(box: Element) -> Iterator[str | None]:
    """The texts that stand in an element itself, not in those inside it."""
    yield box.text
    for child in box:
        yield child.tail


def _is_ordinal(element: Element) -> bool:
    """Whether an element holds the number of the comment and no more."""
    return not len(element) and _ORDINAL.match(element.text or "") is not None


def _is_date_line(text: str) -> bool:
    return len(text) < 60 and any(map(str.isdigit, text))


def _is_date(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits > 3 and digits * 4 > len(text)
