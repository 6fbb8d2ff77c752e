"""The page of a conversation as it is written; `tests/browser` opens it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tracemalloc
from collections.abc import Iterator
from html.parser import HTMLParser

from crawler.exports import trace_html
from crawler.exports.page.phrases import summary
from crawler.exports.traced import Traced, View
from crawler.model import Author, StoredComment, Thread, ThreadState
from tests.support.hostile import hostile
from tests.support.talks import comment, conversation, hop, post, stored, thread, traced

A, B, C = (f"http://{name}.example/{name}" for name in "abc")
_FORBIDDEN = {"style", "src", "srcset", "data", "poster", "action", "xlink:href", "background"}
_VOID = {"meta", "input", "br"}


def talk() -> Traced:
    anna = post(A, "2009-03-03T14:05Z", title="Why", author=Author("Anna"), text="First.\nSecond.")
    bo = post(B, "2009-03-05T10:00Z", title="Because", language="de")
    gap = stored(post(C, title=None), ThreadState.ERROR, reason="HTTP 404")
    entries = [comment("1", "Bo", "2009-03-04T10:00Z"), comment("2", parent_id="1")]
    hops = [
        hop(B, A, "link", 0.95),
        hop(B, A, "commenter", 0.8, target_comment_id="1"),
        hop(B, C, "via"),
    ]
    left = [(hop("http://spam.example/1", A, "trackback", 0.3), "below confidence 0.5")]
    threads = [thread(stored(anna, claimed=4), entries), thread(bo), thread(gap)]
    return traced(conversation(threads, hops, left))


def html(of: Traced) -> str:
    out = io.StringIO()
    trace_html.write(of, out, View())
    return out.getvalue()


class _Balanced(HTMLParser):
    """Fails on a tag that is not closed in its place, and on an id that is given twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), attrs
        # No inline style or script, and nothing that a browser would fetch by itself.
        assert not [name for name in given if name in _FORBIDDEN or name.startswith("on")]
        identity = given.get("id")
        assert identity is None or identity not in self.ids
        self.ids.add(identity or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_tags_are_closed_and_ids_are_unique() -> None:
    for of in (talk(), hostile(), traced(conversation([thread(post(A))]))):
        parser = _Balanced()
        text = html(of)
        parser.feed(text)
        parser.close()
        assert parser.open == []
        targets = re.findall(r'href="#([^"]+)"', text)
        assert set(targets) <= parser.ids


def test_the_policy_lets_only_our_own_style_and_script_run() -> None:
    text = html(talk())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    for kind, rule in (("style", "style-src"), ("script", "script-src")):
        parts = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digests = [hashlib.sha256(part.encode()).digest() for part in parts]
        assert rules[rule].split() == [f"'sha256-{base64.b64encode(d).decode()}'" for d in digests]
    assert "unsafe" not in policy[1]


def test_the_style_loads_nothing() -> None:
    text = html(hostile())
    style = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert set(re.findall(r"url\(([^)]*)\)", style)) == {"#arrow-on"}
    assert "@import" not in style


def test_what_the_picture_says_the_tables_and_the_thread_say_too() -> None:
    text = html(talk())
    assert (
        text.count('<a class="post') == text.count("<article") == text.count("<tr data-post") == 3
    )
    assert text.count("<tr data-from") == 3
    assert text.count('class="hop ') == 2 + 2  # The arcs, and the same lines in the legend.
    assert 'aria-label="1: Why, a.example, by Anna, 2009-03-03 14:05 UTC' in text
    assert "2 of 4 comments" in text
    assert text.count("not read: HTTP 404") >= 3  # Picture, table, thread.
    assert "below confidence 0.5" in text


def test_how_the_talk_went_on_is_said_at_the_comment_and_at_the_posts() -> None:
    text = html(talk())
    assert re.search(r'id="c1-0".{1,400}→ <a class="to" href="#p2">2</a>', text, re.DOTALL)
    assert "carried by Bo, who commented there" in text
    assert re.search(r'Goes on in <a class="to" href="#p2">2</a> <bdi>Because</bdi>', text)


def test_the_summary_is_made_by_rule() -> None:
    assert list(summary(talk())) == [
        "It began on a.example on 3 Mar 2009 with “Why” by Anna.",
        "It went on to b.example after 2 days.",
        "In all 3 posts on 3 blogs, 2 comments by 2 people, 3 hops, 3 Mar to 5 Mar 2009.",
        "Of the 4 comments that the pages claim, 50% are here.",
        "1 post could not be read.",
        "1 hop left out, listed with the reason.",
        "As of 31 Jan 2026.",
    ]


def test_a_long_post_is_folded_with_its_length() -> None:
    text = html(
        traced(conversation([thread(post(A, text="word " * 100 + "\n" + "more \n" * 300))]))
    )
    folds = re.findall(r"<summary>(\d+) more paragraphs</summary>", text)
    assert len(folds) == 1
    assert text.count(">more</p>") == 300


class _Counting(io.TextIOBase):
    """Counts what is written and keeps nothing."""

    length = 0

    def write(self, text: str) -> int:
        self.length += len(text)
        return len(text)


def test_a_very_long_thread_is_streamed() -> None:
    def entries() -> Iterator[StoredComment]:
        for number in range(5_000):
            entry = comment(str(number), "Anna", "2009-03-04T10:00Z", "w" * 2_000)
            yield StoredComment(entry, A, number, "", "")

    told = traced(conversation([Thread(stored(post(A)), tuple(entries()))]))
    out = _Counting()
    tracemalloc.start()
    trace_html.write(told, out, View())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert out.length > 10_000_000
    assert peak < 3 * 2**20
