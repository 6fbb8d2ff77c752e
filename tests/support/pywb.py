"""pywb, the web archive's own software, on this machine for tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.support.command import ROOT

_PLACES = (".services/pywb/venv/bin", ".services/realblogs/venv-pywb/bin")

Captured = tuple[str, str, str]


def programs() -> Path:
    """The folder of pywb's programs; skips the test where there is none."""
    for place in _PLACES:
        if (ROOT / place / "wayback").exists():
            return ROOT / place
    found = shutil.which("wayback")
    if found is None:
        pytest.skip("pywb is not here: ./run services realblogs, or pip install pywb")
    return Path(found).parent


def write_warc(path: Path, pages: list[Captured]) -> None:
    """Captures, each (address, day, body), as a WARC of another tool would have them."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, day, body in pages:
            at = datetime.fromisoformat(day).replace(tzinfo=UTC)
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(body.encode()),
                    length=len(body.encode()),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": f"{at:%Y-%m-%dT%H:%M:%SZ}"},
                )
            )


@contextmanager
def serving(folder: Path, warcs: list[Path]) -> Iterator[str]:
    """A pywb with these files in the collection ``coll``; gives the address of its archive."""
    bin_ = programs()
    manager = [str(bin_ / "wb-manager")]
    for words in (["init", "coll"], ["add", "coll", *map(str, warcs)]):
        subprocess.run(manager + words, cwd=folder, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(bin_ / "wayback"), "-d", str(folder), "-b", "127.0.0.1", "-p", str(port)]
    with (folder / "pywb.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/coll/"
    finally:
        process.terminate()
        process.wait()
