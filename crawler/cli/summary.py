"""What a crawl came to, in a few lines, and what to type next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crawler.config import OPTIONS

if TYPE_CHECKING:
    from crawler.runs import Session

_COUNTED = (
    ("posts", "post", "posts"),
    ("comments", "comment", "comments"),
    ("hops", "hop", "hops"),
)
_ASKED = (
    ("pages", "page read", "pages read"),
    ("unchanged", "unchanged", "unchanged"),
    ("redirects", "redirect", "redirects"),
    ("gone", "gone", "gone"),
    ("copies", "read from a web archive", "read from a web archive"),
    ("failed", "failed", "failed"),
    ("missing", "not in the WARC", "not in the WARC"),
    ("absent", "feed not there", "feeds not there"),
    ("refused_robots", "refused by robots.txt", "refused by robots.txt"),
    ("refused", "not asked for", "not asked for"),
)


def summary(session: Session) -> Iterator[str]:
    """The lines to show when a crawl has ended."""
    counts = session.run.counts
    new = [_count(counts.get(name, 0), one, many) for name, one, many in _COUNTED]
    asked = [_count(counts[name], one, many) for name, one, many in _ASKED if counts.get(name, 0)]
    yield f"new: {', '.join(new)} ({', '.join(asked) or 'nothing was fetched'})"
    yield from thrift(counts)
    for seed, why in sorted(session.seeds_failed.items()):
        yield f"not read: {seed} ({why})"
    for url in session.missing:
        if url not in session.seeds_failed:
            yield f"not in the WARC: {url}"
    if len(session.missing) < counts.get("missing", 0):
        yield f"and {counts['missing'] - len(session.missing):,} more"
    code = session.run.exit_code
    if code == 6 and session.error is None:
        yield from _limits(session)
    if code == 4 and session.replay is None:
        yield "nothing could be fetched: is the address right, and the network up?"
    if code == 3 and not session.seeds_failed:
        yield (
            f"more than {session.options.max_error_rate:.0%} of the pages failed; "
            "--max-error-rate says how many may"
        )
    if code in (130, 143):
        yield "stopped; the same command goes on from here"
    if counts.get("pages", 0) or counts.get("unchanged", 0):
        archive = session.options.archive
        given = (
            "" if archive == OPTIONS["archive"].default else f" --archive {shlex.quote(archive)}"
        )
        yield f"next: threadhop trace {shlex.quote(session.seeds[0])}{given}"


def thrift(counts: Mapping[str, int]) -> Iterator[str]:
    """What a hop has cost, where one was found."""
    from crawler.runs.record import requests_per_hop

    cost = requests_per_hop(counts)
    if cost is not None:
        yield f"cost: {cost:.1f} requests a hop (robots.txt, redirects and retries not counted)"


def _limits(session: Session) -> Iterator[str]:
    """Which limit held pages back."""
    if session.outlook.later:
        yield f"{session.outlook.host} asked for a long pause; the same command goes on later"
        return
    options, run = session.options, session.pages
    if run >= options.max_pages:
        yield f"the limit of {options.max_pages} pages a run was reached"
    for blog in session.full_blogs:
        yield f"the limit of {options.max_blog_pages} pages a blog was reached by {blog}"
    yield "the same command goes on from here; --max-pages and --max-blog-pages move the limits"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
