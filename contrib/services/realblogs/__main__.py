"""The command behind `./run services realblogs`: start, stop, status, reset, truth, off, on."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time

import captures
import ghost
import places
import seed
import servers
import truth
from places import HERE, ROOT


def main(words: list[str]) -> int:
    """Do what the first word says; returns the exit code."""
    command, more = (words or ["start"])[0], words[1:]
    if command == "start":
        start()
        print(json.dumps(truth.places_of()))
    elif command == "stop":
        servers.stop()
    elif command == "status":
        print(json.dumps(servers.status()))
    elif command == "reset":
        reset()
    elif command == "truth":
        print((ROOT / "truth.json").read_text("utf-8"), end="")
    elif command in ("off", "on"):
        servers.switch(*more if command == "off" else ())
    else:
        print(
            "usage: ./run services realblogs [--yes] [start|stop|status|reset|truth|off BLOG|on]",
            file=sys.stderr,
        )
        return 2
    return 0


def start() -> None:
    """Start the servers, and fill the blogs where they are empty or filled otherwise."""
    mark = ROOT / "seeded"
    if not mark.exists() or mark.read_text() != _fingerprint():
        reset()
        began = time.monotonic()
        _say("filling the blogs (a minute, once)")
        (ROOT / "dress").write_text(places.DRESS)
        seed.unpack()
        ghost.lay_out()
        captures.begin()
        servers.start()
        seed.Seeder().play()
        (ROOT / "truth.json").write_text(json.dumps(truth.truth(), indent=1) + "\n", "utf-8")
        mark.write_text(_fingerprint())
        _say(f"filled in {time.monotonic() - began:.0f} s")
    servers.start()


def reset() -> None:
    """Stop the servers and forget what the blogs hold; what is installed stays."""
    servers.stop()
    for name in ("wordpress", "db", "static", "isso", "lamplight", "pywb", "run"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for name in ("truth.json", "seeded"):
        (ROOT / name).unlink(missing_ok=True)


def _fingerprint() -> str:
    """Changes with whatever the blogs are made of."""
    setup = (places.DRESS, places.PORT, ROOT, places.WORDPRESSES, places.GHOST.exists())
    digest = hashlib.sha256(repr(setup).encode())
    for path in sorted(HERE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _say(words: str) -> None:
    print(f"realblogs: {words}", file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RuntimeError as error:
        _say(str(error))
        sys.exit(1)
