"""`threadhop archive outbox`: what waits to be sent to a server, and what it will never take."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import click

from crawler.cli.options import configured, json_flag
from crawler.config import archive_address
from crawler.errors import UsageError

if TYPE_CHECKING:
    from crawler.archive.outbox import OutboxArchive, Queue


@click.group()
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
        told |= load(address) or {}
        told["dead_letters"] = [
            {"id": dead.id, "kind": dead.kind, "at": dead.at, "reason": dead.reason}
            for dead in queue.dead()
        ]
    show(told, as_json)


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
    from crawler.conversations.arrears import catch_up

    address = archive_address(archive)
    _queue(address).close()
    with closing(cast("OutboxArchive", open_archive(address, create=True))) as opened:
        before = opened.queue.load()
        opened.flush(patience)
        hops = catch_up(opened)
        opened.flush(patience)
        dead = opened.queue.load().dead
    put_away = f", {dead:,} put away: see `threadhop archive outbox status`" if dead else ""
    sent = f"sent {_things(before.waiting)}, {hops:,} new hop{_s(hops)}"
    click.echo(f"threadhop: {sent}{put_away}", err=True)


@outbox.command()
@configured("archive")
def retry(archive: str | None) -> None:
    """Put what was put away back into the outbox; `flush` sends it."""
    with closing(_queue(archive_address(archive))) as queue:
        moved = queue.retry()
        again = "waits" if moved == 1 else "wait"
        click.echo(f"threadhop: {_things(moved)} {again} again", err=True)


@outbox.command()
@configured("archive")
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop(archive: str | None, yes: bool) -> None:
    """Delete what was put away, for good."""
    with closing(_queue(archive_address(archive))) as queue:
        count = queue.load().dead
        if count and not yes:
            raise UsageError(f"{_things(count)} would be deleted for good", "Add --yes to do so")
        click.echo(f"threadhop: deleted {_things(queue.drop())}", err=True)


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


def load(address: str) -> dict[str, Any] | None:
    """How full the outbox of an archive is, ``None`` where there is none."""
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


def _things(count: int) -> str:
    return f"{count:,} thing{_s(count)}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def show(told: dict[str, Any], as_json: bool) -> None:
    """Print what a command found, as JSON or a line a field."""
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
