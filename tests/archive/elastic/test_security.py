"""TLS, users and what they may do, on a server that has security on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import Table, open_server
from crawler.errors import ArchiveError, ArchiveUnreachable
from tests.archive.elastic.test_sending import threads
from tests.support.certificates import write_certificates
from tests.support.command import refused, threadhop
from tests.support.elasticnode import Node, nodes

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

USER, PASSWORD = "crawler", "correct-horse-9"


@pytest.fixture(scope="module", name="node")
def _node() -> Iterator[tuple[Node, str]]:
    with nodes(xpack__security__enabled="true") as (node,):
        config = node.folder / "config"
        fingerprint = write_certificates(config)
        node.settings |= {
            "xpack.security.http.ssl.enabled": "true",
            "xpack.security.http.ssl.key": "node.key",
            "xpack.security.http.ssl.certificate": "node.crt",
            "xpack.security.http.ssl.certificate_authorities": json.dumps(["ca.crt"]),
        }
        node.start(wait=False)
        users = f"{node.home}/bin/elasticsearch-users useradd"
        node.run(f"{users} {USER} -p {PASSWORD} -r superuser")
        node.run(f"{users} guest -p {PASSWORD} -r monitoring_user")
        yield node, fingerprint


@pytest.fixture(name="trusted")
def _trusted(node: tuple[Node, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address, with the right secrets in the environment."""
    monkeypatch.setenv("THREADHOP_ES_CA", str(node[0].folder / "config" / "ca.crt"))
    monkeypatch.setenv("THREADHOP_ES_USER", USER)
    monkeypatch.setenv("THREADHOP_ES_PASSWORD", PASSWORD)
    address = f"https://127.0.0.1:{node[0].port}/guarded"
    _wait_for(address)
    return address


def _wait_until_known(address: str) -> None:
    for _ in range(60):
        try:
            open_server(address).close()
            return
        except ArchiveError as error:
            if "who is asking" not in error.message:
                return
        time.sleep(1)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            open_server(address, create=True, replicas=0).close()
            return
        except (ArchiveUnreachable, ArchiveError):
            # The file of users is read again every few seconds.
            if time.monotonic() > deadline:
                raise
        time.sleep(1)


def test_a_ca_or_a_fingerprint_is_enough(
    trusted: str, node: tuple[Node, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_server(trusted)) as archive:
        assert archive.record(threads(range(3))).posts == 3
    monkeypatch.delenv("THREADHOP_ES_CA")
    monkeypatch.setenv("THREADHOP_ES_FINGERPRINT", node[1])
    with closing(open_server(trusted)) as archive:
        assert archive.status().counts["posts"] == 3


def test_what_cannot_be_trusted_is_not_spoken_to(
    trusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("THREADHOP_ES_CA")
    with pytest.raises(ArchiveError, match="cannot be trusted") as told:
        open_server(trusted)
    assert "THREADHOP_ES_CA" in told.value.hint
    monkeypatch.setenv("THREADHOP_ES_FINGERPRINT", "00" * 32)
    with pytest.raises(ArchiveError, match="cannot be trusted"):
        open_server(trusted)
    with pytest.raises((ArchiveUnreachable, ArchiveError)):
        open_server(trusted.replace("https:", "http:"))


def test_a_wrong_password_is_told_without_it(
    tmp_path: Path, trusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THREADHOP_ES_PASSWORD", "wrong-horse-1")
    monkeypatch.setenv("THREADHOP_DEBUG", "1")
    told = threadhop("status", f"--archive={trusted}", cwd=tmp_path)
    assert "does not know who is asking" in refused(told)
    assert "wrong-horse-1" not in told.stderr


def test_a_user_who_may_not_write_is_told_so(trusted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THREADHOP_ES_USER", "guest")
    _wait_until_known(trusted)
    with pytest.raises(ArchiveError, match="does not allow this") as told:
        open_server(trusted.replace("guarded", "other"), create=True)
    assert "privileges" in told.value.hint


def test_no_secret_is_in_what_a_crawl_leaves(
    tmp_path: Path, trusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threadhop(
        "crawl", "http://127.0.0.1:9/x", f"--archive={trusted}", "--allow-private-hosts",
        "--verbose", "--json", cwd=tmp_path,
    )  # fmt: skip
    assert told.returncode == 4, told.stderr
    with closing(open_server(trusted)) as archive:
        kept = json.dumps(list(archive.export(Table.RUNS)))
    assert trusted in kept
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for said in (told.stdout.encode(), told.stderr.encode(), kept.encode(), *left):
        assert PASSWORD.encode() not in said
