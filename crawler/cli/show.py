"""`threadhop show`: one post and its comments as a tree."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from crawler.cli.options import columns, configured, json_flag, zone_flag
from crawler.config import archive_address
from crawler.errors import NotInArchive, UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crawler.model import Thread


@click.command()
@click.argument("url")
@configured("archive")
@click.option("--all", "whole", is_flag=True, help="Fold nothing: every entry and every line.")
@zone_flag
@json_flag
def show(url: str, archive: str | None, whole: bool, tz: ZoneInfo | None, as_json: bool) -> None:
    """Show one post and its comments as a tree.

    URL is any address of the post. Times are in UTC, with the page's own words beside them.
    """
    thread = _thread(url, archive_address(archive))
    if as_json:
        from crawler.exports.fields import thread_fields
        from crawler.exports.ndjson import dumps

        click.echo(dumps({"schema": "threadhop.thread/1", **thread_fields(thread)}))
        return
    from crawler.exports.tree import View, thread_lines

    view = View(columns(), tz, whole)
    sys.stdout.writelines(f"{line}\n" for line in thread_lines(thread, view))


def _thread(url: str, address: str) -> Thread:
    from crawler.archive import open_archive
    from crawler.urls import canonical

    try:
        wanted = canonical(url)
    except ValueError:
        raise UsageError(f"{url!r} is no web address", "It begins with http or https") from None
    with closing(open_archive(address)) as archive:
        thread = archive.thread(wanted)
    if thread is None:
        raise NotInArchive(
            f"{url} is not in {address}",
            "Fetch it with `threadhop crawl`, or see `threadhop search`",
        )
    return thread
