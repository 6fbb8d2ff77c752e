"""Blogs in three themes that nobody knows, with a talk under each post and its comment feed.

The markup is invented: what a comment says of itself stands where the conventions of blogs do not
look. Each feed shows the newest ten entries, as feeds do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

#: The comments of a post, and those that its feed shows.
COMMENTS, WINDOW = 60, 10

_NAMES = ("Anna", "Bo", "Çelik", "Dmitri", "Édith", "Farouk", "Gwen", "Hana", "Igor", "Jun")
_SURNAMES = ("Quill", "Marsh", "Ferro", "Onda", "Sable", "Tarn")
_SUBJECTS = (
    "The ferry",
    "My neighbour",
    "That old map",
    "The second chapter",
    "A late train",
    "Your garden",
)
_VERBS = (
    "never mentions",
    "always reminds me of",
    "sounds nothing like",
    "ought to include",
    "hides",
)
_OBJECTS = (
    "the harbour lights",
    "a winter kitchen",
    "what the letters said",
    "our first editor",
    "rain",
)
_PROSE = (
    "This is the text of a post about harbours, ferries and the letters that people wrote on them. "
    "It goes on for a while, as posts do, and says something about the winter of that year."
)


@dataclass(frozen=True)
class Said:
    """A comment as it is: ``parent`` is the number of the one answered."""

    number: int
    name: str
    at: datetime
    text: str
    parent: int | None = None
    kind: str = "comment"
    home: str = ""


def talk(seed: int) -> list[Said]:
    """Sixty comments, oldest first; some answer others, two came from other blogs."""
    out: list[Said] = []
    at = datetime(2009, 3, 2, 9, 14, tzinfo=UTC) + timedelta(days=37 * seed)
    for place in range(COMMENTS):
        mixed = (place * 7 + seed * 13) % 97
        at += timedelta(hours=3 + mixed % 29, minutes=mixed % 47)
        number = 800 + seed * 1000 + place * 3
        ping = place in (20, 54)
        subject, verb, thing = (
            words[(place * step + seed) % len(words)]
            for words, step in ((_SUBJECTS, 1), (_VERBS, 3), (_OBJECTS, 7))
        )
        text = f"{subject} {verb} {thing}, says page {mixed + place} of it."
        if place % 4 == 1:
            text += f" I read it {place} times & found “{verb}” on every one of them."
        name = f"{_NAMES[place % 10]} {_SURNAMES[mixed % 6]}"
        answers = None if ping or place % 3 == 0 or place < 2 else place - (1, 2, 5)[mixed % 3]
        if answers is not None and (answers < 0 or out[answers].kind != "comment"):
            answers = None
        out.append(
            Said(
                number,
                f"The Weblog of {name}" if ping else name,
                at,
                f"[…] {text} […]" if ping else text,
                None if answers is None else out[answers].number,
                "pingback" if ping else "comment",
                f"http://{_NAMES[place % 10].lower()}.example/{mixed}" if ping or mixed % 2 else "",
            )
        )
    return out


def threaded(said: list[Said]) -> list[tuple[Said, int]]:
    """Each answer behind what it answers, with how deep it is."""
    below: dict[int | None, list[Said]] = {}
    for one in said:
        below.setdefault(one.parent, []).append(one)
    out: list[tuple[Said, int]] = []
    stack = [(one, 0) for one in reversed(below[None])]
    while stack:
        one, depth = stack.pop()
        out.append((one, depth))
        stack += [(answer, depth + 1) for answer in reversed(below.get(one.number, []))]
    return out


@dataclass(frozen=True)
class Theme:
    """A theme: how it draws a thread, its clock, and the fragment of a comment's address."""

    name: str
    thread: Callable[[list[Said], int], str]
    offset: int
    fragment: str

    def local(self, one: Said) -> str:
        """The wall clock that the theme shows, to the minute."""
        return (one.at + timedelta(minutes=self.offset)).strftime("%Y-%m-%dT%H:%M")

    def order(self, said: list[Said]) -> list[Said]:
        """The comments in the order of the page."""
        return [one for one, _ in threaded(said)] if self.name == "grove" else said

    def rows(self, said: list[Said]) -> list[dict[str, Any]]:
        """What is to be read of a thread."""
        return [
            {
                "id": str(one.number),
                "parent_id": None if one.parent is None else str(one.parent),
                "kind": one.kind,
                "author_name": one.name,
                "published": self.local(one),
                "text": one.text,
            }
            for one in self.order(said)
        ]

    def page(self, said: list[Said], title: str, url: str, links: str = "") -> str:
        """The page of a post."""
        others = "".join(
            f"<li><a href='/about/{n}'>{escape(one.name)}</a> on {title}</li>"
            for n, one in enumerate(said[-5:])
        )
        return (
            f'<html lang="en"><head><title>{title}</title>'
            f'<link rel="alternate" type="application/atom+xml" title="Comments on {title}"'
            f' href="{url}/comments.atom"></head><body>'
            f'<div class="masthead"><a href="/">Harbour notes</a></div>'
            f'<div class="leaf"><h1>{title}</h1><p>{_PROSE}</p><p>{links}</p></div>'
            f'<aside class="lately"><ul>{others}</ul></aside>'
            f"{self.thread(said, self.offset)}"
            f'<form action="/say"><textarea name="t"></textarea></form></body></html>'
        )

    def feed(self, said: list[Said], title: str, url: str) -> str:
        """The Atom feed of the newest ten comments (RFC 4287, RFC 4685), the newest first."""
        entries = "".join(self._entry(one, url) for one in said[: -WINDOW - 1 : -1])
        return (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<feed xmlns="http://www.w3.org/2005/Atom"'
            ' xmlns:thr="http://purl.org/syndication/thread/1.0">'
            f'<title>Comments on {title}</title><link href="{url}"/>{entries}</feed>'
        )

    def _entry(self, one: Said, url: str) -> str:
        at = f"{url}#{self.fragment}"
        answers = url if one.parent is None else f"{at}{one.parent}"
        uri = f"<uri>{one.home}</uri>" if one.home else ""
        # The page has a picture where the feed has the letters that stand for it.
        text = one.text if one.kind != "comment" else f"{one.text} :-)"
        ping = "[pingback] " if one.kind == "pingback" else ""
        return (
            f"<entry><id>{at}{one.number}</id><title>{ping}{escape(one.name)}</title>"
            f'<link href="{at}{one.number}"/>'
            f"<author><name>{escape(one.name)}</name>{uri}</author>"
            f"<published>{one.at:%Y-%m-%dT%H:%M:%SZ}</published>"
            f'<thr:in-reply-to ref="{answers}"/>'
            f'<content type="html">{escape(f"<p>{escape(text)}</p>")}</content></entry>'
        )


_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _lagoon(said: list[Said], offset: int) -> str:
    """Names only in an attribute around it all, roman months, and a reference in an attribute."""
    out = []
    for place, one in enumerate(said):
        local = one.at + timedelta(minutes=offset)
        date = f"{local.day}·{_MONTHS[local.month - 1]}·{local.year} @ {local:%H}h{local:%M}"
        upon = f' data-upon="drop-{one.parent}"' if one.parent else ""
        home = f'<a class="shore" href="{one.home}">◦</a>' if one.home else ""
        sort = "wave echo" if one.kind == "pingback" else "wave"
        out.append(
            f'<section class="{sort} w{place % 3}" id="drop-{one.number}"'
            f' data-by="{escape(one.name)}"{upon}>'
            f'<div class="crest"><i class="moon">{date}</i>{home}<b>shine {place % 11}</b></div>'
            f'<div class="trough"><div class="salt"><p>{escape(one.text)}'
            f'<img src="/smile.gif" alt="smile"></p></div>'
            f'<span class="oar">Row back</span></div></section>'
        )
    return f'<div class="bay"><h2>{len(said)} drops in the bay</h2>{"".join(out)}</div>'


def _ledger(said: list[Said], offset: int) -> str:
    """Rows of a table, two for each comment, the day by its number in the year."""
    numbers = {one.number: place for place, one in enumerate(said, 1)}
    out = []
    for place, one in enumerate(said, 1):
        local = one.at + timedelta(minutes=offset)
        upon = f" <small>ad {numbers[one.parent]}</small>" if one.parent else ""
        name = f'<a href="{one.home}">{escape(one.name)}</a>' if one.home else escape(one.name)
        sort = ' class="vk wire"' if one.kind == "pingback" else ' class="vk"'
        out.append(
            f'<tr{sort}><td id="c{one.number}">{place}</td>'
            f"<td>{local:%Y/%j %H%M} — {name}{upon}</td></tr>"
            f'<tr class="vb"><td></td><td>{escape(one.text)}</td></tr>'
        )
    return f'<table class="kb"><caption>Ledger</caption>{"".join(out)}</table>'


def _grove(said: list[Said], offset: int) -> str:
    """Bare boxes with bars for depth, the name in a picture's label, the instant as a count."""
    out = []
    for one, depth in threaded(said):
        bars = '<u class="b"></u>' * depth
        seconds = int(one.at.timestamp())
        sort = "twig bird" if one.kind == "pingback" else "twig"
        link = f' onclick="go()" data-home="{one.home}"' if one.home else ""
        out.append(
            f'<div class="{sort}" data-t="{seconds}">{bars}'
            f'<img class="face" src="/f/{one.number}.png"'
            f' alt="portrait of {escape(one.name)}"{link}>'
            f'{escape(one.text)}<br><img src="/smile.gif"> '
            f'<a class="knot" href="#comment-{one.number}">knot</a></div>'
        )
    return f'<div class="wood">{"".join(out)}</div>'


THEMES = (
    Theme("lagoon", _lagoon, 60, "drop-"),
    Theme("ledger", _ledger, -330, "c"),
    Theme("grove", _grove, 0, "comment-"),
)
