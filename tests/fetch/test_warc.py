"""WARC files: records that any tool reads, whole after a kill, found again by their address."""

from __future__ import annotations

import errno
import gzip
import os
import subprocess
import sys
import time
import tracemalloc
from argparse import Namespace
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import LimitReached, UsageError
from crawler.fetch.warc import (
    Broken,
    Capture,
    Captures,
    Exchange,
    Recorder,
    document,
    outcome,
    warc_files,
)
from crawler.fetch.warc.reading import heads
from tests.support.command import ROOT

URL = "http://a.example/2009/post?p=1"
AT = 1_700_000_000.25
BODY = b"<html>What was said</html>"


def exchange(url: str = URL, body: bytes = BODY, at: float = AT, status: int = 200) -> Exchange:
    return Exchange(
        url,
        at,
        (("User-Agent", "threadhop/0"), ("Accept", "*/*")),
        status,
        (("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        body,
        told={"via": "http://b.example/", "hopsFromSeed": "1", "tries": "0"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "warc").mkdir()
    return tmp_path / "warc"


@pytest.fixture
def captures(tmp_path: Path, folder: Path) -> Iterator[Captures]:
    opened = Captures(tmp_path / "warc.db", folder)
    yield opened
    opened.close()


def recorder(captures: Captures, run: str = "run", largest: int = 1 << 30) -> Recorder:
    return Recorder(captures.folder, run, captures, {"software": "threadhop/0"}, largest)


def anew(captures: Captures, tmp_path: Path) -> Captures:
    """An index that is made from the files alone."""
    fresh = Captures(tmp_path / f"anew-{time.monotonic_ns()}.db", captures.folder)
    fresh.scan()
    return fresh


def all_of(captures: Captures, url: str = URL) -> list[Capture]:
    found: list[Capture] = []
    while (one := captures.next(url, found[-1] if found else None)) is not None:
        found.append(one)
    return found


def types(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file)]


def test_an_answer_is_a_response_with_its_request_and_what_led_there(
    captures: Captures,
) -> None:
    one = recorder(captures)
    place = one.answered(exchange())
    one.close()
    path = captures.place(place)
    assert path.name == "threadhop-run-00000.warc.gz"
    assert types(path) == ["warcinfo", "response", "request", "metadata"]
    with path.open("rb") as file:
        file.seek(place.offset)
        records = ArchiveIterator(file)
        response = next(records)
        assert response.rec_headers.get_header("WARC-Target-URI") == URL
        assert response.rec_headers.get_header("WARC-Date") == "2023-11-14T22:13:20.250000Z"
        assert response.content_stream().read() == BODY
        request = next(records)
        assert request.http_headers.get_header("Host") == "a.example"
        assert request.http_headers.statusline == "/2009/post?p=1 HTTP/1.1"
        about = next(records)
        assert b"via: http://b.example/\r\n" in about.content_stream().read()
        identity = response.rec_headers.get_header("WARC-Record-ID")
        for other in (request, about):
            assert other.rec_headers.get_header("WARC-Concurrent-To") == identity


def test_warcio_finds_nothing_wrong(captures: Captures, capsys: pytest.CaptureFixture[str]) -> None:
    one = recorder(captures)
    for number, status in enumerate((200, 200, 404, 301, 304, 200)):
        one.answered(exchange(f"http://a.example/{number % 3}", BODY * number, status=status))
    one.unanswered(URL, AT, "no such host", {"outcome": "failed"})
    one.close()
    files = [str(path) for path in warc_files(captures.folder)]
    checker = Checker(Namespace(inputs=files, verbose=False))
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out


def test_an_answer_comes_back_as_it_was(captures: Captures) -> None:
    one = recorder(captures)
    place = one.answered(exchange())
    found = document(captures.place(place), place.offset, 1000)
    assert (found.status, found.body) == (200, BODY)
    assert [value for name, value in found.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_a_document_that_is_there_already_is_a_revisit(captures: Captures) -> None:
    one = recorder(captures)
    first = one.answered(exchange())
    second = one.answered(exchange(at=AT + 60))
    other = one.answered(exchange("http://a.example/other", at=AT + 90))
    assert [first.kind, second.kind, other.kind] == ["response", "revisit", "revisit"]
    assert captures.first_of(second.digest) == first
    with captures.place(second).open("rb") as file:
        file.seek(second.offset)
        headers = next(iter(ArchiveIterator(file))).rec_headers
    assert headers.get_header("WARC-Profile").endswith("/identical-payload-digest")
    assert headers.get_header("WARC-Refers-To-Target-URI") == URL
    assert headers.get_header("WARC-Refers-To-Date") == "2023-11-14T22:13:20.250000Z"


def test_what_has_not_changed_is_a_revisit_of_the_last_document(captures: Captures) -> None:
    one = recorder(captures)
    one.answered(exchange())
    place = one.answered(exchange(body=b"", at=AT + 60, status=304))
    with captures.place(place).open("rb") as file:
        file.seek(place.offset)
        headers = next(iter(ArchiveIterator(file))).rec_headers
    assert headers.get_header("WARC-Type") == "revisit"
    assert headers.get_header("WARC-Profile").endswith("/server-not-modified")
    assert headers.get_header("WARC-Refers-To-Target-URI") == URL


def test_what_had_no_answer_says_why(captures: Captures) -> None:
    one = recorder(captures)
    place = one.unanswered(URL, AT, "no such\r\nhost", {"outcome": "gone"})
    fields = outcome(captures.place(place), place.offset)
    assert fields == {"fetchFailed": "no such host", "outcome": "gone"}
    assert all_of(captures)[0].kind == "outcome"


def test_files_are_of_a_size_and_of_one_run_each(captures: Captures) -> None:
    small, other = recorder(captures, "one", largest=2000), recorder(captures, "two")
    for number in range(5):
        small.answered(exchange(f"http://a.example/{number}", os.urandom(1500)))
    other.answered(exchange())
    names = [path.name for path in warc_files(captures.folder)]
    assert names == [f"threadhop-one-{n:05d}.warc.gz" for n in range(5)] + [
        "threadhop-two-00000.warc.gz"
    ]
    assert all(types(captures.folder / name)[0] == "warcinfo" for name in names)


def test_the_index_is_made_anew_from_the_files(captures: Captures, tmp_path: Path) -> None:
    one = recorder(captures, largest=3000)
    for number in range(6):
        one.answered(exchange(body=BODY * (1 + number % 2), at=AT + number))
    one.unanswered(URL, AT + 7, "no such host", {})
    fresh = anew(captures, tmp_path)
    assert len(all_of(fresh)) == 7
    assert [c.offset for c in all_of(fresh)] == [c.offset for c in all_of(captures)]
    assert all_of(fresh)[:6] == all_of(captures)[:6]
    fresh.close()


def test_what_is_added_is_indexed_and_what_is_gone_forgotten(
    captures: Captures, tmp_path: Path
) -> None:
    one = recorder(captures, largest=1)
    one.answered(exchange())
    fresh = anew(captures, tmp_path)
    one.answered(exchange(at=AT + 1, body=b"other"))
    fresh.scan()
    assert len(all_of(fresh)) == 2
    warc_files(captures.folder)[0].unlink()
    fresh.scan()
    assert [capture.at for capture in all_of(fresh)] == [AT + 1]
    fresh.close()


def test_an_address_is_found_in_any_spelling(captures: Captures) -> None:
    one = recorder(captures)
    one.answered(exchange("http://A.example:80/2009/post?utm_source=x&p=1"))
    assert len(all_of(captures, URL)) == 1
    one.answered(exchange(URL, at=AT + 5))
    assert [capture.uri for capture in all_of(captures, URL)] == [URL], "its own comes first"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4000))
def test_a_file_that_breaks_off_is_read_up_to_its_last_whole_record(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    index = Captures(folder / "a.db", folder)
    one = recorder(index)
    for number in range(3):
        one.answered(exchange(f"http://a.example/{number}", os.urandom(400)))
    one.close()
    index.close()
    (path,) = warc_files(folder)
    whole = list(heads(path))
    path.write_bytes(path.read_bytes()[:cut])
    size = path.stat().st_size
    assert list(heads(path)) == [head for head in whole if head.end <= size]
    fresh = Captures(folder / "b.db", folder)
    fresh.scan()
    fresh.close()


def test_a_kill_leaves_whole_records(tmp_path: Path, folder: Path) -> None:
    script = (
        "import itertools, os, pathlib, sys\n"
        "from crawler.fetch.warc import Captures\n"
        "from tests.fetch.test_warc import exchange, recorder\n"
        f"captures = Captures(pathlib.Path({str(tmp_path / 'k.db')!r}), "
        f"pathlib.Path({str(folder)!r}))\n"
        "one = recorder(captures)\n"
        "for n in itertools.count():\n"
        "    one.answered(exchange(f'http://a.example/{n}', os.urandom(20000)))\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(40)]
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    last = int([line for line in said if line.endswith("\n")][-1])
    captures = Captures(tmp_path / "k.db", folder)
    captures.scan()
    for number in range(last + 1):
        (one,) = all_of(captures, f"http://a.example/{number}")
        assert len(document(captures.place(one), one.offset, 1 << 20).body) == 20000
    captures.close()


def test_a_full_disk_stops_the_run_and_leaves_the_file_whole(
    captures: Captures, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = recorder(captures)
    place = one.answered(exchange())
    size = captures.place(place).stat().st_size
    real = os.write
    left = [300]

    def write(file: int, data: memoryview) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = real(file, data[: left[0]])
        left[0] -= written
        return written

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(LimitReached, match="is full"):
        one.answered(exchange("http://a.example/2", os.urandom(5000)))
    monkeypatch.undo()
    assert captures.place(place).stat().st_size == size
    one.answered(exchange("http://a.example/3", os.urandom(500)))
    assert types(captures.place(place)).count("response") == 2


def test_memory_stays_flat(captures: Captures, tmp_path: Path) -> None:
    one = recorder(captures)
    peaks = []
    tracemalloc.start()
    try:
        for _ in range(4):
            tracemalloc.reset_peak()
            for number in range(40):
                one.answered(exchange(f"http://a.example/{number}", os.urandom(60_000)))
            peaks.append(tracemalloc.get_traced_memory()[1])
        fresh = anew(captures, tmp_path)
        fresh.close()
    finally:
        tracemalloc.stop()
    assert max(peaks[1:]) < 1.5 * peaks[0]
    assert peaks[0] < 3_000_000


def by_another_tool(path: Path, *, packed: bool) -> None:
    """A WARC/1.0 file with a chunked answer and a request first, as wget writes."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        http = StatusAndHeaders(
            "200 OK",
            [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")],
            protocol="HTTP/1.1",
        )
        chunked = b"5\r\nWords\r\n6\r\n apart\r\n0\r\n\r\n"
        dated = {"WARC-Date": "2012-01-02T03:04:05Z"}
        for uri in (URL, "http://a.example/next"):
            writer.write_record(
                writer.create_warc_record(
                    uri,
                    "response",
                    payload=BytesIO(chunked),
                    length=len(chunked),
                    http_headers=http,
                    warc_headers_dict=dated,
                )
            )


@pytest.mark.parametrize("packed", [True, False])
def test_files_of_other_tools_are_read(captures: Captures, packed: bool) -> None:
    path = captures.folder / ("other.warc.gz" if packed else "other.warc")
    by_another_tool(path, packed=packed)
    captures.scan()
    (one,) = all_of(captures)
    assert one.at == 1325473445
    assert document(path, one.offset, 100).body == b"Words apart"
    (following,) = all_of(captures, "http://a.example/next")
    assert document(path, following.offset, 100).body == b"Words apart"


def test_what_is_no_warc_is_named(captures: Captures) -> None:
    (captures.folder / "x.warc").write_text("no records here\n\n")
    with pytest.raises(Broken, match=r"x\.warc is no WARC"):
        captures.scan()


def test_a_file_compressed_as_one_stream_is_named(captures: Captures, tmp_path: Path) -> None:
    by_another_tool(tmp_path / "plain.warc", packed=False)
    packed = gzip.compress((tmp_path / "plain.warc").read_bytes())
    (captures.folder / "one.warc.gz").write_bytes(packed)
    with pytest.raises(Broken, match="warcio recompress"):
        captures.scan()


def test_a_body_without_end_is_refused(captures: Captures) -> None:
    one = recorder(captures)
    place = one.answered(exchange(body=bytes(5_000_000)))
    with pytest.raises(Broken, match="larger than the limit"):
        document(captures.place(place), place.offset, 1_000_000)


def test_a_damaged_index_says_what_to_do(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"not a database" * 100)
    with pytest.raises(UsageError, match="made anew from the WARC files"):
        Captures(tmp_path / "bad.db", folder)
