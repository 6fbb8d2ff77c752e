"""Reading saved pages: in the public names, and in the scorer's, one page at a time."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.cli.batch import answer_all
from crawler.errors import UsageError
from samples.server import Blogosphere
from tests.support.command import ROOT, refused, threadhop
from tests.support.schema import faults, schema

PAGE = Path(__file__).parent / "pages" / "post.html"
POST = "http://harbour.example/2012/05/a-bridge-too-low/"


def test_a_page_is_printed_in_the_public_names(tmp_path: Path) -> None:
    result = threadhop("extract", PAGE, PAGE, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == second
    assert faults(first, schema("extract")) == []
    assert {name: first[name] for name in ("url", "blog", "title", "author_name")} == {
        "url": POST,
        "blog": "harbour.example",
        "title": "A bridge too low",
        "author_name": "Anna",
    }
    assert first["published"] == "2012-05-14T09:30:00+02:00"
    assert first["published_utc"] == "2012-05-14T07:30:00Z"
    assert first["comment_count"] == first["claimed_comments"] == 3
    shown = [(c["id"], c["parent_id"], c["kind"], c["author_name"]) for c in first["comments"]]
    ids = [c["id"] for c in first["comments"]]
    assert shown == [
        (ids[0], None, "comment", "Ben"),
        (ids[1], ids[0], "comment", "Cleo"),
        (ids[2], None, "pingback", "Who reads tables? | Tides"),
    ]
    assert all(c["post_url"] == POST for c in first["comments"])


def test_every_page_of_a_warc_is_read_at_its_address_and_time(tmp_path: Path) -> None:
    page = PAGE.read_bytes()
    records = [
        ("http://harbour.example/robots.txt", b"User-agent: *", {}, 200),
        (POST, gzip.compress(page), {"Content-Encoding": "gzip"}, 200),
        ("http://harbour.example/gone", b"<p>gone</p>", {}, 404),
        ("http://harbour.example/odd", b"<p>?</p>", {"Content-Encoding": "odd"}, 200),
        ("http://harbour.example/i.png", b"\x89PNG", {"Content-Type": "image/png"}, 200),
    ]
    with (tmp_path / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body, more, status in records:
            headers = list({"Content-Type": "text/html", **more}.items())
            http = StatusAndHeaders(f"{status} X", headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body), length=len(body), http_headers=http
                )
            )
    result = threadhop("extract", "crawl.warc.gz", cwd=tmp_path)
    assert result.returncode == 0
    (read,) = map(json.loads, result.stdout.splitlines())
    assert (read["url"], read["comment_count"]) == (POST, 3)
    assert "http://harbour.example/odd: the content coding odd is not read here" in result.stderr
    assert "names its own" in refused(
        threadhop("extract", "crawl.warc.gz", "--url", POST, cwd=tmp_path)
    )


def test_the_address_of_a_file_can_be_given(tmp_path: Path) -> None:
    result = threadhop(
        "extract", PAGE, "--url", "http://copy.example/a-bridge-too-low/", cwd=tmp_path
    )
    assert json.loads(result.stdout)["schema"] == "threadhop.extract/1"


def test_a_page_without_an_address_has_one_that_never_resolves(tmp_path: Path) -> None:
    (tmp_path / "my page.html").write_text("<title>x</title><p>Some words", encoding="utf-8")
    result = threadhop("extract", "my page.html", cwd=tmp_path)
    assert json.loads(result.stdout)["url"] == "http://saved.invalid/my%20page.html"


def test_one_reader_alone_can_be_asked_for(tmp_path: Path) -> None:
    result = threadhop("extract", PAGE, "--only", "generic", cwd=tmp_path)
    assert json.loads(result.stdout)["source"] == "generic"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to read"),
        (["nowhere.html"], "'nowhere.html' is no file here. An address begins with http"),
        (["."], "'.' is a folder"),
        ([PAGE, PAGE, "--url", "http://a.example/"], "--url is the address of one FILE"),
        ([PAGE, "--url", "ftp://a.example/"], "'ftp://a.example/' is no address of a page"),
        ([PAGE, "--only", "nonsense"], "--only nonsense: no such reader. "),
        (["--batch", "--only", "nonsense"], "--only nonsense: no such reader. "),
        (["--batch", PAGE], "--batch takes its tasks from standard input"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in refused(threadhop("extract", *arguments, cwd=tmp_path))


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>x")
    (tmp_path / "page.html").chmod(0)
    if os.access(tmp_path / "page.html", os.R_OK):
        pytest.skip("this user may read everything")
    assert "Permission denied" in refused(threadhop("extract", "page.html", cwd=tmp_path))


def test_an_address_is_fetched_with_the_whole_of_its_thread(tmp_path: Path) -> None:
    with Blogosphere() as blogs:
        result = threadhop(
            "extract",
            "http://harbournotes.example/?p=45",
            "http://oddments.example/",
            "http://oddments.example/2099/01/nothing/",
            "--allow-private-hosts",
            "--delay",
            "0.05",
            cwd=tmp_path,
            env={"THREADHOP_CONNECT_TO": ",".join(map("=".join, blogs.connect_to.items()))},
        )
        asked = {request.path for request in blogs.log}
    assert result.returncode == 3
    thread, gone = map(json.loads, result.stdout.splitlines())
    assert faults(thread, schema("extract")) == faults(gone, schema("extract")) == []
    assert thread["comment_count"] == thread["claimed_comments"] == len(thread["comments"])
    assert thread["thread_state"] == "complete"
    assert (gone["thread_state"], gone["thread_reason"]) == ("error", "HTTP 404")
    assert "/robots.txt" in asked
    assert {f"/2009/03/small-tables/comment-page-{number}/" for number in (1, 2)} <= asked
    said = "threadhop: http://oddments.example/ was not read: HTTP 200, and no post\n"
    assert result.stderr == said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["http://blog.example/1"], "--contact you@university.example"),
        (["http://blog.example/1", "--contact", "me"], "--contact: 'me' is neither"),
        (["http://[/"], "is no web address"),
        (["http://a.example/", "--only", "generic"], "--only reads a FILE"),
        (["http://a.example/", "--url", "http://b.example/"], "--url is the address of one FILE"),
    ],
)
def test_an_address_that_must_not_or_cannot_be_asked(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    assert said in refused(threadhop("extract", *arguments, cwd=tmp_path))


class Batch:
    """A running ``extract --batch``, asked line by line as the scorer does."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crawler", "extract", "--batch", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._in, self._out = self.process.stdin, self.process.stdout

    def send(self, line: str) -> None:
        self._in.write(line + "\n")

    def answer(self) -> Any:
        line = self._out.readline()
        assert line.isascii()
        return json.loads(line)

    def ask(self, **task: object) -> Any:
        self.send(json.dumps(task))
        return self.answer()

    def end(self) -> int:
        self._in.close()
        code = self.process.wait(timeout=20)
        self._out.close()
        return code


@pytest.fixture
def batch() -> Iterator[Batch]:
    running = Batch()
    yield running
    running.end()


def test_a_batch_answers_each_task_at_once_and_in_order(batch: Batch, tmp_path: Path) -> None:
    answer = batch.ask(id="one", path=str(PAGE), url=POST)
    assert set(answer) == {"id", "post", "comments"}
    assert answer["id"] == "one"
    assert answer["post"] == {
        "title": "A bridge too low",
        "author": "Anna",
        "published": "2012-05-14T09:30:00+02:00",
        "permalink": POST,
    }
    assert [(c["author"], c["kind"], c["parent"]) for c in answer["comments"]] == [
        ("Ben", "comment", None),
        ("Cleo", "comment", 0),
        ("Who reads tables? | Tides", "pingback", None),
    ]
    assert answer["comments"][0] == {
        "id": answer["comments"][0]["id"],
        "author": "Ben",
        "author_url": "http://ben.example/",
        "published": "2012-05-14T11:02:00+02:00",
        "kind": "comment",
        "parent": None,
        "permalink": f"{POST}#comment-101",
        "text": "They measured at low tide.",
    }
    assert batch.ask(id=2, path=str(PAGE), url=None) == {**answer, "id": 2}
    assert batch.end() == 0


def test_a_task_that_cannot_be_answered_gets_an_error_and_the_next_is_answered(
    batch: Batch, tmp_path: Path
) -> None:
    missing = batch.ask(id="gone", path=str(tmp_path / "gone.html"), url=None)
    assert missing["id"] == "gone"
    assert "FileNotFoundError" in missing["error"]
    for line, name in [("nonsense", None), ("[]", None), ('{"id": 7}', 7), ("\x00é", None)]:
        batch.send(line)
        answer = batch.answer()
        assert (answer["id"], set(answer)) == (name, {"id", "error"})
    batch.send("")
    assert batch.ask(id="one", path=str(PAGE), url=POST)["post"]["title"] == "A bridge too low"
    assert batch.end() == 0


def test_what_is_no_page_is_answered_too(batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    surrogate = "<p>漢 \ud800".encode("utf-8", "surrogatepass")
    for body in (b"", b"\xff\xfe\x00\x00", b"<" * 5000, b"%PDF-1.4 \x00\x01", surrogate):
        path.write_bytes(body)
        answer = batch.ask(id=1, path=str(path), url="http://a.example/1")
        assert answer["comments"] == [], body


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_tried(tmp_path: Path) -> None:
    pipe = tmp_path / "endless.html"
    os.mkfifo(pipe)
    tasks = [json.dumps({"id": name, "path": str(pipe), "url": None}) for name in ("one", "two")]
    assert [json.loads(answer) for answer in answer_all(tasks, None, limit=0.2)] == [
        {"id": "one", "error": "not read within 0.2 s"},
        {"id": "two", "error": "not read within 0.2 s"},
    ]


def test_a_reader_that_dies_takes_only_its_page_along(batch: Batch, tmp_path: Path) -> None:
    if shutil.which("pgrep") is None:
        pytest.skip("no pgrep here")
    batch.ask(id="warm", path=str(PAGE), url=POST)
    pipe = tmp_path / "endless.html"
    os.mkfifo(pipe)
    batch.send(json.dumps({"id": "dies", "path": str(pipe), "url": None}))
    # The reader has the task when it has opened the pipe, which waits for both ends.
    with open(pipe, "wb"):
        found = subprocess.run(
            ["pgrep", "-P", str(batch.process.pid)], capture_output=True, text=True, check=True
        )
        os.kill(int(found.stdout), signal.SIGKILL)
        answer = batch.answer()
    assert answer == {"id": "dies", "error": "the reader died (status -9)"}
    assert len(batch.ask(id="next", path=str(PAGE), url=POST)["comments"]) == 3
    assert batch.end() == 0


def test_an_unknown_reader_is_refused_before_the_first_task() -> None:
    with pytest.raises(UsageError, match="no such reader"):
        list(answer_all([], "nonsense"))


def test_a_batch_is_stopped_by_the_key(batch: Batch) -> None:
    batch.ask(id="warm", path=str(PAGE), url=POST)
    batch.process.send_signal(signal.SIGINT)
    assert batch.process.wait(timeout=20) == 130
