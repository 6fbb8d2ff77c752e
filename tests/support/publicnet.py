"""A network of its own with public, private and metadata addresses, all served by one server.

`crawled` runs a crawl in it as a user does, without ``--allow-private-hosts``, which no server on
loopback allows: Linux gives the process a network, and names of its own, that nobody else sees.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import ROOT, threadhop

PUBLIC, LOOPBACK, METADATA, PRIVATE = "5.5.5.5", "127.0.0.1", "169.254.169.254", "10.0.0.1"

_UNSHARE = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
#: From linux/sockios.h and linux/if.h.
_SIOCSIFFLAGS, _SIOCSIFADDR, _UP = 0x8914, 0x8916, 0x41


@dataclass(frozen=True)
class Crawled:
    """How a crawl ended, what it said, and what was asked: (address connected to, host, path)."""

    code: int
    err: str
    asked: tuple[tuple[str, str, str], ...]


def crawled(
    folder: Path,
    names: dict[str, str],
    pages: dict[str, tuple[int, dict[str, str], str]],
    *words: str,
) -> Crawled:
    """Crawl where ``names`` lead to those addresses and ``pages``, by host and path, are served."""
    if subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine gives no process a network of its own")
    task = {"folder": str(folder), "names": names, "pages": pages, "words": words}
    command = [*_UNSHARE, sys.executable, "-m", "tests.support.publicnet"]
    done = subprocess.run(
        command,
        input=json.dumps(task),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return Crawled(told["code"], told["err"], tuple(tuple(one) for one in told["asked"]))


def _set_up(names: dict[str, str], folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
        for number, address in enumerate((LOOPBACK, PUBLIC, METADATA, PRIVATE)):
            name = f"lo:{number}" if number else "lo"
            where = struct.pack("16sH2s4s8x", name.encode(), socket.AF_INET, b"", _of(address))
            fcntl.ioctl(plug, _SIOCSIFADDR, where)
            fcntl.ioctl(plug, _SIOCSIFFLAGS, struct.pack("16sH14x", name.encode(), _UP))
    hosts = folder / "hosts"
    hosts.write_text("".join(f"{address} {name}\n" for name, address in names.items()))
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)


def _of(address: str) -> bytes:
    return socket.inet_aton(address)


def _main() -> None:
    task = json.load(sys.stdin)
    folder, pages = Path(task["folder"]), task["pages"]
    _set_up(task["names"], folder)
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            asked.append((self.connection.getsockname()[0], host, self.path))
            status, headers, body = pages.get(host + self.path, (404, {}, "nothing here"))
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 80), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    done = threadhop(*task["words"], cwd=folder, timeout=100)
    print(json.dumps({"code": done.returncode, "err": done.stderr, "asked": asked}))


if __name__ == "__main__":
    _main()
