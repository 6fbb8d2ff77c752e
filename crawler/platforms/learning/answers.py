"""How replies on a site name what they answer, learned from replies of which that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.platforms.learning.marks import fold
from crawler.platforms.learning.model import LONGEST, Answers, Place
from crawler.platforms.learning.records import Entry, Parts
from crawler.platforms.learning.words import squashed

_TOKENS = re.compile(r"[\s;]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Ways that are tried before one is chosen.
_MOST_WAYS = 400


@dataclass(slots=True)
class Known:
    """A record as far as it was read: what others may call it."""

    entry: Entry
    parts: Parts
    id: str
    anchor: str
    name: str


def answered(records: Sequence[Known], way: Answers) -> list[int | None]:
    """For each record the place of the one that it answers, in the order of the page."""
    if way.way == "inside":
        places = {id(record.entry): place for place, record in enumerate(records)}
        return [places.get(id(record.entry.outer)) for record in records]
    if way.way in ("depth", "count", "tree"):
        return _by_depth([_depth(record, way) for record in records])
    if way.way in ("id", "anchor", "number", "name"):
        return _by_name(records, way)
    return [None] * len(records)


def _depth(record: Known, way: Answers) -> float | None:
    if way.way == "tree":
        return float(sum(1 for _ in record.entry.parts[0].iterancestors()))
    if way.place is None:
        return None
    if way.way == "count":
        return float(len(record.parts.by_mark.get(way.place.mark, ())))
    for token in _TOKENS.split(record.parts.raw(way.place)):
        if fold(token) == way.word:
            found = _NUMBER.search(token)
            return float(found[0]) if found else None
    return None


def _by_depth(depths: Sequence[float | None]) -> list[int | None]:
    """The nearest earlier record that is less deep."""
    trail: list[tuple[float, int]] = []
    out: list[int | None] = []
    for place, depth in enumerate(depths):
        if depth is None:
            depth = 0.0
        while trail and trail[-1][0] >= depth:
            trail.pop()
        out.append(trail[-1][1] if trail else None)
        trail.append((depth, place))
    return out


def _by_name(records: Sequence[Known], way: Answers) -> list[int | None]:
    """The record with that id, anchor or number; the latest one before it of that name."""
    named: dict[str, int] = {}
    if way.way != "name":
        for place, record in enumerate(records):
            named.setdefault(_called(record, way.way, place), place)
    out: list[int | None] = []
    for place, record in enumerate(records):
        wanted = record.parts.value(way.place)
        found = named.get(squashed(wanted) if way.way == "name" else wanted) if wanted else None
        out.append(found if found != place else None)
        if way.way == "name":
            named[squashed(record.name)] = place
    return out


def _called(record: Known, way: str, place: int) -> str:
    if way == "number":
        return str(place + 1)
    return record.id if way == "id" else record.anchor


def learn_answers(records: Sequence[Known], parents: Mapping[int, int | None]) -> Answers:
    """How replies name what they answer.

    ``parents`` says for some records which they answer. ``None`` there means none that is among
    these: a feed that shows a part of a thread does not know of the others.
    """
    if not any(parent is not None for parent in parents.values()):
        return _unsaid(records)
    best, most = Answers(), 0.0
    for way in _ways(records, parents):
        found = answered(records, way)
        replies = [place for place, parent in parents.items() if parent is not None]
        right = sum(1 for place in replies if found[place] == parents[place])
        wrong = len(replies) - right
        wrong += sum(1 for p, parent in parents.items() if parent is None and found[p] in parents)
        score = right - wrong * 2.0
        if score > most and right >= 4 * wrong:
            best, most = way, score
    return best


def _unsaid(records: Sequence[Known]) -> Answers:
    """Records inside others answer them, whatever a feed without parents says."""
    return Answers("inside") if any(record.entry.outer for record in records) else Answers()


def _ways(records: Sequence[Known], parents: Mapping[int, int | None]) -> Iterator[Answers]:
    """The ways in which the known replies may name what they answer, each once."""
    seen: set[Answers] = set()
    yield Answers("inside")
    for place, parent in parents.items():
        if parent is None:
            continue
        for way in (*_numbers(records[place]), *_names(records, place, parent)):
            if way not in seen and len(seen) < _MOST_WAYS:
                seen.add(way)
                yield way
    yield Answers("tree")


def _numbers(record: Known) -> Iterator[Answers]:
    for mark, index, attribute, value in record.parts.values():
        if not attribute:
            yield Answers("count", Place(mark))
            continue
        for token in _TOKENS.split(value):
            if _NUMBER.search(token) and len(token) < LONGEST // 4:
                yield Answers("depth", Place(mark, index, attribute), fold(token))


def _names(records: Sequence[Known], place: int, parent: int) -> Iterator[Answers]:
    """Where a reply holds what its parent is called."""
    answered_one = records[parent]
    called = {
        "anchor": answered_one.anchor,
        "id": answered_one.id,
        "number": str(parent + 1),
        "name": answered_one.name,
    }
    for mark, index, attribute, value in records[place].parts.values():
        for way, name in called.items():
            at = _whole(value, name)
            if at >= 0:
                stands = Place(
                    mark, index, attribute, _label(value[:at]), value[at + len(name) :][:4]
                )
                yield Answers(way, stands)
                if stands.after:
                    yield Answers(way, replace(stands, after=""))


def _label(before: str) -> str:
    """The end of what stands before a name: a number further ahead is another thing's."""
    if before.endswith("#"):
        return "#"
    return re.split(r"\d", before)[-1][-40:]


def _whole(text: str, name: str) -> int:
    """Where a name stands in a text as a whole; -1 where it does not."""
    if not name:
        return -1
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    if found is None and not name.isdigit():
        return -1
    if found is None:
        found = re.search(rf"(?<!\d){re.escape(name)}(?!\d)", text)
    return found.start() if found else -1
