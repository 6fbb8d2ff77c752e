"""Commento and Comentario: what they answer when asked for a page's comments.

They are asked with POST, which a crawl never does; an answer that was saved is read.
"""

from __future__ import annotations

from crawler.model import Author, Comment, CommentStatus, Rank, Reading
from crawler.pages import Page
from crawler.platforms.answers import (
    Thing,
    answer,
    at,
    dated,
    identity,
    label,
    things,
    word,
    written,
)
from crawler.platforms.reader import TryNext

NAME = "commento"
RANK = Rank.API

#: The parent of a comment that answers the page.
_ROOT = "root"
#: What the services write where a person has no address.
_NONE = "undefined"


def sure(page: Page) -> float:
    """How sure it is: comments and the people who wrote them, apart."""
    if not page.is_json or not isinstance(at(page.json, "comments"), list):
        return 0.0
    return 1.0 if isinstance(at(page.json, "commenters"), dict | list) else 0.0


def read(page: Page) -> Reading:
    """The whole thread. Commento keeps people by key, Comentario lists them."""
    if not sure(page):
        raise TryNext("no comments in the answer")
    people = at(page.json, "commenters")
    known = people if isinstance(people, dict) else {}
    if isinstance(people, list):
        known = {identity(person, "id"): person for person in things(people)}
    comments = [_comment(page, thing, known) for thing in things(page.json, "comments")]
    return answer(page, NAME, comments, whole=True)


def _comment(page: Page, thing: Thing, people: Thing) -> Comment:
    status = _status(thing)
    visible = status is CommentStatus.VISIBLE
    text, links = written(page, word(thing, "html")) if visible else ("", ())
    parent = identity(thing, "parentHex") or identity(thing, "parentId")
    person = identity(thing, "commenterHex") or identity(thing, "userCreated")
    who = people.get(person)
    link = word(who, "link") or word(who, "websiteUrl")
    anonymous = person in ("", "anonymous")
    return Comment(
        id=identity(thing, "commentHex") or identity(thing, "id"),
        author=Author(
            label(who, "name") or label(thing, "authorName") or None,
            page.absolute(link) if link != _NONE else None,
            None if anonymous else f"commento:{page.host}:{person}",
        ),
        published=dated(thing, "creationDate")
        if "creationDate" in thing
        else dated(thing, "createdTime"),
        text=text,
        parent_id=parent if parent and parent != _ROOT else None,
        status=status,
        links=links,
    )


def _status(thing: Thing) -> CommentStatus:
    if at(thing, "deleted") is True or at(thing, "isDeleted") is True:
        return CommentStatus.DELETED
    held = word(thing, "state") in ("unapproved", "flagged") or at(thing, "isPending") is True
    return CommentStatus.SCREENED if held else CommentStatus.VISIBLE
