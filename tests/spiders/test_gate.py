"""The gate and the guard at work on leases, without a request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.config import Options
from crawler.fetch.guard import Guard
from crawler.fetch.routes import Routes
from crawler.frontier import Lease, RobotsFile, State, Task
from crawler.model import ThreadState
from crawler.runs import Session
from spiders.following import Plan
from spiders.gate import Gate, Verdict
from spiders.looks import Looks

POST = "http://a.example/2009/x"
ROUTES = Routes({"*.example": "127.0.0.1:80"})


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    options = Options(archive=f"sqlite:{tmp_path / 't.db'}")
    opened = Session(options, [POST], [Task(POST)])
    yield opened
    opened.close()


def lease(url: str = POST, tries: int = 0, via: tuple[str, ...] = ()) -> Lease:
    return Lease(Task(url, via=via), "a.example", "w", 1e12, tries)


def gate(session: Session, *, live: bool = True) -> Gate:
    guard = Guard(ROUTES, allow_private_hosts=False)
    return Gate(session.frontier, guard, 2.0, live=live)


def keep(session: Session, status: int, body: bytes = b"", age: float = 0) -> None:
    file = RobotsFile("http://a.example", status, body, time.time() - age)
    session.frontier.keep_robots(file)


def test_robots_first_and_then_the_page(session: Session) -> None:
    one = gate(session)
    assert one.verdict(lease()) == Verdict(robots="http://a.example/robots.txt")
    one.keep("http://a.example", 200, b"User-agent: *\nDisallow: /no")
    assert one.verdict(lease()) == Verdict()
    assert one.verdict(lease("http://a.example/no")).by == "refused_robots"
    assert gate(session).verdict(lease()) == Verdict(), "another process knows it, too"


def test_robots_are_asked_for_again_after_a_day(session: Session) -> None:
    keep(session, 200, age=23 * 3600)
    assert gate(session).verdict(lease()) == Verdict()
    keep(session, 200, age=25 * 3600)
    assert gate(session).verdict(lease()).robots


def test_while_robots_cannot_be_had_nothing_is_asked_for(session: Session) -> None:
    keep(session, 503)
    later = gate(session).verdict(lease()).later
    assert later is not None
    assert later > time.time()
    assert gate(session).verdict(lease(tries=2)).by == "refused_robots"
    keep(session, 0)
    assert gate(session).verdict(lease(tries=2)).by == "failed"
    keep(session, 503, age=11)
    assert gate(session).verdict(lease(tries=2)).robots


@pytest.mark.parametrize("url", ["http://127.0.0.1/2009/x", "http://192.168.1.1/2009/x"])
def test_private_addresses_are_never_asked_for(session: Session, url: str) -> None:
    assert gate(session).verdict(lease(url)).by == "refused"


def test_without_a_contact_live_pages_are_never_asked_for(session: Session) -> None:
    assert (
        "--contact" in gate(session, live=False).verdict(lease("http://blog.test/2009/x")).refused
    )
    assert gate(session, live=False).verdict(lease()).robots


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.1/2009/secret", "private address"),
        ("http://[::ffff:169.254.169.254]/latest", "private address"),
        ("http://a.example/2009/x?like_comment=1&_wpnonce=2", "changes something"),
        ("ftp://a.example/x", "no web address"),
        ("http://a.example/2009/x", "in a circle"),
        ("http://a.example/", "home page"),
        ("http://a.example/tag/x/", "no post"),
    ],
)
def test_redirects_that_are_not_followed(session: Session, target: str, words: str) -> None:
    looks = Looks(session, Plan())
    guard = Guard(ROUTES, allow_private_hosts=False)
    item = looks.redirect(lease(), 302, target, guard)
    assert item.settled.state in (State.REFUSED, State.FAILED)
    assert words in item.settled.reason
    assert item.settled.found == ()
    assert item.finding is not None
    assert item.finding.reading is not None
    assert item.finding.reading.state in (ThreadState.BLOCKED, ThreadState.ERROR)
    assert session.seeds_failed


def test_a_chain_of_redirects_ends(session: Session) -> None:
    looks = Looks(session, Plan())
    guard = Guard(ROUTES, allow_private_hosts=False)
    before = tuple(f"http://a.example/2009/r{n}" for n in range(10))
    follows = looks.redirect(lease(via=before[:9]), 302, "http://a.example/2009/y", guard)
    assert [task.url for task in follows.settled.found] == ["http://a.example/2009/y"]
    ends = looks.redirect(lease(via=before), 302, "http://a.example/2009/y", guard)
    assert ends.settled.state is State.FAILED
