"""A conversation as it is handed to the formats that a trace is shown in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Any

from crawler.model import Conversation, Person, Step, Thread

#: How many comments of a post are shown before the rest is folded, unless told otherwise.
COMMENTS = 5


@dataclass(frozen=True)
class Traced:
    """A conversation, and what the formats tell of it, made when one first asks for it.

    The three functions are those of `crawler.conversations`: `reading_order`, `participants` and
    `metrics`.
    """

    conversation: Conversation
    in_order: Callable[[Conversation], Iterable[Step]]
    taking_part: Callable[[Sequence[Thread]], Sequence[Person]]
    measured: Callable[[Conversation, Sequence[Person]], Mapping[str, Any]]

    @cached_property
    def steps(self) -> Sequence[Step]:
        """The posts in the order in which they are read."""
        return tuple(self.in_order(self.conversation))

    @cached_property
    def people(self) -> Sequence[Person]:
        """Who takes part."""
        return self.taking_part(self.conversation.threads)

    @cached_property
    def metrics(self) -> Mapping[str, Any]:
        """The figures by name."""
        return self.measured(self.conversation, self.people)


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
