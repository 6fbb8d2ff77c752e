"""TLS, users and what they may do, on a server that has security on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from crawler.archive import Query, Table, open_server
from crawler.errors import ArchiveError, ArchiveUnreachable
from tests.archive.elastic.test_sending import threads
from tests.support.analysisplugin import has_plugin, home_with_plugin
from tests.support.certificates import write_certificates
from tests.support.command import refused, threadhop
from tests.support.elasticnode import Node, free_port, nodes
from tests.support.elasticsearch import version

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]

USER, PASSWORD = "crawler", "correct-horse-9"


@pytest.fixture(scope="module", name="node")
def _node() -> Iterator[tuple[Node, str]]:
    with nodes(make_home=home_with_plugin, xpack__security__enabled="true") as (node,):
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


def test_a_host_that_is_away_is_passed_over(trusted: str) -> None:
    away = f"https://127.0.0.1:{free_port()}"
    several = trusted.replace("https://", f"{away},", 1)
    with closing(open_server(several)) as archive:
        assert len(archive.address.hosts) == 2
        assert archive.record(threads(range(50, 53))).posts == 3
    with closing(open_server(trusted)) as archive:
        assert len(archive.posts([f"http://a.example/{n}" for n in range(50, 53)])) == 3


@pytest.fixture(name="keys")
def _keys(trusted: str, node: tuple[Node, str]) -> Iterator[Elasticsearch]:
    """The superuser's client, by which keys are made."""
    if not has_plugin(node[0].home):
        pytest.skip("API keys need a plugin here, and the plugin a JDK with javac")
    with Elasticsearch(
        f"https://127.0.0.1:{node[0].port}",
        ca_certs=str(node[0].folder / "config" / "ca.crt"),
        basic_auth=(USER, PASSWORD),
        request_timeout=60,
    ) as client:
        yield client


def use_key(
    client: Elasticsearch, path: Path, monkeypatch: pytest.MonkeyPatch, **role: object
) -> tuple[str, str]:
    """Make a key and put it into a file that the environment names; its id and itself."""
    made = client.security.create_api_key(name="threadhop", role_descriptors={"threadhop": role})
    path.write_text(made["encoded"] + "\n")
    for name in ("THREADHOP_ES_USER", "THREADHOP_ES_PASSWORD"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("THREADHOP_ES_API_KEY_FILE", str(path))
    return made["id"], made["encoded"]


def test_a_key_with_the_privileges_of_the_docs_is_enough_until_it_is_withdrawn(
    tmp_path: Path, trusted: str, keys: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = {
        "cluster": ["monitor", "manage_index_templates"],
        "indices": [{"names": ["keyed-*"], "privileges": ["read", "write", "manage"]}],
    }
    id_, secret = use_key(keys, tmp_path / "key", monkeypatch, **role)
    address = trusted.replace("guarded", "keyed")
    with closing(open_server(address, create=True, replicas=0)) as archive:
        assert archive.record(threads(range(3))).posts == 3
        assert archive.status().counts["posts"] == 3
        assert archive.server_version() == version()
        list(archive.rebuild())
        assert list(archive.problems()) == []
    with pytest.raises(ArchiveError, match="does not allow this"):
        open_server(trusted.replace("guarded", "others"), create=True)
    crawled = tmp_path / "crawled"
    crawled.mkdir()
    monkeypatch.setenv("THREADHOP_DEBUG", "1")
    told = threadhop(
        "crawl", "http://127.0.0.1:9/x", f"--archive={address}", "--allow-private-hosts",
        "--verbose", "--json", cwd=crawled,
    )  # fmt: skip
    assert told.returncode == 4, told.stderr
    keys.security.invalidate_api_key(ids=[id_])
    late = threadhop("status", f"--archive={address}", cwd=crawled)
    assert "does not know who is asking" in late.stderr
    assert late.returncode == 2
    left = [path.read_bytes() for path in crawled.rglob("*") if path.is_file()]
    assert len(left) > 2
    for said in (told.stdout, told.stderr, late.stdout, late.stderr):
        left.append(said.encode())
    assert not any(secret.encode() in said for said in left)


def test_a_key_that_may_only_read_reads(
    tmp_path: Path, trusted: str, keys: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_server(trusted)) as archive:
        archive.record(threads(range(70, 72)))
    role = {"indices": [{"names": ["guarded-*"], "privileges": ["read", "view_index_metadata"]}]}
    use_key(keys, tmp_path / "key", monkeypatch, **role)
    with closing(open_server(trusted)) as archive:
        assert archive.thread("http://a.example/70") is not None
        assert {hit.post_url for hit in archive.search(Query("71"))} == {"http://a.example/71"}
        assert len(list(archive.export(Table.POSTS))) >= 2
        with pytest.raises(ArchiveError, match="does not allow this") as told:
            archive.record(threads(range(72, 73)))
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
