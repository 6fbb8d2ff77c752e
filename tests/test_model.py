"""The dataclasses of the model, those with a quicker ``__init__`` among them."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest

from crawler import model
from crawler.model.quick import quick

PUBLIC = [getattr(model, name) for name in model.__all__]
CLASSES = [thing for thing in PUBLIC if isinstance(thing, type) and is_dataclass(thing)]


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    """Two things, the second of them optional."""

    one: str
    other: tuple[int, ...] = ()


def test_a_quick_class_is_made_compared_and_shown_like_any_dataclass() -> None:
    assert Pair("a") == Pair(one="a", other=()) != Pair("a", (1,))
    assert repr(Pair("a", other=(1,))) == "Pair(one='a', other=(1,))"
    assert len({Pair("a"), Pair("a", ()), Pair("b")}) == 2
    assert type(Pair("a")) is Pair
    with pytest.raises(TypeError, match=r"Pair.__init__\(\) missing 1 required .* 'one'"):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'third'"):
        Pair("a", third=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_the_model_holds_is_frozen_and_can_be_copied(cls: type[Any]) -> None:
    values = {field.name: f"the {field.name}" for field in fields(cls)}
    made = cls(**values)
    assert [getattr(made, name) for name in values] == list(values.values())
    assert cls(*values.values()) == made
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == replace(made) == made
    first = fields(cls)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(made, first, "another")
    assert replace(made, **{first: "another"}) != made
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(made, "unknown", 1)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_defaults_are_those_of_the_fields(cls: type[Any]) -> None:
    given = inspect.signature(cls).parameters
    assert list(given) == [field.name for field in fields(cls)]
    for field in fields(cls):
        if field.default_factory is MISSING:
            expected = inspect.Parameter.empty if field.default is MISSING else field.default
            assert given[field.name].default is expected
