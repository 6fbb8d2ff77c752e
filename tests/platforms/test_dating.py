"""The day and the time of a comment, wherever in it they stand and whatever attribute has them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from crawler.pages import Page
from crawler.platforms.reading import read_page

FETCHED = datetime(2012, 5, 5, tzinfo=UTC)
#: Who wrote when: names that are months, the hours that halves of the day get wrong, and what said.
ENTRIES = (
    ("April", "2009-06-03T09:12", "I think that this is right, and did so myself."),
    ("Jan", "2009-06-04T12:30", "Thanks for the words, which I have read twice."),
    ("May Lin", "2009-06-15T00:05", "No, the figures are from an old book of his."),
    ("Jo", "2009-07-02T23:59", "It worked on my machine, then it broke again."),
)

#: Layouts of entries: of WordPress and its themes, of others, and of software nobody knows.
LAYOUTS = {
    "core": (
        '<ol class="commentlist">{}</ol>',
        '<li class="comment even thread-even depth-1" id="comment-{n}"><div class="comment-author">'
        '<cite class="fn">{name}</cite> <span class="says">says:</span></div>'
        '<div class="comment-meta">{date}</div><p>{text}</p></li>',
    ),
    "counter": (
        '<ol class="commentlist">{}</ol>',
        '<li class="comment depth-1" id="comment-{n}"><a href="#comment-{n}">{n}</a>'
        ' <span class="commentauthor">{name}</span> <small class="comment-meta">{date}</small>'
        '<div class="comment-content"><p>{text}</p></div></li>',
    ),
    "unnamed": (
        '<ol class="commentlist">{}</ol>',
        '<li class="comment even depth-1" id="comment-{n}"><div class="c-head"><b>{name}</b>'
        '<span class="c-when">{date}</span></div><div class="c-txt"><p>{text}</p></div></li>',
    ),
    "unknown": (
        '<div class="comments"><h3>4 comments</h3>{}</div>',
        '<div class="entry"><span class="by">{name}</span> <span class="when">{date}</span>'
        "<p>{text}</p></div>",
    ),
}
#: Where the day and the time stand.
PLACES = {
    "one text": "{day} {time}",
    "two spans": '<span class="date">{day}</span> at <span class="time">{time}</span>',
    "nothing between": "<span>{day}</span><span>{time}</span>",
    "time first": '<span class="time">{time}</span>, <span class="date">{day}</span>',
    "link on the day": '<a href="#comment-{n}">{day}</a> at {time}',
    "link on the time": '{day}, <a href="#comment-{n}">{time}</a>',
    "two lines": "<small>{day}<br>{time}</small>",
    "attribute of the day": '<time datetime="{iso_day}">{day}</time> {time}',
    "attribute of the day around": '<time datetime="{iso_day}">{day} {time}</time>',
    "hint over an age": '<abbr class="date" title="{day} {time}">3 years ago</abbr>',
    "attribute for people": '<time datetime="{day} {time}">{day}</time>',
    "a value": '<data class="dt" value="{iso_utc}">{day}</data>',
    "a component": '<relative-time datetime="{iso_utc}">{day}</relative-time>',
    "on the clock of scripts": '<span class="ts" data-time="{iso_utc}">{day} {time}</span>',
}
#: How they are written.
FORMATS = {
    "English": ("%B %d, %Y", "%I:%M %p"),
    "day first": ("%d/%m/%Y", "%H:%M"),
    "points": ("%d.%m.%y", "%H:%M"),
    "halves of a letter": ("%m/%d/%y", "%I:%M%p"),
    "year first": ("%Y-%m-%d -", "%H:%M"),
    "a zone": ("%a, %d %b %Y", "%H:%M GMT"),
}


def entry(layout: str, place: str, form: str, number: int) -> str:
    name, iso, text = ENTRIES[number - 1]
    at = datetime.fromisoformat(iso)
    day, time = (at.strftime(part) for part in FORMATS[form])
    if form == "halves of a letter":
        time = time.lower().removesuffix("m")
    iso_day, iso_utc = iso[:10], f"{iso}:00Z"
    date = PLACES[place].format(day=day, time=time, n=number, iso_day=iso_day, iso_utc=iso_utc)
    return LAYOUTS[layout][1].format(name=name, date=date, text=text, n=number)


@pytest.mark.parametrize(("layout", "place", "form"), [*product(LAYOUTS, PLACES, FORMATS)])
@pytest.mark.parametrize("only", [None, "generic"])
def test_the_minute_of_a_comment_is_read(
    layout: str, place: str, form: str, only: str | None
) -> None:
    entries = "".join(entry(layout, place, form, n) for n in range(1, len(ENTRIES) + 1))
    thread = LAYOUTS[layout][0].format(entries)
    html = f"<html lang=en><title>Words</title><h1>Words</h1><p>Of a post.</p>{thread}"
    page = Page("http://a.example/2009/06/words", html.encode(), {}, 200, FETCHED)

    comments = read_page(page, only=only).comments

    assert [(c.published.local or "")[:16] for c in comments] == [iso for _, iso, _ in ENTRIES]


#: Entries that tell their time alone, below headings that tell their day.
TIMED = {
    "above": "<div class=entry><b>{name}</b> ({time})<br>{text}</div>",
    "below": "<div class=entry><p>{text}</p><p class=posted>Posted by {name} at {time}</p></div>",
    "loose below": "<div class=entry><p>{text}</p><p><i>{name}, at {time}</i></p></div>",
    "linked": "<div class=entry id=c{n}><b>{name}</b> <a href=#c{n}>{time}</a><p>{text}</p></div>",
}


@pytest.mark.parametrize("entry_", TIMED.values(), ids=TIMED)
@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<div class=day>{}</div>"])
def test_a_day_is_said_once_for_the_entries_below_it(entry_: str, heading: str) -> None:
    parts = []
    for number, (name, iso, text) in enumerate(ENTRIES, start=1):
        at = datetime.fromisoformat(iso)
        parts.append(heading.format(at.strftime("%A, %B %d, %Y")))
        time = at.strftime("%I:%M %p")
        parts.append(entry_.format(name=name, time=time, text=text, n=number))
    thread = f"<h2>4 Comments</h2><div class=comments>{''.join(parts)}</div>"
    html = f"<html lang=en><title>Words</title><h1>Words</h1><p>Of a post.</p>{thread}"

    comments = read_page(Page("http://a.example/words", html.encode(), {}, 200)).comments

    assert [(c.published.local or "")[:16] for c in comments] == [iso for _, iso, _ in ENTRIES]


def thread_of(date: str) -> str:
    """The core's layout with the dates of the entries in a form of ``strftime``."""
    entries = []
    for number, (name, iso, text) in enumerate(ENTRIES, start=1):
        shown = datetime.fromisoformat(iso).strftime(date)
        entries.append(LAYOUTS["core"][1].format(name=name, date=shown, text=text, n=number))
    thread = LAYOUTS["core"][0].format("".join(entries))
    return f"<html lang=en><title>Words</title><h1>Words</h1><p>Of a post.</p>{thread}"


def test_the_date_of_the_post_in_every_entry_is_not_theirs() -> None:
    html = thread_of("<time datetime='2009-06-01T08:00:00+00:00'>%B %d, %Y at %H:%M</time>")

    comments = read_page(Page("http://a.example/words", html.encode(), {}, 200)).comments

    assert [c.published.local for c in comments] == [iso for _, iso, _ in ENTRIES]


def test_a_day_that_is_that_of_all_is_theirs() -> None:
    html = thread_of("<time datetime='2009-06-01'>%H:%M</time>")

    comments = read_page(Page("http://a.example/words", html.encode(), {}, 200)).comments

    assert [c.published.local for c in comments] == [
        f"2009-06-01{iso[10:]}" for _, iso, _ in ENTRIES
    ]


def test_words_with_a_figure_are_no_byline() -> None:
    html = thread_of("<span title='%B %d, %Y %H:%M'>3 years ago</span>").replace("Jan", "jan77")
    author = '<div class="comment-author">'
    html = html.replace(author, f"<div class=comment-body>{author}").replace(
        "</p></li>", "</p></div>"
    )

    comments = read_page(Page("http://a.example/words", html.encode(), {}, 200)).comments

    assert [c.text for c in comments] == [text for _, _, text in ENTRIES]
    assert [c.published.local for c in comments] == [iso for _, iso, _ in ENTRIES]


def test_a_day_that_the_words_name_is_not_that_of_the_comment() -> None:
    entries = []
    for number, (name, iso, text) in enumerate(ENTRIES, start=1):
        date = datetime.fromisoformat(iso).strftime("%B %d, %Y %H:%M")
        words = f"<p>{text}</p><p>See 3 March 2007 for it.</p>"
        entries.append(f"<li id=comment-{number}>{words}<p>Comment by {name} | {date}</p></li>")
    thread = f"<ol class=commentlist>{''.join(entries)}</ol>"
    marks = "<meta name=generator content=WordPress><link rel=stylesheet href=/wp-content/a.css>"
    html = f"<html lang=en><title>Words</title>{marks}<h1>Words</h1><p>Of a post.</p>{thread}"

    comments = read_page(Page("http://a.example/words", html.encode(), {}, 200)).comments

    assert [c.published.local for c in comments] == [iso for _, iso, _ in ENTRIES]
    assert [c.author.name for c in comments] == [name for name, _, _ in ENTRIES]
