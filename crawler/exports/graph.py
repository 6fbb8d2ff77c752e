"""What a post and a hop are in a graph file: ids, attributes with their types, text fit for XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from crawler.exports.fields import HOP_FIELDS, hop_fields, stored_post_fields
from crawler.exports.ndjson import dumps
from crawler.model import Hop, StoredPost, key

#: The attributes of a post, in their order, with their types in the words of GEXF.
NODE_TYPES: Mapping[str, str] = {
    "url": "string",
    "blog": "string",
    "title": "string",
    "author_name": "string",
    "author_url": "string",
    "published": "string",
    "published_utc": "string",
    "published_precision": "string",
    "language": "string",
    "platform": "string",
    "comment_count": "integer",
    "claimed_comments": "integer",
    "thread_state": "string",
    "thread_reason": "string",
    "first_seen": "string",
    "last_seen": "string",
}
#: The attributes of a hop but for its two ends.
EDGE_TYPES: Mapping[str, str] = {
    name: {"cross_blog": "boolean", "confirmed": "boolean", "later_edit": "boolean"}.get(
        name, "double" if name == "confidence" else "string"
    )
    for name in HOP_FIELDS
    if name not in ("source_url", "target_url")
}

# What XML 1.0 (section 2.2) has no place for, and what it has only as a line break or tab.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def node_id(url: str) -> str:
    """The id of a post: the same in every file, and a name token of XML."""
    return key("post", url)


def edge_id(hop: Hop) -> str:
    """The id of a hop."""
    return key("hop", hop.source_url, hop.target_url, hop.kind.value)


def node_values(stored: StoredPost) -> Iterator[tuple[str, str]]:
    """What is known of a post, as pairs of name and text; nothing unknown."""
    return _written(stored_post_fields(stored), NODE_TYPES)


def edge_values(hop: Hop) -> Iterator[tuple[str, str]]:
    """What is known of a hop, its evidence as JSON."""
    return _written(hop_fields(hop), EDGE_TYPES)


def label_of(stored: StoredPost) -> str:
    """What a post is called in a picture of the graph."""
    return stored.post.title or stored.post.url


def xml_text(value: str) -> str:
    """Text between tags; what XML 1.0 cannot hold is U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", value))


def xml_attribute(value: str) -> str:
    """Text as the value of an attribute, in its quotation marks."""
    return quoteattr(_NOT_XML.sub("\ufffd", value))


def _written(fields: Mapping[str, object], types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in types:
        value = fields[name]
        if isinstance(value, bool):
            yield name, "true" if value else "false"
        elif isinstance(value, int | float):
            yield name, str(value)
        elif value is not None and value != "":
            yield name, value if isinstance(value, str) else dumps(value)
