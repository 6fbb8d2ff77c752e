"""What reading a page costs, as a multiple of one bare lxml parse of the same bytes (CPU time).

    python -m benchmarks.bench_extract [FOLDER ...]

FOLDER holds NNN.html with NNN.json that says its "url"; the default is the reference pages beside
the checkout (../shared/data) where they are, else the cases of tests/platforms. trafilatura and
news-please join where they are installed.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import lxml.html

from benchmarks.ratio import alternate, line, ratio
from crawler.pages.page import Page
from crawler.platforms.reading import read_page

ROOT = Path(__file__).resolve().parent.parent
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)

Document = tuple[str, bytes]


def documents(folders: list[Path]) -> list[Document]:
    """Address and bytes of each page in the folders."""
    found = []
    for folder in folders:
        for html in sorted(folder.rglob("*.html")):
            about = next(
                (
                    file
                    for file in (html.with_suffix(".json"), html.parent / "request.json")
                    if file.exists()
                ),
                None,
            )
            url = json.loads(about.read_text("utf-8")).get("url") if about else None
            found.append((url or f"https://blog.example/{html.stem}", html.read_bytes()))
    return found


def default_folders() -> list[Path]:
    """The reference pages, or our own cases where those are absent."""
    shared = [ROOT.parent / "shared" / "data" / name for name in ("pages", "blind")]
    present = [folder for folder in shared if folder.is_dir()]
    return present or [ROOT / "tests" / "platforms" / "cases"]


def peers() -> dict[str, Callable[[Document], object]]:
    """What others do with a page, where they are installed."""
    jobs: dict[str, Callable[[Document], object]] = {}
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        jobs["trafilatura, words only"] = lambda doc: trafilatura.extract(
            doc[1], include_comments=True
        )
    if importlib.util.find_spec("newsplease"):
        from newsplease import NewsPlease

        jobs["news-please, no comments"] = lambda doc: NewsPlease.from_html(doc[1], url=doc[0])
    return jobs


def main(arguments: list[str]) -> None:
    """Print one row a job."""
    pages = documents([Path(name) for name in arguments] or default_folders())
    size = sum(len(body) for _, body in pages)
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB, CPU time, median of 5 alternated runs")
    jobs: dict[str, Callable[[Document], object]] = {
        "bare lxml parse": lambda doc: lxml.html.document_fromstring(doc[1]),
        "reading": lambda doc: read_page(Page(doc[0], doc[1], fetched_at=CAPTURED)),
        "reading, generic alone": lambda doc: read_page(
            Page(doc[0], doc[1], fetched_at=CAPTURED), only="generic"
        ),
        **peers(),
    }
    times = alternate(
        {name: (lambda job=job: [job(doc) for doc in pages]) for name, job in jobs.items()}
    )
    base = times["bare lxml parse"]
    for name, seconds in times.items():
        per_page = statistics.median(seconds) * 1000 / len(pages)
        print(line(name, per_page, ratio(seconds, base)))


if __name__ == "__main__":
    main(sys.argv[1:])
