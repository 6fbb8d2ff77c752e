"""Lanes of the test run, and the rule that no test talks beyond loopback."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import sys
from pathlib import Path

import pytest
from _pytest.nodeid import coerce_node_id

ROOT = Path(__file__).resolve().parent.parent


def _refuse_outside_loopback(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return
    host = str(address[0])
    try:
        inside = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        inside = host == "localhost"
    if not inside:
        raise RuntimeError(f"a test tried to connect to {host}: only loopback is allowed")


sys.addaudithook(_refuse_outside_loopback)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("threadhop")
    group.addoption("--slow", action="store_true", help="run the slow tests too")
    group.addoption(
        "--slow-sample",
        type=float,
        metavar="SHARE",
        help="run the slow tests of which a share (0 to 1) is drawn by --slow-seed, and only them",
    )
    group.addoption("--slow-seed", default="0", help="what --slow-sample draws by")
    group.addoption(
        "--floors",
        choices=("raise", "lower"),
        help="set the floors of tests/quality to today's figures, upwards only or in any case",
    )
    group.addoption(
        "--blind", action="store_true", help="score the reference pages that nobody opens, too"
    )


def pytest_report_header(config: pytest.Config) -> str | None:
    share = config.getoption("--slow-sample")
    if share is None:
        return None
    return f"slow lane: a share of {share} drawn by --slow-seed {config.getoption('--slow-seed')}"


def _is_drawn(nodeid: str, seed: str, share: float) -> bool:
    digest = hashlib.sha256(f"{seed} {nodeid}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < share


#: What only one worker of a parallel run may use at a time.
SERVICES = ("elasticsearch", "realblogs", "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    groups: dict[pytest.Item, str] = {}
    for item in items:
        # A file keeps its fixtures for itself, a service all the files that use it.
        used = next((name for name in SERVICES if item.get_closest_marker(name)), None)
        groups[item] = used or str(item.path.relative_to(ROOT))
    share = config.getoption("--slow-sample")
    if share is not None:
        seed = config.getoption("--slow-seed")
        kept, left = [], []
        for item in items:
            slow = item.get_closest_marker("slow") is not None
            (kept if slow and _is_drawn(item.nodeid, seed, share) else left).append(item)
        if not kept:
            kept = [item for item in items if item.get_closest_marker("slow")][:1]
            left = [item for item in items if item not in kept]
        items[:] = kept
        config.hook.pytest_deselected(items=left)
    elif not config.getoption("--slow"):
        skip = pytest.mark.skip(reason="slow: run with --slow")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(skip)
    if config.getoption("loadgroup", default=False):
        for item in items:
            # What xdist's own marker does, where pytest 9.2 has looked for names since.
            item._id = coerce_node_id(f"{item.nodeid}@{groups[item]}")


#: What says which servers the tests use, and is no configuration of theirs.
KEPT = {"THREADHOP_REQUIRE", "THREADHOP_TEST_ES", "THREADHOP_ES_VERSION", "THREADHOP_ES_PORT"}


@pytest.fixture(autouse=True)
def _own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the configuration of whoever runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith("THREADHOP_") and name not in KEPT:
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
