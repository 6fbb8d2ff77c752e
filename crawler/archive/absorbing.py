"""What readings say of a thread, joined with what is known of it: the part that archives share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.archive.entries import Entry
from crawler.archive.merging import Known, join, seen_comment
from crawler.archive.naming import has_unnamed
from crawler.model import Reading
from crawler.urls import blog_of

#: The id of a post among the entries of its thread.
POST_ID = ""


def is_of_a_thread(reading: Reading) -> bool:
    """False for a home page or an empty feed, which must not make a post of its address."""
    return reading.post is not None or bool(reading.comments) or reading.whole


def gathered(sightings: Sequence[tuple[Reading, str]]) -> dict[str, Known]:
    """The comments of the readings that give ids, by their ids."""
    read: dict[str, Known] = {}
    for reading, at in sightings:
        if has_unnamed(reading):
            continue
        for comment in reading.comments:
            seen = seen_comment(comment, reading.rank, at, comment.parent_id)
            known = read.get(comment.id)
            read[comment.id] = seen if known is None else join(known, seen)
    return read


def pure_of(thread: Mapping[str, Entry]) -> dict[str, Known]:
    """What readings that give ids say of the comments of a thread."""
    return {
        given: entry.named or entry.known
        for given, entry in thread.items()
        if given != POST_ID and not entry.derived
    }


def joined(stored: Mapping[str, Known], read: Mapping[str, Known]) -> dict[str, Known]:
    """All that is known of the comments of either."""
    both = dict(stored)
    for given, known in read.items():
        both[given] = join(both[given], known) if given in both else known
    return both


def guessed_blog(url: str) -> str:
    """The blog of a post of which no page was read yet: as far as its address says."""
    try:
        return blog_of(url)
    except ValueError:
        return ""
