"""`threadhop search`: words in posts and comments, with where they stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crawler.cli.options import columns, configured, json_flag, read_day
from crawler.config import archive_address

if TYPE_CHECKING:
    from crawler.archive.protocol import Facets, Hit

_KINDS = ("post", "comment", "pingback", "trackback", "webmention")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@click.command()
@click.argument("words", nargs=-1, required=True)
@configured("archive")
@click.option("--blog", metavar="BLOG", help="On this blog only, such as a.example.")
@click.option("--author", metavar="NAME", help="Signed with exactly this name.")
@click.option("--since", metavar="DATE", callback=read_day, help="From this day on.")
@click.option("--until", metavar="DATE", callback=read_day, help="Up to this day, included.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only posts, or only this kind of entry.")
@click.option(
    "--sort",
    type=click.Choice(["date", "relevance"]),
    default="date",
    show_default=True,
    help="Newest first, or best first.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many hits, at most.",
)
@click.option(
    "--facets",
    "as_facets",
    is_flag=True,
    help="Instead of hits, show by which blogs, kinds and authors all of them are.",
)
@json_flag
def search(
    words: tuple[str, ...],
    archive: str | None,
    as_facets: bool,
    as_json: bool,
    sort: str,
    **filters: str | int | None,
) -> None:
    """Find words in posts and comments.

    All WORDS are required. Several in one argument are a phrase ('on the bridge'), and pre* finds
    what begins so. Nothing found is no error.
    """
    from crawler.archive import open_archive
    from crawler.archive.protocol import Query, Sort

    query = Query(" ".join(map(_phrase, words)), sort=Sort(sort), **filters)  # type: ignore[arg-type]
    found = 0
    with closing(open_archive(archive_address(archive))) as opened:
        if as_facets:
            _print_facets(opened.facets(query), as_json)
            return
        for hit in opened.search(query):
            found += 1
            lines = [_json(hit)] if as_json else _lines(hit)
            sys.stdout.writelines(f"{line}\n" for line in lines)
    if not found:
        click.echo("nothing found", err=True)


def _print_facets(facets: Facets, as_json: bool) -> None:
    from crawler.exports.ndjson import dumps
    from crawler.exports.terminal import safe

    if as_json:
        counted = {
            name: [{"value": value, "hits": hits} for value, hits in found]
            for name, found in facets.items()
        }
        click.echo(dumps({"schema": "threadhop.facets/1", **counted}))
        return
    for name, found in facets.items():
        click.echo(name)
        for value, hits in found:
            click.echo(f"{hits:>9,}  {safe(value)}")
    if not facets["kind"]:
        click.echo("nothing found", err=True)


def _phrase(argument: str) -> str:
    """An argument of several words as a phrase, unless it has its own quotes."""
    several = len(argument.split()) > 1 and '"' not in argument
    return f'"{argument}"' if several else argument


def _json(hit: Hit) -> str:
    from crawler.exports.ndjson import dumps

    return dumps({"schema": "threadhop.hit/1", **asdict(hit)})


def _lines(hit: Hit) -> Iterator[str]:
    """A hit for people: who, when and where, the address, the words."""
    from crawler.exports.terminal import beside, safe

    width = columns()
    title = "" if hit.title is None else f"“{hit.title}”"
    day = (hit.published or "no date").replace("T", " ")[:16]
    yield from beside([day, hit.kind, hit.author_name or "(unsigned)", title, hit.blog], width)
    yield safe(hit.post_url) + (f"  ({safe(hit.comment_id)})" if hit.comment_id else "")
    yield from _marked(hit, width)
    yield ""


def _marked(hit: Hit, width: int) -> list[str]:
    """The snippet with its marks: bold on a terminal, between stars elsewhere."""
    from crawler.exports.terminal import wrap

    bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    # Put in as private characters, so that wrapping takes them for letters and keeps them.
    opening, closing_ = ("\ue000", "\ue001") if bold else ("*", "*")
    snippet = hit.snippet.translate({0xE000: "\ufffd", 0xE001: "\ufffd"})
    text, end = "", 0
    for start, stop in hit.marks:
        text += snippet[end:start] + opening + snippet[start:stop] + closing_
        end = stop
    lines = wrap(text + snippet[end:], width, "    ")
    return [line.replace("\ue000", _BOLD).replace("\ue001", _PLAIN) for line in lines]
