"""A trace as a graph in the DOT language of Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from crawler.exports.graph import label_of, node_id
from crawler.exports.page.layout import Picture, picture
from crawler.exports.terminal import harmless, shorten
from crawler.exports.trace_ways import Manner, Way
from crawler.exports.traced import Traced, View
from crawler.model import StoredPost

_STYLES: Mapping[Manner, str] = {
    Manner.ANSWER: "bold",
    Manner.LINK: "solid",
    Manner.COMMENT: "dashed",
    Manner.PING: "dashed",
    Manner.QUOTE: "dotted",
    Manner.CARRIED: "solid",
}
_TITLE = 50


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write a box of posts for each blog, and an arrow for each post referred to.

    The kinds of the hops and the confidence of the surest stand at the arrow. Every text is a
    quoted string, so that nothing in it is DOT.
    """
    drawn = picture(traced)
    out.write(
        'digraph conversation {\n  rankdir="RL";\n  node [shape="box", style="rounded"];\n'
        '  graph [style="rounded", color="gray"];\n'
    )
    for number, lane in enumerate(drawn.lanes):
        out.write(f"  subgraph cluster_{number} {{\n    label={quoted(lane.blog or '…')};\n")
        for mark in drawn.marks:
            if mark.lane == number:
                out.write(f"    {_node(mark.number, mark.stored)}\n")
        out.write("  }\n")
    for way in drawn.ways:
        out.write(f"  {_edge(way, drawn)}\n")
    out.write("}\n")


def _node(number: int, stored: StoredPost) -> str:
    post = stored.post
    title = f"{number} {shorten(label_of(stored), _TITLE)}"
    lines = [title, (post.published.iso or "")[:10]]
    style = ', style="rounded,dashed"' if stored.state.is_gap else ""
    return (
        f"{quoted(node_id(post.url))} [label={quoted(*filter(None, lines))},"
        f" URL={quoted(post.url)}, tooltip={quoted(post.url)}{style}];"
    )


def _edge(way: Way, drawn: Picture) -> str:
    kinds = [hop.kind.value for hop in way.hops]
    colour = ', color="black:invis:black"' if way.manner is Manner.CARRIED else ""
    return (
        f"{quoted(node_id(way.source_url))} -> {quoted(node_id(way.target_url))}"
        f" [label={quoted(', '.join(kinds), f'{way.confidence:.2f}')},"
        f' style="{_STYLES[way.manner]}"{colour}];'
    )


def quoted(*lines: str) -> str:
    """Lines of text as one quoted string: quotation marks and backslashes mean themselves.

    >>> print(quoted('a "b"', "c"))
    "a \\"b\\"\\nc"
    """
    safe = [
        " ".join(harmless(line).split()).replace("\\", "\\\\").replace('"', '\\"') for line in lines
    ]
    return '"' + "\\n".join(safe) + '"'
