"""`threadhop trace`: the whole conversation around a post."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.options import columns, configured, read_day, zone_flag
from crawler.config import archive_address
from crawler.errors import UsageError
from crawler.exports.formats import TRACES
from crawler.exports.traced import COMMENTS, View

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crawler.exports.traced import Traced


@click.command()
@click.argument("url")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(TRACES)),
    default="text",
    show_default=True,
    help="A tree to read, one JSON object, a table of the hops, a graph for other programs, or a"
    " page with a picture.",
)
@click.option("--nodes", is_flag=True, help="With --format csv: the posts instead of the hops.")
@configured("archive")
@click.option(
    "--max-hops",
    type=click.IntRange(0),
    metavar="N",
    help="Go no further than so many hops from URL.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="F",
    help="Follow no hop that is less sure than this (0 to 1).",
)
@click.option(
    "--max-posts",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="Take no more posts than so many, those with the surest hops first.",
)
@click.option(
    "--since", metavar="DATE", callback=read_day, help="Go on to no post from before this day."
)
@click.option(
    "--until", metavar="DATE", callback=read_day, help="Go on to no post from after this day."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Follow also what carries no conversation on: round-ups, references that everybody names.",
)
@click.option(
    "--comments",
    type=click.IntRange(0),
    default=COMMENTS,
    show_default=True,
    metavar="N",
    help="In the tree: show so many comments of a post, and fold the rest.",
)
@zone_flag
def trace(
    url: str,
    form: str,
    nodes: bool,
    archive: str | None,
    comments: int,
    tz: ZoneInfo | None,
    **asked: Any,
) -> None:
    """Show the whole conversation around a post.

    URL is any address of a post in the archive, or of a comment on it. The posts that refer to it
    and those it refers to are followed in both directions, and theirs. Times are in UTC, with the
    page's own words beside them.
    """
    if nodes and form != "csv":
        raise UsageError("--nodes goes with --format csv only", "Add --format csv")
    traced = _traced(url, archive_address(archive), asked)
    view = View(
        columns=columns(),
        comments=comments,
        tz=tz,
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        ascii=not _can_draw(),
        nodes=nodes,
    )
    TRACES[form](traced, sys.stdout, view)


def _traced(url: str, address: str, asked: dict[str, Any]) -> Traced:
    from crawler.archive import open_archive
    from crawler.conversations.metrics import metrics
    from crawler.conversations.people import participants
    from crawler.conversations.tree import reading_order
    from crawler.conversations.walk import Limits
    from crawler.conversations.walk import trace as walk
    from crawler.exports.traced import Traced

    with closing(open_archive(address)) as archive:
        conversation = walk(archive, url, Limits(**asked))
    # All of it stays until the end: looking through it for garbage takes a sixth of the time.
    gc.freeze()
    return Traced(conversation, reading_order, participants, metrics)


def _can_draw() -> bool:
    """Whether the terminal's encoding has the lines of the tree."""
    try:
        "│└─←…“".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
