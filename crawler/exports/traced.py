"""A conversation as it is handed to the formats that a trace is shown in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from crawler.model import Conversation, Person, Step

#: How many comments of a post are shown before the rest is folded, unless told otherwise.
COMMENTS = 5


@dataclass(frozen=True, slots=True)
class Traced:
    """A conversation with its reading order, its figures by name, and who takes part."""

    conversation: Conversation
    steps: Sequence[Step]
    metrics: Mapping[str, Any]
    people: Sequence[Person] = ()


@dataclass(frozen=True, slots=True)
class View:
    """How a trace is shown to people, and which of its two tables is written as CSV.

    ``comments`` is how many of a post are shown; ``tz`` is the zone of shown dates (`None`: UTC);
    ``ascii`` draws without the characters that some terminals lack.
    """

    columns: int = 80
    comments: int = COMMENTS
    tz: tzinfo | None = None
    colour: bool = False
    ascii: bool = False
    nodes: bool = False
