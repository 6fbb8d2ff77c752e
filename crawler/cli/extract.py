"""`threadhop extract`: read pages and print their threads as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.errors import UsageError


@click.command()
@click.argument("pages", nargs=-1, metavar="FILE|URL...")
@click.option("--url", metavar="URL", help="The address that FILE was saved from.")
@click.option("--only", metavar="NAME", help="Use this one reader, such as generic.")
@click.option(
    "--batch",
    is_flag=True,
    help='Read tasks {"id", "path", "url"} from standard input, one JSON object a line, and '
    'answer each at once with {"id", "post", "comments"}; no network is used.',
)
def extract(pages: tuple[str, ...], url: str | None, only: str | None, batch: bool) -> None:
    """Read pages and print their threads as JSON, one object a line.

    A FILE without --url is read at the address that it declares as its own. The fields are in
    docs/schema/extract.schema.json.
    """
    if batch:
        if pages or url:
            raise UsageError("--batch takes its tasks from standard input", "Leave the rest away")
        _answer_tasks(only)
        return
    if not pages:
        raise UsageError("nothing to read", "Name files or addresses, or use --batch")
    if url and len(pages) > 1:
        raise UsageError("--url is the address of one FILE", "Read the files one by one")
    for path in [_file(page) for page in pages]:
        _print_file(path, url, only)


def _answer_tasks(only: str | None) -> None:
    from crawler.cli.batch import answer_all

    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    for answer in answer_all(sys.stdin, only):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def _file(word: str) -> Path:
    path = Path(word)
    if path.is_file():
        return path
    what = "is a folder" if path.is_dir() else "is no file here"
    raise UsageError(f"{word!r} {what}", "An address begins with http:// or https://")


def _print_file(path: Path, url: str | None, only: str | None) -> None:
    from crawler.cli.saved import saved_page
    from crawler.exports.ndjson import dumps
    from crawler.exports.reading import reading_fields
    from crawler.platforms.reading import read_page

    try:
        page = saved_page(path, url)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error
    click.echo(dumps(reading_fields(read_page(page, only=only))))
