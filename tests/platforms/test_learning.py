"""Selectors learned from ten comments read the other fifty, and are not believed for ever."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.model import (
    Author,
    Comment,
    CommentKind,
    Moment,
    Rank,
    Reading,
)
from crawler.pages import Page
from crawler.platforms.learning import Learned, LearnedReader, from_json, learn, to_json
from crawler.platforms.learning.moments import learn_form, read_date
from crawler.platforms.reader import TryNext
from crawler.platforms.reading import read_page
from tests.quality.measure import Figures
from tests.support.themes import COMMENTS, THEMES, WINDOW, Said, Theme, talk

BY_THEME = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
URL = "http://notes.example/2009/post-0"
OTHER = "http://notes.example/2009/post-1"
NOW = datetime(2009, 12, 1, tzinfo=UTC)
THEN = datetime(2012, 12, 1, tzinfo=UTC)


def page_of(url: str, body: str, kind: str = "text/html; charset=utf-8") -> Page:
    return Page(url, body.encode(), {"content-type": kind}, fetched_at=NOW)


def post(theme: Theme, said: list[Said], url: str = URL) -> Page:
    return page_of(url, theme.page(said, "Ferries", url))


def feed(theme: Theme, said: list[Said], url: str = URL) -> Reading:
    body = theme.feed(said, "Ferries", url)
    return read_page(page_of(f"{url}/comments.atom", body, "application/atom+xml"))


def taught(theme: Theme) -> Learned:
    said = talk(0)
    learned = learn(post(theme, said), feed(theme, said))
    assert learned is not None
    return learned


def rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "id": comment.id,
            "parent_id": comment.parent_id,
            "kind": comment.kind.value,
            "author_name": comment.author.name,
            "published": (comment.published.local or "")[:16],
            "text": comment.text,
        }
        for comment in reading.comments
    ]


def figures(theme: Theme, said: list[Said], reading: Reading) -> dict[str, float]:
    """Over the comments that the feed has dropped: what it still shows is no feat."""
    shown = {one.text for one in said[-WINDOW:]}
    dropped = [row for row in theme.rows(said) if row["text"] not in shown]
    assert len(dropped) == COMMENTS - WINDOW
    found = Figures()
    found.add(dropped, [row for row in rows(reading) if row["text"] not in shown])
    return found.as_dict()


@BY_THEME
def test_learned_selectors_alone_read_what_the_feed_dropped(theme: Theme) -> None:
    learned = taught(theme)
    for number, url in ((0, URL), (1, OTHER), (4, OTHER)):
        said = talk(number)

        reading = LearnedReader(learned).read(post(theme, said, url))

        assert figures(theme, said, reading)["perfect_f1"] >= 0.95


@BY_THEME
def test_the_generic_reader_alone_does_not(theme: Theme) -> None:
    said = talk(0)

    reading = read_page(post(theme, said), only="generic")

    assert figures(theme, said, reading)["perfect_f1"] < 0.9


@BY_THEME
def test_fields_tell_that_they_were_learned(theme: Theme) -> None:
    reading = read_page(post(theme, talk(1), OTHER), learned=taught(theme))

    assert reading.source == "learned"
    assert len(reading.comments) == COMMENTS
    assert {source for comment in reading.comments for _, source in comment.sources} == {"learned"}
    assert reading.post is not None
    assert reading.post.platform is None


@BY_THEME
def test_what_was_learned_comes_back_from_a_file(theme: Theme) -> None:
    learned = taught(theme)

    assert from_json(to_json(learned)) == learned
    assert len(to_json(learned)) < 4000


@BY_THEME
def test_of_a_page_of_another_theme_nothing_is_believed(theme: Theme) -> None:
    others = [other for other in THEMES if other is not theme]
    for other in others:
        page = post(other, talk(1), OTHER)

        with pytest.raises(TryNext):
            LearnedReader(taught(theme)).read(page)

        reading = read_page(post(other, talk(1), OTHER), learned=taught(theme))
        assert "learned" not in reading.source
        assert any(note.startswith("learned stepped back") for note in reading.notes)


def test_selectors_that_find_too_few_of_the_claimed_are_not_believed() -> None:
    theme = THEMES[0]
    body = theme.page(talk(1), "Ferries", OTHER)
    body = body.replace("<h2>", '<h2 class="comments-title">').replace("drops in", "comments in")
    changed = re.sub(r'id="drop-(\d*[05])"', r'id="drop-\1"', body)
    gone = re.sub(r'<section(?=[^>]*id="drop-\d*[1-9]")', "<article", changed)

    assert LearnedReader(taught(theme)).read(page_of(OTHER, body)).claimed == COMMENTS
    with pytest.raises(TryNext, match=rf"\d of {COMMENTS} comments found"):
        LearnedReader(taught(theme)).read(page_of(OTHER, gone))


@pytest.mark.parametrize(
    ("old", "new", "what"), [("data-by", "data-of", "name"), ("moon", "sun", "date")]
)
def test_selectors_that_find_a_field_no_more_are_not_believed(
    old: str, new: str, what: str
) -> None:
    theme = THEMES[0]
    body = theme.page(talk(1), "Ferries", OTHER).replace(old, new)

    with pytest.raises(TryNext, match=f"without a {what}"):
        LearnedReader(taught(theme)).read(page_of(OTHER, body))


def test_a_page_without_comments_is_no_failure() -> None:
    theme = THEMES[0]

    with pytest.raises(TryNext, match="no comments found"):
        LearnedReader(taught(theme)).read(page_of(OTHER, theme.page([], "Ferries", OTHER)))


@BY_THEME
def test_cut_texts_and_smileys_teach_as_well(theme: Theme) -> None:
    said = talk(0)
    known = feed(theme, said)
    cut = [
        replace(comment, text=f"{comment.text[:45]} […]") if place % 2 else comment
        for place, comment in enumerate(known.comments)
    ]

    learned = learn(post(theme, said), replace(known, comments=tuple(cut)))

    assert learned is not None
    reading = LearnedReader(learned).read(post(theme, said))
    assert figures(theme, said, reading)["perfect_f1"] >= 0.95


@BY_THEME
def test_a_feed_of_another_post_teaches_nothing(theme: Theme) -> None:
    assert learn(post(theme, talk(0)), feed(theme, talk(1))) is None


@BY_THEME
def test_a_feed_without_parents_teaches_the_rest(theme: Theme) -> None:
    said = talk(0)
    known = feed(theme, said)
    flat = tuple(replace(comment, parent_id=None) for comment in known.comments)

    learned = learn(post(theme, said), replace(known, comments=flat))

    assert learned is not None
    read = rows(LearnedReader(learned).read(post(theme, said)))
    names = ("author_name", "published", "text", "kind")
    assert [[r[n] for n in names] for r in read] == [
        [r[n] for n in names] for r in theme.rows(said)
    ]


def test_comments_in_structured_data_teach_like_a_feed() -> None:
    theme, said = THEMES[1], talk(0)
    described = [
        {
            "@type": "Comment",
            "text": one.text,
            "author": {"@type": "Person", "name": one.name},
            "dateCreated": one.at.isoformat(),
        }
        for one in said[:12]
    ]
    thing = {"@context": "http://schema.org", "@type": "BlogPosting", "comment": described}
    script = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    body = theme.page(said, "Ferries", URL).replace("</head>", f"{script}</head>")
    known = read_page(page_of(URL, body), only="structured")
    assert len(known.comments) == 12

    learned = learn(page_of(URL, body), known)

    assert learned is not None
    assert len(LearnedReader(learned).read(page_of(URL, body)).comments) == COMMENTS


def test_repeated_words_teach_nothing_wrong() -> None:
    theme = THEMES[0]
    said = [replace(one, text="I could not agree more with you.") for one in talk(0)]

    learned = learn(post(theme, said), feed(theme, said))

    assert learned is None


# The form of dates


def instants(count: int = 9, days: int = 5) -> list[datetime]:
    start = datetime(2011, 2, 25, 22, 40, 13, tzinfo=UTC)
    return [start + timedelta(days=days * n, hours=5 * n, minutes=7 * n) for n in range(count)]


@pytest.mark.parametrize("shape", ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d.%m.%y - %H:%M"])
@pytest.mark.parametrize("offset", [-480, 0, 120, 345])
def test_the_order_and_the_clock_follow_from_the_instants(shape: str, offset: int) -> None:
    known = instants()
    shown = [(at + timedelta(minutes=offset)).strftime(shape) for at in known]

    form = learn_form(shown, known, "en")

    assert form is not None
    assert form.dates.offset == offset
    for value, at in zip(shown, known, strict=True):
        moment = read_date(value, form.dates, THEN)
        assert moment.utc == f"{at.replace(second=0):%Y-%m-%dT%H:%M:%SZ}"
    later = read_date((known[-1] + timedelta(days=90)).strftime(shape), form.dates, THEN)
    assert later.offset is None, "the season may have changed"
    assert later.local == (known[-1] + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    "shape", ["%Y:%j:%H%M", "%H%M%S|%Y%m%d", "%d %m %y at %I %M %p", "%S %M %H %d %m %Y", "%y%m%d"]
)
def test_forms_that_nobody_uses_are_learned(shape: str) -> None:
    known = instants(days=1)
    shown = [at.strftime(shape) for at in known]

    form = learn_form(shown, known, "en")

    assert form is not None
    unseen = datetime(2011, 11, 17, 21, 8, 59, tzinfo=UTC)
    moment = read_date(unseen.strftime(shape), form.dates, THEN)
    told = moment.local or ""
    assert unseen.replace(tzinfo=None).isoformat().startswith(told)
    assert len(told) == (10 if "%H" not in shape and "%I" not in shape else len(told)) > 9


def test_seasons_show_no_offset_that_holds() -> None:
    known = instants(count=9, days=30)
    shown = [
        (at + timedelta(hours=1 + (3 < at.month < 11))).strftime("%d/%m/%Y %H:%M") for at in known
    ]

    form = learn_form(shown, known, "en")

    assert form is not None
    assert form.dates.offset is None


def test_numbers_that_are_no_dates_teach_none() -> None:
    known = instants()

    assert learn_form([f"{n * 7919 % 1000} points" for n in range(9)], known, "en") is None
    assert learn_form(["1 January 2001"] * 9, known, "en") is None


# What comes from files and from hostile pages


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        "{" * 100_000,
        '{"schema": "threadhop.learned/0", "families": []}',
        '{"schema": "threadhop.learned/1", "families": []}',
        '{"schema": "threadhop.learned/1", "families": [1]}',
        '{"schema": "threadhop.learned/1", "families": [{}], "x": 1}',
    ],
)
def test_files_of_another_form_are_not_read(text: str) -> None:
    assert from_json(text) is None


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_whole_or_not_at_all(data: st.DataObject) -> None:
    value = json.loads(to_json(taught(THEMES[1])))
    places: list[tuple[Any, Any]] = []
    stack: list[Any] = [value]
    while stack:
        node = stack.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        places += [(node, key) for key in keys]
        stack += [node[key] for key in keys if isinstance(node[key], dict | list)]
    node, key = data.draw(st.sampled_from(places))
    node[key] = data.draw(
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.text(max_size=500), st.just([]), st.just({})
        )
    )

    learned = from_json(json.dumps(value))

    if learned is not None:
        with suppress(TryNext):
            LearnedReader(learned).read(post(THEMES[1], talk(1), OTHER))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_mutated_pages_are_learned_from_and_read_without_an_error(data: st.DataObject) -> None:
    theme = data.draw(st.sampled_from(THEMES))
    said = talk(0)[:14]
    body = theme.page(said, "Ferries", URL)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = start + data.draw(st.integers(0, 400))
        piece = data.draw(st.sampled_from(("", body[start:end] * 2, "<div>", "</section>", "&#0;")))
        body = body[:start] + piece + body[end:]

    learned = learn(page_of(URL, body), feed(theme, said))

    reading = read_page(page_of(URL, body), learned=learned or taught(theme))
    ids = [comment.id for comment in reading.comments]
    assert len(ids) == len(set(ids))
    assert {c.parent_id for c in reading.comments} - {None} <= set(ids)


def test_a_deep_and_a_wide_page_teach_in_time_that_is_bounded() -> None:
    theme, said = THEMES[0], talk(0)
    deep = theme.page(said, "Ferries", URL).replace(
        '<div class="salt">', '<div class="salt">' + "<b>" * 3000
    )
    wide = theme.page(said, "Ferries", URL).replace("</form>", "<i class='moon'>1</i>" * 50_000)

    for body in (deep, wide):
        learned = learn(page_of(URL, body), feed(theme, said))
        assert learned is None or len(LearnedReader(learned).read(page_of(URL, body)).comments)


def test_a_hostile_mark_stays_within_the_bounds() -> None:
    theme, said = THEMES[0], talk(0)
    body = theme.page(said, "Ferries", URL).replace("wave", f"wave {'x' * 5000} {'y ' * 500}")

    learned = learn(page_of(URL, body), feed(theme, said))

    assert learned is None or len(to_json(learned)) < 64_000


# Marks of answers that the themes above do not have


def comment(number: int, parent: int | None, at: datetime) -> Comment:
    return Comment(
        str(number),
        CommentKind.COMMENT,
        Author(f"Person {chr(65 + number % 26)}{number}"),
        Moment.of(at),
        f"This is what comment {number} has to say about it.",
        None if parent is None else str(parent),
    )


PARENTS = [None, 0, 1, None, 3, 3, 5, None, 7, 8, 7, None, 11, 11, 13, None]


def thread() -> list[Comment]:
    at = datetime(2012, 3, 1, 10, 0, tzinfo=UTC)
    return [comment(n, p, at + timedelta(hours=9 * n)) for n, p in enumerate(PARENTS)]


def depth(number: int) -> int:
    parent = PARENTS[number]
    return 0 if parent is None else 1 + depth(parent)


def by(one: Comment) -> str:
    return f'<p class="who">{one.author.name}</p><p class="at">{one.published.iso}</p>'


def box(one: Comment, mark: str = "", line: str = "") -> str:
    return f'<div class="k" {mark}>{by(one)}{line}<p class="w">{one.text}</p></div>'


def nested(comments: list[Comment]) -> str:
    def render(parent: str | None) -> str:
        inner = "".join(
            f"<li>{by(one)}<p class='w'>{one.text}</p>{render(one.id)}</li>"
            for one in comments
            if one.parent_id == parent
        )
        return f"<ul>{inner}</ul>" if inner else ""

    return f'<div class="rail">{render(None)}</div>'


DRAWN = {
    "containment": nested,
    "a class word": lambda all_: "".join(box(c, f'data-x="lv{depth(int(c.id))}"') for c in all_),
    "an indent": lambda all_: "".join(
        box(c, f'style="margin-left:{depth(int(c.id)) * 24}px"') for c in all_
    ),
    "a name": lambda all_: "".join(
        box(
            c,
            line=f"<em class='to'>→ {all_[int(c.parent_id)].author.name}</em>"
            if c.parent_id
            else "",
        )
        for c in all_
    ),
    "a number": lambda all_: "".join(
        box(c, line=f"<em class='to'>re #{int(c.parent_id) + 1}</em>" if c.parent_id else "")
        for c in all_
    ),
}


@pytest.mark.parametrize("way", DRAWN)
def test_answers_are_told_by(way: str) -> None:
    said = thread()
    body = f"<html><body><h1>One</h1><p>Words of the post.</p>{DRAWN[way](said)}</body></html>"
    known = Reading(URL, "feed", Rank.FEED, comments=tuple(said[-10:]))
    shown = {one.id for one in known.comments}
    known = replace(
        known,
        comments=tuple(
            one if one.parent_id in shown else replace(one, parent_id=None)
            for one in known.comments
        ),
    )

    learned = learn(page_of(URL, body), known)

    assert learned is not None
    read = LearnedReader(learned).read(page_of(URL, body)).comments
    places = {one.text: one for one in read}
    names = {one.id: one.text for one in read}
    assert len(read) == len(said)
    for one in said:
        parent = places[one.text].parent_id
        assert names.get(parent or "") == (said[int(one.parent_id)].text if one.parent_id else None)
