"""Signatures: the person that a byline's words name, without what he is and what stands beside."""

from __future__ import annotations

import re

from crawler import dates
from crawler.dates.looks import shows_date
from crawler.model import Author
from crawler.pages import Page
from crawler.platforms.names import name_in_byline, name_of, signed

#: What stands between two names of a byline.
JOINER = re.compile(r"\s*(?:,|;|&|\+|/|and|und|et|y|e|en|och|og|i|и|と|、|,\s*and)\s*", re.I)
#: What stands between a name and what is no part of it.
DASH = re.compile(r"\s+[-–—|·•/]+\s+|\s*\|\s*|\s*::\s*")
_WORK = re.compile(
    r",\s*(?:from|aus|de|da|in|à)\s.*$"
    r"|,\s*(?:[\w-]+\s+){0,3}(?:editors?|writers?|reporters?|correspondents?|contributors?"
    r"|columnists?|authors?|staff|journalists?|redakteur\w*|autor\w*|journaliste|redactora?"
    r"|giornalista|ph\.?\s?d|founder|director|professor|ceo)\b.*$",
    re.I,
)
_REST = re.compile(
    r"(?:[\s,(]+(?:on|at|um|am|le|à|a las|alle|el|op|den|em|às|kl\.?|о|в|\d).*?)?[\s,(]+\d.*$"
    r"|\s+(?:发布|發布|更新|时间|時間|日期|公開|投稿日).*$"
    r"|\s+(?:in|on|at|under|filed|published|posted|updated|for)\s.*$"
    r"|\s+(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Cc]reated)\s*:?\s*$"
)
_NOT_NAMES = re.compile(
    r"^(?:on|in|all|view|more|see|follow|subscribe|rss|read|share|posts?|reply|comments?|log"
    r"|contact|about|home|permalink|edit|email|print|posted|published|by"
    r"|the authors?)(?:\s|$)|https?:|@.*@|[!?]$",
    re.I,
)
_SMALL = "von van de der den del della di da du la le dos das el al bin ibn"
_PARTICLES = frozenset(_SMALL.split())
#: No byline's name is longer; no signature of several words has more of them.
LONGEST, MOST_WORDS = 80, 5


def author_in_line(page: Page, line: str, *, bare: bool) -> Author | None:
    """The author in a line of text; ``bare`` says that the name may stand without "by"."""
    if len(line) > 2 * LONGEST:
        line = line[: 2 * LONGEST] if not bare else ""
    found = None
    if any(map(str.isdigit, line)):
        found = dates.find_written(line, page.locale, captured=page.fetched_at)
    parts = [line[found[2] :], line[: found[1]]] if found else [line]
    for part in parts:
        name = signed(part) or signed(_from_by(part))
        if name:
            return author_named(_REST.sub("", name), None)
    if bare:
        part = (parts[-1] if len(parts[-1].strip()) > 3 else parts[0]).strip()
        return author_named(_REST.sub("", name_in_byline(part) or ""), None)
    return None


def _from_by(part: str) -> str:
    """A line from the "by" that stands inside it."""
    found = re.search(r"(?:^|[\s|,·•–-])((?:by|von|par|por|door|av|af)\s.*)$", part, re.I)
    return found[1] if found else ""


def author_named(name: str, url: str | None) -> Author | None:
    """An author of that name, without what he is and what stands beside; ``None`` for no name."""
    named = name_in_byline(name) or ""
    head = DASH.split(named)[0]
    named = name_of(_WORK.sub("", head if head.strip() else named)) or ""
    if not named or len(named) > LONGEST or _NOT_NAMES.search(named):
        return None
    if any(map(str.isdigit, named)) and shows_date(named):
        return None
    return Author(named, url) if any(map(str.isalpha, named)) else None


def name_before(text: str) -> str:
    """The name in "NAME, DATE" and "NAME | DATE"; empty where nothing parts them."""
    bare = text.rstrip()
    return bare.rstrip(" ,·|–—-•") if bare.endswith((",", "|", "·", "–", "—", "-", "•")) else ""


def reads_as_name(author: Author) -> bool:
    """Whether a name is one word, or a few that begin as those of names do."""
    words = (author.name or "").split()
    if len(words) == 1:
        return True
    persons = 1 + sum(JOINER.fullmatch(word) is not None or word[-1] == "," for word in words)
    return len(words) <= MOST_WORDS * persons and all(
        word in _PARTICLES or JOINER.fullmatch(word) or not word[0].islower() for word in words
    )
