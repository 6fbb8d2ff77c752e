"""What trafilatura and news-please cost on the same pages, in an interpreter that has them.

`benchmarks.bench_extract --peers PYTHON` runs this under PYTHON: a task a line on standard input,
``{"path", "url"}``, and one JSON object out, milliseconds a page and ratios by name. It needs lxml
and either of the two, and nothing of threadhop.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import lxml.html

from benchmarks.ratio import alternate, ratio

RUNS = 2


def jobs() -> dict[str, Callable[[str, bytes], object]]:
    """What each of the two does with an address and bytes, where it is installed."""
    found: dict[str, Callable[[str, bytes], object]] = {}
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        found[f"trafilatura {version('trafilatura')}, words only"] = lambda url, body: (
            trafilatura.extract(body, url=url, include_comments=True)
        )
    if importlib.util.find_spec("newsplease"):
        from newsplease import NewsPlease

        found[f"news-please {version('news-please')}, no comments"] = lambda url, body: (
            NewsPlease.from_html(body, url=url)
        )
    return found


def all_of(
    job: Callable[[str, bytes], object], pages: list[tuple[str, bytes]], failed: set[str]
) -> None:
    """Do a job on all pages; those on which it raises are noted and count with what they took."""
    for url, body in pages:
        try:
            job(url, body)
        except Exception:  # noqa: BLE001 - what another's code raises is not ours to know
            failed.add(url)


def main() -> None:
    """Measure all that is installed and print the figures."""
    tasks = [json.loads(line) for line in sys.stdin]
    pages = [(task["url"], Path(task["path"]).read_bytes()) for task in tasks]
    runs: dict[str, Callable[[], object]] = {
        "": lambda: [lxml.html.document_fromstring(body) for _, body in pages]
    }
    failed: dict[str, set[str]] = {}
    for name, job in jobs().items():
        failed[name] = set()
        runs[name] = lambda job=job, name=name: all_of(job, pages, failed[name])  # type: ignore[misc]
    times = alternate(runs, RUNS)
    base = times.pop("")
    print(
        json.dumps(
            {
                f"{name}, {len(failed[name])} failed" if failed[name] else name: [
                    statistics.median(took) * 1000 / len(pages),
                    *ratio(took, base),
                ]
                for name, took in times.items()
            }
        )
    )


if __name__ == "__main__":
    main()
