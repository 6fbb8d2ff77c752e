"""The parts of JSON answers, which are hostile too: what is missing or of a wrong type is nothing.

The readers of services whose threads are to be had as JSON (``*_api.py`` and those named after a
service) are built of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from crawler import dates
from crawler.model import (
    PROVISIONAL,
    UNDATED,
    Ask,
    AskReason,
    Comment,
    Link,
    LinkPlace,
    Moment,
    Rank,
    Reading,
    ThreadState,
)
from crawler.pages import Page
from crawler.platforms.fragments import fragment_of
from crawler.platforms.linking import links_in
from crawler.platforms.post import canonical_or_same
from crawler.text import clean, text_of, whole_number

Thing = dict[str, Any]

# A link of Markdown with its words, or a bare address.
_ADDRESS = re.compile(
    r"\[([^\[\]]{0,300})\]\((https?://[^\s()<>]{1,1000})\)|(https?://[^\s()<>\[\]]{1,1000})"
)
# Half a character, which JSON can name and no encoding can write.
_LONE = re.compile("[\ud800-\udfff]")
#: Ids and names of accounts are short; what is longer is none.
_LONGEST = 200


def at(value: Any, *path: str) -> Any:
    """What lies at a path of names in nested objects; ``None`` where there is nothing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def things(value: Any, *path: str) -> list[Thing]:
    """The objects in the list that lies at a path."""
    found = at(value, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def word(value: Any, *path: str) -> str:
    """The text at a path, empty where there is none."""
    found = at(value, *path)
    return _LONE.sub("\ufffd", found) if isinstance(found, str) else ""


def label(value: Any, *path: str) -> str:
    """The text at a path on one line: a name."""
    return clean(word(value, *path)[:_LONGEST])


def number(value: Any, *path: str) -> int | None:
    """The whole number at a path, also where it is written as text; ``None`` where it is none."""
    found = at(value, *path)
    if isinstance(found, str):
        return whole_number(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def identity(value: Any, *path: str) -> str:
    """The id at a path, a text or a number; empty where there is none, and for 0."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    # Python refuses to write longer numbers out, and no id is one.
    text = "" if isinstance(found, int) and abs(found) >= 10**30 else clean(str(found))
    return text if len(text) <= _LONGEST and text != "0" else ""


def dated(value: Any, *path: str, utc: bool = False) -> Moment:
    """The date at a path: ISO 8601 or the like, or a count since 1970.

    ``utc`` says that the service means UTC where it names no zone.
    """
    found = at(value, *path)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return dates.from_epoch(found) if found else UNDATED
    if not isinstance(found, str) or not found.strip():
        return UNDATED
    moment = dates.read_machine(clean(found))
    if utc and moment.offset is None and moment.local and "T" in moment.local:
        return replace(moment, offset=0)
    return moment


def written(page: Page, html: str) -> tuple[str, tuple[Link, ...]]:
    """The words of a piece of HTML or of plain text, and the links in them."""
    if "<" not in html and "&" not in html:
        return plain(html)
    root = fragment_of(html)
    if root is None:
        return "", ()
    text = text_of(root)
    return text, tuple(links_in(page, root, set(), LinkPlace.COMMENT, text))


def plain(source: str) -> tuple[str, tuple[Link, ...]]:
    """A text as it was typed, in Markdown or without any marks, and the addresses in it."""
    links = []
    for match in _ADDRESS.finditer(source):
        url = match[2] or match[3].rstrip(".,;:!?'\"*_")
        links.append(Link(url, LinkPlace.COMMENT, clean(match[1] or url)))
    return clean(source), tuple(links)


def named(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments, those without an id named by their place (`Comment.id`)."""
    return tuple(
        comment if comment.id else replace(comment, id=f"{PROVISIONAL}{place}")
        for place, comment in enumerate(comments)
    )


def below(
    roots: Sequence[Thing], children: Callable[[Thing], list[Thing]]
) -> Iterator[tuple[Thing, Thing | None]]:
    """Each object of a tree with the one it lies under, in the order in which they are shown."""
    stack: list[tuple[Thing, Thing | None]] = [(root, None) for root in reversed(roots)]
    while stack:
        thing, parent = stack.pop()
        yield thing, parent
        stack.extend((child, thing) for child in reversed(children(thing)))


def answer(
    page: Page,
    source: str,
    comments: Iterable[Comment],
    *,
    post_url: str | None = None,
    claimed: int | None = None,
    further: Iterable[Ask] = (),
    cut: bool = False,
    whole: bool = False,
) -> Reading:
    """The reading of an answer; the post is the page's own address where the answer names none.

    ``further`` is what must be asked for the rest. ``cut`` says that there is a rest, whether or
    not it can be asked for; ``whole`` that the answer is the thread.
    """
    found = named(comments)
    asks = tuple(further)
    count = sum(not comment.kind.is_reaction for comment in found)
    short = claimed is not None and claimed > count
    if short or asks or cut:
        told = f"{count} of {claimed}" if short else f"{count}"
        state, reason = ThreadState.PARTIAL, f"{told} comments in the answer"
    elif found:
        state, reason = ThreadState.COMPLETE, f"{count} comments in the answer"
    else:
        state, reason = ThreadState.NONE, "no comments in the answer"
    return Reading(
        canonical_or_same(page.absolute(post_url) or page.url),
        source,
        Rank.API,
        comments=found,
        state=state,
        reason=reason,
        claimed=claimed,
        whole=whole and not asks and not short and not cut,
        asks=asks,
    )


def asked(url: str | None, *, documented: bool = True) -> tuple[Ask, ...]:
    """An ask for an answer, where there is an address to ask."""
    return (Ask(url, AskReason.API, documented),) if url else ()
