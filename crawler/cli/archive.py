"""`threadhop archive`: make, describe, check, copy and mend an archive and its outbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import click

from crawler.cli.options import configured, json_flag
from crawler.config import archive_address
from crawler.config.kinds import ARCHIVE, Refused
from crawler.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from crawler.archive.elastic import ElasticArchive
    from crawler.archive.outbox import Queue

#: So many differences are shown; there may be as many as there are documents.
_SHOWN = 20


@click.group()
def archive() -> None:
    """Make, describe, check, copy and mend an archive, and the outbox of one on a server."""


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
    from crawler.archive import is_on_server, open_archive, open_server

    address = archive_address(archive)
    if is_on_server(address):
        how = {"create": True, "languages": languages, "replicas": replicas}
        with closing(open_server(address, **how)) as opened:
            held = opened.made.languages
            if languages and held != languages:
                raise ArchiveError(
                    f"{address} was made for the languages {', '.join(held) or 'none'}",
                    "Make another one, and copy this one into it: threadhop archive copy",
                )
    elif languages or replicas is not None:
        raise UsageError("--language and --replicas are for archives on a server", "Leave them out")
    else:
        open_archive(address, create=True).close()
    click.echo(f"threadhop: the archive is {address}", err=True)


@archive.command()
@configured("archive")
@json_flag
def status(archive: str | None, as_json: bool) -> None:
    """Say where an archive is, what it holds, and what waits to be sent to it."""
    from crawler.archive import is_on_server, open_archive

    address = archive_address(archive)
    told: dict[str, Any] = {"schema": "threadhop.archive/1"}
    with closing(open_archive(address)) as opened:
        held = opened.status()
        told |= {
            "address": held.address,
            "schema_version": held.schema,
            "counts": dict(held.counts),
            "bytes": held.bytes,
        }
        if is_on_server(address):
            server = cast("ElasticArchive", opened)
            told |= {"server": server.server_version(), "languages": list(server.made.languages)}
    if is_on_server(address):
        told["outbox"] = _load(address)
    _show(told, as_json)


@archive.command()
@configured("archive")
@click.option("--rebuild", is_flag=True, help="Write every index anew, also where none is old.")
def migrate(archive: str | None, rebuild: bool) -> None:
    """Bring an archive to the schema of this version, with no gap for readers.

    A file is brought up to date whenever it is opened, and copied first. On a server every index
    is written anew behind the old one; do not interrupt it, or give it again.
    """
    from crawler.archive import is_on_server, open_archive, open_server

    address = archive_address(archive)
    if not is_on_server(address):
        with closing(open_archive(address)) as opened:
            click.echo(f"threadhop: {address} has schema {opened.status().schema}", err=True)
        return
    with closing(open_server(address, any_schema=True)) as server:
        if server.is_current and not rebuild:
            click.echo(f"threadhop: {address} has the present schema", err=True)
            return
        server.rebuild()
    click.echo(f"threadhop: {address} was written anew", err=True)


@archive.command()
@configured("archive")
@click.option("--against", metavar="ADDRESS", help="Compare with this archive, too.")
def verify(archive: str | None, against: str | None) -> int:
    """Check an archive against itself or against another, and print its digest.

    Archives that know the same have the same digest, of whatever kind they are. Ends with 2 where
    something differs.
    """
    from crawler.archive import open_archive
    from crawler.archive.states import digest

    with closing(open_archive(archive_address(archive))) as opened:
        found = list(_first(opened.problems()))  # type: ignore[attr-defined]
        if against is not None:
            from crawler.archive.comparing import differences

            with closing(open_archive(_read(against))) as other:
                found += _first(differences(opened, other))
        for line in found:
            click.echo(f"threadhop: {line}", err=True)
        if found:
            return ArchiveError.exit_code
        click.echo(digest(opened))
    return 0


@archive.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> int:
    """Copy all that one archive knows into another, which is made if it is absent.

    What the other one holds is kept: the two are joined as if both had read everything. Prints
    the digest, and ends with 2 where the copy into a new archive has another one.
    """
    from crawler.archive import is_on_server, open_archive, open_server
    from crawler.archive.states import digest

    there, here = _read(target), _read(source)
    with closing(open_archive(here)) as given:
        how = open_server if is_on_server(there) else open_archive
        with closing(how(there, create=True)) as taking:
            was_empty = not any(taking.status().counts.values())
            taking.take(given.pieces())  # type: ignore[attr-defined]
            copied = digest(taking)
        if was_empty and copied != digest(given):
            raise ArchiveError(
                f"{there} is not the same as {here}",
                f"See what differs: threadhop archive verify --archive {here} --against {there}",
            )
    click.echo(copied)
    return 0


@archive.group()
def outbox() -> None:
    """What was read and waits to be sent to a server, and what the server will never take."""


@outbox.command("status")
@configured("archive")
@json_flag
def outbox_status(archive: str | None, as_json: bool) -> None:
    """Say what waits, and what was put away with which reason."""
    address = archive_address(archive)
    with closing(_queue(address)) as queue:
        told: dict[str, Any] = {"schema": "threadhop.outbox/1", "address": address}
        told |= _load(address) or {}
        told["dead_letters"] = [
            {"id": dead.id, "kind": dead.kind, "at": dead.at, "reason": dead.reason}
            for dead in queue.dead()
        ]
    _show(told, as_json)


@outbox.command()
@configured("archive")
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to try again while the server takes nothing.",
)
def flush(archive: str | None, patience: float) -> None:
    """Send what waits, and store the hops that come of it."""
    from crawler.archive import open_archive
    from crawler.archive.outbox import OutboxArchive
    from crawler.conversations.arrears import catch_up

    address = archive_address(archive)
    _queue(address).close()
    with closing(cast("OutboxArchive", open_archive(address, create=True))) as opened:
        before = opened.queue.load()
        opened.flush(patience)
        hops = catch_up(opened)
        opened.flush(patience)
        dead = opened.queue.load().dead
    put_away = f", {dead:,} are put away" if dead else ""
    click.echo(f"threadhop: sent {before.waiting:,} things, {hops:,} new hops{put_away}", err=True)


@outbox.command()
@configured("archive")
def retry(archive: str | None) -> None:
    """Put what was put away back into the outbox; `flush` sends it."""
    with closing(_queue(archive_address(archive))) as queue:
        click.echo(f"threadhop: {queue.retry():,} things wait again", err=True)


@outbox.command()
@configured("archive")
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop(archive: str | None, yes: bool) -> None:
    """Delete what was put away, for good."""
    with closing(_queue(archive_address(archive))) as queue:
        count = queue.load().dead
        if count and not yes:
            raise UsageError(f"{count:,} things would be deleted for good", "Add --yes to do so")
        click.echo(f"threadhop: {queue.drop():,} things were deleted", err=True)


def _read(address: str) -> str:
    """An address as it was typed; raises `UsageError` where it is none."""
    try:
        return str(ARCHIVE.read(address))
    except Refused as refused:
        hint = refused.instead[0].upper() + refused.instead[1:]
        raise UsageError(refused.what, hint) from None


def _queue(address: str) -> Queue:
    from crawler.archive import is_on_server, state_folder
    from crawler.archive.outbox import Queue, outbox_path

    if not is_on_server(address):
        raise UsageError(f"{address} has no outbox", "Only archives on a server have one")
    path = outbox_path(state_folder(address))
    if not path.exists():
        raise UsageError(
            f"there is no outbox of {address} here ({path})", "Start where the crawl was started"
        )
    return Queue(path)


def _load(address: str) -> dict[str, Any] | None:
    from crawler.archive import state_folder
    from crawler.archive.outbox import Queue, outbox_path

    path = outbox_path(state_folder(address))
    if not path.exists():
        return None
    with closing(Queue(path)) as queue:
        load = queue.load()
    return {
        "path": str(path),
        "waiting": load.waiting,
        "bytes": load.bytes,
        "since": load.since,
        "dead": load.dead,
        "due": load.due,
    }


def _first(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == _SHOWN:
            yield "and more"
            return
        yield line


def _show(told: dict[str, Any], as_json: bool) -> None:
    from crawler.exports.ndjson import dumps
    from crawler.exports.terminal import safe

    if as_json:
        click.echo(dumps(told))
        return
    for name, value in told.items():
        if name == "schema":
            continue
        if isinstance(value, list):
            click.echo(f"{name}: {len(value) if value else 'none'}")
            for item in value:
                click.echo("  " + safe(_words(item)))
        elif isinstance(value, dict):
            click.echo(f"{name}: {safe(_words(value))}")
        else:
            click.echo(f"{name}: {safe('none' if value is None else str(value))}")


def _words(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{name} {'none' if v is None else v}" for name, v in value.items())
