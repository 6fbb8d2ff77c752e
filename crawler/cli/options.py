"""Flags that are made from the table of options, so that no default stands anywhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crawler.config import OPTIONS, Option
from crawler.config.kinds import DATE, Refused
from crawler.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

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


#: The flag of every command that prints a table or a tree.
json_flag = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


def _read_zone(_: click.Context, __: click.Parameter, name: str | None) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo, available_timezones

    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        from difflib import get_close_matches

        near = get_close_matches(name, available_timezones(), n=1)
        hint = f"Did you mean {near[0]}?" if near else "Write it as Europe/Berlin"
        raise UsageError(f"--tz: there is no time zone {name!r}", hint) from None


#: The flag of every command that shows dates: ``tz`` is a zone, ``None`` for UTC.
zone_flag = click.option(
    "--tz", metavar="ZONE", callback=_read_zone, help="Show times in this zone, not in UTC."
)


def read_day(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO day of what was given to an option; raises `UsageError` for what is no date."""
    try:
        return None if value is None else str(DATE.read(value))
    except Refused as refused:
        hint = refused.instead[0].upper() + refused.instead[1:]
        raise UsageError(f"--{parameter.name}: {refused.what}", hint) from None


def columns() -> int:
    """The width to write for: the terminal's, at most what is comfortable to read."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)
