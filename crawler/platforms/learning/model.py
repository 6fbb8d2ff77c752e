"""What is learned of a site's markup: plain data, small, and safe to take back from a file."""

from __future__ import annotations

import json
import re
import types
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from crawler.model import CommentKind

#: The name and version of the form; data of another form is learned anew.
SCHEMA = "threadhop.learned/1"

#: No text in it is longer, no list in it has more members, and no file of it has more letters.
LONGEST = 400
MOST = 60
LARGEST = 64_000

_EDGES = ("whole", "first", "last")
_TAG = re.compile(r"[a-z][a-z0-9:_-]{0,60}")
_T = TypeVar("_T")


#: Characters that no name in a page can have (XML 1.0, 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Selector:
    """Elements alike: their tag, and the class words and attributes that all of them have.

    ``words`` are folded (`crawler.platforms.learning.marks.fold`). ``under`` describes the nearest
    element around a bare one that is not bare itself, and the tags on the way to it.
    """

    tag: str
    words: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a record a value stands: an element by its mark, and what of it.

    ``index`` counts the elements with that mark, from the end where it is negative. ``attribute``
    is empty for the text. The value stands between ``before`` and ``after``.
    """

    mark: str
    index: int = 0
    attribute: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of a site are written.

    ``form`` is ``machine``, ``epoch``, ``written`` or ``parts``. ``language`` and ``day_first`` are
    for ``written``. ``parts`` says what each number of a date stands for, in the codes of C's
    ``strptime``, ``-`` for nothing. Between the wall clocks ``since`` and ``until`` the site's
    clock was ``offset`` minutes east of UTC.
    """

    form: str
    language: str | None = None
    day_first: bool | None = None
    parts: tuple[str, ...] = ()
    offset: int | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """How a reply names what it answers.

    ``way`` is ``inside`` (it stands in the record of it), ``depth`` (a number at ``place`` in a
    word like ``word``), ``count`` (the number of elements with the mark of ``place``), ``tree``
    (how deep it stands), or what ``place`` holds of the answered one: ``id``, ``anchor``,
    ``number``, ``name``. Empty where nothing is known.
    """

    way: str = ""
    place: Place | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Records alike, and where their fields stand.

    ``edge`` says whether an element that ``record`` selects is the ``whole`` of a record, or the
    ``first`` or ``last`` of several siblings that make one up. ``furniture`` are the marks of
    elements in the body that are no words of it. ``time`` is where the time of day stands, where
    that is not at ``date``.
    """

    record: Selector
    edge: str
    kind: str
    body: Place
    furniture: tuple[str, ...] = ()
    author: Place | None = None
    author_url: Place | None = None
    date: Place | None = None
    time: Place | None = None
    dates: Dates | None = None
    anchor: Place | None = None
    key: Place | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """The selectors of a site, learned from a page of it and the comments that a feed tells."""

    families: tuple[Family, ...]
    answers: Answers = Answers()
    taught_by: str = ""
    examples: int = 0


def to_json(learned: Learned) -> str:
    """The selectors as a file has them."""
    return json.dumps({"schema": SCHEMA, **asdict(learned)}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Learned | None:
    """Selectors from a file; ``None`` for what is of another form, too large or not ours."""
    if len(text) > LARGEST:
        return None
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("schema", None) != SCHEMA:
            return None
        learned = _built(Learned, data)
    except (ValueError, TypeError, RecursionError):
        return None
    return learned if is_sound(learned) else None


def is_sound(learned: Learned) -> bool:
    """Whether selectors keep within the bounds and name only what there is."""
    return (
        bool(learned.families)
        and all(map(_is_family, learned.families))
        and _is_bounded(asdict(learned))
    )


def _is_family(family: Family) -> bool:
    named = family.edge in _EDGES and family.kind in set(CommentKind)
    return named and _TAG.fullmatch(family.record.tag) is not None


def _is_bounded(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and not _NO_XML.search(value)
    if isinstance(value, dict):
        return all(map(_is_bounded, value.values()))
    if isinstance(value, list | tuple):
        return len(value) <= MOST and all(map(_is_bounded, value))
    return value is None or abs(value) < 1_000_000


def _built(kind: type[_T], data: Any) -> _T:
    """A dataclass from plain data; raises `TypeError` where a field is missing or no such."""
    if not isinstance(data, dict):
        raise TypeError(f"no {kind.__name__}")
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if data.keys() - names:
        raise TypeError(f"unknown fields of {kind.__name__}")
    return kind(**{name: _value(hints[name], value) for name, value in data.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (types.UnionType, Union):
        if value is None:
            return None
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise TypeError("no list")
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return _built(hint, value)  # type: ignore[arg-type]
    if type(value) is not hint:
        raise TypeError(f"no {hint.__name__}")
    return value
