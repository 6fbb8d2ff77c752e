"""What class names, texts and headings say."""

from __future__ import annotations

import pytest

from crawler import labels
from crawler.dates.looks import shows_clock, shows_date
from crawler.platforms.generic import flags, words
from crawler.platforms.generic.bylines import bare
from crawler.platforms.generic.headings import announces


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("comment", flags.RECORD | flags.COMMENT, flags.THREAD),
        ("site-comment-card", flags.RECORD | flags.COMMENT, flags.THREAD),
        ("commentlist", flags.THREAD, flags.RECORD),
        ("comments-area", flags.THREAD, flags.RECORD),
        ("kommentare", flags.THREAD, flags.RECORD),
        ("commentHead", flags.META, flags.RECORD),
        ("comment-author", flags.AUTHOR, flags.RECORD),
        ("comment_text", flags.BODY, flags.AUTHOR),
        ("comment-form", flags.FORM, 0),
        ("replyto-author", flags.REPLY_TO, flags.AUTHOR),
        ("js-comment-author", flags.COMMENT, flags.AUTHOR),
        ("recent-comments", flags.NOISE, 0),
        ("depth-3", 0, flags.RECORD | flags.THREAD | flags.COMMENT),
    ],
)
def test_names_tell_what_elements_are(name: str, has: int, has_not: int) -> None:
    marks = words.token_marks(name)

    assert marks & has == has
    assert not marks & has_not


@pytest.mark.parametrize(
    "text",
    [
        "12.3.2010",
        "March 12th, 2009 at 2:05 pm",
        "12. März 2010 um 14:05 Uhr",
        "le 3 juin 2014 à 07:30",
        "20 de noviembre de 2018",
        "2009年10月03日 21:45",
        "7 мая 2012, 14:33",
        "3 days ago",
        "vor 3 Tagen",
        "il y a 2 mois",
        "5h",
        "yesterday",
        "2018. január 5. 10:20",
        "ngày 5 tháng 1, 2018",
    ],
)
def test_dates_are_seen(text: str) -> None:
    assert shows_date(text)


@pytest.mark.parametrize(
    "text", ["3 comments", "Anna", "#12", "1,234", "Top 10", "v2.1", "A" * 500]
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert not shows_date(text)


def test_a_time_of_day_alone_is_seen() -> None:
    assert shows_clock("at 2:05 pm")
    assert not shows_clock("2:05 of the third part")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("3 Comments", 1),
        ("Kommentare (12)", 1),
        ("12 réactions", 1),
        ("コメント一覧", 1),
        ("2 条评论", 1),
        ("댓글 2개", 1),
        ("2 bình luận", 1),
        ("التعليقات (3)", 1),
        ("91 Ergänzungen", 1),
        ("Trackbacks", 1),
        ("Recent comments", -1),
        ("Neueste Kommentare", -1),
        ("0 comments", 0),
        ("About this blog", 0),
        ("Thoughts about Java and more", 0),
    ],
)
def test_headings_announce(text: str, points: int) -> None:
    told = announces(text)

    assert (told > 0) - (told < 0) == points


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Anna schreibt:", "Anna"),
        ("Anna a dit :", "Anna"),
        ("Von Anna", "Anna"),
        ("投稿者 たけし", "たけし"),
        ("Anna [Visitor]", "Anna"),
        ("Posted by: Anna Maria on", "Anna Maria"),
        ("De Niro", "De Niro"),
    ],
)
def test_bylines_are_stripped_to_names(byline: str, name: str) -> None:
    assert bare(byline) == name


def test_labels_are_folded_and_without_blanks_at_the_ends() -> None:
    lists = (labels.SAYS, labels.BY, labels.CONTROLS, labels.COMMENTS, labels.REPLY, labels.JOINS)
    for words_ in lists:
        assert {word.casefold().strip() for word in words_} == words_
