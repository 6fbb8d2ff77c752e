"""Every reader of pages has its paragraph."""

import re
from pathlib import Path

from crawler.platforms import PLATFORMS, generic

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "platforms.md"


def test_every_reader_has_its_paragraph_and_every_paragraph_a_reader() -> None:
    headings = re.findall(r"^### (\S+)$", PAGE.read_text("utf-8"), re.MULTILINE)

    assert sorted(headings) == sorted(reader.NAME for reader in (*PLATFORMS, generic))
