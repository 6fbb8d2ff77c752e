"""No change makes extraction worse unnoticed: each figure has a floor, in ``floors.json``.

``--floors raise`` lifts the floors to today's figures; ``--floors lower`` sets them to today's
figures whatever they are, and the commit says why. The pages that nobody opens are scored only with
``--blind``: whoever reads their figures often learns from them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.model import CommentStatus, Reading
from crawler.platforms.reading import read_page
from tests.platforms.test_cases import FOLDERS, page_of
from tests.quality.measure import Figures, Row

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
#: Figures of which less is better.
COUNTS = {"pages_wrongly_given_comments", "errors"}
#: Figures of the scorer that are no measure of quality.
IGNORED = {"pages", "comments", "pages_without_comments", "pages_per_second"}


def rows(reading: Reading) -> list[Row]:
    return [
        {
            "id": comment.id,
            "parent_id": comment.parent_id,
            "kind": comment.kind.value,
            "author_name": comment.author.name,
            "published": comment.published.iso,
            "text": comment.text,
        }
        for comment in reading.comments
        if comment.status is CommentStatus.VISIBLE and not comment.kind.is_reaction
    ]


def generic_on_our_cases() -> dict[str, float]:
    """The generic reader alone, on the pages whose platforms we know, against what those read."""
    figures = Figures()
    for folder in FOLDERS:
        page = page_of(folder)
        if page.is_html:
            figures.add(rows(read_page(page)), rows(read_page(page_of(folder), only="generic")))
    return figures.as_dict()


def scored(folder: str, *options: str) -> Callable[[], dict[str, float]]:
    """The figures of the reference pages beside the checkout, by their own scorer."""

    def figures() -> dict[str, float]:
        pages = SHARED / "data" / folder
        if not pages.is_dir():
            pytest.skip(f"no reference pages at ../shared/data/{folder}")
        scorer = SHARED / "scoring" / "score_extraction.py"
        command = [sys.executable, str(scorer), str(pages), "--json", "--"]
        command += [sys.executable, "-m", "crawler", "extract", "--batch", *options]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        return {name: value for name, value in found.items() if name not in IGNORED}

    return figures


MEASURED: dict[str, Callable[[], dict[str, float]]] = {
    "cases, generic alone": generic_on_our_cases,
    "pages": scored("pages"),
    "pages, generic alone": scored("pages", "--only", "generic"),
    "blind": scored("blind"),
    "blind, generic alone": scored("blind", "--only", "generic"),
}


def below(name: str, value: float, floor: float) -> bool:
    return value > floor if name in COUNTS else value < floor


@pytest.mark.parametrize("what", MEASURED)
def test_no_figure_fell_below_its_floor(what: str, pytestconfig: pytest.Config) -> None:
    if what.startswith("blind") and not pytestconfig.getoption("--blind"):
        pytest.skip("the blind pages are scored with --blind")
    figures = {
        name: round(value, 4) for name, value in MEASURED[what]().items() if value is not None
    }
    floors = json.loads(FLOORS.read_text("utf-8"))
    change = pytestconfig.getoption("--floors")
    if change:
        old = floors.get(what, {})
        floors[what] = {
            name: old[name]
            if change == "raise" and name in old and below(name, value, old[name])
            else value
            for name, value in figures.items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")

    fallen = {
        name: f"{figures.get(name)} (floor {floor})"
        for name, floor in floors[what].items()
        if name not in figures or below(name, figures[name], floor)
    }

    assert not fallen, f"figures fell below their floors: {fallen}"
