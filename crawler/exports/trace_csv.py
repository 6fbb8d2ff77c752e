"""A trace as a CSV table: its hops, or its posts."""

from __future__ import annotations

from typing import TextIO

from crawler.exports import csv
from crawler.exports.fields import HOP_FIELDS, hop_fields, stored_post_fields
from crawler.exports.traced import Traced, View


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write the hops in the fields of the hops export, or the posts with ``view.nodes``."""
    conversation = traced.conversation
    if view.nodes:
        csv.write((stored_post_fields(thread.post) for thread in conversation.threads), out)
    else:
        csv.write(map(hop_fields, conversation.hops), out, HOP_FIELDS)
