"""What a run holds: one at a time, its record, and what keeps it from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.config import Options
from crawler.errors import AlreadyRunning, UsageError
from crawler.frontier import Settled, Task
from crawler.runs import Session, crawl_key, problems, seeds_of

POST = "http://a.example/2009/x"


def options(tmp_path: Path, **more: object) -> Options:
    return Options(archive=f"sqlite:{tmp_path / 't.db'}", **more)  # type: ignore[arg-type]


def begin(tmp_path: Path, *, join: bool = False, **more: object) -> Session:
    return Session(options(tmp_path, **more), [POST], [Task(POST)], join=join)


def test_a_run_is_recorded_at_its_start_and_its_end(tmp_path: Path) -> None:
    session = begin(tmp_path, contact="me@university.example")
    path = session.state / "runs" / f"{session.run.id}.json"
    running = json.loads(path.read_text())
    assert (running["ended"], running["exit_code"]) == (None, None)
    assert running["options"]["contact"] == "me@university.example"
    (lease,) = session.frontier.lease(1)
    session.frontier.settle([Settled(lease)])
    session.counts["pages"] += 1
    run = session.close()
    assert json.loads(path.read_text())["counts"] == {"pages": 1}
    assert run.exit_code == 0
    assert [p.name for p in path.parent.iterdir()] == [path.name], "no half of one is left"


def test_one_run_at_a_time_unless_joined(tmp_path: Path) -> None:
    first = begin(tmp_path)
    with pytest.raises(AlreadyRunning, match="--join"):
        begin(tmp_path)
    second = begin(tmp_path, join=True)
    first.close()
    with pytest.raises(AlreadyRunning):
        begin(tmp_path)
    second.close()
    begin(tmp_path).close()


def test_other_crawls_may_run_beside_it(tmp_path: Path) -> None:
    first = begin(tmp_path)
    second = begin(tmp_path, scope="page")
    assert first.crawl != second.crawl
    second.close()
    first.close()


def test_a_crawl_is_its_seeds_scope_and_archive() -> None:
    one = crawl_key(["http://a.example/1", "http://b.example/1"], "page", "sqlite:x.db")
    assert one == crawl_key(["http://b.example/1", "http://a.example/1"], "page", "sqlite:./x.db")
    assert one != crawl_key(["http://a.example/1"], "page", "sqlite:x.db")
    assert one != crawl_key(["http://a.example/1", "http://b.example/1"], "blog", "sqlite:x.db")
    assert one != crawl_key(["http://a.example/1", "http://b.example/1"], "page", "sqlite:y.db")


def test_seeds_are_canonical_and_once() -> None:
    assert seeds_of([" HTTP://A.example/2009/x#c1 ", POST]) == (POST,)
    with pytest.raises(UsageError, match="is no web address"):
        seeds_of(["a.example/x"])


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    bad = Options(archive=f"sqlite:{tmp_path / 'nowhere' / 't.db'}")
    found = problems(bad, ["nonsense", "http://127.0.0.1/2009/x", "https://blog.test/2009/x"])
    assert len(found) == 4
    assert all(". " in problem for problem in found), "each says what to type instead"
    assert len(problems(options(tmp_path), [])) == 1
    assert problems(options(tmp_path, contact="me@university.example"), [POST]) == []
