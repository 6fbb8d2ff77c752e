"""Attributes that are computed when first asked for."""

from __future__ import annotations

from crawler.pages.lazy import lazy


class Counted:
    """Counts how often its attribute is computed."""

    def __init__(self) -> None:
        self.times = 0

    @lazy
    def answer(self) -> int:
        """The number of the computation."""
        self.times += 1
        return self.times


def test_an_attribute_is_computed_once_for_each_object() -> None:
    one, other = Counted(), Counted()

    assert (one.answer, one.answer, other.answer) == (1, 1, 1)
    assert (one.times, other.times) == (1, 1)


def test_the_class_shows_what_the_attribute_is() -> None:
    assert Counted.answer.__doc__ == "The number of the computation."
