"""What else WordPress is asked about a thread, where its head does not say all."""

from __future__ import annotations

from crawler.model import Comment
from crawler.pages import Page
from crawler.platforms.wordpress_asks import asks_of

POST = "http://a.example/2026/03/post/"
FEED = f"{POST}feed/atom/"
FLAT = [Comment("1"), Comment("2", parent_id="1"), Comment("3", parent_id="2")]
FLAT += [Comment("4", parent_id="3"), Comment("5", parent_id="4"), Comment("6", parent_id="4")]
API = "<link rel='https://api.w.org/' href='http://a.example/api/'><body class='postid-7'>"


def asked(head: str, text: str = "", comments: list[Comment] = FLAT) -> list[str]:
    page = Page(POST, f"<html><head>{head}</head>{text}</html>".encode())
    return [ask.url for ask in asks_of(page, comments, len(comments))]


def test_a_feed_that_only_the_text_names_is_found() -> None:
    assert asked("", f"<p><a href='{POST}feed/'>RSS 2.0</a></p>", FLAT[:2]) == [FEED]


def test_parents_are_asked_for_however_few_comments_there_are() -> None:
    urls = asked(f"<link rel=alternate href='{POST}feed/'>{API}")
    assert urls[0] == FEED
    assert urls[1].startswith("http://a.example/api/wp/v2/comments?post=7&")


def test_the_usual_feed_is_asked_for_parents_where_nothing_is_named() -> None:
    assert asked("") == [FEED]
    assert asked("", comments=FLAT[:2]) == []
