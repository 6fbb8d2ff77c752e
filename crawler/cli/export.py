"""`threadhop export`: a table of the archive as NDJSON or CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from crawler.cli.options import configured
from crawler.config import archive_address
from crawler.errors import UsageError
from crawler.exports.formats import TABLES

if TYPE_CHECKING:
    from crawler.archive.protocol import Archive, Table

_WHAT = ("posts", "comments", "links", "hops", "people", "blogs", "visits", "runs")


@click.command()
@click.argument("what", type=click.Choice(_WHAT), metavar="|".join(_WHAT))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(TABLES)),
    default="ndjson",
    show_default=True,
    help="One JSON object a line, or a table.",
)
@configured("archive")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output; it is there only when it is whole.",
)
def export(what: str, form: str, archive: str | None, output: Path | None) -> None:
    """Write a table of the archive, a row a thing, ordered by time.

    The fields are the same in both formats and are described in docs/schema/.
    """
    from crawler.archive import Table

    address = archive_address(archive)
    if output is None:
        _write(address, Table(what), form, sys.stdout)
        return
    with _whole(output) as out:
        _write(address, Table(what), form, out)


def _write(address: str, table: Table, form: str, out: TextIO) -> None:
    from crawler.archive import open_archive

    with closing(open_archive(address)) as archive:
        TABLES[form](_rows(archive, table), out)


def _rows(archive: Archive, table: Table) -> Iterator[dict[str, object]]:
    from crawler.archive import Table

    if table is not Table.PEOPLE:
        return archive.export(table)
    from crawler.conversations.people import everybody
    from crawler.exports.fields import person_fields

    return map(person_fields, everybody(archive))


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of ``path`` when it is written to the end."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        out = part.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", "Give another FILE to -o"
        ) from error
    try:
        with out:
            yield out
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
