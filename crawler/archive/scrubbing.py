"""Text that can be stored: lone surrogates, which no encoding takes, become question marks."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


def scrubbed(value: T) -> T:
    """A value of the model with every text in it made storable; all else as it is."""
    return _scrubbed(value)  # type: ignore[no-any-return]


def _scrubbed(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple | list):
        return type(value)(map(_scrubbed, value))
    if isinstance(value, dict):
        return {_scrubbed(name): _scrubbed(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: _scrubbed(getattr(value, f.name)) for f in fields(value)})
    return value
