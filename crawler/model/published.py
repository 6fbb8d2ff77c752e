"""What is published on blogs: posts, comments, the people who sign them and the links they set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crawler.model.moment import UNDATED, Moment
from crawler.model.quick import quick


class LinkPlace(StrEnum):
    """Where on a page a link stands."""

    BODY = "body"
    COMMENT = "comment"
    AUTHOR = "author"
    BLOGROLL = "blogroll"
    LINKBACK = "linkback"


class CommentKind(StrEnum):
    """What an entry of a thread is; reactions (like, repost) are in no comment count."""

    COMMENT = "comment"
    PINGBACK = "pingback"
    TRACKBACK = "trackback"
    WEBMENTION = "webmention"
    LIKE = "like"
    REPOST = "repost"

    @property
    def is_linkback(self) -> bool:
        """True when the entry tells of a page elsewhere that links here."""
        return self in LINKBACKS

    @property
    def is_reaction(self) -> bool:
        """True for likes and reposts."""
        return self in (CommentKind.LIKE, CommentKind.REPOST)


LINKBACKS = frozenset({CommentKind.PINGBACK, CommentKind.TRACKBACK, CommentKind.WEBMENTION})


class CommentStatus(StrEnum):
    """Whether the words of a comment can be read; all but ``visible`` are placeholders."""

    VISIBLE = "visible"
    COLLAPSED = "collapsed"
    DELETED = "deleted"
    SCREENED = "screened"
    SUSPENDED = "suspended"


@quick
@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a text: absolute address, its words and the words around it.

    ``words`` is the anchor text; ``around`` is up to 300 characters of the paragraph it stands in;
    ``rel`` holds the rel tokens, lower case, space separated.
    """

    url: str
    place: LinkPlace
    words: str = ""
    around: str = ""
    rel: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Author:
    """Who signed a post or comment, as far as the page says.

    ``account`` is the platform's own id of the person, ``platform:scope:id`` (for instance
    ``blogger::pid-1234`` or ``wordpress:blog.example:anna``); ``avatar`` is the image's address.
    """

    name: str | None = None
    url: str | None = None
    account: str | None = None
    avatar: str | None = None


#: The author of something that is not signed.
NOBODY = Author()


@quick
@dataclass(frozen=True, slots=True)
class Post:
    """A post, without its comments. ``text`` is the body as plain text; ``links`` are the body's.

    ``url`` is canonical; ``blog`` is the identity of the blog it stands on (`crawler.urls`).
    """

    url: str
    blog: str
    title: str | None = None
    author: Author = NOBODY
    published: Moment = UNDATED
    text: str = ""
    language: str | None = None
    platform: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


#: What the id of a comment begins with until the archive has given it one (`Comment.id`).
PROVISIONAL = "~"


@quick
@dataclass(frozen=True, slots=True)
class Comment:
    """An entry of a thread: a comment, a linkback or a reaction.

    ``id`` is the site's own, reduced by the reader to one form per platform, unique under its
    post; where the site shows none it is ``~N`` (N the place in the reading) and the archive makes
    the lasting one. ``parent_id`` names the entry answered, ``None`` for the post itself.
    A linkback's source is its author's ``url``. ``sources`` says, per field, which kind of source
    it was read from, as (field, source) pairs in field order.
    """

    id: str
    kind: CommentKind = CommentKind.COMMENT
    author: Author = NOBODY
    published: Moment = UNDATED
    text: str = ""
    parent_id: str | None = None
    permalink: str | None = None
    status: CommentStatus = CommentStatus.VISIBLE
    links: tuple[Link, ...] = ()
    by_post_author: bool = False
    sources: tuple[tuple[str, str], ...] = ()
