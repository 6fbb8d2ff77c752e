"""Hypothesis strategies for what is read: comments, readings, findings, whole small archives.

Addresses, people, dates and texts come from small pools, so that things meet: the same comment
read twice, edited, from another source, on another page, under another address of its post.
"""

from __future__ import annotations

from hypothesis import strategies as st

from crawler.archive import Finding
from crawler.model import (
    UNDATED,
    Alias,
    AliasReason,
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    Endpoint,
    Link,
    LinkPlace,
    Moment,
    Post,
    Precision,
    Protocol,
    Rank,
    Reading,
    ThreadState,
    Visit,
)

POSTS = tuple(f"http://{blog}.example/{number}" for blog in "ab" for number in (1, 2))
OTHERS = ("https://a.example/1", "http://a.example/?p=1")
TIMES = tuple(f"2026-01-0{day}T12:00:00Z" for day in range(1, 7))

_WIDTHS = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.HOUR: 13,
           Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # fmt: skip

#: Any text that can be stored: everything but lone surrogates, which are no characters.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
some_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A date of any precision, with or without its zone, or none."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from([UNDATED, Moment(written="some day in spring")]))
    instant = draw(
        st.sampled_from(["2009-03-12T14:05:06", "2009-03-12T14:06:00", "2010-01-01T00:00:00"])
        | st.datetimes().map(lambda value: value.replace(microsecond=0).isoformat())
    )
    precision = draw(st.sampled_from([*_WIDTHS, Precision.RELATIVE]))
    offset = draw(st.sampled_from([None, None, 0, 60, -210, 765]))
    local = instant[: _WIDTHS.get(precision, 19)]
    return Moment(draw(any_text), local, offset, precision)


@st.composite
def links(draw: st.DrawFn, place: LinkPlace) -> Link:
    url = draw(st.sampled_from([*POSTS, *OTHERS, "http://c.example/#top", "mailto:x@y.example"]))
    return Link(url, place, draw(any_text), draw(any_text), draw(st.sampled_from(["", "nofollow"])))


def authors() -> st.SearchStrategy[Author]:
    """Somebody of a few, somebody unheard of, or nobody."""
    known = st.sampled_from(
        [
            Author(),
            Author("Anna"),
            Author("ANNA", "http://anna.example/"),
            Author("Bo", None, "blogger::7", "http://img.example/7.png"),
        ]
    )
    maybe = st.none() | some_text
    return known | st.builds(Author, maybe, maybe, maybe, maybe)


@st.composite
def comments(draw: st.DrawFn, comment_id: str) -> Comment:
    """A comment with this id; every field may be known or not."""
    return Comment(
        id=comment_id,
        kind=draw(st.sampled_from(CommentKind)),
        author=draw(authors()),
        published=draw(moments()),
        text=draw(
            st.sampled_from(["", "yes", "I agree with this", "I agree with that"]) | any_text
        ),
        parent_id=draw(st.sampled_from([None, "c1", "c2", "~1", "~2", "elsewhere"])),
        permalink=draw(st.none() | some_text),
        status=draw(st.sampled_from(CommentStatus)),
        links=tuple(draw(st.lists(links(LinkPlace.COMMENT), max_size=2))),
        by_post_author=draw(st.booleans()),
        sources=draw(st.sampled_from([(), (("text", "page"),), (("author", "a"), ("text", "b"))])),
    )


@st.composite
def posts(draw: st.DrawFn, url: str) -> Post:
    """A post at this address; every field may be known or not."""
    return Post(
        url=url,
        blog=url.split("/")[2],
        title=draw(st.none() | some_text),
        author=draw(authors()),
        published=draw(moments()),
        text=draw(any_text),
        language=draw(st.sampled_from([None, "en", "de"])),
        platform=draw(st.sampled_from([None, "wordpress"])),
        tags=tuple(draw(st.lists(some_text, max_size=2))),
        links=tuple(draw(st.lists(links(LinkPlace.BODY), max_size=2))),
    )


@st.composite
def readings(
    draw: st.DrawFn, *, named: bool | None = None, urls: tuple[str, ...] = POSTS
) -> Reading:
    """A reading of one of a few posts; ``named`` says whether comments have ids of their own."""
    url = draw(st.sampled_from(urls))
    own = draw(st.lists(st.sampled_from(["c1", "c2", "c10", "9"]), max_size=3, unique=True))
    waiting = [f"~{number}" for number in range(1, 1 + draw(st.integers(0, 3)))]
    ids = own if named else waiting if named is False else own + waiting
    aliases = draw(
        st.lists(
            st.builds(
                Alias,
                st.sampled_from([*POSTS, *OTHERS]),
                st.sampled_from([*POSTS[:2], *OTHERS]),
                st.sampled_from(AliasReason),
            ),
            max_size=1,
        )
    )
    return Reading(
        post_url=url,
        source="page",
        rank=draw(st.sampled_from(Rank)),
        post=draw(st.none() | posts(url)),
        comments=tuple(draw(comments(comment_id)) for comment_id in ids),
        state=draw(st.sampled_from(ThreadState)),
        reason=draw(st.sampled_from(["", "why"])),
        claimed=draw(st.none() | st.integers(0, 9)),
        whole=draw(st.booleans()),
        endpoints=draw(st.sampled_from([(), (Endpoint(Protocol.PINGBACK, "http://a.example/x"),)])),
        aliases=tuple(aliases),
        notes=draw(st.sampled_from([(), ("a note",)])),
    )


@st.composite
def findings(draw: st.DrawFn, *, named: bool | None = None) -> Finding:
    """One look at an address, with or without a reading."""
    reading = (
        draw(readings(named=named) | st.none())
        if draw(st.booleans())
        else draw(readings(named=named))
    )
    url = reading.post_url if reading else draw(st.sampled_from(POSTS))
    visit = Visit(
        url=url,
        at=draw(st.sampled_from(TIMES)),
        status=200 if reading else draw(st.sampled_from([0, 304, 404, 500])),
        run=draw(st.sampled_from(["run-1", "run-2"])),
        post_url=url,
    )
    return Finding(visit, reading)
