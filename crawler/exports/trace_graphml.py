"""A trace as GraphML (graphml.graphdrawing.org, 1.0) for NetworkX, yEd, igraph and the like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from crawler.exports.graph import (
    EDGE_TYPES,
    NODE_TYPES,
    edge_id,
    edge_values,
    node_id,
    node_values,
    xml_attribute,
    xml_text,
)
from crawler.exports.traced import Traced, View

_TYPES = {"integer": "int"}


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write posts as nodes and hops as directed edges, each as it comes.

    Nodes and edges have ids of their own, so that several hops between two posts stay apart, and
    the fields of the exports as typed attributes; what is not known is left out.
    """
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        '"http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    _keys(out, "node", NODE_TYPES)
    _keys(out, "edge", EDGE_TYPES)
    out.write('<graph id="conversation" edgedefault="directed">\n')
    for thread in traced.conversation.threads:
        out.write(f'<node id="{node_id(thread.post.post.url)}">')
        _data(out, "n", node_values(thread.post))
        out.write("</node>\n")
    for hop in traced.conversation.hops:
        ends = f'source="{node_id(hop.source_url)}" target="{node_id(hop.target_url)}"'
        out.write(f'<edge id="{edge_id(hop)}" {ends}>')
        _data(out, "e", edge_values(hop))
        out.write("</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _keys(out: TextIO, what: str, types: Mapping[str, str]) -> None:
    for name, kind in types.items():
        out.write(
            f'<key id="{what[0]}-{name}" for="{what}" attr.name={xml_attribute(name)}'
            f' attr.type="{_TYPES.get(kind, kind)}"/>\n'
        )


def _data(out: TextIO, prefix: str, values: Iterable[tuple[str, str]]) -> None:
    for name, value in values:
        out.write(f'<data key="{prefix}-{name}">{xml_text(value)}</data>')
