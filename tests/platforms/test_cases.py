"""Every folder in ``cases`` is a page, its request and what must be read from it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.model import Moment
from crawler.pages import Page
from crawler.platforms import PLATFORMS
from crawler.platforms.reading import read_page

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/request.json"))


def page_of(folder: Path) -> Page:
    """The page of a case: its one file beside the request, the expectation and the note."""
    request = json.loads((folder / "request.json").read_text("utf-8"))
    (body,) = folder.glob("page.*")
    return Page(
        request["url"],
        body.read_bytes(),
        request.get("headers", {}),
        request.get("status", 200),
        datetime.fromisoformat(request["fetched_at"]),
    )


def plain(value: Any) -> Any:
    """A reading as JSON has it; a moment is its ISO form."""
    if isinstance(value, Moment):
        return value.iso
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.value if hasattr(value, "value") else value


def cut(value: Any, pattern: Any) -> Any:
    """The value with only the fields that the pattern names, so that a difference reads well."""
    if isinstance(pattern, dict) and isinstance(value, dict):
        return {key: cut(value.get(key, "no such field"), part) for key, part in pattern.items()}
    if isinstance(pattern, list) and isinstance(value, list):
        filled = pattern + [pattern[-1] if pattern else None] * (len(value) - len(pattern))
        return [cut(item, part) for item, part in zip(value, filled, strict=False)]
    return value


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_case(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))

    reading = plain(read_page(page_of(folder)))

    assert cut(reading, expected) == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_reading_twice_is_the_same(folder: Path) -> None:
    assert asdict(read_page(page_of(folder))) == asdict(read_page(page_of(folder)))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_ids_are_unique_and_parents_are_there(folder: Path) -> None:
    comments = read_page(page_of(folder)).comments
    ids = [comment.id for comment in comments]

    assert len(ids) == len(set(ids))
    assert {c.parent_id for c in comments} - {None} <= set(ids)


def test_every_platform_has_a_case_and_every_case_a_note() -> None:
    assert {folder.parent.name for folder in FOLDERS} >= {reader.NAME for reader in PLATFORMS}
    assert all((folder / "NOTE.md").read_text("utf-8").strip() for folder in FOLDERS)


def test_names_of_readers_are_unique() -> None:
    names = [reader.NAME for reader in PLATFORMS]

    assert sorted(set(names)) == sorted(names)
