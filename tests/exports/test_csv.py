"""CSV that every reader reads and no spreadsheet runs."""

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports import csv


def written(rows: list[dict[str, object]], columns: tuple[str, ...] = ()) -> str:
    out = io.StringIO()
    csv.write(rows, out, columns)
    return out.getvalue()


def test_a_table() -> None:
    rows: list[dict[str, object]] = [
        {"url": "http://a.example/", "count": 3, "share": 0.5, "flag": True, "none": None},
        {"url": 'a "word", a line\nmore', "count": -1, "share": -0.5, "flag": False, "none": ""},
    ]
    assert written(rows) == (
        "url,count,share,flag,none\r\n"
        "http://a.example/,3,0.5,true,\r\n"
        '"a ""word"", a line\nmore",-1,-0.5,false,\r\n'
    )


def test_lists_and_objects_are_json() -> None:
    assert written([{"evidence": [{"kind": "link"}], "counts": {"a": 1}}]) == (
        'evidence,counts\r\n"[{""kind"":""link""}]","{""a"":1}"\r\n'
    )


def test_without_rows_there_is_a_heading_only_where_the_columns_are_known() -> None:
    assert written([], ("a", "b")) == "a,b\r\n"
    assert written([]) == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_a_formula_becomes_words(text: str) -> None:
    (_, (cell,)) = reader.reader(io.StringIO(written([{"text": text}]), newline=""))
    assert cell == f"'{text}"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_what_is_written_is_read_again(pairs: list[tuple[str, str]]) -> None:
    text = written([{"one": one, "other": other} for one, other in pairs])
    text.encode()
    assert not set(text) & {chr(code) for code in (*range(9), 11, 12, 27, 127, *range(128, 160))}
    heading, *rows = reader.reader(io.StringIO(text, newline=""))
    assert heading == ["one", "other"]
    for row, pair in zip(rows, pairs, strict=True):
        for cell, given_text in zip(row, pair, strict=True):
            assert cell.removeprefix("'") == csv.harmless(given_text).removeprefix("'")
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
