"""A trace as text, JSON and CSV: told whole, folded, harmless."""

import csv
import io
import json
import re
import tracemalloc
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exports import trace_csv, trace_json, trace_text
from crawler.exports.fields import HOP_FIELDS
from crawler.exports.terminal import width
from crawler.exports.traced import Traced, View
from crawler.model import (
    Author,
    CommentKind,
    CommentStatus,
    Conversation,
    Evidence,
    Post,
    StoredComment,
    Thread,
    ThreadState,
)
from tests.support.schema import faults, schema
from tests.support.talks import at, comment, conversation, hop, post, stored, thread, traced

EXPECTED = Path(__file__).parent / "cases" / "trace.txt"
ANNA = "http://anna.example/2009/03/why-comments-matter/"
BO = "http://bo.example/on-comments-again.html"
CLEO = "http://cleo.example/2009/03/09/answer/"
DOV = "http://dov.example/gone"


def signed(url: str, date: str | None, title: str, name: str, written: str = "") -> Post:
    own = post(url, title=title, author=Author(name))
    return replace(own, published=at(date, written))


def words(kind: str, url: str, text: str) -> tuple[Evidence, ...]:
    return (Evidence(kind, url, "body", text),)


def talk() -> Conversation:
    anna = signed(
        ANNA, "2009-03-03T15:05+01:00", "Why comments matter", "Anna Berg",
        "March 3rd, 2009 at 3:05 pm",
    )  # fmt: skip
    tone = "The first comment sets the tone of all that follow, and nobody reads past the fifth."
    entries = [
        comment("1", "Bo Karlsson", "2009-03-03T16:10+01:00", tone),
        comment("2", "Anna Berg", "2009-03-03T17:00+01:00", "They do.", parent_id="1"),
        comment("3", "דוב", "2009-03-03T18:00", "שלום", parent_id="2"),
        *(comment(str(n), f"Reader {n}", "2009-03-04T10:00+01:00") for n in range(4, 9)),
        comment("9", "Bo Karlsson", "2009-03-05T10:20+01:00", "It grew: it is on my blog now."),
        comment(
            "10", "On comments, again", "2009-03-05T11:20+01:00", "[...] as Anna says [...]",
            BO, kind=CommentKind.PINGBACK,
        ),
        comment("11", "Eve", kind=CommentKind.LIKE),
    ]  # fmt: skip
    bo = stored(
        signed(BO, "2009-03-05T09:12Z", "On comments, again", "Bo Karlsson", "Thursday"),
        ThreadState.PARTIAL,
        claimed=40,
        reason="page 2 of 3 answered 500",
    )
    placeholder = comment("c1", None, "2009-03-06", "", status=CommentStatus.DELETED)
    cleo = signed(CLEO, "2009-03-09", "Re: comments", "漢字", "9. März 2009")
    gap = stored(Post(DOV, "dov.example"), ThreadState.ERROR, reason="HTTP 404")
    weak = hop("http://spam.example/1", ANNA, "trackback", 0.3)
    says = (
        "as Anna Berg says in Why comments matter, the thread is where the talk is, and I agree"
        " with each of her points about reading and about being read by others"
    )
    hops = [
        hop(BO, ANNA, "link", 0.95, evidence=words("link", BO, says)),
        hop(BO, ANNA, "pingback", 0.9, target_comment_id="10"),
        hop(BO, ANNA, "commenter", 0.8, target_comment_id="9"),
        hop(CLEO, BO, "reply", 0.95, evidence=words("reply", CLEO, "In response to Bo")),
        hop(CLEO, ANNA),
        hop(CLEO, DOV, evidence=words("link", CLEO, "see this")),
        hop(ANNA, CLEO, later_edit=True),
    ]
    threads = [thread(anna, entries), thread(bo, [placeholder]), thread(cleo), thread(gap)]
    return conversation(threads, hops, [(weak, "below confidence 0.5")])


def text(of: Traced, **view: object) -> str:
    out = io.StringIO()
    trace_text.write(of, out, View(**view))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_tree() -> None:
    assert text(traced(talk()), columns=88, comments=3) == EXPECTED.read_text("utf-8")


def test_comments_fold_but_for_those_that_carried_the_talk() -> None:
    none = text(traced(talk()), comments=0)
    assert "… 8 more\n" in none
    assert "It grew: it is on my blog now." in none
    assert "The first comment" not in none
    assert " more\n" not in text(traced(talk()), comments=99)


def test_times_in_a_zone_and_the_pages_own_words() -> None:
    shown = text(traced(talk()), tz=ZoneInfo("Asia/Tokyo"))
    assert "2009-03-03 23:05 JST (March 3rd, 2009 at 3:05 pm)" in shown
    assert "2009-03-09 (9. März 2009)" in shown


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = text(traced(talk())), text(traced(talk()), colour=True)
    assert re.sub("\x1b\\[[0-9]*m", "", coloured) == plain
    assert "\x1b[1mWhy comments matter\x1b[0m" in coloured


def test_a_terminal_without_the_characters_of_the_tree() -> None:
    shown = text(traced(talk()), ascii=True, columns=200)
    furniture = re.sub("[\u2066-\u2069א-ת漢字ä]", "", shown)
    assert furniture.isascii()
    assert "`- [4] not read: HTTP 404" in shown


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_lines_fit_but_for_addresses(columns: int) -> None:
    for line in text(traced(talk()), columns=columns).splitlines():
        assert width(line) <= columns or "http://" in line


def test_a_chain_deeper_than_the_screen_is_wide() -> None:
    urls = [f"http://h{number:02}.example/1" for number in range(60)]
    talked = conversation(
        [thread(post(url)) for url in urls],
        [hop(late, early) for early, late in pairwise(urls)],
    )
    lines = text(traced(talked), columns=80).splitlines()
    assert max(map(width, lines)) <= 80
    assert any("← links to [59]" in line for line in lines)


HOSTILE = st.text(st.characters() | st.sampled_from("\x1b\x07\r\n\x9b\u202e\u2066\u2069א漢"))


@given(HOSTILE, HOSTILE, st.booleans())
def test_text_from_pages_is_data(name: str, said: str, ascii_only: bool) -> None:
    anna = signed(ANNA, "2009-03-03", said, name, said)
    entry = comment("1", name, "2009-03-04", said)
    gap = stored(Post(DOV, "dov.example"), ThreadState.ERROR, reason=said)
    hops = [hop(BO, ANNA, evidence=words("link", BO, said)), hop(BO, DOV)]
    talked = conversation([thread(anna, [entry]), thread(post(BO)), thread(gap)], hops)
    for line in text(traced(talked), ascii=ascii_only).split("\n"):
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
        assert line.count("\u2068") == line.count("\u2069")


def test_json() -> None:
    out = io.StringIO()
    trace_json.write(traced(talk()), out, View())
    told = json.loads(out.getvalue())
    assert faults(told, schema("trace")) == []
    assert told["root"] == ANNA
    assert [len(one["comments"]) for one in told["posts"]] == [11, 1, 0, 0]
    assert told["hops"][0]["evidence"][0]["words"].startswith("as Anna Berg says")
    assert told["left_out"][0]["reason"] == "below confidence 0.5"
    assert told["metrics"]["posts"] == 4


def test_csv_of_hops_and_of_posts() -> None:
    tables = []
    for nodes in (False, True):
        out = io.StringIO(newline="")
        trace_csv.write(traced(talk()), out, View(nodes=nodes))
        tables.append(list(csv.DictReader(io.StringIO(out.getvalue(), newline=""))))
    hops, posts = tables
    assert len(hops) == 7
    assert tuple(hops[0]) == HOP_FIELDS
    assert hops[6]["later_edit"] == "true"
    assert [row["url"] for row in posts] == [ANNA, BO, CLEO, DOV]


def test_a_conversation_without_hops_has_a_heading_in_csv() -> None:
    out = io.StringIO(newline="")
    trace_csv.write(traced(conversation([thread(post(ANNA))])), out, View())
    assert out.getvalue() == ",".join(HOP_FIELDS) + "\r\n"


class _Counting(io.TextIOBase):
    """Counts what is written and keeps nothing."""

    length = 0

    def write(self, text: str) -> int:
        self.length += len(text)
        return len(text)


def _long_thread() -> Iterator[StoredComment]:
    for number in range(5_000):
        entry = comment(str(number), "Anna", "2009-03-04T10:00Z", "w" * 2_000)
        yield StoredComment(entry, ANNA, number, "", "")


@pytest.mark.parametrize(("form", "length"), [(trace_json, 10_000_000), (trace_text, 300_000)])
def test_a_very_long_thread_is_streamed(form: ModuleType, length: int) -> None:
    talked = conversation([Thread(stored(post(ANNA)), tuple(_long_thread()))])
    told, out = traced(talked), _Counting()
    tracemalloc.start()
    form.write(told, out, View(comments=100_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert out.length > length
    assert peak < 3 * 2**20
