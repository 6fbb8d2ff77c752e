"""NDJSON: a line an object, whatever the text."""

import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crawler.exports import ndjson


@given(st.lists(st.dictionaries(st.text(), st.text() | st.none() | st.integers())))
def test_each_row_is_one_line_and_the_same_again(rows: list[dict[str, object]]) -> None:
    out = io.StringIO()
    ndjson.write(rows, out)
    lines = out.getvalue().splitlines()
    assert [json.loads(line) for line in lines] == rows


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x7f\u2028\ud800")))
def test_nothing_in_it_acts_on_a_terminal(text: str) -> None:
    line = ndjson.dumps({"text": text})
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


def test_letters_stay_as_they_are() -> None:
    assert ndjson.dumps({"name": "Zoë 漢字"}) == '{"name":"Zoë 漢字"}'
