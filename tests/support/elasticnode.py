"""Servers of Elasticsearch with settings of their own, for tests that break them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.elasticsearch import ROOT, SCRIPT, answers, fetched, lack, version

_OWNER = "nobody" if os.geteuid() == 0 else None


MakeHome = Callable[[Path, Path], Path]


class Node:
    """One server process, in a folder of its own under ``.services``."""

    def __init__(self, folder: Path, home: Path, settings: Mapping[str, object]) -> None:
        self.folder = folder
        self.home = home
        self.port = free_port()
        self.settings = {
            "cluster.name": folder.name,
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": free_port(),
            "path.data": folder / "data",
            "path.logs": folder / "logs",
            "discovery.type": "single-node",
            "xpack.security.enabled": "false",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **settings,
        }
        shutil.copytree(home / "config", folder / "config")
        (folder / "tmp").mkdir()
        options = folder / "config" / "jvm.options"
        lines = options.read_text().splitlines(keepends=True)
        options.write_text("".join(x for x in lines if "jdk.incubator.vector" not in x))

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, wait: bool = True) -> None:
        """Start it, also again; its data stays."""
        told = "".join(f"{k}: {v}\n" for k, v in self.settings.items() if v is not None)
        (self.folder / "config" / "elasticsearch.yml").write_text(told)
        self._own()
        self.run(
            f"{self.home}/bin/elasticsearch -d -p {self.folder}/pid",
            "-Xms512m -Xmx512m",
        )
        deadline = time.monotonic() + 120
        while wait and not answers(self.url):
            assert time.monotonic() < deadline, "the node does not answer"
            time.sleep(0.3)

    def run(self, command: str, options: str = "") -> str:
        """Run a program of the server as the user that the server runs as."""
        java = subprocess.run(
            ["sh", str(SCRIPT), self.home.name.partition("-")[2], "java"],
            capture_output=True, encoding="utf-8", check=True,
        ).stdout.strip()  # fmt: skip
        script = (
            f"cd {self.folder} && ES_JAVA_HOME={java} ES_PATH_CONF={self.folder}/config"
            f" ES_JAVA_OPTS='{options} -XX:-UsePerfData' CLI_JAVA_OPTS=-XX:-UsePerfData"
            f" ES_TMPDIR={self.folder}/tmp HOME={self.folder} {command}"
        )
        done = subprocess.run(
            ["sh", str(SCRIPT), "as-owner", script],
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it, if it runs."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        try:
            pid = int((self.folder / "pid").read_text())
            os.kill(pid, number)
        except (FileNotFoundError, ProcessLookupError):
            return
        while Path(f"/proc/{pid}").exists() and not _is_dead(pid):
            time.sleep(0.05)

    def _own(self) -> None:
        if _OWNER:
            subprocess.run(["chown", "-R", _OWNER, str(self.folder)], check=True)


@contextmanager
def nodes(
    count: int = 1, make_home: MakeHome | None = None, **settings: object
) -> Iterator[list[Node]]:
    """Nodes that are not started yet; they are stopped and removed afterwards.

    In the names of settings ``__`` stands for a dot. ``make_home`` makes the folder of the program
    itself, of the one that was fetched and a folder to put it in.
    """
    home = fetched()
    if home is None:
        lack(f"no folder of a server here: type `./run services elasticsearch {version()} fetch`")
        raise AssertionError
    given = {name.replace("__", "."): value for name, value in settings.items()}
    made: list[Node] = []
    try:
        for _ in range(count):
            folder = Path(tempfile.mkdtemp(prefix="node-", dir=ROOT / ".services"))
            folder.chmod(0o755)
            made.append(Node(folder, make_home(home, folder) if make_home else home, given))
        yield made
    finally:
        for node in made:
            node.kill()
            shutil.rmtree(node.folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_dead(pid: int) -> bool:
    """True for a process that only waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
