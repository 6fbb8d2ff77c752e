"""The guard: private by name, and private by what DNS answers at the moment of connecting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.fetch.guard import Guard
from crawler.fetch.routes import Routes

ROOT = Path(__file__).parents[2]

INSIDE = [
    "http://127.0.0.1/",
    "http://localhost:8080/x",
    "http://[::1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://10.1.2.3/",
    "http://192.168.0.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:10.0.0.1]/",
    "http://100.100.100.200/",
    "http://0.0.0.0/",
    "http://printer.local/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_private_addresses_are_refused(url: str) -> None:
    guard = Guard(Routes({"*.example": "127.0.0.1:80"}), allow_private_hosts=False)
    assert "private address" in (guard.refusal(url) or "")
    assert Guard(Routes({}), allow_private_hosts=True).refusal(url) is None


def test_public_and_routed_addresses_are_not() -> None:
    guard = Guard(Routes({"intranet.local": "127.0.0.1:80"}), allow_private_hosts=False)
    assert guard.refusal("https://blog.wordpress.com/2009/x") is None
    assert guard.refusal("http://intranet.local/2009/x") is None
    assert guard.is_public("https://blog.wordpress.com/")
    assert not guard.is_public("http://intranet.local/")


def test_what_changes_something_is_refused_wherever_it_is() -> None:
    guard = Guard(Routes({}), allow_private_hosts=True)
    assert guard.refusal("http://a.example/x?like_comment=1&_wpnonce=2") is not None


_LOOK_UP = """
import sys
from scrapy.utils.reactor import install_reactor
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from twisted.internet import reactor
from crawler.fetch.guard import GuardedResolver, private_answers
resolver = GuardedResolver(reactor, 100, 10.0, allow=sys.argv[1] == "allow")
def done(result):
    print(getattr(result, "value", result))
    print(private_answers)
    reactor.stop()
def twice(first):
    # The second answer comes from the cache.
    resolver.getHostByName("localhost").addBoth(done)
reactor.callWhenRunning(lambda: resolver.getHostByName("localhost").addBoth(twice))
reactor.run()
"""


@pytest.mark.parametrize(
    ("leave", "said"),
    [("refuse", "private address 127.0.0.1"), ("allow", "127.0.0.1\n{}")],
)
def test_a_private_dns_answer_is_no_answer(leave: str, said: str) -> None:
    process = subprocess.run(
        [sys.executable, "-c", _LOOK_UP, leave],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert said in process.stdout
