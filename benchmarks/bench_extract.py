"""What reading a page costs, as a multiple of one bare lxml parse of the same bytes (CPU time).

    python -m benchmarks.bench_extract [--peers PYTHON] [FOLDER ...]
    python -m benchmarks.bench_extract --growth

FOLDER holds NNN.html with NNN.json that says its "url"; the default is the reference pages beside
the checkout (../shared/data) where they are, else the cases of tests/platforms. A page is known
where a platform's reader took it (`Reading.source` names one, structured markup and feeds among
them), unknown where only the generic reader was left. ``--peers`` names an interpreter that has
trafilatura or news-please. ``--growth`` reads pages of 50, 100, 200 and 400 comments instead.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import lxml.html

from benchmarks import grown
from benchmarks.ratio import alternate, line, ratio
from crawler.pages.page import Page
from crawler.platforms.reading import read_page

ROOT = Path(__file__).resolve().parent.parent
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)
NO_PROXY = "http://127.0.0.1:9"
SIZES = (50, 100, 200, 400)
HOW_TO_GET_PEERS = """\
trafilatura and news-please: not measured. To have them beside, in an environment of their own:
  python -m venv /tmp/peers && /tmp/peers/bin/pip install trafilatura news-please
  python -m benchmarks.bench_extract --peers /tmp/peers/bin/python"""

Document = tuple[str, bytes]


def documents(folders: Sequence[Path]) -> dict[Path, Document]:
    """Address and bytes of each page in the folders, by its path."""
    found = {}
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
            found[html] = (url or f"https://blog.example/{html.stem}", html.read_bytes())
    return found


def default_folders() -> list[Path]:
    """The reference pages, or our own cases where those are absent."""
    shared = [ROOT.parent / "shared" / "data" / name for name in ("pages", "blind")]
    present = [folder for folder in shared if folder.is_dir()]
    return present or [ROOT / "tests" / "platforms" / "cases"]


def parsed(pages: Sequence[Document]) -> None:
    """The base: each page parsed by lxml and dropped."""
    for _, body in pages:
        lxml.html.document_fromstring(body)


def read(pages: Sequence[Document], only: str | None = None) -> None:
    """Our job: each page read whole."""
    for url, body in pages:
        read_page(Page(url, body, fetched_at=CAPTURED), only=only)


def is_known(page: Document) -> bool:
    """Whether a platform's reader took the page."""
    source = read_page(Page(page[0], page[1], fetched_at=CAPTURED)).source
    return bool(set(source.split("+")) - {"generic", "none"})


def compare(pages: Sequence[Document]) -> None:
    """A row for the known pages, the unknown ones, all of them, and the generic reader alone."""
    known = [page for page in pages if is_known(page)]
    unknown = [page for page in pages if page not in known]
    groups = {"known": known, "unknown": unknown, "all": pages}
    jobs: dict[str, Callable[[], object]] = {}
    for name, group in groups.items():
        jobs[f"parse {name}"] = lambda group=group: parsed(group)  # type: ignore[misc]
        jobs[f"read {name}"] = lambda group=group: read(group)  # type: ignore[misc]
    jobs["generic"] = lambda: read(pages, "generic")
    times = alternate(jobs)
    every = len(pages)
    print(line("bare lxml parse", _each(times["parse all"], every), (1, 1, 1)))
    for name, group in groups.items():
        if group:
            took = times[f"read {name}"]
            label = f"reading, {name} ({len(group)} pages)"
            print(line(label, _each(took, len(group)), ratio(took, times[f"parse {name}"])))
    alone = ratio(times["generic"], times["parse all"])
    print(line("reading, generic alone", _each(times["generic"], every), alone))


def _each(seconds: Sequence[float], pages: int) -> float:
    return statistics.median(seconds) * 1000 / pages


def compare_peers(python: str, pages: dict[Path, Document]) -> None:
    """A row for each of the peers that the other interpreter has."""
    tasks = (json.dumps({"path": str(path), "url": url}) for path, (url, _) in pages.items())
    done = subprocess.run(
        [python, "-m", "benchmarks.peers"],
        input="\n".join(tasks),
        cwd=ROOT,
        # They fetch what a page names while they read it; with a proxy that is not there they fail
        # at once instead of waiting.
        env={**os.environ, "http_proxy": NO_PROXY, "https_proxy": NO_PROXY},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"--peers {python}: it cannot run benchmarks.peers (lxml needed)")
    for name, (each, *figures) in json.loads(done.stdout).items():
        print(line(name, each, tuple(figures)))


def grow() -> None:
    """How many times a parse a reading costs, for pages of ever more comments: it stays level."""
    print("comments" + " " * 16 + "".join(f"{size:>9}" for size in SIZES))
    for kind in grown.KINDS:
        ratios = []
        for size in SIZES:
            page = grown.page(kind, size)
            found = len(read_page(Page(page[0], page[1], fetched_at=CAPTURED)).comments)
            if found != size:
                raise SystemExit(f"{kind}: {found} comments read of {size}")
            pages = [page] * (SIZES[-1] // size)
            times = alternate(
                {"parse": lambda: parsed(pages), "read": lambda: read(pages)}  # noqa: B023
            )
            ratios.append(ratio(times["read"], times["parse"])[0])
        print(f"{kind:24}" + "".join(f"   x{value:5.2f}" for value in ratios))


def main(arguments: list[str]) -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_extract")
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter that has the peers")
    parser.add_argument("--growth", action="store_true", help="cost against size instead")
    asked = parser.parse_args(arguments)
    if asked.growth:
        grow()
        return
    pages = documents(asked.folders or default_folders())
    size = sum(len(body) for _, body in pages.values())
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB, CPU time, median of 5 alternated runs")
    compare(list(pages.values()))
    if asked.peers:
        compare_peers(asked.peers, pages)
    else:
        print(HOW_TO_GET_PEERS)


if __name__ == "__main__":
    main(sys.argv[1:])
