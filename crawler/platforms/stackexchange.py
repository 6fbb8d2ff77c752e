"""Stack Exchange: the answers to a question, and the comments below it and below each answer."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler import dates
from crawler.model import (
    UNDATED,
    Ask,
    AskReason,
    Author,
    Comment,
    CommentStatus,
    LinkPlace,
    Moment,
    Rank,
    Reading,
)
from crawler.pages import Page
from crawler.platforms.claims import count_in
from crawler.platforms.linking import links_in
from crawler.platforms.paging import pages_linked
from crawler.platforms.reader import TryNext
from crawler.platforms.records import Element
from crawler.text import text_of

NAME = "stackexchange"
RANK = Rank.PLATFORM

_ANSWER = re.compile(r"answer-(\d+)$")
_COMMENT = re.compile(r"comment-(\d+)$")
# The address of a comment ends in its number and that of the post it stands below.
_BELOW = re.compile(r"#comment\d+_(\d+)$")
_USER = re.compile(r"/users/(\d+)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ")
_MORE = re.compile(r"\d+")


def sure(page: Page) -> float:
    """How sure it is: its names for an answer's words and for those of a comment."""
    classes = page.classes
    answer = any(map(_ANSWER.match, page.ids)) if "answer" in classes else False
    words = "post-text" in classes or "js-post-body" in classes
    return min(1.0, 0.5 * (answer and words) + 0.5 * ("comment-copy" in classes))


def read(page: Page) -> Reading:
    """Answers are comments on the question, and comments below an answer are replies to it.

    Answers and comments are counted apart, so that a comment's id keeps a letter. What is folded
    away ("show 3 more comments") counts as claimed.
    """
    found: list[Comment] = []
    answers: set[str] = set()
    for anchor, element in page.ids.items():
        answer, comment = _ANSWER.match(anchor), _COMMENT.match(anchor)
        if answer and "answer" in (element.get("class") or "").split():
            answers.add(answer[1])
            found.append(_answer(page, element, answer[1]))
        elif comment and "comment" in (element.get("class") or "").split():
            found.append(_comment(page, element, comment[1], answers))
        else:
            continue
        page.taken.add(element)
    if not found:
        raise TryNext("neither answers nor comments")
    hidden, asks = _hidden(page)
    elsewhere = max(0, _count(page) - len(answers))
    path = urlsplit(page.url).path
    pages = [url for url in pages_linked(page, ("page=",)) if urlsplit(url).path == path]
    further = (*(Ask(url, AskReason.COMMENT_PAGE) for url in pages), *asks)
    count = len(found) + hidden + elsewhere
    return Reading(page.url, NAME, RANK, comments=tuple(found), claimed=count, asks=further)


def _count(page: Page) -> int:
    header = page.ids.get("answers-header")
    for element in header.iter("h2") if header is not None else ():
        return count_in(element.get("data-answercount") or text_of(element)) or 0
    return 0


def _hidden(page: Page) -> tuple[int, list[Ask]]:
    """How many comments are folded away, and what the page itself asks for them."""
    hidden, asks = 0, []
    for link in page.classes.get("comments-link", ()):
        words = (link.get("class") or "").split()
        number = _MORE.search(text_of(link)) if "js-show-link" in words else None
        if number is None or "dno" in words or "d-none" in words:
            continue
        hidden += int(number[0][:6])
        post = next((d for o in link.iterancestors() if (d := o.get("data-post-id"))), "")
        area = link.getparent()
        if not post and area is not None:
            post = (area.get("id") or "").rpartition("-")[2]
        url = page.absolute(f"/posts/{post}/comments") if post.isdigit() else None
        if url:
            asks.append(Ask(url, AskReason.API, documented=False))
    return hidden, asks


def _answer(page: Page, element: Element, number: str) -> Comment:
    body = _first(element, ("js-post-body", "post-text"))
    signatures = [e for e in element.iter("div", "td") if _has(e, ("post-signature",))]
    # Where somebody edited the answer, there are two: the author's is the last.
    signature = signatures[-1] if signatures else None
    text = text_of(body) if body is not None else ""
    deleted = _has(element, ("deleted-answer",))
    return Comment(
        id=number,
        author=_author(page, signature),
        published=_moment(signature),
        text="" if deleted else text,
        permalink=page.absolute(f"/a/{number}"),
        status=CommentStatus.DELETED if deleted else CommentStatus.VISIBLE,
        links=tuple(links_in(page, body, set(), LinkPlace.COMMENT, text))
        if body is not None and not deleted
        else (),
        by_post_author=signature is not None and _has(signature, ("owner",)),
    )


def _comment(page: Page, element: Element, number: str, answers: set[str]) -> Comment:
    body = _first(element, ("comment-copy",))
    user = _first(element, ("comment-user",))
    text = text_of(body) if body is not None else ""
    links = (a.get("href") or "" for a in element.iter("a"))
    link = next((href for href in links if _BELOW.search(href)), "")
    below = _BELOW.search(link)
    return Comment(
        id=f"c{number}",
        author=_author(page, user),
        published=_moment(element),
        text=text,
        parent_id=below[1] if below and below[1] in answers else None,
        permalink=page.absolute(link),
        links=tuple(links_in(page, body, set(), LinkPlace.COMMENT, text))
        if body is not None
        else (),
        by_post_author=user is not None and _has(user, ("owner",)),
    )


def _author(page: Page, holder: Element | None) -> Author:
    """Who signed: a linked name, or a bare one of somebody who has left."""
    if holder is None:
        return Author()
    details = _first(holder, ("user-details",))
    inner = details if details is not None else holder
    for link in inner.iter("a"):
        user = _USER.search(link.get("href") or "")
        if user:
            account = f"stackexchange:{page.host}:{user[1]}"
            return Author(text_of(link) or None, page.absolute(link.get("href")), account)
    named = next((e for e in inner.iter("span") if e.get("itemprop") == "name"), None)
    badge = _first(inner, ("-flair", "reputation-score"))
    skip = set() if badge is None else {badge}
    return Author(text_of(inner if named is None else named, skip) or None)


def _moment(holder: Element | None) -> Moment:
    """The date of a title, which is exact, in UTC."""
    for element in holder.iter("span", "time") if holder is not None else ():
        found = _DATE.search(element.get("title") or "")
        if found:
            return dates.read_machine(found[0])
    return UNDATED


def _has(element: Element, words: tuple[str, ...]) -> bool:
    return not set(words).isdisjoint((element.get("class") or "").split())


def _first(element: Element, words: tuple[str, ...]) -> Element | None:
    return next((e for e in element.iter("*") if _has(e, words)), None)
