"""What a page's JSON-LD says of its post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.pages import Page
from crawler.text import clean

_KINDS = """
    article blogposting newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle
    techarticle scholarlyarticle liveblogposting report socialmediaposting discussionforumposting
    review webpage"""
#: Types of schema.org that a post may have, in lower case.
POSTS = frozenset(_KINDS.split())


def ld_posts(page: Page) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe a post."""
    for thing in page.head.ld:
        kinds = types_of(thing)
        if any(kind in POSTS for kind in kinds) or (not kinds and "headline" in thing):
            yield thing


def types_of(thing: dict[str, Any]) -> list[str]:
    """The types of a JSON-LD object, in lower case, without a vocabulary's address."""
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2].lower() for kind in named if isinstance(kind, str)]


def ld_values(page: Page, name: str) -> Iterator[str]:
    """The texts of a property of the posts described."""
    for thing in ld_posts(page):
        value = thing.get(name)
        if isinstance(value, str) and value.strip():
            yield value.strip()


def person_of(page: Page, value: Any) -> tuple[str | None, str | None]:
    """The name and address of a person or persons as JSON-LD gives them, references followed."""
    named: list[tuple[str, str | None]] = []
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, dict) and "name" not in person and "@id" in person:
            known = (thing for thing in page.head.ld if thing.get("@id") == person["@id"])
            person = next((thing for thing in known if "name" in thing), person)
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            url = person.get("url") if isinstance(person, dict) else None
            named.append((clean(name), page.absolute(url) if isinstance(url, str) else None))
    if not named:
        return None, None
    return ", ".join(name for name, _ in named), named[0][1]
