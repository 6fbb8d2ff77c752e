"""`threadhop extract`: read pages and print their threads as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from crawler.cli.options import configured
from crawler.errors import UsageError


@click.command()
@click.argument("pages", nargs=-1, metavar="FILE|URL...")
@click.option("--url", metavar="URL", help="The address that FILE was saved from.")
@click.option("--only", metavar="NAME", help="Read FILE by this one reader, such as generic.")
@click.option(
    "--batch",
    is_flag=True,
    help='Read tasks {"id", "path", "url"} from standard input, one JSON object a line, and '
    'answer each at once with {"id", "post", "comments"}; no network is used.',
)
@configured("contact", "delay", "allow_private_hosts", "connect_to")
def extract(
    pages: tuple[str, ...], url: str | None, only: str | None, batch: bool, **flags: Any
) -> int:
    """Read pages and print their threads as JSON, one object a line; nothing is kept.

    A FILE without --url is read at the address that it declares as its own; of a WARC file every
    page is read, at the address and time of its record. A URL is fetched with the manners of a
    crawl, and its thread is followed to its last page. The fields are in
    docs/schema/extract.schema.json.
    """
    if batch:
        if pages or url:
            raise UsageError("--batch takes its tasks from standard input", "Leave the rest away")
        return _answer_tasks(only)
    if not pages:
        raise UsageError("nothing to read", "Name files or addresses, or use --batch")
    addresses = [page for page in pages if page.lower().startswith(("http://", "https://"))]
    files = [_file(page) for page in pages if page not in addresses]
    if url and (len(pages) > 1 or addresses):
        raise UsageError("--url is the address of one FILE", "Read the files one by one")
    if only and addresses:
        raise UsageError("--only reads a FILE", f"Save {addresses[0]} first, or leave --only away")
    for path in files:
        _print_file(path, url, only)
    return _print_fetched(addresses, flags) if addresses else 0


def _answer_tasks(only: str | None) -> int:
    from crawler.cli.batch import answer_all

    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    for answer in answer_all(sys.stdin, only):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    return 0


def _file(word: str) -> Path:
    path = Path(word)
    if path.is_file():
        return path
    what = "is a folder" if path.is_dir() else "is no file here"
    raise UsageError(f"{word!r} {what}", "An address begins with http:// or https://")


def _print_file(path: Path, url: str | None, only: str | None) -> None:
    from crawler.cli.saved import recorded_pages, saved_page
    from crawler.exports.ndjson import dumps
    from crawler.exports.reading import reading_fields
    from crawler.platforms.reading import read_page

    try:
        if path.name.endswith((".warc", ".warc.gz")):
            if url:
                raise UsageError("--url is the address of one page", "A WARC file names its own")
            pages = recorded_pages(path, lambda said: click.echo(f"threadhop: {said}", err=True))
        else:
            pages = iter([saved_page(path, url)])
        for page in pages:
            click.echo(dumps(reading_fields(read_page(page, only=only))))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error


def _print_fetched(addresses: list[str], flags: Mapping[str, Any]) -> int:
    from crawler.cli.fetched import fetched_threads
    from crawler.exports.ndjson import dumps
    from crawler.exports.reading import reading_fields

    threads, code = fetched_threads(addresses, flags)
    for reading in threads:
        click.echo(dumps(reading_fields(reading)))
    return code
