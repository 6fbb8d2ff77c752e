"""A thread that a service holds is asked for there, and kept with the post it belongs to."""

from __future__ import annotations

import json

import pytest

from tests.spiders.conftest import WORDS
from tests.support.blogserver import BlogServer
from tests.support.crawling import Crawls

SEED = "http://a.example/2009/03/one.html"
JSON = {"Content-Type": "application/json"}


def page(tail: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>One</title></head><body><article>
<h1 class="entry-title">One</h1><div class="entry-content"><p>{WORDS}</p></div></article>
{tail}</body></html>"""


def test_the_answer_of_a_service_belongs_to_the_post(server: BlogServer, crawls: Crawls) -> None:
    server.put(
        "a.example",
        "/2009/03/one.html",
        page(
            '<section id="isso-thread"></section><script data-isso="http://talk.example/" '
            'src="http://talk.example/js/embed.min.js"></script>'
        ),
    )
    reply = {"id": 2, "parent": 1, "author": "Bo", "text": "<p>Yes.</p>", "created": 1236866800}
    first = {"id": 1, "author": "Ann", "text": "<p>Is it?</p>", "created": 1236866700}
    answer = {
        "id": None,
        "total_replies": 2,
        "hidden_replies": 0,
        "replies": [{**first, "replies": [reply]}],
    }
    path = "/?uri=%2F2009%2F03%2Fone.html"
    server.put("talk.example", path, json.dumps(answer), headers=JSON)

    ended = crawls.run(SEED)

    assert ended.code == 0, ended.err
    assert crawls.rows("SELECT url, title, thread_state FROM posts") == [(SEED, "One", "complete")]
    assert crawls.rows("SELECT post_url, id, parent_id, author_name FROM comments ORDER BY id") == [
        (SEED, "1", None, "Ann"),
        (SEED, "2", "1", "Bo"),
    ]


@pytest.mark.parametrize("allowed", [False, True])
def test_an_address_that_is_not_documented_is_asked_only_with_leave(
    server: BlogServer, crawls: Crawls, allowed: bool
) -> None:
    item = "5f00000000000000000000aa"
    server.put(
        "a.example",
        "/2009/03/one.html",
        page(
            '<div class="squarespace-comments"></div><script>Static.SQUARESPACE_CONTEXT = '
            f'{{"item":{{"id":"{item}"}}}};</script>'
        ),
    )
    path = f"/api/comment/GetComments?targetId={item}&targetType=1&page={{}}&sortBy=2"
    found = {"id": "b1", "targetId": item, "body": "Warm.", "addedOn": 1236866700000}
    server.put("a.example", path.format(1), json.dumps({"comments": [found]}), headers=JSON)
    server.put("a.example", path.format(2), json.dumps({"comments": []}), headers=JSON)

    ended = crawls.run(SEED, *(["--undocumented"] if allowed else []))

    assert ended.code == 0, ended.err
    asked = [one for one in server.asked("a.example") if one.startswith("/api/")]
    assert asked == ([path.format(1), path.format(2)] if allowed else [])
    kept = crawls.rows("SELECT post_url, id, text FROM comments")
    assert kept == ([(SEED, "b1", "Warm.")] if allowed else [])
    if not allowed:
        assert crawls.rows("SELECT thread_state FROM posts") == [("script_only",)]


def test_a_further_page_of_a_topic_belongs_to_the_topic(server: BlogServer, crawls: Crawls) -> None:
    def entry(number: int, words: str) -> str:
        return f"""<div id="post_{number}" class="topic-body crawler-post">
<div class="crawler-post-meta"><span class="creator">ann</span>
<time datetime="2023-01-0{number}T10:00:00Z" class="post-time">January {number}, 2023</time></div>
<div class="post"><p>{words}</p></div></div>"""

    head = '<meta name="generator" content="Discourse 3.1">'
    further = '<link rel="next" href="/t/door/55?page=2">'
    first = f"<head><title>Door</title>{head}{further}</head><h1>Door</h1>"
    server.put("talk.example", "/t/door/55", first + entry(1, WORDS) + entry(2, "Plane it."))
    second = f"<head><title>Door</title>{head}</head><h1>Door</h1>" + entry(3, "Which edge?")
    server.put("talk.example", "/t/door/55?page=2", second)

    ended = crawls.run("http://talk.example/t/door/55")

    assert ended.code == 0, ended.err
    topic = "http://talk.example/t/door/55"
    assert crawls.rows("SELECT url FROM posts") == [(topic,)]
    assert crawls.rows("SELECT post_url, id FROM comments ORDER BY id") == [
        (topic, "2"),
        (topic, "3"),
    ]
