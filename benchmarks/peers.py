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

RUNS = 3


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


def main() -> None:
    """Measure all that is installed and print the figures."""
    tasks = [json.loads(line) for line in sys.stdin]
    pages = [(task["url"], Path(task["path"]).read_bytes()) for task in tasks]
    runs: dict[str, Callable[[], object]] = {
        "": lambda: [lxml.html.document_fromstring(body) for _, body in pages]
    }
    for name, job in jobs().items():
        runs[name] = lambda job=job: [job(url, body) for url, body in pages]  # type: ignore[misc]
    times = alternate(runs, RUNS)
    base = times.pop("")
    print(
        json.dumps(
            {
                name: [statistics.median(took) * 1000 / len(pages), *ratio(took, base)]
                for name, took in times.items()
            }
        )
    )


if __name__ == "__main__":
    main()
