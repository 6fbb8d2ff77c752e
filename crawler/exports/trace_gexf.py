"""A trace as GEXF 1.3 (gexf.net) for Gephi: a graph in time, laid out in lanes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TextIO

from crawler.exports.graph import (
    EDGE_TYPES,
    NODE_TYPES,
    edge_id,
    edge_values,
    label_of,
    node_id,
    node_values,
    xml_attribute,
)
from crawler.exports.instants import instant, instant_of_key
from crawler.exports.page.layout import Mark, picture
from crawler.exports.traced import Traced, View


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write posts as nodes that begin when they were published, hops as edges of their kind.

    A post or hop without a date is always there. Times are ``xs:dateTime``, in UTC where the zone
    is known and else without a zone; a date of a day, month or year begins with it. Positions are
    those of the picture of ``trace --format html``, y upwards as in Gephi.
    """
    drawn = picture(traced)
    seen = max((thread.post.last_seen for thread in traced.conversation.threads), default="")
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
        f"<meta{_modified(seen)}><creator>threadhop</creator></meta>\n"
        '<graph mode="dynamic" defaultedgetype="directed" idtype="string" timeformat="dateTime"'
        ' timerepresentation="interval">\n'
    )
    _attributes(out, "node", NODE_TYPES)
    _attributes(out, "edge", EDGE_TYPES)
    out.write("<nodes>\n")
    for mark in drawn.marks:
        _node(out, mark)
    out.write("</nodes>\n<edges>\n")
    for hop in traced.conversation.hops:
        out.write(
            f'<edge id="{edge_id(hop)}" source="{node_id(hop.source_url)}"'
            f' target="{node_id(hop.target_url)}" kind="{hop.kind.value}"'
            f' label="{hop.kind.value}" weight="{hop.confidence}"'
            f"{_start(instant_of_key(hop.source_published))}>"
        )
        _values(out, "e", edge_values(hop))
        out.write("</edge>\n")
    out.write("</edges>\n</graph>\n</gexf>\n")


def _node(out: TextIO, mark: Mark) -> None:
    stored = mark.stored
    out.write(
        f'<node id="{node_id(stored.post.url)}" label={xml_attribute(label_of(stored))}'
        f"{_start(instant(stored.post.published))}>"
    )
    _values(out, "n", node_values(stored))
    out.write(
        f'<viz:size value="{mark.radius:.2f}"/>'
        f'<viz:position x="{mark.x:.2f}" y="{-mark.y:.2f}" z="0.0"/></node>\n'
    )


def _attributes(out: TextIO, what: str, types: Mapping[str, str]) -> None:
    out.write(f'<attributes class="{what}" mode="static">\n')
    for name, kind in types.items():
        out.write(f'<attribute id="{what[0]}-{name}" title="{name}" type="{kind}"/>\n')
    out.write("</attributes>\n")


def _values(out: TextIO, prefix: str, values: Iterable[tuple[str, str]]) -> None:
    out.write("<attvalues>")
    for name, value in values:
        out.write(f'<attvalue for="{prefix}-{name}" value={xml_attribute(value)}/>')
    out.write("</attvalues>")


def _start(found: datetime | None) -> str:
    if found is None:
        return ""
    return f' start="{found.isoformat(timespec="seconds").replace("+00:00", "Z")}"'


def _modified(seen: str) -> str:
    return f' lastmodifieddate="{seen[:10]}"' if seen else ""
