"""The selectors of a site, from one page of it and comments that are known from elsewhere.

After Blanvillain, Banos and Kasioumis, "BlogForever Crawler: Techniques and algorithms to harvest
modern weblogs", WIMS 2014: the entries of a feed label the page's markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.model import Comment, CommentKind, CommentStatus, Reading
from crawler.pages import Page
from crawler.platforms.learning.answers import Known, learn_answers
from crawler.platforms.learning.fields import (
    Example,
    learn_anchor,
    learn_author,
    learn_author_url,
    learn_body,
    learn_dates,
    learn_key,
    words_at,
)
from crawler.platforms.learning.layout import Label, families_of
from crawler.platforms.learning.model import Answers, Family, Learned, is_sound
from crawler.platforms.learning.read import Read, read_records
from crawler.platforms.learning.records import Entry, Parts, entries_of
from crawler.platforms.learning.words import Text, squashed
from crawler.platforms.names import name_of
from crawler.platforms.records import Element

#: Fewer comments found on the page teach nothing that could be told from chance.
FEWEST = 3
#: More teach nothing new.
_MOST_LABELS = 40
#: Larger pages are not learned from.
_LARGEST_PAGE = 8_000_000
#: A record of more elements than this is too large to compare with others.
_LARGEST_RECORD = 400


def learn(page: Page, reading: Reading) -> Learned | None:
    """What a page and the comments of its post teach of the site; ``None`` where that is nothing.

    ``reading`` is what the post's comment feed says, or structured data of the same page. What is
    learned reads on this page all but a few of those comments as they are known.
    """
    if not page.is_html or len(page.body) > _LARGEST_PAGE:
        return None
    text = Text(page)
    labels = _labels(text, reading.comments)
    if len(labels) < FEWEST:
        return None
    families = _families(page, text, labels)
    if not any(family.kind == CommentKind.COMMENT for family in families):
        return None
    learned = Learned(tuple(families), Answers(), reading.post_url[:400], len(labels))
    read = read_records(page, learned)
    answers, right = _checked(read, [label.comment for label in labels])
    learned = Learned(tuple(families), answers, reading.post_url[:400], len(labels))
    return learned if right and is_sound(learned) else None


def _families(page: Page, text: Text, labels: Sequence[Label]) -> list[Family]:
    """The kinds of records with the places of their fields, linkbacks first."""
    families: list[Family] = []
    for family, found in families_of(page, text, labels):
        examples = _examples(page, text, family, found)
        taught = _like(families[-1], family, examples) if families else None
        taught = taught or _taught(page, text, family, examples)
        if taught is not None:
            families.append(taught)
    return families[::-1]


def _like(known: Family, family: Family, examples: Sequence[Example]) -> Family | None:
    """The family with the places of another, if these tell the names and words of its examples."""
    for example in examples:
        example.parts.body = example.parts.at(known.body)
        name = name_of(example.parts.value(known.author))
        told = words_at(example.parts, known.body, known.furniture)[0]
        if not told or squashed(name or "") != squashed(example.comment.author.name or ""):
            return None
    return replace(known, record=family.record, edge=family.edge, kind=family.kind)


def _labels(text: Text, comments: Iterable[Comment]) -> list[Label]:
    labels = []
    for comment in comments:
        if comment.status is CommentStatus.VISIBLE and not comment.kind.is_reaction:
            spans = text.places(comment.text)
            if spans:
                labels.append(Label(comment, spans))
        if len(labels) == _MOST_LABELS:
            break
    return labels


def _examples(
    page: Page, text: Text, family: Family, labels: Sequence[tuple[Label, tuple[int, int]]]
) -> list[Example]:
    """The known comments with the records that hold their words."""
    owners: dict[Element, Entry] = {}
    for entry in entries_of(page, [family]):
        owners.update(dict.fromkeys(entry.parts, entry))
    examples = []
    for label, span in labels:
        body = text.holder(span)
        around = (body, *body.iterancestors()) if body is not None else ()
        found = next((owners[e] for e in around if e in owners), None)
        if found is not None and body is not None:
            parts = Parts(found)
            if len(parts.elements) <= _LARGEST_RECORD:
                examples.append(Example(label.comment, parts, body, span))
    return examples


def _taught(page: Page, text: Text, family: Family, examples: Sequence[Example]) -> Family | None:
    """The family with the places of its fields; ``None`` where it has no words or no names."""
    spoken = learn_body(text, examples) if examples else None
    if spoken is None:
        return None
    place, furniture = spoken
    for example in examples:
        example.parts.body, example.parts.furniture = example.parts.at(place), frozenset(furniture)
    author = learn_author(examples)
    if author is None:
        return None
    dated = learn_dates(examples, [_instant(e.comment) for e in examples], page.locale)
    return Family(
        family.record,
        family.edge,
        family.kind,
        place,
        furniture,
        author,
        learn_author_url(page, examples),
        dated.date if dated else None,
        dated.time if dated else None,
        dated.form if dated else None,
        learn_anchor(examples),
        learn_key(examples),
    )


def _instant(comment: Comment) -> datetime | None:
    utc = comment.published.utc
    return datetime.fromisoformat(utc) if utc else None


def _checked(read: Sequence[Read], comments: Sequence[Comment]) -> tuple[Answers, bool]:
    """How replies name what they answer, and whether the comments were read as they are known."""
    places: dict[str, int] = {}
    for comment in comments:
        place = next((p for p, one in enumerate(read) if _is_same(one, comment)), None)
        if place is not None and place not in places.values():
            places[comment.id] = place
    parents = {
        place: places.get(comment.parent_id or "")
        for comment in comments
        if (place := places.get(comment.id)) is not None
    }
    known = [Known(one.entry, one.parts, one.id, one.anchor, one.name) for one in read]
    enough = len(places) >= max(FEWEST, 0.75 * len(comments))
    return learn_answers(known, parents), enough


def _is_same(read: Read, comment: Comment) -> bool:
    if squashed(read.name) != squashed(comment.author.name or ""):
        return False
    return squashed(read.text)[:30] == squashed(comment.text)[:30]
