"""What HTTP answers mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.answers import Means, back_off, meaning, retry_after, utc


@pytest.mark.parametrize(
    ("status", "location", "tries", "means"),
    [
        (200, "", 0, Means.DOCUMENT),
        (203, "", 0, Means.DOCUMENT),
        (204, "", 0, Means.FAILED),
        (304, "", 0, Means.UNCHANGED),
        (301, "/x", 0, Means.REDIRECT),
        (308, "/x", 2, Means.REDIRECT),
        (302, "", 0, Means.FAILED),
        (300, "/x", 0, Means.FAILED),
        (404, "", 0, Means.FAILED),
        (410, "", 0, Means.FAILED),
        (429, "", 0, Means.RETRY),
        (503, "", 1, Means.RETRY),
        (503, "", 2, Means.FAILED),
        (999, "", 0, Means.FAILED),
    ],
)
def test_meanings(status: int, location: str, tries: int, means: Means) -> None:
    assert meaning(status, location, tries) is means


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("120", 1120.0),
        (" 0 ", 1000.0),
        ("Thu, 01 Jan 1970 01:00:00 GMT", 3600.0),
        ("Thu, 01 Jan 1970 01:00:00 -0000", 3600.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("9" * 400, 1000.0 + 366 * 86400),
    ],
)
def test_retry_after(value: str, at: float | None) -> None:
    assert retry_after(value, 1000.0) == at


@given(st.text(max_size=40))
def test_no_header_breaks_it(value: str) -> None:
    retry_after(value, 1000.0)


def test_pauses_grow_with_the_attempts() -> None:
    assert [back_off(2, tries) for tries in range(3)] == [10, 30, 90]


def test_instants_are_written_as_visits_have_them() -> None:
    assert utc(0) == "1970-01-01T00:00:00Z"
