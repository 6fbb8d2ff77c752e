"""Several readings of one thread to one: the best source for each field, and which it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TypeVar

from crawler.model import (
    NOBODY,
    PROVISIONAL,
    UNDATED,
    Author,
    Comment,
    Precision,
    Rank,
    Reading,
)
from crawler.platforms.ids import id_of_anchor
from crawler.platforms.zones import on_clock

T = TypeVar("T")

#: So many times as many as the platform's reader must the generic one find to be believed.
MORE = 1.3
#: Shorter texts, in letters, are said by several people.
_TELLING = 24
#: The words of a comment, and who said them where that is told.
_Words = tuple[str, str | None]
#: The fields that have a source of their own (`Comment.sources`), in field order, when empty.
_NOTHING: dict[str, object] = {
    "author": NOBODY,
    "published": UNDATED,
    "text": "",
    "parent_id": None,
    "permalink": None,
    "links": (),
}
_VALUES = attrgetter(*(field.name for field in fields(Comment)[:-1]))  # the last is ``sources``


def merge(readings: Sequence[Reading], *, loose: bool = False) -> Reading:
    """One reading from several of the same document; the highest rank wins each field.

    Comments are the same where their ids are, or their texts and names; those that only one source
    has are kept, in the order of the longest. There must be at least one reading. ``loose`` says
    that the best could but guess which words of a record are the comment.
    """
    ranked = sorted(readings, key=lambda reading: -reading.rank)
    best = ranked[0]
    ranked = [best, *(_named_alike(reading, best) for reading in ranked[1:])]
    if len(ranked) == 1:
        sourced = tuple(_sourced(comment, best.source) for comment in best.comments)
        return replace(best, comments=settled(sourced))
    counts = [reading.claimed for reading in ranked if reading.claimed is not None]
    comments = settled(_merged(ranked, loose=loose))
    given = {source for comment in comments for _, source in comment.sources}
    named = (
        r.source for r in ranked if r.rank is not Rank.GENERIC or r.source in given or r is best
    )
    return replace(
        best,
        source="+".join(dict.fromkeys(named)),
        comments=comments,
        claimed=counts[0] if counts else None,
        asks=_union(reading.asks for reading in ranked),
        endpoints=_union(reading.endpoints for reading in ranked),
        listed=_union(reading.listed for reading in ranked),
        feeds=_union(reading.feeds for reading in ranked),
        notes=_union(reading.notes for reading in ranked),
    )


def _named_alike(reading: Reading, best: Reading) -> Reading:
    """The reading with the ids that the best one has for the same: comment-5 is its 5."""
    ids = {comment.id for comment in best.comments}
    known = {comment.id: id_of_anchor(comment.id) for comment in reading.comments}
    same = {old: new for old, new in known.items() if new in ids and old not in ids}
    if not same:
        return reading
    renamed = (
        replace(c, id=same.get(c.id) or c.id, parent_id=same.get(c.parent_id or "") or c.parent_id)
        for c in reading.comments
    )
    return replace(reading, comments=tuple(renamed))


def _union(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def _merged(ranked: Sequence[Reading], *, loose: bool) -> tuple[Comment, ...]:
    """The comments of all, in the order of the reading that has most.

    Where the generic reader finds few more than the others, what it alone finds is no comment.
    """
    known_best = max((len(r.comments) for r in ranked if r.rank is not Rank.GENERIC), default=0)
    believed = [r for r in ranked if r.rank is not Rank.GENERIC or not _is_few(r, known_best)]
    longest = max(believed or ranked, key=lambda reading: len(reading.comments))
    merged: dict[str, Comment] = {}
    spoken: dict[_Words, str] = {}
    for reading in (longest, *(r for r in ranked if r is not longest)):
        renamed: dict[str, str] = {}
        few = reading.rank is Rank.GENERIC and _is_few(reading, known_best)
        for comment in reading.comments:
            known = _known(comment, merged, spoken)
            if known is None and few:
                continue
            key = known if known is not None else _free(comment.id, merged)
            renamed[comment.id] = key
            parent = renamed.get(comment.parent_id or "", None if few else comment.parent_id)
            own = _sourced(replace(comment, parent_id=parent), reading.source)
            higher = reading.rank > longest.rank
            merged[key] = own if known is None else _joined(merged[key], own, higher, loose)
            words = _words(comment)
            spoken.setdefault(words, key)
            # A reading that found no name knows a comment by its words.
            spoken.setdefault((words[0], None), key)
    # Keys are the ids under which the first source knew the comments; another may know better.
    ids = {key: comment.id for key, comment in merged.items()}
    return tuple(
        replace(c, parent_id=ids.get(c.parent_id or "", c.parent_id)) for c in merged.values()
    )


def _is_few(reading: Reading, others: int) -> bool:
    return len(reading.comments) < MORE * others


def settled(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments with ids that are unique and parents that lead to the post, never in a circle.

    A comment that is printed twice is kept once.
    """
    unique: dict[str, Comment] = {}
    for comment in comments:
        known = unique.get(comment.id)
        if known is None:
            unique[comment.id] = comment
        elif _words(known) != _words(comment):
            key = _free(comment.id, unique)
            unique[key] = replace(comment, id=key)
    parents = {key: comment.parent_id for key, comment in unique.items()}
    circles = _circles(parents)
    return tuple(
        replace(comment, parent_id=None) if key in circles else comment
        for key, comment in unique.items()
    )


def _circles(parents: dict[str, str | None]) -> set[str]:
    """The ids at which circles of parents are cut: one for each."""
    cut: set[str] = set()
    done: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in parents and here not in done:
            if here in trail:
                cut.add(here)
                break
            trail[here] = None
            here = parents[here]
        done.update(trail)
    return cut


def _words(comment: Comment) -> _Words:
    return ("".join(comment.text.split())[:200].casefold(), (comment.author.name or "").casefold())


def _known(comment: Comment, merged: dict[str, Comment], spoken: dict[_Words, str]) -> str | None:
    if comment.id in merged and not comment.id.startswith(PROVISIONAL):
        return comment.id
    words = _words(comment)
    if not words[0]:
        return None
    known = spoken.get(words)
    if known is None and len(words[0]) > _TELLING:
        same = spoken.get((words[0], None))
        nameless = same is not None and not (words[1] and merged[same].author.name)
        known = same if nameless else None
    return known


def _free(wanted: str, merged: dict[str, Comment]) -> str:
    if wanted not in merged:
        return wanted
    return next(key for n in range(len(merged) + 1) if (key := f"{PROVISIONAL}+{n}") not in merged)


def _joined(old: Comment, new: Comment, new_is_better: bool, loose: bool) -> Comment:
    """One comment from two: fields that the better lacks come from the other, with its name."""
    best, rest = (new, old) if new_is_better else (old, new)
    sources = dict(best.sources)
    changes: dict[str, object] = {}
    for field, source in rest.sources:
        sharper = loose and field == "text" and _is_sharper(rest.text, best.text)
        if field not in sources or sharper or _is_fuller(field, rest, best):
            changes[field] = getattr(rest, field)
            sources[field] = source
    ordered = tuple((field, sources[field]) for field in _NOTHING if field in sources)
    if "published" not in changes:
        changes["published"] = on_clock(best.published, rest.published)
    changes["author"] = _author(best.author, rest.author)
    changes["id"] = rest.id if best.id.startswith(PROVISIONAL) else best.id
    return replace(best, sources=ordered, **changes)  # type: ignore[arg-type]


def _is_sharper(text: str, guessed: str) -> bool:
    """Whether a text is what another says without the labels around it."""
    return 1 < len(text) < len(guessed) and text in guessed


def _is_fuller(field: str, rest: Comment, best: Comment) -> bool:
    """Whether a date says more: an absolute one, or the time of the same day."""
    if field != "published":
        return False
    mine, other = best.published, rest.published
    if mine.precision in (Precision.NONE, Precision.RELATIVE):
        return other.precision not in (Precision.NONE, Precision.RELATIVE)
    timed = other.local is not None and "T" in other.local
    return timed and len(mine.local or "") == 10 and (other.local or "")[:10] == mine.local


def _author(best: Author, rest: Author) -> Author:
    return Author(
        best.name or rest.name,
        best.url or rest.url,
        best.account or rest.account,
        best.avatar or rest.avatar,
    )


def _sourced(comment: Comment, source: str) -> Comment:
    """The comment with the one source as that of each field it has."""
    sources = []
    for field, nothing in _NOTHING.items():
        value = getattr(comment, field)
        if value is not nothing and value != nothing:
            sources.append((field, source))
    # What `dataclasses.replace` does, which is slow enough to be felt: every comment is made anew.
    values = [*_VALUES(comment), tuple(sources)]
    return Comment(*values)
