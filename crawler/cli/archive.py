"""`threadhop archive`: make, describe, check, copy and mend an archive and its outbox."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from crawler.cli.options import configured, json_flag
from crawler.cli.outbox import load, outbox, show
from crawler.config import archive_address
from crawler.config.kinds import ARCHIVE, Refused
from crawler.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from crawler.archive.states import Copied, Piece

#: So many differences are shown; there may be as many as there are documents.
_SHOWN = 20
#: How often a long copy says how far it is, in seconds.
_EVERY = 10.0
_KINDS = {"Alias": "aliases", "Finding": "visits", "State": "threads", "Hop": "hops", "Run": "runs"}


@click.group()
def archive() -> None:
    """Make, describe, check, copy and mend an archive, and the outbox of one on a server."""


archive.add_command(outbox)


@archive.command()
@configured("archive")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="ANALYSER",
    help="Let the server read texts by this analyser too, such as english, for search by"
    " relevance. Decided once; may be given several times.",
)
@click.option(
    "--replicas",
    type=click.IntRange(0),
    metavar="N",
    help="Copies that the server keeps of each index; 0 for a single node.",
)
def init(archive: str | None, languages: tuple[str, ...], replicas: int | None) -> None:
    """Make an archive, or say that it is there."""
    from crawler.archive import is_on_server, open_archive

    address = archive_address(archive)
    if is_on_server(address):
        is_new = _made_on_server(address, languages, replicas)
    elif languages or replicas is not None:
        raise UsageError("--language and --replicas are for archives on a server", "Leave them out")
    else:
        is_new = not Path(address.removeprefix("sqlite:")).exists()
        open_archive(address, create=True).close()
    said = "the archive is made" if is_new else "the archive was there already"
    click.echo(f"threadhop: {said}: {address}", err=True)


def _made_on_server(address: str, languages: tuple[str, ...], replicas: int | None) -> bool:
    """True for a new one; raises `ArchiveError` where one is there and is not as it is wanted."""
    from crawler.archive import open_server

    with closing(
        open_server(address, create=True, languages=languages, replicas=replicas)
    ) as opened:
        made = opened.made
    if languages and set(made.languages) != set(languages):
        raise ArchiveError(
            f"{address} was made for the languages {', '.join(made.languages) or 'none'}",
            "Make another one, and copy this one into it: threadhop archive copy",
        )
    if replicas is not None and not made.is_new:
        raise ArchiveError(
            f"{address} was there already, and its copies are left as they are",
            f"Change them on the server: PUT {address.rpartition('/')[2]}-*/_settings"
            f' {{"number_of_replicas": {replicas}}}',
        )
    return made.is_new


@archive.command()
@configured("archive")
@json_flag
def status(archive: str | None, as_json: bool) -> None:
    """Say where an archive is, what it holds, and what waits to be sent to it."""
    from crawler.archive import is_on_server, open_archive, open_server

    address = archive_address(archive)
    more: dict[str, Any] = {}
    if is_on_server(address):
        with closing(open_server(address, any_schema=True)) as server:
            held = server.status()
            more = {"server": server.server_version(), "languages": list(server.made.languages)}
        more["outbox"] = load(address)
    else:
        with closing(open_archive(address)) as opened:
            held = opened.status()
    told = {
        "schema": "threadhop.archive/1",
        "address": held.address,
        "schema_version": held.schema,
        "counts": dict(held.counts),
        "bytes": held.bytes,
    }
    show(told | more, as_json)


@archive.command()
@configured("archive")
@click.option("--rebuild", is_flag=True, help="Write every index anew, also where none is old.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def migrate(archive: str | None, rebuild: bool, dry_run: bool) -> None:
    """Bring an archive to the schema of this version, with no gap for readers.

    A file is brought up to date whenever it is opened, and copied first. On a server every index
    is written anew behind the old one; do not interrupt it, or give it again.
    """
    from crawler.archive import is_on_server, open_server

    address = archive_address(archive)
    if not is_on_server(address):
        _migrate_file(address, rebuild=rebuild, dry_run=dry_run)
        return
    with closing(open_server(address, any_schema=True)) as server:
        if server.is_current and not rebuild:
            click.echo(f"threadhop: {address} has the present schema", err=True)
            return
        if dry_run:
            held = server.status()
            counts = sum(held.counts.values())
            said = f"would write {counts:,} documents of {address} anew, from schema {held.schema}"
            click.echo(f"threadhop: {said}", err=True)
            return
        for index in server.rebuild():
            click.echo(f"threadhop: {index} has taken over", err=True)
    click.echo(f"threadhop: {address} was written anew", err=True)


def _migrate_file(address: str, *, rebuild: bool, dry_run: bool) -> None:
    from crawler.archive import open_archive
    from crawler.archive.sqlite.migrations import schema_of, schema_version

    if rebuild:
        raise UsageError("--rebuild is for archives on a server", "Leave it out")
    found = schema_of(Path(address.removeprefix("sqlite:")))
    if dry_run and found < schema_version():
        said = f"would bring {address} from schema {found} to {schema_version()}, and copy it first"
        click.echo(f"threadhop: {said}", err=True)
        return
    with closing(open_archive(address)) as opened:
        click.echo(f"threadhop: {address} has schema {opened.status().schema}", err=True)


@archive.command()
@configured("archive")
@click.option("--against", metavar="ADDRESS", help="Compare with this archive, too.")
@json_flag
def verify(archive: str | None, against: str | None, as_json: bool) -> int:
    """Check an archive against itself or against another, and print its digest.

    Archives that know the same have the same digest, of whatever kind they are. Ends with 2 where
    something differs.
    """
    from crawler.archive import open_archive
    from crawler.archive.states import digest

    address = archive_address(archive)
    there = None if against is None else _read(against)
    held = None
    with closing(open_archive(address)) as opened:
        found = _first(cast("Copied", opened).problems())
        if there is not None:
            from crawler.archive.comparing import differences

            with closing(open_archive(there)) as other:
                found += _first(differences(opened, other))
        if not found:
            held = digest(opened)
    if as_json:
        told = {"schema": "threadhop.verify/1", "address": address, "against": there}
        show(told | {"digest": held, "problems": found}, as_json)
    elif held is not None:
        click.echo(held)
    else:
        for line in found:
            click.echo(f"threadhop: {line}", err=True)
    return ArchiveError.exit_code if found else 0


@archive.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy all that one archive knows into another, which is made if it is absent.

    What the other one holds is kept: the two are joined as if both had read everything. Prints
    the digest, and ends with 2 where the copy into a new archive has another one.
    """
    from crawler.archive import is_on_server, open_archive, open_server
    from crawler.archive.states import digest

    there, here = _read(target), _read(source)
    if there == here:
        raise UsageError(f"{here} would be copied into itself", "Name two archives")
    with closing(open_archive(here)) as given:
        how = open_server if is_on_server(there) else open_archive
        with closing(how(there, create=True)) as taking:
            was_empty = not any(taking.status().counts.values())
            cast("Copied", taking).take(_counted(cast("Copied", given).pieces()))
            copied = digest(taking)
        if was_empty and copied != digest(given):
            raise ArchiveError(
                f"{there} is not the same as {here}",
                f"See what differs: threadhop archive verify --archive {here} --against {there}",
            )
    if not was_empty:
        click.echo(f"threadhop: {there} held something before, and has both now", err=True)
    click.echo(copied)


def _counted(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, and on standard error now and then and at the end how many there were."""
    counts: Counter[str] = Counter()
    last = time.monotonic()
    for piece in pieces:
        counts[_KINDS[type(piece).__name__]] += 1
        yield piece
        if time.monotonic() - last > _EVERY:
            last = time.monotonic()
            click.echo(f"threadhop: … {_counts(counts)}", err=True)
    click.echo(f"threadhop: copied {_counts(counts) or 'nothing'}", err=True)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in counts.items())


def _read(address: str) -> str:
    """An address as it was typed; raises `UsageError` where it is none."""
    try:
        return str(ARCHIVE.read(address))
    except Refused as refused:
        hint = refused.instead[0].upper() + refused.instead[1:]
        raise UsageError(refused.what, hint) from None


def _first(lines: Iterator[str]) -> list[str]:
    """The first of what may be as many lines as there are documents, and that there are more."""
    found: list[str] = []
    for line in lines:
        if len(found) == _SHOWN:
            return [*found, "and more"]
        found.append(line)
    return found
