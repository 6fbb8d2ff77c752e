"""`threadhop config`: the configuration that holds here, and a file to begin one with."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from crawler.config import DEFAULT, FILE, OPTIONS, Option, load
from crawler.errors import UsageError

_ARCHIVE = "https://web.archive.org/web/"
_EXAMPLES = {
    "contact": "you@university.example",
    "since": "2009-03-12",
    "memento": _ARCHIVE,
    "warc": "warc",
    "replay": "warc",
}


@click.group()
def config() -> None:
    """Show the configuration and where each value is from, or begin a file."""


@config.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(as_json: bool) -> None:
    """Show every option with the value that holds in this folder, and where it is from.

    A flag wins over a variable of the environment, that over ./threadhop.toml, that over the
    user's own file, that over the default.
    """
    options = load()
    rows = {
        name: {"value": getattr(options, name), "origin": options.origins[name]}
        for name, option in OPTIONS.items()
        if not option.hidden or options.origins[name] != DEFAULT
    }
    if as_json:
        click.echo(json.dumps({"schema": "threadhop.config/1", "options": rows}, default=dict))
        return
    name_width = max(map(len, rows))
    shown = {name: _toml(row["value"]) for name, row in rows.items()}
    value_width = max(map(len, shown.values()))
    for name, row in rows.items():
        click.echo(f"{name:{name_width}}  {shown[name]:{value_width}}  {row['origin']}")


@config.command()
def init() -> None:
    """Write a commented threadhop.toml into this folder; one that is there is left alone."""
    try:
        with Path(FILE).open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in _sample())
    except FileExistsError:
        raise UsageError(f"{FILE} is here already", "Edit it, or move it away first") from None
    except OSError as error:
        raise UsageError(f"{FILE} cannot be written here ({error.strerror})") from error
    click.echo(f"wrote {FILE}: take the # away from what you change", err=True)


def _sample() -> Iterator[str]:
    """A file with every option, commented out, at its default or an example."""
    yield "# threadhop: what holds in this folder. Flags and THREADHOP_... variables win over it."
    for option in OPTIONS.values():
        if not option.hidden:
            yield ""
            yield from textwrap.wrap(
                option.help, 99, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
            )
            yield f"# {option.name} = {_toml(_example(option))}"


def _example(option: Option) -> object:
    return _EXAMPLES.get(option.name, option.default)


def _toml(value: object) -> str:
    """The value as TOML writes it; ``-`` for one that is not set."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        pairs = ", ".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in value.items())
        return f"{{ {pairs} }}"
    return str(value)
