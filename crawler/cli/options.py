"""Flags that are made from the table of options, so that no default stands anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from crawler.config import OPTIONS, Option

_Function = TypeVar("_Function", bound=Callable[..., Any])


def configured(*names: str) -> Callable[[_Function], _Function]:
    """A decorator that gives a command the flags of these options, in this order.

    The command gets each as a keyword of the option's name, as it was typed or ``None``, and
    hands them all to `crawler.config.load`, which reads and checks them at once.
    """

    def decorate(function: _Function) -> _Function:
        for name in reversed(names):
            function = _flag(OPTIONS[name])(function)
        return function

    return decorate


def _flag(option: Option) -> Callable[[_Function], _Function]:
    form: dict[str, Any] = {"metavar": option.kind.word, "type": click.UNPROCESSED}
    if option.switch:
        form = {"flag_value": True, "is_flag": True, "type": click.UNPROCESSED}
    default = "" if option.default in (None, False) or option.hidden else f"  [{option.default}]"
    return click.option(
        option.flag,
        option.name,
        default=None,
        hidden=option.hidden,
        help=option.help + default,
        **form,
    )
