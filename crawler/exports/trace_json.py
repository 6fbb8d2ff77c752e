"""A trace as one JSON object (docs/schema/trace.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from crawler.exports.fields import (
    hop_fields,
    person_fields,
    stored_comment_fields,
    stored_post_fields,
)
from crawler.exports.ndjson import dumps
from crawler.exports.traced import Traced, View
from crawler.model import Thread

#: The name and version of this output.
SCHEMA = "threadhop.trace/1"


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write the object piece by piece, a post or comment or hop a line."""
    conversation = traced.conversation
    out.write(f'{{"schema":{dumps(SCHEMA)},\n"root":{dumps(conversation.root)},\n"posts":')
    _list(map(_post, conversation.threads), out)
    out.write(',\n"hops":')
    _list(([dumps(hop_fields(hop))] for hop in conversation.hops), out)
    out.write(',\n"people":')
    _list(([dumps(person_fields(person))] for person in traced.people), out)
    out.write(f',\n"metrics":{dumps(dict(traced.metrics))},\n"left_out":')
    left = ([dumps({**hop_fields(hop), "reason": why})] for hop, why in conversation.left_out)
    _list(left, out)
    out.write("}\n")


def _post(thread: Thread) -> Iterator[str]:
    """A post as pieces of JSON, so that its comments are never all in memory as text."""
    yield dumps(stored_post_fields(thread.post))[:-1] + ',"comments":['
    for number, stored in enumerate(thread.comments):
        yield (",\n" if number else "\n") + dumps(stored_comment_fields(stored))
    yield "]}"


def _list(items: Iterable[Iterable[str]], out: TextIO) -> None:
    out.write("[")
    for number, pieces in enumerate(items):
        out.write(",\n" if number else "\n")
        out.writelines(pieces)
    out.write("]")
