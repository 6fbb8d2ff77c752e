"""Where in its record each field of a comment stands, learned from comments that are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urldefrag

from crawler.model import PROVISIONAL, Comment
from crawler.pages import Page
from crawler.platforms.learning.model import MOST, Dates, Place
from crawler.platforms.learning.moments import RIGHT, Form, learn_form
from crawler.platforms.learning.records import Parts
from crawler.platforms.learning.words import Text, is_cut, squashed
from crawler.platforms.names import name_of
from crawler.platforms.records import Element
from crawler.text import text_of

#: A place must hold the field in so large a share of the records.
_COMMON = 0.6
#: So many places are weighed for a field.
_MOST_PLACES = 40
_CLOCK = re.compile(r"^\W*\d?\d[:.h]\d\d")
#: Longer texts are no dates.
_LONGEST_DATE = 200
#: Longer labels around a value are prose.
_LABEL = 40
#: So alike must the words of a record and those of the feed be.
_ALIKE = 0.85


@dataclass(slots=True)
class Example:
    """A comment that is known from elsewhere, and its record on the page."""

    comment: Comment
    parts: Parts
    #: The smallest element that holds its words, and their span in the page's squashed text.
    body: Element
    span: tuple[int, int]


def learn_body(text: Text, examples: Sequence[Example]) -> tuple[Place, tuple[str, ...]] | None:
    """The place of the words, and the marks of what stands among them without being of them."""
    places: Counter[Place] = Counter()
    for example in examples:
        inside = dict(example.parts.elements)
        for element in (example.body, *example.body.iterancestors()):
            if element not in inside:
                break
            mark = inside[element]
            index = example.parts.by_mark[mark].index(element)
            places.update(
                (Place(mark, index), Place(mark, index - len(example.parts.by_mark[mark])))
            )
    best: tuple[float, int, Place, tuple[str, ...]] | None = None
    # The deepest places come first, and stay unless another is better.
    for place, count in places.items():
        if count < _COMMON * len(examples):
            continue
        furniture = _furniture(text, examples, place)
        right = sum(1 for example in examples if _is_told(example, place, furniture))
        share = right / len(examples)
        if share >= RIGHT and (best is None or share > best[0]):
            best = (share, len(furniture), place, furniture)
    return (best[2], best[3]) if best else None


def _furniture(text: Text, examples: Sequence[Example], place: Place) -> tuple[str, ...]:
    """The marks of elements inside the body that never hold any of a comment's words."""
    spoken: set[str] = set()
    silent: dict[str, None] = {}
    for example in examples:
        root = example.parts.at(place)
        inside = {root}
        for element, mark in example.parts.elements:
            if element.getparent() not in inside or root is None:
                continue
            inside.add(element)
            start, end = text.spans.get(element, (0, 0))
            if start < end and not (end <= example.span[0] or example.span[1] <= start):
                spoken.add(mark)
            elif start < end:
                silent[mark] = None
    return tuple(mark for mark in silent if mark not in spoken and mark)[:MOST]


def words_at(parts: Parts, place: Place, furniture: Iterable[str]) -> tuple[str, set[Element]]:
    """The words at a place, and the elements that were left out of them."""
    root = parts.at(place)
    if root is None:
        return "", set()
    marks = set(furniture)
    skip = parts.nested | {element for mark in marks for element in parts.by_mark.get(mark, ())}
    return text_of(root, skip - {root}), skip


def _is_told(example: Example, place: Place, furniture: tuple[str, ...]) -> bool:
    told = squashed(words_at(example.parts, place, furniture)[0])
    known = squashed(example.comment.text)
    if is_cut(example.comment.text):
        return told[: len(known)] == known
    if not told or min(len(told), len(known)) < _ALIKE * max(len(told), len(known)):
        return False
    # What differs in the middle is a smiley or a link's words: the ends must agree or nearly so.
    same = len(_beginning((told, known)))
    tail = len(_beginning((told[::-1], known[::-1])))
    return min(same + tail, len(known)) >= _ALIKE * len(known)


def _beginning(texts: Sequence[str]) -> str:
    """The longest beginning that all of some texts have."""
    first, last = min(texts, default=""), max(texts, default="")
    size = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:size]


def learn_author(examples: Sequence[Example]) -> Place | None:
    """The place of the name."""
    signed = [example for example in examples if example.comment.author.name]
    if len(signed) < _COMMON * len(examples):
        return None
    return _learn(
        signed,
        lambda example: example.comment.author.name or "",
        lambda value, example: _same_name(value, example.comment.author.name or ""),
    )


def _same_name(value: str, name: str) -> bool:
    return squashed(name_of(value) or "") == squashed(name) != "" or value == name


def learn_author_url(page: Page, examples: Sequence[Example]) -> Place | None:
    """The place of the link to the author, where the feed tells it."""
    linked = [example for example in examples if example.comment.author.url]
    found: Counter[Place] = Counter()
    for example in linked:
        for place, value in _attributes(example):
            if _bare(page.absolute(value)) == _bare(example.comment.author.url):
                found[place] += 1
    return _most(found, len(linked))


def learn_anchor(examples: Sequence[Example]) -> Place | None:
    """The place of the fragment by which a comment's address ends, as the feed tells it."""
    return _learn(examples, _fragment, lambda value, example: value == _fragment(example))


def learn_key(examples: Sequence[Example]) -> Place | None:
    """The place of the site's own id."""
    known = [e for e in examples if not e.comment.id.startswith(PROVISIONAL)]
    if len(known) < RIGHT * len(examples):
        return None
    return _learn(
        known, lambda e: e.comment.id, lambda value, e: value == e.comment.id, attributes=True
    )


def _fragment(example: Example) -> str:
    return urldefrag(example.comment.permalink or "")[1]


def _bare(url: str | None) -> str:
    return (url or "").partition("://")[2].rstrip("/").casefold()


@dataclass(frozen=True, slots=True)
class Dated:
    """Where the date stands, and the time of day where that is elsewhere, and their form."""

    date: Place
    form: Dates
    time: Place | None = None


def learn_dates(
    examples: Sequence[Example], instants: Sequence[datetime | None], language: str | None
) -> Dated | None:
    """The place of the date, and its form."""
    found: Counter[Place] = Counter()
    for example in examples:
        for mark, index, attribute, value in example.parts.values():
            if any(map(str.isdigit, value)) and len(value) <= _LONGEST_DATE:
                count = len(example.parts.by_mark[mark])
                found.update((Place(mark, index, attribute), Place(mark, index - count, attribute)))
    common = [place for place, count in found.items() if count >= RIGHT * len(examples)]
    shown = {
        place: [example.parts.raw(place) for example in examples] for place in common[:_MOST_PLACES]
    }
    best: tuple[Form, int, Dated] | None = None
    for place, values in shown.items():
        form = learn_form(values, instants, language)
        length = -max(map(len, values))
        if form and (best is None or _rank(form, length) > _rank(best[0], best[1])):
            best = (form, length, Dated(place, form.dates))
    if best is None or best[0].fineness > 1:
        return best[2] if best else None
    return _with_time(best[2], shown, instants, language)


def _with_time(
    day: Dated,
    shown: Mapping[Place, Sequence[str]],
    instants: Sequence[datetime | None],
    language: str | None,
) -> Dated:
    """The place of the time of day, where it stands in an element of its own."""
    for place, values in shown.items():
        if place != day.date and all(map(_CLOCK.search, values)):
            joined = [f"{a} {b}" for a, b in zip(shown[day.date], values, strict=True)]
            form = learn_form(joined, instants, language)
            if form and form.fineness > 1:
                return Dated(day.date, form.dates, place)
    return day


def _rank(form: Form, length: int) -> tuple[int, float, int]:
    return form.fineness, form.share, length


def _attributes(example: Example) -> Iterator[tuple[Place, str]]:
    for mark, index, attribute, value in example.parts.values():
        if attribute:
            count = len(example.parts.by_mark[mark])
            yield Place(mark, index, attribute), value
            yield Place(mark, index - count, attribute), value


def _learn(
    examples: Sequence[Example],
    wanted: Callable[[Example], str],
    is_right: Callable[[str, Example], bool],
    *,
    attributes: bool = False,
) -> Place | None:
    """The place at which the wanted value of most examples stands, and what stands around it."""
    found: Counter[Place] = Counter()
    for example in examples:
        value = wanted(example)
        for mark, index, attribute, raw in example.parts.values():
            if value and value in raw and (attribute or not attributes):
                count = len(example.parts.by_mark[mark])
                found.update((Place(mark, index, attribute), Place(mark, index - count, attribute)))
    best: tuple[int, int, Place] | None = None
    for bare, count in found.most_common(_MOST_PLACES):
        if count < _COMMON * len(examples):
            break
        for place in _labelled(bare, examples, wanted):
            right = sum(1 for example in examples if is_right(example.parts.value(place), example))
            length = len(place.before) + len(place.after)
            if right >= RIGHT * len(examples) and (best is None or (right, -length) > best[:2]):
                best = (right, -length, place)
    return best[2] if best else None


def _labelled(
    place: Place, examples: Sequence[Example], wanted: Callable[[Example], str]
) -> Iterator[Place]:
    """The place as it is, and with what stands before and after its value in all examples."""
    before: list[str] = []
    after: list[str] = []
    for example in examples:
        raw, value = example.parts.raw(place), wanted(example)
        if value and value in raw:
            start, _, rest = raw.partition(value)
            before.append(start[::-1][:_LABEL])
            after.append(rest[:_LABEL])
    lead = _beginning(before)[::-1]
    # What follows only some of the values, as the name of the one answered, ends those.
    trail = _beginning([words for words in after if words])
    yield place
    yield replace(place, before=lead, after=trail)
    # A separator holds where the words behind it differ.
    yield replace(place, before=lead, after=trail[:1])
    yield replace(place, before=lead)


def _most(found: Counter[Place], count: int) -> Place | None:
    if not found:
        return None
    place, right = found.most_common(1)[0]
    return place if count and right >= RIGHT * count else None
