"""Starts and stops the servers of the real blogs; each leaves its process id in the run folder."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Collection
from pathlib import Path

import places
from places import HERE, ROOT, RUN

#: How long a server may take until it answers, in seconds.
PATIENCE = 60.0

#: A database server with one user, without examples.
_PLAIN = ("--skip-test-db", "--auth-root-authentication-method=normal")

#: Those that refuse to be root. The others' Python may stand where only its owner can read.
_AS_OWNER = frozenset({"mariadb", "php-fpm", "nginx"})


def start() -> None:
    """Start what is not running, and wait until each answers.

    Raises `RuntimeError` with the end of its log where one does not start.
    """
    for folder in ("logs", "temp"):
        (RUN / folder).mkdir(parents=True, exist_ok=True)
    (ROOT / "isso").mkdir(exist_ok=True)
    for name in ("php-fpm.conf", "my.cnf", "first.sql", "isso.cfg", "nginx.conf", "ghost.json"):
        _write(name)
    if places.GHOST.exists():
        shutil.copy(RUN / "ghost.json", places.GHOST / "config.production.json")
    _look_whether_reached()
    if not (ROOT / "db" / "mysql").exists():
        _make_database_folder()
    places.give(RUN, ROOT / "wordpress" / "wp-content")
    served = running("nginx")
    for name, (command, port) in _commands().items():
        if not running(name):
            _start(name, command, port)
    if served:
        switch()


def stop() -> None:
    """End every server, the last started first, and wait until it has ended."""
    for name in reversed(_commands()):
        number = running(name)
        if number:
            os.kill(number, signal.SIGTERM)
            _wait_for(lambda number=number: not _lives(number), f"{name} does not end")
        _pid_file(name).unlink(missing_ok=True)


def status() -> dict[str, int | None]:
    """The process id of each server that runs, by its name."""
    return {name: running(name) for name in _commands()}


def switch(*off: str) -> None:
    """Serve all blogs but these, whose names then lead nowhere.

    Until the next switch or start.
    """
    _write("nginx.conf", off)
    number = running("nginx")
    if number:
        before = _workers(number)
        os.kill(number, signal.SIGHUP)
        _wait_for(lambda: not before & _workers(number), "nginx keeps its configuration")


def _workers(parent: int) -> set[str]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return set(children.read_text().split())


def _commands() -> dict[str, tuple[list[str], int]]:
    """The command and the port of each server, in the order in which they start."""
    fpm = sorted(map(str, Path("/usr/sbin").glob("php-fpm*")))
    ghost = {
        "ghost": (["node", f"{places.GHOST}/index.js"], places.GHOST_PORT),
    }
    return {
        "mariadb": (["/usr/sbin/mariadbd", f"--defaults-file={RUN}/my.cnf"], places.DB_PORT),
        "php-fpm": ([*fpm[-1:], "-y", f"{RUN}/php-fpm.conf"], places.PHP_PORT),
        "isso": (
            [f"{ROOT}/venv-isso/bin/isso", "-c", f"{RUN}/isso.cfg", "run"],
            places.ISSO_PORT,
        ),
        "nginx": (
            ["/usr/sbin/nginx", "-p", f"{RUN}/", "-e", "logs/nginx-error.log", "-c", "nginx.conf"],
            places.PORT,
        ),
        "pywb": (
            [f"{ROOT}/venv-pywb/bin/wayback", "-d", f"{ROOT}/pywb", *_at(places.PYWB_PORT)],
            places.PYWB_PORT,
        ),
        **(ghost if places.GHOST.exists() else {}),
    }


def _at(port: int) -> tuple[str, ...]:
    return ("-b", "127.0.0.1", "-p", str(port))


def _write(name: str, off: Collection[str] = ()) -> None:
    """Write a configuration file with the places filled in."""
    hosts = [blog.host for blog in places.WORDPRESSES if blog.name not in off]
    text = (HERE / "conf" / name).read_text("utf-8")
    for word, value in {
        "WORDPRESS": " ".join(hosts),
        "NAMES": " ".join(blog.name for blog in places.WORDPRESSES),
        "PATHS": _paths(),
        "ROOT": ROOT,
        "RUN": RUN,
        "PORT": places.PORT,
        "SUFFIX": places.SUFFIX,
        "PHP_PORT": places.PHP_PORT,
        "DB_PORT": places.DB_PORT,
        "ISSO_PORT": places.ISSO_PORT,
        "GHOST_PORT": places.GHOST_PORT,
    }.items():
        text = text.replace(f"@{word}@", str(value))
    (RUN / name).write_text(text, "utf-8")


def _paths() -> str:
    return " ".join(f"{blog.name}={blog.path}" for blog in places.WORDPRESSES if blog.path)


def _look_whether_reached() -> None:
    user = places.owner()
    reached = subprocess.run(["/usr/bin/test", "-x", str(RUN)], user=user, check=False)
    if reached.returncode != 0:
        raise RuntimeError(
            f"{user} cannot reach {RUN}: put the checkout where others may read it, or choose"
            " another folder with THREADHOP_REALBLOGS_FOLDER"
        )


def _make_database_folder() -> None:
    folder = ROOT / "db"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    places.give(folder)
    subprocess.run(
        ["mariadb-install-db", f"--defaults-file={RUN}/my.cnf", *_PLAIN],
        user=places.owner(),
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _start(name: str, command: list[str], port: int) -> None:
    if _answers(port):
        raise RuntimeError(
            f"port {port} is taken by something else: THREADHOP_REALBLOGS_PORT=N moves all ports"
        )
    log = RUN / "logs" / f"{name}.out"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            user=places.owner() if name in _AS_OWNER else None,
            # Ghost looks for its configuration where it is started.
            cwd=places.GHOST if name == "ghost" else RUN,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(RUN),
                "LANG": "C.UTF-8",
                "NODE_ENV": "production",
            },
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    _pid_file(name).write_text(str(process.pid))
    try:
        ready = _is_booted if name == "ghost" else _answers
        _wait_for(lambda: process.poll() is not None or ready(port), f"{name} does not answer")
    finally:
        if process.poll() is not None:
            raise RuntimeError(f"{name} did not start: {log.read_text()[-2000:]}")


def running(name: str) -> int:
    """The process id of a server of ours, 0 where it does not run."""
    file = _pid_file(name)
    number = int(file.read_text()) if file.exists() else 0
    return number if number and _lives(number) else 0


def _lives(number: int) -> bool:
    """Whether a process is alive, and ours: a number may have gone to another since."""
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False
    return str(ROOT).encode() in words


def _pid_file(name: str) -> Path:
    return RUN / f"{name}.pid"


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_booted(port: int) -> bool:
    """Whether Ghost answers by more than that it will soon be there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "lamplight.example"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _wait_for(happened: object, words: str) -> None:
    assert callable(happened)
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{words}, see {RUN}/logs")
        time.sleep(0.05)


def php_environment() -> dict[str, str]:
    """The variables that PHP on the command line needs beside ``REALBLOGS_HOST``."""
    return {
        "REALBLOGS_ROOT": str(ROOT / "wordpress"),
        "REALBLOGS_NAMES": " ".join(blog.name for blog in places.WORDPRESSES),
        "REALBLOGS_PATHS": _paths(),
        "REALBLOGS_PORT": str(places.PORT),
        "REALBLOGS_DOMAIN": f"example{places.SUFFIX}",
        "REALBLOGS_DB_PORT": str(places.DB_PORT),
        "REALBLOGS_CLOCK": str(RUN / "clock"),
    }
