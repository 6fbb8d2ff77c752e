"""Findings, hops and runs as JSON and back: what waits in the outbox must survive the process."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

T = TypeVar("T")
_Maker = Callable[[Any], Any]


def packed(thing: object) -> bytes:
    """A dataclass of the model as JSON; what is no JSON in the options of a run becomes a text."""
    return orjson.dumps(thing, default=str)


def unpacked(kind: type[T], body: bytes) -> T:
    """What `packed` packed: a ``kind`` that is equal to it."""
    maker: _Maker = _maker(kind)  # type: ignore[arg-type]
    made: T = maker(orjson.loads(body))
    return made


@cache
def _maker(kind: Any) -> _Maker:
    """What makes a value of a type of the model of what JSON has for it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is not None and issubclass(origin, Mapping):
        return _plain
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    return _plain


def _optional(arguments: tuple[Any, ...]) -> _Maker:
    (some,) = [argument for argument in arguments if argument is not type(None)]
    make = _maker(some)
    return lambda value: None if value is None else make(value)


def _tuple(arguments: tuple[Any, ...]) -> _Maker:
    if arguments[1:] == (...,):
        make = _maker(arguments[0])
        return lambda values: tuple(map(make, values))
    makers = list(map(_maker, arguments))
    return lambda values: tuple(make(value) for make, value in zip(makers, values, strict=True))


def _dataclass(kind: Any) -> _Maker:
    hints = get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in fields(kind)}
    return lambda values: kind(**{name: makers[name](value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    return value
