"""`threadhop demo`: crawl the bundled sample blogs, and show the conversation that comes of it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from crawler.cli.crawl import crawl
from crawler.cli.trace import trace
from crawler.errors import ArchiveError

#: The first post of the first conversation; the others hang on it.
START = "http://copperkettle.example/2009/03/a-company-that-blogs-is-still-a-company/"

#: Seconds between two requests to a host: polite enough where every host is this machine.
DELAY = "0.1"

#: The blogs that the talk goes over, one after the other, and a few in reserve.
HOPS = "12"

_FILE = "demo.db"
_WARC = "warc"


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the demo keeps its archive.",
)
@click.option("--keep", is_flag=True, help="Crawl into the archive of the last time again.")
@click.pass_context
def demo(context: click.Context, folder: Path, keep: bool) -> int:
    """Crawl the bundled sample blogs and trace a conversation.

    The blogs are served on this machine under names of their own, and nothing else is asked. The
    pages are recorded, too, so that they can be crawled again from the records. Each time begins
    afresh unless --keep is given: then the pages are asked for again, and those that have not
    changed are not sent again.
    """
    from samples.server import Blogosphere
    from samples.sites import sites

    archive = f"sqlite:{folder / _FILE}"
    _prepare(folder, keep=keep)
    with Blogosphere() as blogosphere:
        click.echo(f"{len(sites())} sample sites on {blogosphere.address}", err=True)
        click.echo(f"crawling from {START} into {archive}", err=True)
        code: int = context.invoke(
            crawl,
            urls=(START,),
            scope="conversation",
            hops=HOPS,
            archive=archive,
            delay=DELAY,
            warc=str(folder / _WARC),
            allow_private_hosts=True,
            connect_to=blogosphere.connect_to,
        )
    if code:
        return code
    click.echo(err=True)
    context.invoke(trace, url=START, archive=archive)
    sys.stdout.flush()
    for line in _next(archive):
        click.echo(line, err=True)
    return 0


def _prepare(folder: Path, *, keep: bool) -> None:
    """Make the folder; remove last time's archive from it, and nothing else that lies there."""
    from crawler.archive import state_folder

    state = state_folder(f"sqlite:{folder / _FILE}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if keep:
            return
        for file in folder.glob(f"{_FILE}*"):
            if file.is_file():
                file.unlink()
        if state.exists():
            shutil.rmtree(state)
        for file in (folder / _WARC).glob("threadhop-*.warc.gz"):
            file.unlink()
    except OSError as error:
        raise ArchiveError(
            f"{error.filename} cannot be written ({error.strerror})",
            "Choose another place with --folder",
        ) from error


def _next(archive: str) -> list[str]:
    """What to type next, with a line for each of the things that the archive answers."""
    command = "./run" if Path("run").is_file() else "threadhop"
    given = f"--archive {shlex.quote(archive)}"
    return [
        "",
        "next:",
        f"  {command} show {START} {given}",
        f"  {command} search teapot {given}",
        f"  {command} trace {START} --format csv {given}",
        f"  {command} export comments --format csv {given}",
        f"  {command} demo --keep   (crawl again: nothing is new)",
        f"  {command} crawl URL --contact you@example.org   (your own first post)",
    ]
