"""The formats there are: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from crawler.exports import (
    csv,
    ndjson,
    trace_csv,
    trace_dot,
    trace_gexf,
    trace_graphml,
    trace_html,
    trace_json,
    trace_text,
)
from crawler.exports.traced import Traced, View

#: What writes the rows of a table of the archive.
TABLES: Mapping[str, Callable[[Iterable[Mapping[str, object]], TextIO], None]] = {
    "ndjson": ndjson.write,
    "csv": csv.write,
}
#: What writes a trace.
TRACES: Mapping[str, Callable[[Traced, TextIO, View], None]] = {
    "text": trace_text.write,
    "json": trace_json.write,
    "csv": trace_csv.write,
    "graphml": trace_graphml.write,
    "gexf": trace_gexf.write,
    "dot": trace_dot.write,
    "html": trace_html.write,
}
