"""A real Elasticsearch for tests: yours, a running one, or one started from this checkout."""

from __future__ import annotations

import fcntl
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crawler.archive.address import Secrets, parse
from crawler.archive.elastic import ElasticArchive

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "contrib" / "services" / "elasticsearch.sh"
_TYPE = "no Elasticsearch here: type `./run services elasticsearch`, or set THREADHOP_TEST_ES=URL"


def answers(url: str) -> bool:
    """True when a server answers there."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def lack(why: str = _TYPE) -> None:
    """Skip, or fail where ``THREADHOP_REQUIRE`` names elasticsearch."""
    if _is_required():
        pytest.fail(why)
    pytest.skip(why)


def _is_required() -> bool:
    return "elasticsearch" in os.environ.get("THREADHOP_REQUIRE", "").split(",")


def version() -> str:
    """The version of the server that tests start."""
    return os.environ.get("THREADHOP_ES_VERSION", "9.2.4")


def fetched() -> Path | None:
    """The folder of that server, if it was brought into this checkout."""
    home = ROOT / ".services" / f"elasticsearch-{version()}"
    return home if (home / "bin" / "elasticsearch").exists() else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server; one that is started for the tests is stopped after them."""
    given = os.environ.get("THREADHOP_TEST_ES")
    if given:
        if not answers(given):
            lack(f"no Elasticsearch answers at {given}")
        yield given.rstrip("/")
        return
    port = os.environ.get("THREADHOP_ES_PORT", "9200")
    url = f"http://127.0.0.1:{port}"
    if not (answers(url) or fetched() or _is_required()):
        lack()
    with _used(ROOT / ".services", port):
        started = _script("use")
        if started.returncode != 0:
            lack(f"Elasticsearch did not start: {started.stderr.strip()[-1000:]}. {_TYPE}")
        yield url


@contextmanager
def _used(services: Path, port: str) -> Iterator[None]:
    """Use a server together with other processes: the last to leave stops what tests started.

    A process that is killed leaves too, so that the next one to come and go stops the server.
    """
    services.mkdir(exist_ok=True)
    mark = services / f"elasticsearch-{version()}-at-{port}" / "started-by-tests"
    with (services / f"elasticsearch-{port}.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            # Let go first: of two who leave at once, one will be alone.
            fcntl.flock(users, fcntl.LOCK_UN)
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if mark.exists():
                    _script("stop")


def _script(word: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(SCRIPT), word], capture_output=True, encoding="utf-8", check=False
    )


def archive_at(url: str, prefix: str, *, create: bool = True) -> ElasticArchive:
    """An archive without replicas, which a single node could not place."""
    secrets = Secrets()
    return ElasticArchive(parse(f"{url}/{prefix}"), secrets, create=create, replicas=0)


def emptied(archive: ElasticArchive) -> ElasticArchive:
    """The same archive with nothing in it, which is faster than another one."""
    client, pattern = archive.store.client, f"{archive.address.prefix}-*"
    client.indices.refresh(index=pattern)
    while True:
        found = client.search(index=pattern, size=5000, source=False)["hits"]["hits"]
        if not found:
            return archive
        gone = [{"delete": {"_index": hit["_index"], "_id": hit["_id"]}} for hit in found]
        client.bulk(operations=gone, refresh=True)


def dropped(archive: ElasticArchive) -> None:
    """Remove an archive from the server."""
    archive.store.settle()
    prefix = archive.address.prefix
    client = archive.store.client
    names = client.indices.get(index=f"{prefix}-*", expand_wildcards="all").body
    if names:
        client.indices.delete(index=list(names))
    client.indices.delete_index_template(name=f"{prefix}-*")
    archive.close()
