"""Faults of real servers: what was sent, and what is there afterwards, equal to the document."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive.address import Address, Secrets
from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.elastic.bulk import Sent
from crawler.model import key
from tests.support.command import ROOT
from tests.support.elasticnode import Node, nodes
from tests.support.elasticsearch import archive_at
from tests.support.outboxes import assert_equal, behind, far_digest, near_digest, threads

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]


@pytest.fixture(name="node")
def _node() -> Iterator[Node]:
    with nodes() as (node,):
        node.start()
        yield node


def test_a_server_that_is_killed_and_started_again(tmp_path: Path, node: Node) -> None:
    found = threads(range(300))
    address = Address((node.url,), "faults")
    outbox = behind(tmp_path, address)
    for start in range(0, 300, 10):
        if start == 100:
            node.kill()
        if start == 200:
            node.start()
        outbox.record(found[start : start + 10])
    outbox.flush(120)
    outbox.close()
    assert_equal(tmp_path, address, found)


def test_our_process_is_killed_ten_times(tmp_path: Path, node: Node) -> None:
    address = Address((node.url,), "faults")
    archive_at(node.url, "faults").close()
    script = tmp_path / "recording.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from crawler.archive.address import Address\n"
        "from tests.support.outboxes import behind, threads\n"
        "outbox = behind(Path(sys.argv[1]), Address((sys.argv[2],), 'faults'))\n"
        "found = threads(range(100000))\n"
        "for n in range(int(sys.argv[3]), 100000, 5):\n"
        "    outbox.record(found[n : n + 5])\n"
        "    print(n + 5, flush=True)\n"
    )
    drawn = random.Random(7)
    stored = 0
    for _ in range(10):
        words = [sys.executable, str(script), str(tmp_path), node.url, str(stored)]
        running = subprocess.Popen(
            words, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stdout=subprocess.PIPE,
            encoding="utf-8",
        )  # fmt: skip
        assert running.stdout is not None
        stored = int(running.stdout.readline())
        time.sleep(drawn.uniform(0.0, 0.6))
        running.send_signal(signal.SIGKILL)
        rest = running.stdout.read().splitlines(keepends=True)
        running.stdout.close()
        running.wait()
        stored = max([stored, *(int(line) for line in rest if line.endswith("\n"))])
    outbox = behind(tmp_path, address)
    outbox.flush(60)
    outbox.close()
    # What was accepted when the last kill came may be there without having been reported.
    held = far_digest(address)
    print(f"killed ten times with {stored} readings reported as stored")
    assert any(held == near_digest(tmp_path, threads(range(stored + more))) for more in (0, 5))


def _press(url: str, writer: int) -> None:
    with closing(archive_at(url, "faults")) as archive:
        store = archive.store
        sent = (
            store.index(schema.ADDRESSES, key(str(n)), _padded(n))
            for n in range(writer * 2000, writer * 2000 + 2000)
        )
        assert all(outcome.sent is Sent.DONE for outcome in store.send(sent))


def _padded(number: int) -> dict[str, object]:
    return {"key": key(str(number)), "url": f"http://a.example/{number}", "root": "x" * 900}


def test_six_writers_under_a_tiny_indexing_pressure_and_what_is_too_large(tmp_path: Path) -> None:
    """A chunk of 1,000 is larger than all that this server takes at once: it must be halved."""
    with nodes(indexing_pressure__memory__limit="600kb", http__max_content_length="2mb") as (node,):
        node.start()
        archive_at(node.url, "faults").close()
        fork = multiprocessing.get_context("spawn")
        writers = [fork.Process(target=_press, args=(node.url, n)) for n in range(6)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(240)
            assert writer.exitcode == 0
        with closing(archive_at(node.url, "faults", create=False)) as far:
            far.store.refresh(schema.ADDRESSES)
            hits = far.store.scan([schema.ADDRESSES], {"match_all": {}}, ["key"])
            found = {hit["_id"]: hit["_source"] for hit in hits}
        assert found == {key(str(n)): _padded(n) for n in range(12_000)}
        _too_large(tmp_path, node)


def _too_large(folder: Path, node: Node) -> None:
    huge = threads(range(1), "word " * 500_000)
    found = threads(range(1, 20))
    outbox = behind(folder, Address((node.url,), "large"))
    outbox.record([*found[:10], *huge, *found[10:]])
    outbox.flush(60)
    (dead,) = outbox.queue.dead()
    assert dead.reason.startswith("Elasticsearch refused a document of large-comments")
    assert "413" in dead.reason
    assert json.loads(dead.body)["visit"]["url"] == "http://a.example/0"
    outbox.queue.drop()
    outbox.close()
    with closing(ElasticArchive(Address((node.url,), "large"), Secrets())) as far:
        for finding in found:
            assert finding.reading is not None
            thread = far.thread(finding.reading.post_url)
            assert thread is not None
            assert [c.comment.text for c in thread.comments] == [
                comment.text for comment in finding.reading.comments
            ]


@pytest.mark.parametrize("victim", ["a node", "the master"])
def test_three_nodes_of_which_one_is_killed(tmp_path: Path, victim: str) -> None:
    with nodes(3, discovery__type=None) as cluster:
        seeds = [f"127.0.0.1:{node.settings['transport.port']}" for node in cluster]
        for number, node in enumerate(cluster):
            node.settings |= {
                "cluster.name": "three",
                "node.name": f"n{number}",
                "discovery.seed_hosts": json.dumps(seeds),
                "cluster.initial_master_nodes": json.dumps(["n0", "n1", "n2"]),
            }
        # Each waits for the others before it says that it has started.
        with ThreadPoolExecutor() as together:
            list(together.map(lambda node: node.start(wait=False), cluster))
        hosts = tuple(node.url for node in cluster)
        address = Address(hosts, "faults")
        _wait_for(cluster, 3)
        found = threads(range(300))
        outbox = behind(tmp_path, address, replicas=1)
        for start in range(0, 300, 10):
            if start == 150:
                _one_to_kill(cluster, victim).kill()
            outbox.record(found[start : start + 10])
        outbox.flush(120)
        outbox.close()
        assert_equal(tmp_path, address, found)


def _wait_for(cluster: list[Node], count: int) -> None:
    from elasticsearch import ApiError, Elasticsearch, TransportError

    deadline = time.monotonic() + 180
    with Elasticsearch([node.url for node in cluster]) as client:
        while True:
            try:
                found = client.cluster.health(wait_for_nodes=str(count), timeout="10s")
                if found["number_of_nodes"] == count:
                    return
            except (ApiError, TransportError):
                pass
            assert time.monotonic() < deadline, "the cluster does not form"
            time.sleep(0.5)


def _one_to_kill(cluster: list[Node], victim: str) -> Node:
    from elasticsearch import Elasticsearch

    with Elasticsearch(cluster[0].url) as client:
        told = client.cluster.state(
            metric="master_node,nodes", filter_path="master_node,nodes.*.name"
        )
    master = told["nodes"][told["master_node"]]["name"]
    names = {f"n{number}": node for number, node in enumerate(cluster)}
    if victim == "the master":
        return names[master]
    return next(node for name, node in names.items() if name != master)
