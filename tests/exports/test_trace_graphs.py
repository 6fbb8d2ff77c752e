"""A trace as GraphML, GEXF and DOT: read again whole, typed, escaped."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from types import ModuleType
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports import trace_dot, trace_gexf, trace_graphml
from crawler.exports.trace_dot import quoted
from crawler.exports.traced import Traced, View
from crawler.model import Author, Post, ThreadState
from tests.support.hostile import TEXTS, hostile
from tests.support.talks import at, comment, conversation, hop, post, stored, thread, traced

A, B, C = (f"http://{name}.example/{name}" for name in "abc")
GEXF = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}


def talk() -> Traced:
    anna = post(A, "2009-03-03T14:05+01:00", author=Author("Anna"), title="Why & <how>")
    gap = stored(post(C, title=None), ThreadState.ERROR, reason="HTTP 404")
    hops = [
        hop(B, A, "link", 0.95, confirmed=True, source_published="2009-03"),
        hop(B, A, "pingback", 0.9),
        hop(B, C),
    ]
    threads = [
        thread(stored(anna, claimed=7), [comment("1")]),
        thread(post(B, "2009-03")),
        thread(gap),
    ]
    return traced(conversation(threads, hops))


def written(form: ModuleType, of: Traced) -> str:
    out = io.StringIO()
    form.write(of, out, View())
    return out.getvalue()


def test_networkx_reads_graphml() -> None:
    graph: Any = networkx.parse_graphml(written(trace_graphml, talk()))
    assert isinstance(graph, networkx.MultiDiGraph)
    nodes = {values["url"]: values for _, values in graph.nodes(data=True)}
    assert set(nodes) == {A, B, C}
    assert nodes[A]["title"] == "Why & <how>"
    assert nodes[A]["author_name"] == "Anna"
    assert nodes[A]["comment_count"] == 1
    assert nodes[A]["claimed_comments"] == 7
    assert nodes[A]["published"] == "2009-03-03T14:05+01:00"
    assert nodes[A]["published_utc"] == "2009-03-03T13:05:00Z"
    assert nodes[B]["published"] == "2009-03"
    assert "published_utc" not in nodes[B]
    assert nodes[C]["thread_state"] == "error"
    named = networkx.relabel_nodes(graph, networkx.get_node_attributes(graph, "url"))
    edges = sorted((s, t, v["kind"], v["confidence"]) for s, t, v in named.edges(data=True))
    assert edges == [(B, A, "link", 0.95), (B, A, "pingback", 0.9), (B, C, "link", 0.9)]
    confirmed = {v["kind"]: v["confirmed"] for s, t, v in named.edges(data=True) if t == A}
    assert confirmed == {"link": True, "pingback": False}


def test_gexf_has_times_types_and_places() -> None:
    root = ElementTree.fromstring(written(trace_gexf, talk()))
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    graph = root.find("g:graph", GEXF)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "dateTime")
    types = {a.get("id"): a.get("type") for a in root.iterfind(".//g:attribute", GEXF)}
    assert types["n-comment_count"] == "integer"
    assert (types["e-confidence"], types["e-confirmed"]) == ("double", "boolean")
    used = {value.get("for") for value in root.iterfind(".//g:attvalue", GEXF)}
    assert used <= set(types)
    starts = {node.get("label"): node.get("start") for node in root.iterfind(".//g:node", GEXF)}
    assert starts == {
        "Why & <how>": "2009-03-03T13:05:00Z",
        "About b": "2009-03-01T00:00:00",
        C: None,
    }
    edges = root.findall(".//g:edge", GEXF)
    assert [edge.get("start") for edge in edges] == ["2009-03-01T00:00:00", None, None]
    assert (edges[0].get("kind"), edges[0].get("weight")) == ("link", "0.95")
    places = [node.attrib for node in root.iterfind(".//v:position", GEXF)]
    assert len({place["y"] for place in places}) == 3
    sizes = [float(size.attrib["value"]) for size in root.iterfind(".//v:size", GEXF)]
    assert all(size > 0 for size in sizes)


@pytest.mark.parametrize(("form", "node", "edge"), [
    (trace_graphml, "{http://graphml.graphdrawing.org/xmlns}node", "{http://graphml.graphdrawing.org/xmlns}edge"),
    (trace_gexf, "{http://gexf.net/1.3}node", "{http://gexf.net/1.3}edge"),
])  # fmt: skip
def test_hostile_texts_are_text_in_xml(form: ModuleType, node: str, edge: str) -> None:
    root = ElementTree.fromstring(written(form, hostile()))
    assert [len(list(root.iter(tag))) for tag in (node, edge)] == [len(TEXTS), len(TEXTS) - 1]
    ids = [one.get("id") for tag in (node, edge) for one in root.iter(tag)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{32}", str(one)) for one in ids)
    ends = {one.get(end) for one in root.iter(edge) for end in ("source", "target")}
    assert ends <= set(ids)


ANY = st.text(st.characters() | st.sampled_from("<>&\"'\\\x00\x1b\x85\ufffe\ud800\n\t{}[];/*"))


@pytest.mark.parametrize("form", [trace_graphml, trace_gexf])
@given(title=ANY)
def test_any_title_can_be_written_as_xml(form: ModuleType, title: str) -> None:
    own = Post(A, title, title=title, author=Author(title), published=at("2009"))
    text = written(form, traced(conversation([thread(own)])))
    ElementTree.fromstring(text.encode())


# The tokens of the DOT language (graphviz.org/doc/info/lang.html), quoted strings first.
_DOT = re.compile(r'\s+|"(?:[^"\\\n]|\\[\\"n])*"|->|[A-Za-z_]\w*|[{}\[\];,=]')


def tokens(text: str) -> list[str]:
    """The tokens of a DOT file; what is none of them fails."""
    found, place = [], 0
    while place < len(text):
        match = _DOT.match(text, place)
        assert match, text[place : place + 40]
        place = match.end()
        if not match[0].isspace():
            found.append(match[0])
    return found


@given(st.lists(ANY, max_size=3))
def test_any_words_are_one_string_in_dot(lines: list[str]) -> None:
    assert len(tokens(quoted(*lines))) == 1


def test_dot() -> None:
    for of, nodes, edges in ((talk(), 3, 2), (hostile(), len(TEXTS), len(TEXTS) - 1)):
        found = tokens(written(trace_dot, of))
        assert found[:3] == ["digraph", "conversation", "{"]
        assert found.count("->") == edges
        assert found.count("URL") == nodes
        assert found.count("{") == found.count("}")
        assert found.count("[") == found.count("]")
    text = written(trace_dot, talk())
    assert re.search(r'label="\d Why & <how>\\n2009-03-03"', text)
    assert 'label="link, pingback\\n0.95"' in text
    assert text.count("dashed") == 1


def test_a_start_is_a_time_of_xml_schema() -> None:
    text = written(trace_gexf, hostile())
    for start in re.findall(r'start="([^"]*)"', text):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", start)
        datetime.fromisoformat(start)
