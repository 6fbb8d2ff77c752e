"""The generic reader alone, on pages of invented markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.model import Comment, CommentKind, CommentStatus, LinkPlace, Rank
from crawler.pages import Page
from crawler.platforms import generic
from crawler.platforms.reader import TryNext
from tests.platforms.test_cases import CASES, cut, page_of, plain

FOLDERS = sorted(path.parent for path in (CASES / "generic").glob("*/request.json"))


def read(html: str, url: str = "https://blog.example/post/") -> tuple[Comment, ...]:
    page = Page(url, html.encode(), {"content-type": "text/html; charset=utf-8"})
    try:
        return generic.read(page).comments
    except TryNext:
        return ()


def listed(*items: str, heading: str = "Comments") -> str:
    body = "".join(f'<li class="comment" id="comment-{n}">{i}</li>' for n, i in enumerate(items, 1))
    return f"<html lang=en><body><h1>T</h1><h2>{heading}</h2><ol>{body}</ol></body></html>"


def signed(name: str, text: str = "<p>Some words.</p>") -> str:
    return f'<b class="author">{name}</b> <time datetime="2020-01-02T03:04">then</time>{text}'


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_alone(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    page = page_of(folder)

    if not expected["comments"]:
        with pytest.raises(TryNext):
            generic.read(page)
        return
    reading = generic.read(page)

    assert cut(plain(reading), expected) == expected
    assert (reading.source, reading.rank) == ("generic", Rank.GENERIC)


def test_the_elements_of_the_thread_are_taken() -> None:
    page = Page("https://blog.example/", listed(signed("Anna"), signed("Ben")).encode())

    generic.read(page)

    assert sorted(element.get("id") for element in page.taken) == ["comment-1", "comment-2"]


def test_a_page_that_is_no_html_is_not_for_it() -> None:
    page = Page("https://blog.example/feed", b'{"a": 1}', {"content-type": "application/json"})

    assert generic.sure(page) == 0


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Anna says:", "Anna"),
        ("Posted by Anna", "Anna"),
        ("Anna (not verified)", "Anna"),
        ("Anna <span class='badge'>Moderator</span>", "Anna"),
        ("Anna <span>Author</span>", "Anna"),
        ("3. Anna", "Anna"),
        ("Mrs. Pettigrew", "Mrs. Pettigrew"),
        ("Anna (example.org)", "Anna (example.org)"),
    ],
)
def test_a_name_is_what_people_are_called(shown: str, name: str) -> None:
    comments = read(listed(signed(shown), signed("Ben")))

    assert [comment.author.name for comment in comments] == [name, "Ben"]


def test_forms_of_address_that_the_site_puts_before_all_go() -> None:
    comments = read(listed(signed("Herr Jan Kühn"), signed("Frau Ute Tal")))

    assert [comment.author.name for comment in comments] == ["Jan Kühn", "Ute Tal"]


def test_links_of_the_body_are_kept_and_the_author_is_no_such_link() -> None:
    text = '<p>See <a rel="nofollow" href="https://else.example/x">this page</a> for more.</p>'
    [comment, _] = read(
        listed(signed('<a rel="nofollow" href="https://anna.example/">Anna</a>', text), signed("B"))
    )

    assert comment.author.url == "https://anna.example/"
    [link] = comment.links
    assert (link.url, link.words) == ("https://else.example/x", "this page")
    assert (link.place, link.rel) == (LinkPlace.COMMENT, "nofollow")
    assert link.around == "See this page for more."


@pytest.mark.parametrize("label", ["Reply", "Antworten", "Répondre", "返信", "Ответить", "رد"])
def test_controls_are_no_words_of_a_comment(label: str) -> None:
    text = f"<p>Some words.</p><a href='#'>{label}</a>"

    comments = read(listed(signed("Anna", text), signed("Ben", text)))

    assert [comment.text for comment in comments] == ["Some words."] * 2


def test_a_comment_that_is_one_word_is_read() -> None:
    comments = read(listed(signed("Anna", "<p>Thanks!</p>"), signed("Ben", "<p>Yes</p>")))

    assert [comment.text for comment in comments] == ["Thanks!", "Yes"]


@pytest.mark.parametrize("word", ["+1", "Thanks", "Like", "12"])
def test_a_comment_that_reads_like_a_control_is_read(word: str) -> None:
    text = f'<div class="comment-text">{word}</div><a href="#">Reply</a>'

    comments = read(listed(signed("Anna", text), signed("Ben")))

    assert [comment.text for comment in comments] == [word, "Some words."]


def test_a_removed_comment_keeps_its_place() -> None:
    comments = read(listed(signed("Anna", "<p>This comment has been deleted.</p>"), signed("Ben")))

    assert [c.status for c in comments] == [CommentStatus.DELETED, CommentStatus.VISIBLE]


@pytest.mark.parametrize("word", ["Pingback", "Trackback"])
def test_a_ping_in_the_list_is_no_comment(word: str) -> None:
    ping = f'<p>{word}: <a rel="external nofollow" href="https://a.example/p">A title</a></p>'

    comments = read(listed(signed("Anna"), ping, signed("Ben")))

    assert [c.kind for c in comments] == [
        CommentKind.COMMENT,
        CommentKind(word.lower()),
        CommentKind.COMMENT,
    ]
    assert comments[1].author.url == "https://a.example/p"


def test_comments_of_other_posts_are_not_the_thread() -> None:
    items = "".join(
        f'<div class="comment-wrap"><b class="author">N{n}</b>'
        f'<time datetime="2020-01-0{n}">then</time><p>What a post this is, truly.</p>'
        f'<a href="https://blog.example/{n}/#comment-{n}">more</a></div>'
        for n in range(1, 6)
    )

    assert read(f"<body><div>{items}</div></body>") == ()


def test_markup_that_was_never_closed_is_no_chain_of_replies() -> None:
    items = "".join(
        f'<div class="comment" id="comment-{n}"><b class="author">N{n}</b>'
        f'<time datetime="2020-01-0{n}">then</time><p>Words of number {n}.</p>'
        for n in range(1, 8)
    )

    comments = read(f"<body><h2>7 comments</h2><div id='comments'>{items}</body>")

    assert [comment.parent_id for comment in comments] == [None] * 7


def test_the_heading_tells_how_many_there_are() -> None:
    page = Page(
        "https://blog.example/",
        listed(signed("A"), signed("B"), heading="1.234 Kommentare").encode(),
    )

    assert generic.read(page).claimed == 1234
